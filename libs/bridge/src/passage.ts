import type { OcpiVersion } from '@busbar/ocpi';
import type {
  Bridge,
  BridgedAnswer,
  BridgedEndpoint,
  BridgedObject,
  BridgedRequest,
  BridgeRefusal,
  JsonObject,
  Known,
  Note,
  SeenObject,
  Wanted,
} from './bridge.js';
import { isObject } from './engine/object-plan.js';
import type { Pair } from './engine/pair.js';
import { REFUSED, Walk, type SeenAs } from './engine/walk.js';
import { stepAnswer, stepRequest } from './messages/exchange-step.js';
import { tokenTypeOf } from './messages/token-type.js';

/** The pairs between any two versions, in order. */
export type Way = (from: OcpiVersion, to: OcpiVersion) => readonly Pair[];

/** Where a request stands on its way through the pairs. */
interface Progress {
  readonly endpoint: BridgedEndpoint;
  readonly known: Known;
  readonly notes: Note[];
}

/** The passage between two versions, composed of the steps between neighbours. */
export class Passage implements Bridge {
  private readonly onward: readonly Pair[];
  private readonly back: readonly Pair[];

  constructor(
    private readonly way: Way,
    from: OcpiVersion,
    to: OcpiVersion,
  ) {
    this.onward = way(from, to);
    this.back = way(to, from);
  }

  /** See {@link Bridge.request}. */
  request(endpoint: BridgedEndpoint, body: unknown, known: Known): BridgedRequest {
    const notes: Note[] = [];
    let stepped: unknown = body;
    for (const [index, pair] of this.onward.entries()) {
      const walk = this.walk(pair, known, { endpoint, at: known.receivedAt });
      const step = stepRequest(pair, { endpoint, body: stepped }, walk);
      for (const note of walk.notes) notes.push(note);
      if (step === REFUSED) return refusal(walk, notes);
      if ('answered' in step) return this.answered(step.answered, index, { endpoint, known, notes });
      stepped = step.body;
    }
    const last = this.onward.at(-1);
    const type = last === undefined ? undefined : tokenTypeOf(last.to, endpoint, stepped);
    return { kind: 'translated', body: stepped, ...(type === undefined ? {} : { tokenType: type }), notes };
  }

  /** A refusal in the protocol's words belongs to the version in which it was found out: it goes back to the asker's. */
  private answered(data: unknown, steps: number, { endpoint, known, notes }: Progress): BridgedRequest {
    const pairs = this.back.slice(this.back.length - steps);
    const answer = this.through(pairs, { data, status_code: 1000 }, { endpoint, known, notes });
    return answer.kind === 'refused' ? answer : { kind: 'answered', data: answer.envelope['data'], notes };
  }

  /** See {@link Bridge.answer}. */
  answer(endpoint: BridgedEndpoint, envelope: unknown, known: Known): BridgedAnswer {
    if (!isObject(envelope)) return { kind: 'refused', path: '$', reason: 'is no object', notes: [] };
    return this.through(this.back, envelope, { endpoint, known, notes: [] });
  }

  private through(pairs: readonly Pair[], envelope: JsonObject, { endpoint, known, notes }: Progress): BridgedAnswer {
    let stepped = envelope;
    const { timestamp } = envelope;
    const at = typeof timestamp === 'string' ? timestamp : known.receivedAt;
    for (const pair of pairs) {
      const walk = this.walk(pair, known, { endpoint, at });
      const step = stepAnswer(pair, { endpoint, envelope: stepped }, walk);
      for (const note of walk.notes) notes.push(note);
      if (step === REFUSED) return refusal(walk, notes);
      stepped = step;
    }
    return { kind: 'translated', envelope: stepped, notes };
  }

  /** See {@link Bridge.object}. */
  object(name: string, value: unknown, known: Known & { readonly isPartial?: boolean }): BridgedObject {
    const notes: Note[] = [];
    const made = this.translate(this.onward, { name, value }, { known, notes });
    return made.kind === 'refused' ? made : { kind: 'translated', value: made.value, notes };
  }

  private translate(
    pairs: readonly Pair[],
    { name, value }: { readonly name: string; readonly value: unknown },
    { known, notes }: { readonly known: Known & { readonly isPartial?: boolean }; readonly notes: Note[] },
  ): BridgedObject {
    let stepped = value;
    for (const pair of pairs) {
      const plan = pair.plan(name);
      if (plan?.isIdentity === true && isObject(stepped)) continue;
      const walk = this.walk(pair, known, { at: known.receivedAt });
      const made = plan?.translate(stepped, walk, known.isPartial ?? false) ?? walk.refuse(`no ${name} on both sides`);
      for (const note of walk.notes) notes.push(note);
      if (made === REFUSED) return refusal(walk, notes);
      stepped = made;
    }
    return { kind: 'translated', value: stepped, notes };
  }

  private walk(
    pair: Pair,
    known: Known,
    more: { readonly endpoint?: BridgedEndpoint; readonly at?: string | undefined },
  ): Walk {
    return new Walk({
      known,
      ...more,
      readSeen: (wanted, as) => this.readSeen(wanted, as, known),
      translate: (name, value, walk) => pair.plan(name)?.translate(value, walk) ?? walk.refuse(`no ${name}`),
    });
  }

  /** What has been seen is itself translated, with nothing but its owner known: memory does not ask memory. */
  private readSeen(wanted: Wanted, { name, version, narrow }: SeenAs, known: Known): JsonObject | undefined {
    const seen = known.seen(wanted);
    if (!isSeenObject(seen)) return undefined;
    const isLocation = wanted.kind === 'location' || wanted.kind === 'published-location';
    const owner = isLocation ? wanted.owner : known.owner;
    const alone: Known = { ...known, owner, seen: () => undefined };
    const value = narrow === undefined ? seen.value : narrow(seen.value as JsonObject);
    const made = this.translate(this.way(seen.version, version), { name, value }, { known: alone, notes: [] });
    return made.kind === 'translated' && isObject(made.value) ? made.value : undefined;
  }
}

function isSeenObject(value: unknown): value is SeenObject {
  return isObject(value) && typeof value['version'] === 'string' && isObject(value['value']);
}

function refusal(walk: Walk, notes: readonly Note[]): BridgeRefusal {
  const { path, reason } = walk.refusal;
  return { kind: 'refused', path: path.startsWith('url.') ? path : `$${path}`, reason, notes };
}
