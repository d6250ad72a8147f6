import type { HubProcesses, PartyDirectory } from '../ports.js';
import { attempt, type Addressee, type AttemptPorts, type AttemptResult } from './attempt.js';
import type { AttemptPlaces, LanePlaces, Place } from './attempt-places.js';
import type { Delivery } from './delivery.js';
import type { LoadedDelivery } from './delivery-store.js';
import { LaneCourse, type LaneRules, type Obstacle } from './lane-course.js';
import { expired, LaneQueue, type SaidSince } from './lane-queue.js';
import { givenUp, isGivenUp, LaneSuspects } from './lane-suspects.js';
import type { LoneAttempts } from './lone-attempts.js';
import { LaneReports, type HeldLane, type ReportPorts } from './lane-reports.js';

/** What a lane is drained with. */
export interface DrainPorts extends AttemptPorts, ReportPorts, LaneRules {
  readonly directory: PartyDirectory;
  /** A lane takes no more than this process's part of what its platform may have under way. */
  readonly processes: Pick<HubProcesses, 'shareOf'>;
  /** The attempts that this process may have open over all its lanes. */
  readonly places: AttemptPlaces;
  /** Of this process, over all its lanes. */
  readonly lone: LoneAttempts;
  /** Takes a delivery that is rejected because process after process has ended over it. */
  readonly reportGivenUp: (delivery: Delivery) => void;
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
/** The next portion is asked for when so few are left: a lane does not stand still while the database looks. */
const FEW_LEFT = 64;
/** What has come in meanwhile is looked for this often while something slow is under way. */
const LOOK_AGAIN_MS = 1000;
/** The lease is renewed after this part of it, however long an exchange takes, and nothing begins on less. */
const RENEWED_AT = 1 / 3;

/** Sends what is due to one platform, in order per object and side by side otherwise, until there is nothing or its turn is over. */
export async function drainLane(platformId: string, ports: DrainPorts): Promise<DrainEnding> {
  const { leaseMs } = ports;
  const nowMs = ports.clock.now();
  const begun = await ports.store.begin({ platformId, nowMs, leaseMs, limit: PORTION });
  if (begun === 'database-lost') return { kind: 'database-lost' };
  if (begun === null) return { kind: 'held' };
  const { claim, loaded } = begun;
  const course = new LaneCourse(claim.state, ports);
  const drain = new Drain({ claim, claimedAtMs: nowMs, leaseMs, state: () => course.state }, course, ports);
  return drain.run({ loaded, nowMs, since: { ended: new Set(), retried: new Set() } });
}

/** An attempt that is over; it is judged when its turn comes, not while the lane is looked at. */
interface Concluded {
  readonly loaded: LoadedDelivery;
  readonly result: AttemptResult;
  readonly platformRevision: number;
  readonly place: Place;
}

/** What the store knew at a moment, and what it could not know. */
interface Look {
  readonly loaded: readonly LoadedDelivery[];
  readonly nowMs: number;
  readonly since: SaidSince;
}

/** How the lane stands in one round of its drain: within it nothing is waited for, so nothing of this changes. */
interface Standing {
  /** Null where the registry no longer knows the platform. */
  readonly addressee: Addressee | null;
  readonly obstacle: Obstacle | null;
  readonly isTurnOver: boolean;
  readonly mayBegin: boolean;
  /** Requests that may be under way. */
  readonly window: number;
}

class Drain {
  private readonly queue = new LaneQueue();
  private readonly reports: LaneReports;
  private readonly places: LanePlaces;
  private readonly suspects: LaneSuspects;
  private readonly startedAt: number;
  private lookedAt: number;
  private isLooking = false;
  private look: Look | null = null;
  private isLookLost = false;
  /** Whether the last look was filled to its limit, so that the store may know of more, and what it brought. */
  private mayBeMore = true;
  private endedSome = false;
  private foundSome = true;
  private underWay = 0;
  private concluded: Concluded[] = [];
  private hasHappened = false;
  private onHappened: () => void = () => undefined;
  private isWaitingToRenew = false;
  private hasEnded = false;

  constructor(
    private readonly lane: HeldLane,
    private readonly course: LaneCourse,
    private readonly ports: DrainPorts,
  ) {
    this.reports = new LaneReports(lane, ports, () => this.wake());
    this.places = ports.places.ofLane(() => this.wake());
    this.suspects = new LaneSuspects(lane.claim, {
      lone: ports.lone,
      note: (ids) => this.reports.writeFirst(() => ports.store.countLeases(lane.claim, ids)),
      onChange: () => this.wake(),
    });
    this.startedAt = ports.clock.elapsed();
    this.lookedAt = this.startedAt;
  }

  async run(firstLook: Look): Promise<DrainEnding> {
    this.look = firstLook;
    try {
      for (;;) {
        this.settle();
        this.takeIn();
        if (this.isLookLost) return { kind: 'database-lost' };
        const standing = this.standing();
        if (this.isLookDue(standing)) void this.lookAgain();
        this.begin(standing);
        if (this.isBusy(standing)) {
          this.reports.write();
          await this.somethingHappens();
        } else {
          const ending = await this.endingNow(standing);
          if (ending !== null) return ending;
        }
      }
    } finally {
      this.hasEnded = true;
      this.places.rest();
      this.suspects.end();
      for (const { place } of this.concluded) place.giveBack();
      this.reports.end();
    }
  }

  /** Whether something is under way that says when to go on. */
  private isBusy({ mayBegin }: Standing): boolean {
    // With something ready and nothing under way, what it waits for is a place or a report.
    const isAsking = this.isLooking || this.suspects.isNoting;
    return this.underWay > 0 || isAsking || (!this.queue.isEmpty && mayBegin);
  }

  private isLookDue({ obstacle, isTurnOver, mayBegin, window }: Standing): boolean {
    if (this.reports.lostBy !== null || this.isLooking) return false;
    if (obstacle !== null) return this.isSorting() && this.underWay === 0 && !isTurnOver;
    if (this.queue.readyCount >= FEW_LEFT || !mayBegin) return false;
    const isTimeToLook = this.ports.clock.elapsed() - this.lookedAt >= LOOK_AGAIN_MS;
    if (this.underWay === 0) return this.mayBeMore && this.queue.isEmpty;
    // What a look found in vain, all of it behind something under way, it would find again.
    return this.mayBeMore ? this.foundSome || isTimeToLook : isTimeToLook && this.underWay < window;
  }

  /** Whether more of what has expired or was replaced is likely to be found by another look. */
  private isSorting(): boolean {
    return this.mayBeMore && this.endedSome;
  }

  private async lookAgain(): Promise<void> {
    this.isLooking = true;
    // What it ended by itself it would find again.
    if (this.endedSome) await this.reports.flush();
    const nowMs = this.ports.clock.now();
    this.lookedAt = this.ports.clock.elapsed();
    const since = this.reports.beginLook();
    const loaded = await this.reports.read(() => this.ports.store.pending(this.lane.claim, nowMs, PORTION));
    if (loaded === 'database-lost') this.isLookLost = true;
    else this.look = { loaded, nowMs, since };
    this.isLooking = false;
    this.wake();
  }

  private takeIn(): void {
    if (this.look === null) return;
    const { loaded, nowMs, since } = this.look;
    this.look = null;
    this.reports.endLook();
    const isDue = ({ delivery }: LoadedDelivery): boolean =>
      delivery.nextAttemptAtMs <= nowMs || delivery.expiresAtMs <= nowMs;
    this.mayBeMore = loaded.filter(isDue).length >= PORTION;
    const readyBefore = this.queue.readyCount;
    const sorted = this.queue.load(loaded, nowMs, since);
    this.endedSome = sorted.endings.length > 0;
    this.foundSome = this.endedSome || this.queue.readyCount > readyBefore;
    this.reports.addSorted(sorted);
  }

  /** Keeps as many under way as the lane may have now. */
  private begin({ addressee, mayBegin, window }: Standing): void {
    while (mayBegin && addressee !== null && this.underWay < window && !this.queue.isEmpty) {
      if (!this.suspects.mayBegin(this.queue.next(window - this.underWay))) break;
      const place = this.places.take();
      // It stays in line for one.
      if (place === null) return;
      if (!this.beginWith(place, addressee)) place.giveBack();
    }
    this.places.rest();
  }

  /** Whether the place is in use now. */
  private beginWith(place: Place, addressee: Addressee): boolean {
    const next = this.queue.take();
    if (next === null) return false;
    const nowMs = this.ports.clock.now();
    const isPoison = isGivenUp(next.delivery);
    if (next.delivery.expiresAtMs > nowMs && !isPoison) {
      this.send(next, addressee, place);
      return true;
    }
    if (isPoison) this.ports.reportGivenUp(next.delivery);
    const ending = isPoison ? givenUp(next.delivery, nowMs) : expired(next.delivery, nowMs);
    this.reports.addSorted({ endings: [ending], retries: [] });
    this.suspects.concluded(next.delivery);
    this.queue.conclude(next, true, nowMs);
    return false;
  }

  private send(loaded: LoadedDelivery, addressee: Addressee, place: Place): void {
    const startedAt = this.ports.clock.elapsed();
    const conclude = (result: AttemptResult): void => {
      this.concluded.push({ loaded, result, platformRevision: addressee.platform.revision, place });
      if (this.hasEnded) place.giveBack();
      else place.answered();
      this.wake();
    };
    this.underWay += 1;
    attempt(loaded, addressee, this.ports).then(conclude, (error: unknown) => {
      this.ports.reportBug(error);
      conclude({ outcome: { kind: 'not-tried', reason: 'the hub failed; its log says how' }, row: null, startedAt });
    });
  }

  private wake(): void {
    this.hasHappened = true;
    this.onHappened();
  }

  /** Resolves when an attempt ends, a report is written, the store has answered, a place is free, or the lease is to be renewed. */
  private async somethingHappens(): Promise<void> {
    if (!this.isWaitingToRenew) void this.renewLater();
    if (!this.hasHappened) await new Promise<void>((resolve) => (this.onHappened = resolve));
    this.hasHappened = false;
  }

  private async renewLater(): Promise<void> {
    this.isWaitingToRenew = true;
    await this.ports.pause(this.lane.leaseMs * RENEWED_AT);
    this.isWaitingToRenew = false;
    this.reports.extendLater();
    this.wake();
  }

  private settle(): void {
    for (const { loaded, result, platformRevision, place } of this.concluded.splice(0)) {
      this.underWay -= 1;
      const judgement = this.course.conclude(loaded.delivery, result, platformRevision);
      this.suspects.concluded(loaded.delivery);
      this.reports.addAttempt(result.row, judgement, place.giveBack);
      this.queue.conclude(loaded, judgement.ending !== null, this.ports.clock.now());
    }
  }

  private standing(): Standing {
    const addressee = this.addressee();
    const platform = addressee?.platform ?? null;
    const obstacle = this.course.obstacle(platform, platform && this.ports.presence.statusOf(platform));
    const isTurnOver = this.isTurnOver();
    const { lostBy, isDatabaseAway } = this.reports;
    const mayBegin =
      lostBy === null &&
      !isDatabaseAway &&
      !isTurnOver &&
      obstacle === null &&
      this.reports.holdsFor(this.lane.leaseMs * RENEWED_AT);
    const share = platform === null ? 1 : this.ports.processes.shareOf(platform.settings.in_flight);
    return { addressee, obstacle, isTurnOver, mayBegin, window: Math.min(this.course.window, share) };
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
  private async endingNow({ obstacle, isTurnOver, mayBegin }: Standing): Promise<DrainEnding | null> {
    const isMore = obstacle === null ? !this.queue.isEmpty || this.mayBeMore : this.isSorting();
    if (isMore && isTurnOver) return this.giveBack(() => ({ kind: 'yielded' }));
    if (!isMore) {
      return this.giveBack((nextDueMs) =>
        obstacle === null ? { kind: 'drained', nextDueMs } : { kind: 'waits', untilMs: obstacle.untilMs },
      );
    }
    // The lease is nearly over, or the database is away.
    if (obstacle === null && !mayBegin) await this.reports.extend();
    return this.lostEnding();
  }

  private async giveBack(ending: (nextDueMs: number | null) => DrainEnding): Promise<DrainEnding> {
    const nextDueMs = await this.reports.giveBack();
    return this.lostEnding() ?? ending(nextDueMs);
  }

  private lostEnding(): DrainEnding | null {
    if (this.reports.lostBy === null) return null;
    return this.reports.lostBy === 'lost' ? { kind: 'held' } : { kind: 'database-lost' };
  }
}
