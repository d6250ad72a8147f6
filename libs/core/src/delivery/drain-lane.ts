import type { HubProcesses, PartyDirectory } from '../ports.js';
import { attempt, type Addressee, type AttemptPorts, type AttemptResult } from './attempt.js';
import type { LoadedDelivery } from './delivery-store.js';
import { LaneCourse, type LaneRules, type Obstacle } from './lane-course.js';
import { expired, LaneQueue } from './lane-queue.js';
import { LaneReports, type HeldLane, type ReportPorts } from './lane-reports.js';

/** What a lane is drained with. */
export interface DrainPorts extends AttemptPorts, ReportPorts, LaneRules {
  readonly directory: PartyDirectory;
  /** A lane takes no more than this process's part of what its platform may have under way. */
  readonly processes: Pick<HubProcesses, 'shareOf'>;
  /** How long a claim holds without a report, in ms: how long the lanes of a process that died wait for another one. */
  readonly leaseMs: number;
  /** A drain that has gone on so long gives others their turn, in ms. */
  readonly turnMs: number;
  /** Takes a fault of our own; the delivery that it hit is tried again. */
  readonly reportBug: (error: unknown) => void;
}

/** How a drain ended, for whoever says when to look again. */
export type DrainEnding =
  /** Nothing is due before then; null: nothing is pending. */
  | { readonly kind: 'drained'; readonly nextDueMs: number | null }
  /** There is more to do. */
  | { readonly kind: 'yielded' }
  /** The platform does not take anything now; null: until it is heard of. */
  | { readonly kind: 'waits'; readonly untilMs: number | null }
  /** Another process drains it. */
  | { readonly kind: 'held' }
  | { readonly kind: 'database-lost' };

/** Deliveries that are looked at together. */
const PORTION = 200;
/** What has come in meanwhile is looked for this often while something slow is under way. */
const LOOK_AGAIN_MS = 1000;
/** The lease is renewed after this part of it, however long an exchange takes, and nothing begins on less. */
const RENEWED_AT = 1 / 3;

/** Sends what is due to one platform, in order per object and side by side otherwise, until there is nothing or its turn is over. */
export async function drainLane(platformId: string, ports: DrainPorts): Promise<DrainEnding> {
  const { leaseMs } = ports;
  const claimedAtMs = ports.clock.now();
  const claim = await ports.store.claim(platformId, claimedAtMs, leaseMs);
  if (claim === 'database-lost') return { kind: 'database-lost' };
  if (claim === null) return { kind: 'held' };
  const course = new LaneCourse(claim.state, ports);
  return new Drain({ claim, claimedAtMs, leaseMs, state: () => course.state }, course, ports).run();
}

/** An attempt that is over; it is judged when its turn comes, not while the lane is looked at. */
interface Concluded {
  readonly loaded: LoadedDelivery;
  readonly result: AttemptResult;
  readonly platformRevision: number;
}

class Drain {
  private readonly queue = new LaneQueue();
  private readonly reports: LaneReports;
  private readonly startedAt: number;
  private lookedAt = Number.NEGATIVE_INFINITY;
  /** Whether the last look was filled to its limit, so that the store may know of more, and whether it ended something by itself. */
  private mayBeMore = true;
  private endedSome = false;
  private underWay = 0;
  private concluded: Concluded[] = [];
  private onConcluded: () => void = () => undefined;
  private isWaitingToRenew = false;
  private isRenewalDue = false;

  constructor(
    private readonly lane: HeldLane,
    private readonly course: LaneCourse,
    private readonly ports: DrainPorts,
  ) {
    this.reports = new LaneReports(lane, ports);
    this.startedAt = ports.clock.elapsed();
  }

  async run(): Promise<DrainEnding> {
    for (;;) {
      if (this.isLookDue() && (await this.look()) === 'database-lost') return { kind: 'database-lost' };
      this.begin();
      if (this.underWay === 0) {
        const ending = await this.endingNow();
        if (ending !== null) return ending;
      } else {
        this.reports.write();
        await this.somethingConcludes();
        this.settle();
        if (this.isRenewalDue) await this.renew();
      }
    }
  }

  private isLookDue(): boolean {
    if (this.reports.lostBy !== null) return false;
    // The first look ends what has expired, whatever keeps the lane from sending.
    if (this.lookedAt === Number.NEGATIVE_INFINITY) return true;
    if (this.obstacle() !== null) return this.isSorting() && this.underWay === 0 && !this.isTurnOver();
    if (!this.queue.isEmpty || this.underWay >= this.window() || !this.mayBegin()) return false;
    return this.mayBeMore || (this.underWay > 0 && this.ports.clock.elapsed() - this.lookedAt >= LOOK_AGAIN_MS);
  }

  /** Whether more of what has expired or was replaced is likely to be found by another look. */
  private isSorting(): boolean {
    return this.mayBeMore && this.endedSome;
  }

  /** What ends while the store is asked counts as under way until it is settled: the answer does not know of it yet. */
  private async look(): Promise<'looked' | 'database-lost'> {
    await this.reports.flush();
    if (this.reports.lostBy !== null) return 'looked';
    const nowMs = this.ports.clock.now();
    this.lookedAt = this.ports.clock.elapsed();
    const loaded = await this.reports.read(() => this.ports.store.pending(this.lane.claim, nowMs, PORTION));
    if (loaded === 'database-lost') return loaded;
    const isDue = ({ delivery }: LoadedDelivery): boolean =>
      delivery.nextAttemptAtMs <= nowMs || delivery.expiresAtMs <= nowMs;
    this.mayBeMore = loaded.filter(isDue).length >= PORTION;
    const sorted = this.queue.load(loaded, nowMs);
    this.endedSome = sorted.endings.length > 0;
    this.reports.addSorted(sorted);
    return 'looked';
  }

  /** Keeps as many under way as the lane may have now. */
  private begin(): void {
    while (this.underWay < this.window() && this.mayBegin()) {
      const addressee = this.addressee();
      const next = this.queue.take();
      if (next === null || addressee === null) return;
      const nowMs = this.ports.clock.now();
      if (next.delivery.expiresAtMs > nowMs) {
        this.send(next, addressee);
        continue;
      }
      this.reports.addSorted({ endings: [expired(next.delivery, nowMs)], retries: [] });
      this.queue.conclude(next, true, nowMs);
    }
  }

  private send(loaded: LoadedDelivery, addressee: Addressee): void {
    const startedAt = this.ports.clock.elapsed();
    const conclude = (result: AttemptResult): void => {
      this.concluded.push({ loaded, result, platformRevision: addressee.platform.revision });
      this.onConcluded();
    };
    this.underWay += 1;
    attempt(loaded, addressee, this.ports).then(conclude, (error: unknown) => {
      this.ports.reportBug(error);
      conclude({ outcome: { kind: 'not-tried', reason: 'the hub failed; its log says how' }, row: null, startedAt });
    });
  }

  /** Resolves with the next attempt that ends, or when the lease is to be renewed. */
  private async somethingConcludes(): Promise<void> {
    if (this.concluded.length > 0 || this.isRenewalDue) return;
    if (!this.isWaitingToRenew) void this.renewLater();
    await new Promise<void>((resolve) => (this.onConcluded = resolve));
  }

  private async renewLater(): Promise<void> {
    this.isWaitingToRenew = true;
    await this.ports.pause(this.lane.leaseMs * RENEWED_AT);
    this.isWaitingToRenew = false;
    this.isRenewalDue = true;
    this.onConcluded();
  }

  private async renew(): Promise<void> {
    this.isRenewalDue = false;
    await this.reports.extend();
  }

  private settle(): void {
    for (const { loaded, result, platformRevision } of this.concluded.splice(0)) {
      this.underWay -= 1;
      const judgement = this.course.conclude(loaded.delivery, result, platformRevision);
      this.reports.addAttempt(result.row, judgement);
      this.queue.conclude(loaded, judgement.ending !== null, this.ports.clock.now());
    }
  }

  private mayBegin(): boolean {
    return (
      this.reports.lostBy === null &&
      !this.reports.isDatabaseAway &&
      !this.isTurnOver() &&
      this.obstacle() === null &&
      this.reports.holdsFor(this.lane.leaseMs * RENEWED_AT)
    );
  }

  private obstacle(): Obstacle | null {
    const platform = this.addressee()?.platform ?? null;
    return this.course.obstacle(platform, platform && this.ports.presence.statusOf(platform));
  }

  /** Requests that may be under way now. */
  private window(): number {
    const addressee = this.addressee();
    const share = addressee === null ? 1 : this.ports.processes.shareOf(addressee.platform.settings.in_flight);
    return Math.min(this.course.window, share);
  }

  private addressee(): Addressee | null {
    const snapshot = this.ports.directory.snapshot();
    const platform = snapshot?.platform(this.lane.claim.platformId) ?? null;
    return snapshot !== null && platform !== null ? { snapshot, platform } : null;
  }

  private isTurnOver(): boolean {
    return this.ports.isStopping() || this.ports.clock.elapsed() - this.startedAt > this.ports.turnMs;
  }

  /** With nothing under way: how the drain ends, or null where it goes on. */
  private async endingNow(): Promise<DrainEnding | null> {
    const obstacle = this.obstacle();
    const isMore = obstacle === null ? !this.queue.isEmpty || this.mayBeMore : this.isSorting();
    if (isMore && this.isTurnOver()) return this.giveBack({ kind: 'yielded' });
    if (!isMore)
      return obstacle === null ? this.drained() : this.giveBack({ kind: 'waits', untilMs: obstacle.untilMs });
    // The lease is nearly over, or the database is away.
    if (obstacle === null && !this.mayBegin()) await this.reports.extend();
    return this.lostEnding();
  }

  private async giveBack(ending: DrainEnding): Promise<DrainEnding> {
    await this.reports.giveBack();
    return this.lostEnding() ?? ending;
  }

  private async drained(): Promise<DrainEnding> {
    await this.reports.giveBack();
    const lost = this.lostEnding();
    if (lost !== null) return lost;
    const nextDueMs = await this.ports.store.nextDueMs(this.lane.claim.platformId);
    return nextDueMs === 'database-lost' ? { kind: 'database-lost' } : { kind: 'drained', nextDueMs };
  }

  private lostEnding(): DrainEnding | null {
    if (this.reports.lostBy === null) return null;
    return this.reports.lostBy === 'lost' ? { kind: 'held' } : { kind: 'database-lost' };
  }
}
