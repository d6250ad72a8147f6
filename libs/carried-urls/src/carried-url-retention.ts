import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, HubProcesses } from '@busbar/core';
import type { Database } from '@busbar/database';
import { carriedUrlStore } from './carried-url-store.js';
import type { Store } from './typeorm-carried-url-store.js';

const EVERY_MS = 3_600_000;
/** Small portions with pauses: nobody waits behind a deletion for more than some milliseconds. */
const ROWS_PER_PORTION = 200;
const PAUSE_MS = 20;

/** What retention works with. */
export interface CarriedUrlRetentionParts {
  readonly database: Database;
  readonly clock: Clock;
  /** One process of the hub deletes. */
  readonly processes: Pick<HubProcesses, 'looksAfter'>;
  /** Told in one sentence when a sweep failed; the next one goes on from there. */
  readonly report: (trouble: string) => void;
}

/** Deletes expired rows, at the start and then hourly. */
export class CarriedUrlRetention {
  private readonly store: Store;
  private timer: NodeJS.Timeout | null = null;
  private isStopped = false;
  private sweeping: Promise<void> | null = null;

  constructor(private readonly parts: CarriedUrlRetentionParts) {
    this.store = parts.database.writer(carriedUrlStore);
  }

  start(): void {
    this.timer = setInterval(() => this.sweepOnce(), EVERY_MS).unref();
    this.sweepOnce();
  }

  /** Ends after the portion under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.sweeping;
  }

  /** Deletes everything that has expired by now. */
  async sweep(): Promise<void> {
    const nowMs = this.parts.clock.now();
    while (!this.isStopped && (await this.store.deleteExpired(nowMs, ROWS_PER_PORTION)) > 0) {
      await delay(PAUSE_MS, undefined, { ref: false });
    }
  }

  private sweepOnce(): void {
    if (!this.parts.processes.looksAfter('retention of carried URLs')) return;
    this.sweeping ??= this.sweep()
      .catch((error: unknown) => this.parts.report(`retention of carried URLs: ${String(error)}`))
      .finally(() => (this.sweeping = null));
  }
}
