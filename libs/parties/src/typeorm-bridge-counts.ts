import { BridgeCounts, type BridgeCount, type Clock } from '@busbar/core';
import type { Database, StoreRef } from '@busbar/database';
import type { BridgeCountEntity } from './bridge-count.entity.js';
import { CountBatches } from './count-batches.js';
import { orDatabaseLost } from './or-database-lost.js';
import type { BridgeCountPage, Store } from './typeorm-bridge-tallies.js';

/** Where the database thread finds the operations on counts of translating. */
export const bridgeCountStore: StoreRef<Store> = {
  name: 'bridge-counts',
  url: new URL('./typeorm-bridge-tallies.js', import.meta.url).href,
  load: () => import('./typeorm-bridge-tallies.js'),
};

/** How often the same was filled, replaced, lost or refused for one platform. */
export interface CountedBridging extends BridgeCount {
  /** Sorts the counts of one platform. */
  readonly subject: string;
  readonly count: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

/** The columns' lengths. */
const MAX_DETAIL_CHARACTERS = 500;
const MAX_SUBJECT_CHARACTERS = 255;
const MAX_OBJECT_CHARACTERS = 64;

/** Counts in batches what translating between versions costs. */
export class TypeormBridgeCounts extends BridgeCounts {
  private readonly batches: CountBatches<BridgeCountEntity>;
  private readonly reader: Store;

  constructor(
    database: Database,
    private readonly clock: Pick<Clock, 'now'>,
    warn: (trouble: string) => void,
  ) {
    super();
    this.reader = database.reader(bridgeCountStore);
    const writer = database.writer(bridgeCountStore);
    this.batches = new CountBatches({
      nameOf: ({ platformId, subject }) => `${platformId} ${subject}`,
      sum: (known, { count, lastAtMs, detail }) => ({ count: known.count + count, lastAtMs, detail }),
      add: (rows) => writer.add(rows),
      failed: (error) => warn(`counts of translations are not written yet: ${String(error)}`),
    });
  }

  override count(counts: readonly BridgeCount[]): void {
    const nowMs = this.clock.now();
    for (const counted of counts) {
      this.batches.count({
        ...counted,
        subject: subjectOf(counted),
        module: counted.module.slice(0, 36),
        object: counted.object.slice(0, MAX_OBJECT_CHARACTERS),
        field: counted.field.slice(0, MAX_SUBJECT_CHARACTERS),
        detail: counted.detail.slice(0, MAX_DETAIL_CHARACTERS),
        ...{ count: 1, firstAtMs: nowMs, lastAtMs: nowMs },
      });
    }
  }

  /** One page, with what is not written yet. */
  async list(page: BridgeCountPage): Promise<readonly CountedBridging[] | 'database-lost'> {
    await this.batches.write();
    return orDatabaseLost(() => this.reader.list(page));
  }

  /** Writes what is still to be written, and ends. */
  close(): Promise<void> {
    return this.batches.close();
  }
}

/** What it is about, as one text that sorts. It is made of the specification's own words: a peer cannot make it many. */
function subjectOf({ module, from, to, kind, object, field, source }: BridgeCount): string {
  return [module, from, to, kind, object, field, source ?? '-'].join(' ').slice(0, MAX_SUBJECT_CHARACTERS);
}
