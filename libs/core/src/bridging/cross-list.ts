import type { BridgedEndpoint, Known, Note, Parties } from '@busbar/bridge';
import { ocpiDateTime, OCPI_STATUS, type OcpiVersion, type PartyId } from '@busbar/ocpi';
import type { GatherPlan, OwnCopyPlan, Routed } from '../journey/message.js';
import { countsOf } from './bridge-counts.js';
import { bridgeBetween } from './bridges.js';
import { readObjectToTranslate } from './read-json.js';
import { MAX_ROUNDS, Seen } from './seen.js';
import type { BridgingPorts } from './translate.js';

/** An object of a list, as its owner wrote it. */
export interface ListedText {
  /** Empty for one that is left out already. */
  readonly text: string;
  readonly version: OcpiVersion;
  readonly owner: PartyId | null;
}

/** After so much text others have their turn: a page holds up the thread that routes for a few milliseconds at once. */
const TURN_CHARACTERS = 64 * 1024;

/**
 * The objects in the version of who asks for the list. Those of his own version pass as they are; those that cannot be said become empty
 * texts and are counted, so that offsets stay what they were.
 */
export async function crossList(
  message: Routed<GatherPlan | OwnCopyPlan>,
  listed: readonly ListedText[],
  ports: BridgingPorts,
): Promise<readonly string[] | 'database-lost'> {
  return new ListCrossing(message, ports).translateAll(listed);
}

class ListCrossing {
  private readonly endpoint: BridgedEndpoint;
  private readonly memory = new Seen();
  private sinceTurn = 0;

  constructor(
    private readonly message: Routed<GatherPlan | OwnCopyPlan>,
    private readonly ports: BridgingPorts,
  ) {
    this.endpoint = { module: message.plan.module, interfaceRole: 'SENDER', method: 'GET', segments: [] };
  }

  /** What some of them ask for is looked up for all at once. */
  async translateAll(listed: readonly ListedText[]): Promise<readonly string[] | 'database-lost'> {
    const texts = listed.map(({ text }) => text);
    let left = [...listed.entries()].filter(([, one]) => one.version !== this.message.version && one.text !== '');
    for (let round = 1; left.length > 0; round++) {
      const again: typeof left = [];
      for (const [index, one] of left) {
        const text = await this.translate(one, round === MAX_ROUNDS);
        if (text === null) again.push([index, one]);
        else texts[index] = text;
      }
      if (again.length > 0 && !(await this.memory.look(this.ports.bridgeMemory))) return 'database-lost';
      left = again;
    }
    return texts;
  }

  /** Empty where it cannot be said; null where it asks for something, unless this is the last time. */
  private async translate(one: ListedText, isLast: boolean): Promise<string | null> {
    await this.giveTurn(one.text.length);
    const { message, memory } = this;
    const read = readObjectToTranslate(one.text);
    if (read.kind === 'unreadable') {
      const detail = read.why ?? 'is no JSON';
      this.count(one, [{ kind: 'left-out', object: message.plan.module, field: 'data', detail }]);
      return '';
    }
    const bridge = await bridgeBetween(message.version, one.version);
    let asksMore = false;
    const known: Known = {
      ...this.partiesOf(one),
      defaults: message.platform.settings.bridge_defaults,
      receivedAt: ocpiDateTime(message.atMs),
      seen: (wanted) => {
        asksMore ||= !memory.has(wanted);
        return memory.seen(wanted);
      },
    };
    const answer = bridge.answer(this.endpoint, envelopeOf(read.value), known);
    if (asksMore && !isLast) return null;
    this.count(one, answer.notes);
    const data = answer.kind === 'translated' ? answer.envelope['data'] : null;
    const [object] = Array.isArray(data) ? (data as readonly unknown[]) : [];
    return object === undefined ? '' : JSON.stringify(object);
  }

  private count({ version }: ListedText, notes: readonly Note[]): void {
    if (notes.length === 0) return;
    const { platform, plan, version: to } = this.message;
    const way = { platformId: platform.id, from: version, to, module: plan.module };
    this.ports.bridgeCounts.count(countsOf(way, notes));
  }

  private partiesOf({ owner }: ListedText): Parties {
    return { owner, counterpart: this.message.from };
  }

  private async giveTurn(characters: number): Promise<void> {
    this.sinceTurn += characters;
    if (this.sinceTurn < TURN_CHARACTERS) return;
    this.sinceTurn = 0;
    await this.ports.giveTurn();
  }
}

/** A list of one: what cannot be said in it is then known by its absence. */
function envelopeOf(object: unknown): Readonly<Record<string, unknown>> {
  return { data: [object], status_code: OCPI_STATUS.success };
}
