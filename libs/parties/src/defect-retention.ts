import type { Clock } from '@busbar/core';
import { Retention, type RetentionParts } from '@busbar/database';
import { bridgeCountStore } from './typeorm-bridge-counts.js';
import type { Store as BridgeStore } from './typeorm-bridge-tallies.js';
import type { Store } from './typeorm-defect-counts.js';
import { peerDefectStore } from './typeorm-peer-defects.js';

const DAY_MS = 86_400_000;
const EVERY_MS = 3_600_000;
const ROWS_PER_PORTION = 200;
/** What nobody has done for a quarter of a year is mended. */
export const DEFECT_DAYS = 90;

/** What retention works with. */
export interface DefectRetentionParts extends RetentionParts {
  readonly clock: Clock;
}

/** Forgets defects, and what translating cost, that were not seen again for long, at the start and then hourly. */
export class DefectRetention extends Retention {
  private readonly store: Store;
  private readonly bridging: BridgeStore;

  constructor(private readonly parts: DefectRetentionParts) {
    super(parts, { name: 'retention of defects', everyMs: EVERY_MS });
    this.store = parts.database.writer(peerDefectStore);
    this.bridging = parts.database.writer(bridgeCountStore);
  }

  /** Forgets everything that is due. */
  override async sweep(): Promise<void> {
    const beforeMs = this.parts.clock.now() - DEFECT_DAYS * DAY_MS;
    await this.repeat(() => this.store.forget(beforeMs, ROWS_PER_PORTION));
    await this.repeat(() => this.bridging.forget(beforeMs, ROWS_PER_PORTION));
  }
}
