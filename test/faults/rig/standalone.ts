import { freePort } from '../../support/free-port.js';
import { startHub, type HubProcess } from '../../support/hub-process.js';
import { KeptDeliveries } from './kept-deliveries.js';
import { CALM, populate, World, type Populace, type WorldOptions } from './world.js';

/** A standalone hub, on SQLite, that may be killed. */
export class Standalone extends World {
  private constructor(
    private current: HubProcess,
    private readonly env: Readonly<Record<string, string>>,
    populace: Populace,
  ) {
    super(populace);
  }

  /** Starts everything; it ends with the suite. */
  static async start(options: WorldOptions): Promise<Standalone> {
    // Partners keep the hub's URL: a restart keeps its port.
    const env = { ...CALM, ...options.env, BUSBAR_PORT: String(await freePort()) };
    const { dataDir } = options;
    const hub = await startHub({ env, ...(dataDir === undefined ? {} : { dataDir }) });
    return new Standalone(hub, env, await populate(hub, () => [hub.url], options));
  }

  get hub(): HubProcess {
    return this.current;
  }

  override get kept(): KeptDeliveries {
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
}
