import {
  ObjectStore,
  type Clock,
  type KeptOutcome,
  type ObjectPage,
  type ObjectPageQuery,
  type ObjectQuery,
  type ObjectWrite,
  type PagedObject,
} from '@busbar/core';
import { GatheredCalls, orDatabaseLost, orLostWithin, type Database } from '@busbar/database';
import { objectsStore } from './stores.js';
import type { Store } from './typeorm-objects.js';

/** Whoever sent a broadcast is told within two seconds that the hub cannot take it. */
const KEEP_WITHIN_MS = 1_800;
const WRITES_PER_CALL = 64;
const COUNTED_EVERY_MS = 30_000;
const REPORTED_EVERY_MS = 60_000;

/** How many objects are kept. */
export interface ObjectBounds {
  /** Of one owner, module and scope. */
  readonly perOwner: number;
  readonly inAll: number;
}

/** What objects are kept with. */
export interface ObjectStoreParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly bounds: ObjectBounds;
  /** Told in one sentence, once a minute at most, when objects are not kept because there are too many. */
  readonly report: (trouble: string) => void;
}

/** Kept objects in the database. */
export class TypeormObjectStore extends ObjectStore {
  private readonly writer: Store;
  private readonly reader: Store;
  /** One call at a time: what arrives meanwhile gathers, shares a commit and keeps its order. */
  private readonly writes: GatheredCalls<ObjectWrite, KeptOutcome>;
  /** What was seen in passing never holds up what somebody waits for. */
  private readonly seen: GatheredCalls<ObjectWrite, KeptOutcome>;
  private room = Infinity;
  private countedAtMs = -Infinity;
  private reportedAtMs = -Infinity;
  private turnedAway = 0;

  constructor(private readonly parts: ObjectStoreParts) {
    super();
    this.writer = parts.database.writer(objectsStore);
    this.reader = parts.database.reader(objectsStore);
    const send = (writes: readonly ObjectWrite[]): Promise<KeptOutcome[]> => this.send(writes);
    this.writes = new GatheredCalls(send, { itemsPerCall: WRITES_PER_CALL, callsAtOnce: 1 });
    this.seen = new GatheredCalls(send, { itemsPerCall: WRITES_PER_CALL, callsAtOnce: 1 });
  }

  /** Writes that found no room, since the start. */
  get writesTurnedAway(): number {
    return this.turnedAway;
  }

  override keep(writes: readonly ObjectWrite[]): Promise<readonly KeptOutcome[] | 'database-lost'> {
    this.countNowAndThen();
    const asked = writes.map((write) => (write.scope === 'public' ? this.writes : this.seen).ask(write));
    return orLostWithin(Promise.all(asked), KEEP_WITHIN_MS + 10 * writes.length);
  }

  override async noteTold(writes: readonly ObjectWrite[]): Promise<void> {
    // What is not noted is told once more than is needed.
    await orDatabaseLost(this.writer.noteTold(writes));
  }

  override page(query: ObjectPageQuery): Promise<ObjectPage | 'database-lost'> {
    return orDatabaseLost(this.reader.page(query));
  }

  override find(query: ObjectQuery): Promise<PagedObject | null | 'database-lost'> {
    return orDatabaseLost(this.reader.find(query));
  }

  private async send(writes: readonly ObjectWrite[]): Promise<KeptOutcome[]> {
    const { perOwner } = this.parts.bounds;
    const outcomes = await this.writer.keep(writes, { perOwner, room: Math.max(0, this.room) });
    const full = outcomes.filter((outcome) => outcome === 'full').length;
    if (full > 0) this.turnAway(full);
    return outcomes;
  }

  private turnAway(count: number): void {
    this.turnedAway += count;
    const nowMs = this.parts.clock.now();
    if (nowMs - this.reportedAtMs < REPORTED_EVERY_MS) return;
    this.reportedAtMs = nowMs;
    this.parts.report(`objects are not kept, there are as many as may be: ${this.turnedAway} writes since the start`);
  }

  /** The bound over all is kept approximately: the sum is looked at twice a minute, off everybody's path. */
  private countNowAndThen(): void {
    const nowMs = this.parts.clock.now();
    if (nowMs - this.countedAtMs < COUNTED_EVERY_MS) return;
    this.countedAtMs = nowMs;
    void orDatabaseLost(this.reader.count()).then((count) => {
      if (count !== 'database-lost') this.room = this.parts.bounds.inAll - count;
    });
  }
}
