import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from './database.js';

/** What every retention works with. */
export interface RetentionParts {
  readonly database: Database;
  /** One process of the hub clears up. */
  readonly processes: { readonly looksAfter: (key: string) => boolean };
  /** Told in one sentence when a sweep failed; the next one goes on from there. */
  readonly report: (trouble: string) => void;
}

/** Small portions with pauses: nobody waits behind a deletion for more than some milliseconds. */
const PAUSE_MS = 20;

/** Clears away what is too old, at the start and then regularly. */
export abstract class Retention {
  private timer: NodeJS.Timeout | null = null;
  private isStopped = false;
  private sweeping: Promise<void> | null = null;

  protected constructor(
    private readonly common: RetentionParts,
    private readonly rhythm: { readonly name: string; readonly everyMs: number },
  ) {}

  start(): void {
    this.timer = setInterval(() => this.sweepOnce(), this.rhythm.everyMs).unref();
    this.sweepOnce();
  }

  /** Ends after the portion under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.sweeping;
  }

  /** Clears away everything that is due now. */
  abstract sweep(): Promise<void>;

  /** Portion after portion, until one finds nothing; each says how much it found. */
  protected async repeat(portion: () => Promise<number>): Promise<void> {
    while (!this.isStopped && (await portion()) > 0) {
      await this.common.database.giveBackSpace();
      await delay(PAUSE_MS, undefined, { ref: false });
    }
  }

  private sweepOnce(): void {
    const { name } = this.rhythm;
    if (!this.common.processes.looksAfter(name)) return;
    this.sweeping ??= this.sweep()
      .catch((error: unknown) => this.common.report(`${name}: ${String(error)}`))
      .finally(() => (this.sweeping = null));
  }
}
