import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, HubProcesses } from '@busbar/core';
import type { Database } from '@busbar/database';
import { REPEATS_FOR_MS } from './accept-request.js';
import { deliveryStore, replayStore } from './stores.js';
import type { Store } from './typeorm-deliveries.js';
import type { Store as ReplayStore } from './typeorm-replays.js';

const DAY_MS = 86_400_000;
const EVERY_MS = 60_000;
/** Small portions with pauses: nobody waits behind a deletion for more than some milliseconds. */
const ROWS_PER_PORTION = 500;
const PAUSE_MS = 20;

/** What retention works with. */
export interface DeliveryRetentionParts {
  readonly database: Database;
  readonly clock: Clock;
  /** One process of the hub deletes. */
  readonly processes: Pick<HubProcesses, 'looksAfter'>;
  /** Deliveries are shown this long; what their messages say is forgotten as soon as nobody needs it. */
  readonly days: number;
  /** Told in one sentence when a sweep failed; the next one goes on from there. */
  readonly report: (trouble: string) => void;
}

/** Deletes old deliveries, replays and requests and forgets contents that nobody needs, at the start and then every minute. */
export class DeliveryRetention {
  private readonly store: Store;
  private readonly replays: ReplayStore;
  private timer: NodeJS.Timeout | null = null;
  private isStopped = false;
  private sweeping: Promise<void> | null = null;

  constructor(private readonly parts: DeliveryRetentionParts) {
    this.store = parts.database.writer(deliveryStore);
    this.replays = parts.database.writer(replayStore);
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

  /** Deletes and forgets everything that is due. */
  async sweep(): Promise<void> {
    const { store } = this;
    const nowMs = this.parts.clock.now();
    const beforeMs = nowMs - this.parts.days * DAY_MS;
    const looking = { lookAgainMs: nowMs + DAY_MS, limit: ROWS_PER_PORTION };
    await this.repeat(() => store.deleteRequests(nowMs - REPEATS_FOR_MS, ROWS_PER_PORTION));
    await this.repeat(() => store.forgetContents(nowMs, looking));
    await this.repeat(() => store.deleteEnded(beforeMs, ROWS_PER_PORTION));
    await this.repeat(() => store.deleteContents(beforeMs, ROWS_PER_PORTION));
    await this.repeat(() => this.replays.deleteOld(beforeMs, ROWS_PER_PORTION));
  }

  private sweepOnce(): void {
    if (!this.parts.processes.looksAfter('delivery retention')) return;
    this.sweeping ??= this.sweep()
      .catch((error: unknown) => this.parts.report(`delivery retention: ${String(error)}`))
      .finally(() => (this.sweeping = null));
  }

  private async repeat(portion: () => Promise<number>): Promise<void> {
    while (!this.isStopped && (await portion()) > 0) {
      await this.parts.database.giveBackSpace();
      await delay(PAUSE_MS, undefined, { ref: false });
    }
  }
}
