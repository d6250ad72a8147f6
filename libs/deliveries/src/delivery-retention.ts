import type { Clock } from '@busbar/core';
import { Retention, type RetentionParts } from '@busbar/database';
import { REPEATS_FOR_MS } from './accept-request.js';
import { deliveryStore, replayStore } from './stores.js';
import type { Store } from './typeorm-deliveries.js';
import type { Store as ReplayStore } from './typeorm-replays.js';

const DAY_MS = 86_400_000;
const EVERY_MS = 60_000;
const ROWS_PER_PORTION = 500;

/** What retention works with. */
export interface DeliveryRetentionParts extends RetentionParts {
  readonly clock: Clock;
  /** Deliveries are shown this long; what their messages say is forgotten as soon as nobody needs it. */
  readonly days: number;
}

/** Deletes old deliveries, replays and requests and forgets contents that nobody needs, at the start and then every minute. */
export class DeliveryRetention extends Retention {
  private readonly store: Store;
  private readonly replays: ReplayStore;

  constructor(private readonly parts: DeliveryRetentionParts) {
    super(parts, { name: 'delivery retention', everyMs: EVERY_MS });
    this.store = parts.database.writer(deliveryStore);
    this.replays = parts.database.writer(replayStore);
  }

  /** Deletes and forgets everything that is due. */
  override async sweep(): Promise<void> {
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
}
