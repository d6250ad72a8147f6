import {
  prepareReplay,
  RegistrySnapshot,
  runReplay,
  type AskedReplay,
  type DeliveryEnding,
  type DeliveryFilter,
  type DeliveryRecord,
  type MessageRow,
  type PreparedReplay,
  type ReplayProgress,
  type RunReplayPorts,
} from '@busbar/core';
import type { Database } from '@busbar/database';
import { DELIVERY_STORES, TypeormDeliveryLog, TypeormDeliveryStore, TypeormReplayStore } from '@busbar/deliveries';
import { BatchingJournal, JOURNAL_STORES, messageStore, TypeormFailedPushes } from '@busbar/journal';
import { Seals } from '@busbar/parties';
import { ManualClock } from '../doubles/manual-clock.js';
import { WokenLanes } from '../doubles/woken-lanes.js';
import { aPlatform } from './builders.js';
import type { DatabasePlace, DatabaseUnderTest } from './databases.js';
import { aDeliveryFilter, aFanOut, NOON, TTL_MS, type FanOutSketch } from './delivery-builders.js';
import { aReport, claimed, known } from './delivery-rig.js';
import { CLOSE_WITHIN_MS } from './journal-rig.js';
import { replayStore } from '../../libs/deliveries/src/stores.js';
import { sqlStore } from './sql-store.js';

const TABLES = [
  ...['accepted_requests', 'delivery_attempts', 'deliveries', 'delivery_contents', 'lanes', 'replays', 'replay_items'],
  ...['messages', 'message_payloads'],
];
const PLATFORMS = [
  aPlatform({ id: 'ems', parties: ['EMSP NL/EMS', 'EMSP NL/TWO'], offers: ['locations RECEIVER', 'cdrs RECEIVER'] }),
  aPlatform({ id: 'cpo', parties: ['CPO DE/CPO'], offers: ['tokens RECEIVER'] }),
];
const NO_PUSHES: AskedReplay['pushes'] = { ids: [] };

/** Replays on a real database, with time in the test's hand. */
export class ReplayRig {
  readonly clock = new ManualClock(NOON);
  readonly lanes = new WokenLanes();
  readonly seals = new Seals(Buffer.alloc(32, 7));
  readonly deliveries: TypeormDeliveryStore;
  readonly replays: TypeormReplayStore;
  readonly pushes: TypeormFailedPushes;
  readonly log: TypeormDeliveryLog;
  snapshot = new RegistrySnapshot(1, PLATFORMS);
  private replaysMade = 0;

  private constructor(
    readonly place: DatabasePlace,
    readonly database: Database,
  ) {
    this.deliveries = new TypeormDeliveryStore({ database, clock: this.clock, seals: this.seals });
    this.replays = new TypeormReplayStore(database, this.seals);
    this.pushes = new TypeormFailedPushes(database, this.seals);
    this.log = new TypeormDeliveryLog(database);
  }

  static async open(under: DatabaseUnderTest): Promise<ReplayRig> {
    const place = await under.make();
    return new ReplayRig(place, await place.open([...DELIVERY_STORES, ...JOURNAL_STORES, sqlStore]));
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.place.close();
  }

  /** Empties everything. */
  async clear(): Promise<void> {
    for (const table of TABLES) await this.database.writer(sqlStore).run(`DELETE FROM ${table}`);
    this.snapshot = new RegistrySnapshot(1, PLATFORMS);
  }

  /** Something that is owed from now on; resolves to the ids of its deliveries. */
  async owe(sketch: FanOutSketch = {}): Promise<readonly string[]> {
    this.clock.advance(1);
    const fanOut = aFanOut({ atMs: this.clock.now(), ...sketch });
    known(
      await this.deliveries.accept(fanOut).then((accepted) => (accepted.kind === 'accepted' ? 0 : 'database-lost')),
    );
    return known(await this.log.ofMessage(fanOut.content.messageId, 1_000)).map(({ id }) => id);
  }

  /** The same, and it ends so. */
  async ended(state: DeliveryEnding['state'], sketch: FanOutSketch = {}): Promise<readonly string[]> {
    const ids = await this.owe(sketch);
    await this.end(state, ids);
    return ids;
  }

  /** Deliveries of one platform come to their end. */
  async end(state: DeliveryEnding['state'], ids: readonly string[]): Promise<void> {
    const atMs = this.clock.now();
    const { platformId } = await this.record(ids[0] ?? '');
    const claim = await claimed(this.deliveries, platformId, atMs);
    const endings = ids.map((id) => ({ id, state, reason: `it was ${state}`, supersededBy: null, atMs }));
    known(await this.deliveries.report(aReport(claim, { endings, leaseUntilMs: 0 })));
  }

  /** Writes messages to the journal. */
  async journal(...rows: readonly MessageRow[]): Promise<void> {
    const target = this.database.writer(messageStore);
    const journal = new BatchingJournal({ target, seals: this.seals, report: () => undefined });
    for (const row of rows) journal.record(row);
    await journal.close(CLOSE_WITHIN_MS);
  }

  /** The journal forgets everything. */
  async forgetMessages(): Promise<void> {
    for (const table of ['messages', 'message_payloads']) {
      await this.database.writer(sqlStore).run(`DELETE FROM ${table}`);
    }
  }

  /** One portion of what retention does; resolves to how much it was. */
  forgetReplays(beforeMs: number): Promise<number> {
    return this.database.writer(replayStore).deleteOld(beforeMs, 1);
  }

  async record(id: string): Promise<DeliveryRecord> {
    const story = known(await this.log.find(id));
    if (story === null) throw new Error(`there is no delivery ${id}`);
    return story.record;
  }

  /** What is pending, oldest first. */
  async pending(): Promise<readonly DeliveryRecord[]> {
    const found = known(await this.log.list(aDeliveryFilter({ states: ['pending'] }), null, 10_000));
    return [...found].sort((a, b) => a.sequence - b.sequence);
  }

  async prepare(
    deliveries: AskedReplay['deliveries'],
    pushes: AskedReplay['pushes'] = NO_PUSHES,
  ): Promise<PreparedReplay> {
    const prepared = known(await prepareReplay({ deliveries, pushes }, this.ports()));
    if (prepared === 'too-many') throw new Error('too many for one replay');
    return prepared;
  }

  /** Prepares and creates a replay; resolves to its id. */
  async create(asked: Partial<AskedReplay>, force = false): Promise<string> {
    const { selection } = await this.prepare(asked.deliveries ?? { ids: [] }, asked.pushes);
    const id = `00000000-0000-4000-8000-${String((this.replaysMade += 1)).padStart(12, '0')}`;
    known(await this.replays.create({ id, force, atMs: this.clock.now() }, selection));
    return id;
  }

  /** Goes on with the oldest replay that nobody goes on with, as a process does; what is given differs. */
  async run(ports: Partial<RunReplayPorts> = {}): Promise<void> {
    const claim = known(await this.replays.claim(this.clock.now(), 10_000));
    if (claim !== null) await runReplay(claim, this.ports(ports));
  }

  /** The whole of it: prepares, creates and runs a replay. */
  async replay(asked: Partial<AskedReplay>, force = false): Promise<ReplayProgress> {
    const id = await this.create(asked, force);
    await this.run();
    return this.progress(id);
  }

  async progress(id: string): Promise<ReplayProgress> {
    const progress = known(await this.replays.find(id));
    if (progress === null) throw new Error(`there is no replay ${id}`);
    return progress;
  }

  private ports(ports: Partial<RunReplayPorts> = {}): RunReplayPorts {
    return {
      store: this.replays,
      pushes: this.pushes,
      directory: { snapshot: () => this.snapshot },
      lanes: this.lanes,
      clock: this.clock,
      pause: async (forMs) => this.clock.advance(forMs),
      isStopping: () => false,
      deliveryTtlMs: TTL_MS,
      perSecond: 100,
      leaseMs: 10_000,
      ...ports,
    };
  }
}

/** Everything that failed. */
export function allFailed(filter: Partial<DeliveryFilter> = {}): AskedReplay['deliveries'] {
  return { filter: aDeliveryFilter({ states: ['rejected', 'expired'], ...filter }) };
}
