import {
  DeliveryStore,
  type Accepted,
  type BeginRequest,
  type BegunLane,
  type Clock,
  type Delivery,
  type DeliveryContent,
  type FanOut,
  type LaneClaim,
  type LaneReport,
  type LoadedDelivery,
  type ReleasedLane,
  type Stored,
} from '@busbar/core';
import { type Database, GatheredCalls, orDatabaseLost, orLostWithin } from '@busbar/database';
import { toAcceptRequest } from './accept-request.js';
import { openContent, type BytesSeals } from './content-seal.js';
import { NO_LEASE } from './delivery-rows.js';
import { PendingBound } from './pending-bound.js';
import { RecentContents } from './recent-contents.js';
import { toReportRows, type ReportRows } from './report-rows.js';
import { streamHash } from './stream-hash.js';
import { deliveryStore } from './stores.js';
import type { ClaimedLane, Store } from './typeorm-deliveries.js';
import type { PendingDelivery, PendingRequest } from './typeorm-pending.js';
import type { ReportEnding } from './typeorm-report.js';

/** Whoever sent a broadcast is told within two seconds that the hub cannot take it. */
const ACCEPT_WITHIN_MS = 1_800;
const REMEMBERED_BYTES = 32 * 1024 * 1024;
/** Contents of one portion of a lane: many ordinary messages, few of the largest. */
const PORTION_BYTES = 4 * 1024 * 1024;
/** So long after a transaction of reports the next one begins: lanes whose reports it has written join it with what they know since. */
const REPORTS_APART_MS = 3;
const CONTENTS_PER_CALL = 200;
const IDS_PER_CALL = 500;
const MAX_PENDING = 1_000_000;

/** What deliveries are kept with. */
export interface DeliveryStoreParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly seals: BytesSeals;
  /** Bound over all lanes; one million where it is left out. */
  readonly maxPending?: number;
}

/** What is owed, in the database; what messages say is sealed there. */
export class TypeormDeliveryStore extends DeliveryStore {
  private readonly store: Store;
  private readonly bound: PendingBound;
  private readonly recent = new RecentContents(REMEMBERED_BYTES);
  private readonly beginnings: GatheredCalls<BeginRequest, ClaimedLane | null>;
  private readonly portions: GatheredCalls<PendingRequest, PendingDelivery[]>;
  private readonly reports: GatheredCalls<ReportRows, ReportEnding>;

  constructor(private readonly parts: DeliveryStoreParts) {
    super();
    const { database, maxPending = MAX_PENDING } = parts;
    // The writer also for looking: a reader may be busy with an operator's long list.
    const store = database.writer(deliveryStore);
    const reader = database.reader(deliveryStore);
    this.store = store;
    this.bound = new PendingBound({ maxPending, count: () => reader.countPending() });
    // One call of a kind at a time: what would be a second one gathers instead, and shares a transaction. Looking changes nothing.
    this.beginnings = new GatheredCalls((requests) => store.begin(requests), { itemsPerCall: 100, callsAtOnce: 1 });
    this.portions = new GatheredCalls((requests) => store.pending(requests), { itemsPerCall: 64, callsAtOnce: 2 });
    const group = { itemsPerCall: 100, callsAtOnce: 1, apartMs: REPORTS_APART_MS };
    this.reports = new GatheredCalls((reports) => store.report(reports), group);
  }

  override async accept(fanOut: FanOut): Promise<Accepted> {
    const count = fanOut.owed.length;
    if (!this.bound.hasRoomFor(count, this.parts.clock.now())) return { kind: 'full' };
    const { content } = fanOut;
    const ending = await orLostWithin(this.store.accept(toAcceptRequest(fanOut, this.parts.seals)), ACCEPT_WITHIN_MS);
    if (ending === 'database-lost') return { kind: ending };
    if (ending.messageId !== content.messageId) return { kind: 'repeat', ...ending };
    this.bound.add(count);
    if (count > 0) this.recent.add(content);
    return { kind: 'accepted', count: ending.count };
  }

  override isWaiting(platformId: string, stream: string): Promise<boolean | 'database-lost'> {
    return orDatabaseLost(this.store.isWaiting(platformId, streamHash(stream)));
  }

  override dueLanes(nowMs: number, limit: number): Promise<readonly string[] | 'database-lost'> {
    return orDatabaseLost(this.store.dueLanes(nowMs, limit));
  }

  override begin(request: BeginRequest): Promise<BegunLane | null | 'database-lost'> {
    return orDatabaseLost(this.claim(request));
  }

  override pending(
    { platformId }: LaneClaim,
    nowMs: number,
    limit: number,
  ): Promise<readonly LoadedDelivery[] | 'database-lost'> {
    return orDatabaseLost(this.load({ platformId, nowMs, limit }));
  }

  override contents(messageIds: readonly string[]): Promise<ReadonlyMap<string, DeliveryContent> | 'database-lost'> {
    return orDatabaseLost(this.loadContents(messageIds));
  }

  override countLeases(claim: LaneClaim, ids: readonly string[]): Promise<'stored' | 'lost' | 'database-lost'> {
    return orDatabaseLost(this.store.countLeases(claim, ids));
  }

  override async report(report: LaneReport): Promise<'stored' | 'lost' | 'database-lost'> {
    const ending = await orDatabaseLost(this.reports.ask(toReportRows(report)));
    return typeof ending === 'string' ? ending : 'stored';
  }

  override async release(report: Omit<LaneReport, 'leaseUntilMs'>): Promise<ReleasedLane | 'lost' | 'database-lost'> {
    const ending = await orDatabaseLost(this.reports.ask(toReportRows({ ...report, leaseUntilMs: NO_LEASE })));
    if (ending === 'stored') throw new Error('a lane that is given back is answered with when it is due');
    return ending;
  }

  override async resume(platformId: string, which: 'any' | 'paused' = 'any'): Promise<Stored> {
    const ending = await orDatabaseLost(this.store.resume(platformId, which));
    return ending === 'database-lost' ? ending : 'stored';
  }

  override async endClaims(): Promise<Stored> {
    const ending = await orDatabaseLost(this.store.endLeases());
    return ending === 'database-lost' ? ending : 'stored';
  }

  override discard(ids: readonly string[], reason: string, atMs: number): Promise<number | 'database-lost'> {
    return orDatabaseLost(this.sum(ids, IDS_PER_CALL, (portion) => this.store.discard(portion, reason, atMs)));
  }

  override async discardLane(platformId: string, reason: string, atMs: number): Promise<number | 'database-lost'> {
    const discarding = { reason, atMs, limit: IDS_PER_CALL };
    for (let all = 0; ;) {
      const some = await orDatabaseLost(this.store.discardLane(platformId, discarding));
      if (some === 'database-lost') return some;
      if (some === 0) return all;
      all += some;
    }
  }

  private async claim(request: BeginRequest): Promise<BegunLane | null> {
    const claimed = await this.beginnings.ask(request);
    if (claimed === null) return null;
    return { claim: claimed.claim, loaded: await this.withContents(claimed.pending, request.nowMs) };
  }

  private async load(request: PendingRequest): Promise<LoadedDelivery[]> {
    return this.withContents(await this.portions.ask(request), request.nowMs);
  }

  private async withContents(pending: readonly PendingDelivery[], nowMs: number): Promise<LoadedDelivery[]> {
    const deliveries = within(PORTION_BYTES, pending);
    const contents = await this.loadContents(deliveries.map(({ messageId }) => messageId));
    const loaded: LoadedDelivery[] = [];
    const unreadable: string[] = [];
    for (const delivery of deliveries) {
      const content = contents.get(delivery.messageId);
      if (content !== undefined) loaded.push({ delivery, content });
      else unreadable.push(delivery.id);
    }
    if (unreadable.length > 0) {
      const reason = 'what it says cannot be read any more: it was sealed with another secret key, or is gone';
      await this.sum(unreadable, IDS_PER_CALL, (ids) => this.store.reject(ids, reason, nowMs));
    }
    return loaded;
  }

  private async loadContents(messageIds: readonly string[]): Promise<ReadonlyMap<string, DeliveryContent>> {
    const contents = new Map<string, DeliveryContent>();
    const missing = new Set<string>();
    for (const messageId of messageIds) {
      const known = this.recent.get(messageId);
      if (known === undefined) missing.add(messageId);
      else contents.set(messageId, known);
    }
    const toLoad = [...missing];
    for (let start = 0; start < toLoad.length; start += CONTENTS_PER_CALL) {
      for (const row of await this.store.contents(toLoad.slice(start, start + CONTENTS_PER_CALL))) {
        const content = openContent(this.parts.seals, row);
        if (content === null) continue;
        this.recent.add(content);
        contents.set(content.messageId, content);
      }
    }
    return contents;
  }

  private async sum(
    ids: readonly string[],
    portion: number,
    change: (ids: readonly string[]) => Promise<number>,
  ): Promise<number> {
    let sum = 0;
    for (let start = 0; start < ids.length; start += portion) sum += await change(ids.slice(start, start + portion));
    return sum;
  }
}

/** As many of the oldest as have contents of so many bytes together, and one at least. */
function within(maxBytes: number, pending: readonly PendingDelivery[]): Delivery[] {
  const seen = new Set<string>();
  let bytes = 0;
  const deliveries: Delivery[] = [];
  for (const { delivery, contentBytes } of pending) {
    if (!seen.has(delivery.messageId)) bytes += contentBytes;
    if (bytes > maxBytes && deliveries.length > 0) break;
    seen.add(delivery.messageId);
    deliveries.push(delivery);
  }
  return deliveries;
}
