import { afterAll } from '@jest/globals';
import { eventually } from '../../support/eventually.js';
import { freePort } from '../../support/free-port.js';
import { startHub, type HubProcess } from '../../support/hub-process.js';
import { KeptDeliveries } from './kept-deliveries.js';
import { onboard, onboardReceivers, type Onboarded } from './onboard.js';
import { judge, type Verdict } from './oracle.js';
import { Receivers } from './receivers.js';
import { Sender, type Broadcast } from './sender.js';

/** Nothing of the machine's own pace decides what is tried: no alive checks, no limits of senders, quick retries. */
const CALM = {
  BUSBAR_LOG_LEVEL: 'warn',
  BUSBAR_RATE_PER_S: '1000000',
  BUSBAR_RETRY_BASE_MS: '100',
  BUSBAR_RETRY_MAX_MS: '500',
  BUSBAR_OFFLINE_AFTER: '1000',
  BUSBAR_ALIVE_AFTER_S: '3600',
};

const closing: (() => Promise<unknown>)[] = [];

afterAll(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Who is there beside the hub. */
export interface StandaloneOptions {
  /** Receiving parties; each list has a port of its own. */
  readonly receivers: readonly (readonly string[])[];
  readonly env?: Readonly<Record<string, string>>;
  /** Settings of the receivers' platforms. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A standalone hub that may be killed, a CPO that broadcasts, and EMSPs that record. */
export class Standalone {
  private constructor(
    private current: HubProcess,
    private readonly env: Readonly<Record<string, string>>,
    readonly sender: Sender,
    readonly ports: readonly Receivers[],
    readonly platforms: ReadonlyMap<string, Onboarded>,
  ) {}

  /** Starts everything; it ends with the suite. */
  static async start({ receivers, env: given = {}, settings }: StandaloneOptions): Promise<Standalone> {
    // Partners keep the hub's URL: a restart keeps its port.
    const env = { ...CALM, ...given, BUSBAR_PORT: String(await freePort()) };
    const hub = await startHub({ env });
    const senders = await Receivers.start(['NL/CPO'], 'SENDER');
    const { token } = await onboard(hub, { party: 'NL/CPO', role: 'CPO', at: senders });
    const sender = new Sender(token, () => [hub.url]);
    const ports = await Promise.all(receivers.map((parties) => Receivers.start(parties)));
    const platforms = new Map<string, Onboarded>();
    for (const port of ports) {
      for (const [party, onboarded] of await onboardReceivers(hub, port, settings)) platforms.set(party, onboarded);
    }
    closing.push(async () => sender.close(), ...[senders, ...ports].map((port) => () => port.close()));
    return new Standalone(hub, env, sender, ports, platforms);
  }

  get hub(): HubProcess {
    return this.current;
  }

  get kept(): KeptDeliveries {
    return new KeptDeliveries({ dataDir: this.current.dataDir });
  }

  /** Ends the process this very moment; what it was doing stays as it is. */
  killNow(): void {
    process.kill(this.current.pid, 'SIGKILL');
  }

  /** Starts the hub again on what the one before left, once that one is gone. */
  async startAgain(): Promise<void> {
    await this.current.kill('SIGKILL');
    this.current = await startHub({ env: this.env, dataDir: this.current.dataDir });
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
    const receipts = this.ports.flatMap((port) => port.receipts);
    return judge({ accepted, eligible, receipts, kept: await this.kept.all() });
  }
}
