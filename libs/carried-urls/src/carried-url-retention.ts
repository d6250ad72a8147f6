import type { Clock } from '@busbar/core';
import { Retention, type RetentionParts } from '@busbar/database';
import { carriedUrlStore } from './carried-url-store.js';
import type { Store } from './typeorm-carried-url-store.js';

const EVERY_MS = 3_600_000;
const ROWS_PER_PORTION = 200;

/** What retention works with. */
export interface CarriedUrlRetentionParts extends RetentionParts {
  readonly clock: Clock;
}

/** Deletes expired rows, at the start and then hourly. */
export class CarriedUrlRetention extends Retention {
  private readonly store: Store;

  constructor(private readonly parts: CarriedUrlRetentionParts) {
    super(parts, { name: 'retention of carried URLs', everyMs: EVERY_MS });
    this.store = parts.database.writer(carriedUrlStore);
  }

  /** Deletes everything that has expired by now. */
  override async sweep(): Promise<void> {
    const nowMs = this.parts.clock.now();
    await this.repeat(() => this.store.deleteExpired(nowMs, ROWS_PER_PORTION));
  }
}
