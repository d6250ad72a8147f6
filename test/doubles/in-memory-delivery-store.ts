import {
  DeliveryStore,
  streamOf,
  type Accepted,
  type AttemptRow,
  type BeginRequest,
  type BegunLane,
  type Delivery,
  type DeliveryContent,
  type DeliveryEnding,
  type DeliveryRecord,
  type DeliveryRetry,
  type DeliveryStory,
  type FanOut,
  type LaneClaim,
  type LaneReport,
  type LaneState,
  type LoadedDelivery,
  type ReleasedLane,
  type RepeatKey,
  type Stored,
} from '@busbar/core';
import { partyKey } from '@busbar/ocpi';

const REPEATS_FOR_MS = 600_000;
const MAX_BEHIND = 1_000;

interface Lane {
  fence: number;
  leasedUntilMs: number;
  resumes: number;
  state: LaneState;
}

interface AcceptedRequest {
  readonly messageId: string;
  readonly count: number;
  readonly atMs: number;
}

/** What is owed, in memory: the contract of the real store without a database. */
export class InMemoryDeliveryStore extends DeliveryStore {
  /** While true, every call ends as it does without database, and nothing is written. */
  isDatabaseLost = false;
  private readonly records = new Map<string, DeliveryRecord>();
  private readonly tried: AttemptRow[] = [];
  private readonly messages = new Map<string, FanOut>();
  private readonly requests = new Map<string, AcceptedRequest>();
  private readonly lanes = new Map<string, Lane>();
  private sequence = 0;

  constructor(private readonly maxPending = 1_000_000) {
    super();
  }

  /** One delivery with its attempts; null where there is none. */
  story(id: string): DeliveryStory | null {
    const record = this.records.get(id);
    return record === undefined ? null : { record, attempts: this.tried.filter(({ deliveryId }) => deliveryId === id) };
  }

  /** Every delivery there ever was, in order of arrival. */
  all(): readonly DeliveryRecord[] {
    return [...this.records.values()];
  }

  override async accept(fanOut: FanOut): Promise<Accepted> {
    await Promise.resolve();
    if (this.isDatabaseLost) return { kind: 'database-lost' };
    const count = fanOut.owed.length;
    const { messageId } = fanOut.content;
    const pending = this.all().filter(isPending).length;
    if (pending + count > this.maxPending) return { kind: 'full' };
    const first = this.claimRepeat(fanOut);
    if (first !== null && first.messageId !== messageId) {
      return { kind: 'repeat', messageId: first.messageId, count: first.count };
    }
    const known = this.messages.get(messageId);
    if (known !== undefined) return { kind: 'accepted', count: known.owed.length };
    if (count > 0) this.messages.set(messageId, fanOut);
    for (const { platformId, to } of fanOut.owed) this.add(fanOut, platformId, to);
    return { kind: 'accepted', count };
  }

  override isWaiting(platformId: string, stream: string): Promise<boolean | 'database-lost'> {
    return this.orLost(() => this.pendingOf(platformId).some((delivery) => streamOf(delivery) === stream));
  }

  override dueLanes(nowMs: number, limit: number): Promise<readonly string[] | 'database-lost'> {
    return this.orLost(() => {
      const soonest = [...this.lanes].flatMap(([platformId, lane]) => {
        if (lane.leasedUntilMs > nowMs) return [];
        const { waitUntilMs, pausedAtRevision } = lane.state;
        const isOpen = waitUntilMs <= nowMs && pausedAtRevision === null;
        const pending = this.pendingOf(platformId);
        const times = pending.flatMap(({ nextAttemptAtMs, expiresAtMs }) =>
          isOpen ? [nextAttemptAtMs, expiresAtMs] : [expiresAtMs],
        );
        const atMs = Math.min(...times);
        return atMs <= nowMs ? [{ platformId, atMs }] : [];
      });
      soonest.sort((a, b) => a.atMs - b.atMs);
      return soonest.slice(0, limit).map(({ platformId }) => platformId);
    });
  }

  override begin({ platformId, nowMs, leaseMs, limit }: BeginRequest): Promise<BegunLane | null | 'database-lost'> {
    return this.orLost(() => {
      const lane = this.lanes.get(platformId);
      if (lane === undefined || lane.leasedUntilMs > nowMs) return null;
      const wasAbandoned = lane.leasedUntilMs !== 0;
      lane.fence++;
      lane.leasedUntilMs = nowMs + leaseMs;
      const claim = { platformId, fence: lane.fence, resumes: lane.resumes, wasAbandoned, state: lane.state };
      return { claim, loaded: this.load(platformId, nowMs, limit) };
    });
  }

  override pending(
    { platformId }: LaneClaim,
    nowMs: number,
    limit: number,
  ): Promise<readonly LoadedDelivery[] | 'database-lost'> {
    return this.orLost(() => this.load(platformId, nowMs, limit));
  }

  override contents(messageIds: readonly string[]): Promise<ReadonlyMap<string, DeliveryContent> | 'database-lost'> {
    return this.orLost(
      () =>
        new Map(
          messageIds.flatMap((messageId) => {
            const fanOut = this.messages.get(messageId);
            return fanOut === undefined ? [] : [[messageId, fanOut.content] as const];
          }),
        ),
    );
  }

  override countLeases(claim: LaneClaim, ids: readonly string[]): Promise<'stored' | 'lost' | 'database-lost'> {
    return this.orLost(() => {
      if (this.lanes.get(claim.platformId)?.fence !== claim.fence) return 'lost';
      for (const id of ids) this.change(id, ({ leases }) => ({ leases: leases + 1 }));
      return 'stored';
    });
  }

  override report(report: LaneReport): Promise<'stored' | 'lost' | 'database-lost'> {
    return this.orLost(() => {
      const { claim, state } = report;
      const lane = this.lanes.get(claim.platformId);
      if (lane?.fence !== claim.fence) return 'lost';
      if (report.leaseUntilMs !== null) {
        const wait = lane.resumes === claim.resumes ? state : lane.state;
        lane.state = { ...state, waitUntilMs: wait.waitUntilMs, pausedAtRevision: wait.pausedAtRevision };
        lane.leasedUntilMs = report.leaseUntilMs;
      }
      for (const ending of report.endings) this.end(ending);
      for (const retry of report.retries) this.postpone(retry);
      for (const attempt of report.attempts) {
        this.change(attempt.deliveryId, ({ attempts }) => ({ attempts: attempts + 1 }));
        this.tried.push(attempt);
      }
      return 'stored';
    });
  }

  override async release(report: Omit<LaneReport, 'leaseUntilMs'>): Promise<ReleasedLane | 'lost' | 'database-lost'> {
    const ending = await this.report({ ...report, leaseUntilMs: 0 });
    return ending === 'stored' ? { nextDueMs: this.nextDueMs(report.claim.platformId) } : ending;
  }

  override resume(platformId: string, which: 'any' | 'paused' = 'any'): Promise<Stored> {
    return this.orLost(() => {
      const lane = this.lanes.get(platformId);
      if (lane !== undefined && (which === 'any' || lane.state.pausedAtRevision !== null)) {
        lane.state = { ...lane.state, waitUntilMs: 0, pausedAtRevision: null };
        lane.resumes++;
      }
      return 'stored';
    });
  }

  override endClaims(): Promise<Stored> {
    return this.orLost(() => {
      for (const lane of this.lanes.values()) lane.leasedUntilMs = Math.min(lane.leasedUntilMs, 1);
      return 'stored';
    });
  }

  override discard(ids: readonly string[], reason: string, atMs: number): Promise<number | 'database-lost'> {
    return this.orLost(() => {
      const open = ids.filter((id) => ['pending', 'rejected', 'expired'].includes(this.records.get(id)?.state ?? ''));
      for (const id of open) this.change(id, () => ({ state: 'discarded', reason, endedAtMs: atMs }));
      return open.length;
    });
  }

  override discardLane(platformId: string, reason: string, atMs: number): Promise<number | 'database-lost'> {
    return this.discard(
      this.pendingOf(platformId).map(({ id }) => id),
      reason,
      atMs,
    );
  }

  private load(platformId: string, nowMs: number, limit: number): readonly LoadedDelivery[] {
    const pending = this.pendingOf(platformId);
    const oldest = (time: 'nextAttemptAtMs' | 'expiresAtMs'): Delivery[] =>
      pending
        .filter((delivery) => delivery[time] <= nowMs)
        .sort((a, b) => a[time] - b[time] || a.sequence - b.sequence)
        .slice(0, limit);
    const streams = new Set([...oldest('nextAttemptAtMs'), ...oldest('expiresAtMs')].map(streamOf));
    return pending
      .filter((delivery) => streams.has(streamOf(delivery)))
      .slice(0, limit + MAX_BEHIND)
      .map((record) => ({ delivery: deliveryOf(record), content: this.contentOf(record) }));
  }

  private nextDueMs(platformId: string): number | null {
    const pending = this.pendingOf(platformId);
    if (pending.length === 0) return null;
    return Math.min(...pending.flatMap(({ nextAttemptAtMs, expiresAtMs }) => [nextAttemptAtMs, expiresAtMs]));
  }

  private async orLost<T>(work: () => T): Promise<T | 'database-lost'> {
    await Promise.resolve();
    return this.isDatabaseLost ? 'database-lost' : work();
  }

  private claimRepeat({ repeat, content, owed, atMs }: FanOut): AcceptedRequest | null {
    if (repeat === null) return null;
    const key = keyOf(repeat);
    const first = this.requests.get(key);
    if (first !== undefined && first.atMs > atMs - REPEATS_FOR_MS) return first;
    this.requests.set(key, { messageId: content.messageId, count: owed.length, atMs });
    return null;
  }

  private add(fanOut: FanOut, platformId: string, to: Delivery['to']): void {
    const sequence = ++this.sequence;
    const { content, kind, object, atMs, expiresAtMs } = fanOut;
    if (!this.lanes.has(platformId)) {
      const state = { failuresInARow: 0, waitUntilMs: 0, pausedAtRevision: null, lastSuccessAtMs: 0 };
      this.lanes.set(platformId, { fence: 0, leasedUntilMs: 0, resumes: 0, state });
    }
    this.records.set(String(sequence), {
      ...{ id: String(sequence), messageId: content.messageId, kind, platformId, to, sequence, object },
      ...{ attempts: 0, completedAttempts: 0, leases: 0, firstFailedAtMs: null, nextAttemptAtMs: atMs, expiresAtMs },
      ...{ correlationId: content.correlationId, module: content.module, method: content.method },
      ...{ state: 'pending', reason: '', supersededBy: null, acceptedAtMs: atMs, endedAtMs: null },
    });
  }

  private pendingOf(platformId: string): DeliveryRecord[] {
    return this.all().filter((record) => record.platformId === platformId && isPending(record));
  }

  private contentOf({ messageId }: Delivery): DeliveryContent {
    const fanOut = this.messages.get(messageId);
    if (fanOut === undefined) throw new Error(`there is no message ${messageId}`);
    return fanOut.content;
  }

  private end({ id, state, reason, supersededBy, atMs }: DeliveryEnding): void {
    const record = this.records.get(id);
    if (record === undefined || !isPending(record)) return;
    this.change(id, () => ({ state, reason, supersededBy, endedAtMs: atMs }));
  }

  private postpone({ id, reason, ...retry }: DeliveryRetry): void {
    const record = this.records.get(id);
    if (record === undefined || !isPending(record)) return;
    this.change(id, () => ({ ...retry, ...(reason === null ? {} : { reason, leases: 0 }) }));
    for (const other of this.pendingOf(record.platformId)) {
      if (streamOf(other) !== streamOf(record) || other.nextAttemptAtMs >= retry.nextAttemptAtMs) continue;
      this.change(other.id, () => ({ nextAttemptAtMs: retry.nextAttemptAtMs }));
    }
  }

  private change(id: string, change: (record: DeliveryRecord) => Partial<DeliveryRecord>): void {
    const record = this.records.get(id);
    if (record !== undefined) this.records.set(id, { ...record, ...change(record) });
  }
}

function isPending({ state }: DeliveryRecord): boolean {
  return state === 'pending';
}

function keyOf({ platformId, from, requestId, contentHash }: RepeatKey): string {
  return [platformId, partyKey(from), requestId, contentHash].join('\n');
}

function deliveryOf(record: DeliveryRecord): Delivery {
  const { id, messageId, kind, platformId, to, sequence, object, attempts, completedAttempts } = record;
  const { leases, firstFailedAtMs, nextAttemptAtMs, expiresAtMs } = record;
  return {
    ...{ id, messageId, kind, platformId, to, sequence, object, attempts, completedAttempts },
    ...{ leases, firstFailedAtMs, nextAttemptAtMs, expiresAtMs },
  };
}
