import { afterAll } from '@jest/globals';
import { eventually } from '../../support/eventually.js';
import type { HubProcess } from '../../support/hub-process.js';
import type { KeptDeliveries } from './kept-deliveries.js';
import { onboard, onboardReceivers, type Onboarded } from './onboard.js';
import { judge, type Verdict } from './oracle.js';
import { Receivers, type Receipt } from './receivers.js';
import { Sender, type Broadcast } from './sender.js';

/** Nothing of the machine's own pace decides what is tried: no alive checks, no limits of senders, quick retries. */
export const CALM = {
  BUSBAR_LOG_LEVEL: 'warn',
  BUSBAR_RATE_PER_S: '1000000',
  BUSBAR_RETRY_BASE_MS: '100',
  BUSBAR_RETRY_MAX_MS: '500',
  BUSBAR_OFFLINE_AFTER: '1000',
  BUSBAR_ALIVE_AFTER_S: '3600',
};

/** Who is there beside the hub, and how it is set. */
export interface WorldOptions {
  /** Receiving parties; each list has a port of its own. */
  readonly receivers: readonly (readonly string[])[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where a standalone hub keeps its data; a directory of its own where it is left out. */
  readonly dataDir?: string;
  /** Settings of the receivers' platforms. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Those who talk through the hub. */
export interface Populace {
  /** NL/CPO. */
  readonly sender: Sender;
  readonly senderToken: string;
  readonly ports: readonly Receivers[];
  readonly platforms: ReadonlyMap<string, Onboarded>;
}

const closing: (() => Promise<unknown>)[] = [];

afterAll(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Registers a CPO that broadcasts and EMSPs that record; they end with the suite. */
export async function populate(
  hub: HubProcess,
  urls: () => readonly string[],
  { receivers, settings }: WorldOptions,
): Promise<Populace> {
  const senders = await Receivers.start(['NL/CPO'], [{ identifier: 'locations', role: 'SENDER' }]);
  const { token } = await onboard(hub, { party: 'NL/CPO', role: 'CPO', at: senders });
  const sender = new Sender(token, urls);
  const ports = await Promise.all(receivers.map((parties) => Receivers.start(parties)));
  closing.push(async () => sender.close(), ...[senders, ...ports].map((port) => () => port.close()));
  const platforms = new Map<string, Onboarded>();
  for (const port of ports) {
    for (const [party, onboarded] of await onboardReceivers(hub, port, settings)) platforms.set(party, onboarded);
  }
  return { sender, senderToken: token, ports, platforms };
}

/** A hub that may be harmed, and those who talk through it. */
export abstract class World {
  readonly sender: Sender;
  readonly senderToken: string;
  readonly ports: readonly Receivers[];
  /** By receiving party. */
  readonly platforms: ReadonlyMap<string, Onboarded>;

  constructor(populace: Populace) {
    this.sender = populace.sender;
    this.senderToken = populace.senderToken;
    this.ports = populace.ports;
    this.platforms = populace.platforms;
  }

  /** The hub's record. */
  abstract get kept(): KeptDeliveries;

  /** What receivers got since `forget`. */
  get receipts(): readonly Receipt[] {
    return this.ports.flatMap((port) => port.receipts);
  }

  /** Resolves when nothing is owed any more, with how long that took in ms. */
  async settled(withinMs = 60_000): Promise<number> {
    const startedAt = performance.now();
    await eventually('nothing to be owed', async () => (await this.kept.pending()) === 0, { withinMs });
    return performance.now() - startedAt;
  }

  /** Forgets what receivers got. */
  forget(): void {
    for (const port of this.ports) port.receipts.length = 0;
  }

  /** What became of these broadcasts, by what receivers got since `forget`. */
  async verdict(accepted: readonly Broadcast[]): Promise<Verdict> {
    const eligible = this.ports.flatMap(({ parties }) => parties);
    return judge({ accepted, eligible, receipts: this.receipts, kept: await this.kept.all() });
  }
}
