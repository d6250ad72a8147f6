import type { DeliveryRecord, DeliveryStore, DeliveryStory, LaneClaim, LaneReport, LoadedDelivery } from '@busbar/core';
import type { Database } from '@busbar/database';
import { DELIVERY_STORES, TypeormDeliveryLog, TypeormDeliveryStore } from '@busbar/deliveries';
import { Seals } from '@busbar/parties';
import { InMemoryDeliveryStore } from '../doubles/in-memory-delivery-store.js';
import { ManualClock } from '../doubles/manual-clock.js';
import { claimLane, known, release } from './lane-claims.js';
import { databasesUnderTest, type DatabasePlace, type DatabaseUnderTest } from './databases.js';
import { aDeliveryFilter, NOON } from './delivery-builders.js';
import { sqlStore } from './sql-store.js';

export { known } from './lane-claims.js';

const STORES = [...DELIVERY_STORES, sqlStore];
const TABLES = ['accepted_requests', 'delivery_attempts', 'deliveries', 'delivery_contents', 'lanes'];

/** A delivery store and a look at everything in it. */
export interface StoreAtHand {
  readonly store: DeliveryStore;
  /** Everything, in order of arrival. */
  all(): Promise<readonly DeliveryRecord[]>;
  story(id: string): Promise<DeliveryStory | null>;
}

/** A kind of delivery store, for `describe.each`. */
export interface DeliveryStoreUnderTest {
  readonly name: string;
  readonly open: () => Promise<OpenedStores>;
}

/** Makes stores on an empty place. */
export interface OpenedStores {
  /** Empties the place first. */
  fresh(maxPending?: number): Promise<StoreAtHand>;
  /** Lets the stores' clock go on. */
  passTime(ms: number): void;
  close(): Promise<void>;
}

/** The double and the real one on each database. */
export function deliveryStoresUnderTest(): readonly DeliveryStoreUnderTest[] {
  const inMemory = {
    name: 'memory',
    open: async () => ({
      fresh: async (maxPending?: number) => {
        const store = new InMemoryDeliveryStore(maxPending);
        return { store, all: async () => store.all(), story: async (id: string) => store.story(id) };
      },
      passTime: () => undefined,
      close: async () => undefined,
    }),
  };
  return [
    inMemory,
    ...databasesUnderTest().map((under) => ({ name: under.name, open: () => DeliveryRig.open(under) })),
  ];
}

/** Deliveries on a real database. */
export class DeliveryRig implements OpenedStores {
  readonly seals = new Seals(Buffer.alloc(32, 7));
  clock = new ManualClock(NOON);

  private constructor(
    readonly place: DatabasePlace,
    private opened: Database,
  ) {}

  static async open(under: DatabaseUnderTest): Promise<DeliveryRig> {
    const place = await under.make();
    return new DeliveryRig(place, await place.open(STORES));
  }

  get database(): Database {
    return this.opened;
  }

  /** Closes the database and opens it again, as a restart does. */
  async reopen(): Promise<void> {
    await this.opened.close();
    this.opened = await this.place.open(STORES);
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.place.close();
  }

  async fresh(maxPending = 1_000_000): Promise<StoreAtHand> {
    for (const table of TABLES) await this.sql(`DELETE FROM ${table}`);
    this.clock = new ManualClock(NOON);
    return this.atHand(this.store(maxPending));
  }

  passTime(ms: number): void {
    this.clock.advance(ms);
  }

  /** As another process or a later start has it: nothing is remembered. */
  store(maxPending = 1_000_000, seals = this.seals): TypeormDeliveryStore {
    return new TypeormDeliveryStore({ database: this.database, clock: this.clock, seals, maxPending });
  }

  log(): TypeormDeliveryLog {
    return new TypeormDeliveryLog(this.database);
  }

  sql(statement: string, parameters: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
    return this.database.writer(sqlStore).run(statement, parameters);
  }

  private atHand(store: DeliveryStore): StoreAtHand {
    const log = this.log();
    return {
      store,
      all: async () =>
        [...known(await log.list(aDeliveryFilter(), null, 10_000))].sort((a, b) => a.sequence - b.sequence),
      story: async (id) => known(await log.find(id)),
    };
  }
}

/** The lane, claimed for a minute. */
export async function claimed(store: DeliveryStore, platformId: string, nowMs: number): Promise<LaneClaim> {
  const claim = await claimLane(store, platformId, { nowMs, leaseMs: 60_000 });
  if (claim === null) throw new Error(`somebody else holds the lane of ${platformId}`);
  return claim;
}

/** What is loaded of a lane that is claimed for it. */
export async function loaded(
  store: DeliveryStore,
  platformId: string,
  { atMs = NOON, limit = 100 } = {},
): Promise<readonly LoadedDelivery[]> {
  const claim = await claimed(store, platformId, atMs);
  const deliveries = known(await store.pending(claim, atMs, limit));
  await release(store, claim);
  return deliveries;
}

/** A report that says nothing but what is given. */
export function aReport(claim: LaneClaim, report: Partial<LaneReport> = {}): LaneReport {
  const nothing = { endings: [], retries: [], attempts: [] };
  return { claim, ...nothing, state: claim.state, leaseUntilMs: Date.UTC(2026, 1, 1), ...report };
}
