import type { Clock } from '../ports.js';
import type {
  AttemptRow,
  DeliveryEnding,
  DeliveryRetry,
  DeliveryStore,
  LaneClaim,
  LaneState,
} from './delivery-store.js';
import type { Judgement } from './lane-judgement.js';
import type { SaidSince, Sorted } from './lane-queue.js';

/** What reports are written with. */
export interface ReportPorts {
  readonly store: DeliveryStore;
  readonly clock: Clock;
  /** Resolves after so long, in ms. */
  readonly pause: (forMs: number) => Promise<void>;
  /** True once the process ends. */
  readonly isStopping: () => boolean;
}

/** A claim with how long it holds without a report. */
export interface HeldLane {
  readonly claim: LaneClaim;
  readonly claimedAtMs: number;
  readonly leaseMs: number;
  /** What the lane remembers, at any moment. */
  readonly state: () => LaneState;
}

interface Unwritten {
  readonly endings: DeliveryEnding[];
  readonly retries: DeliveryRetry[];
  readonly attempts: AttemptRow[];
  /** To be called when it is written, or never will be. */
  readonly onSettled: (() => void)[];
}

/** How often a lost database is tried again while the lane is held. */
const AGAIN_MS = 500;
/** A lease of which less than this part is left is extended with the next report. */
const EXTENDED_AT = 2 / 3;

/**
 * Writes down what became of deliveries while the next ones are under way: one report at a time, and what happens meanwhile goes into
 * the next. A database that is lost is tried until the lease is over, so that what was sent is not sent again.
 */
export class LaneReports {
  private unwritten = nothing();
  private beingWritten = nothing();
  private writing: Promise<void> | null = null;
  /** While a look is under way. */
  private said: SaidSince | null = null;
  private isToExtend = false;
  private lost: 'lost' | 'database-lost' | null = null;
  private isAway = false;
  private leaseUntilMs: number;
  /** Of the lane, as the store knows it. */
  private written: LaneState;

  constructor(
    private readonly lane: HeldLane,
    private readonly ports: ReportPorts,
    /** Told after each report, whatever became of it. */
    private readonly onWritten: () => void,
  ) {
    this.leaseUntilMs = lane.claimedAtMs + lane.leaseMs;
    this.written = lane.claim.state;
  }

  /** Why the lane is no longer ours to drain, or null. */
  get lostBy(): 'lost' | 'database-lost' | null {
    return this.lost;
  }

  /** Whether the database did not answer when it was last asked: nothing more should be sent that nobody can write down. */
  get isDatabaseAway(): boolean {
    return this.isAway;
  }

  /** Whether something that takes so long ends before anybody else may claim the lane. */
  holdsFor(ms: number): boolean {
    return this.ports.clock.now() + ms <= this.leaseUntilMs;
  }

  /** Notes what became of an attempt; `onSettled` is called once that is written, or the lane is lost. */
  addAttempt(row: AttemptRow | null, { ending, retry }: Judgement, onSettled: () => void): void {
    if (row !== null) this.unwritten.attempts.push(row);
    this.unwritten.onSettled.push(onSettled);
    this.addSorted({ endings: ending === null ? [] : [ending], retries: retry === null ? [] : [retry] });
  }

  /** Notes what ended or must wait without an attempt. */
  addSorted({ endings, retries }: Sorted): void {
    this.unwritten.endings.push(...endings);
    this.unwritten.retries.push(...retries);
    this.note({ endings, retries });
  }

  /** From now on: what is said and the store may not know when it is asked now. */
  beginLook(): SaidSince {
    const said = { ended: new Set<string>(), retried: new Set<string>() };
    this.said = said;
    this.note(this.beingWritten);
    this.note(this.unwritten);
    return said;
  }

  /** What the look saw is taken in: nobody needs to know what is said beside it. */
  endLook(): void {
    this.said = null;
  }

  /** Begins to write what is known. */
  write(): void {
    if (this.writing !== null || this.lost !== null) return;
    if (isNothing(this.unwritten) && !this.isToExtend) return;
    this.isToExtend = false;
    this.writing = this.report(this.ports.clock.now() + this.lane.leaseMs).then(() => {
      this.writing = null;
      this.write();
      this.onWritten();
    });
  }

  /** Resolves when everything that is known is written, or the lane is lost. */
  async flush(): Promise<void> {
    this.write();
    while (this.writing !== null) await this.writing;
  }

  /** The next report goes although there may be nothing to say: it lets the lease run anew. */
  extendLater(): void {
    this.isToExtend = true;
  }

  /** Writes everything that is known and lets the lease run anew. */
  async extend(): Promise<void> {
    while (this.writing !== null) await this.writing;
    if (this.lost === null) await this.report(this.ports.clock.now() + this.lane.leaseMs);
  }

  /** Writes everything that is known and gives the lane back; resolves to when its next delivery is due, or null. */
  async giveBack(): Promise<number | null> {
    while (this.writing !== null) await this.writing;
    if (this.lost !== null) return null;
    const { claim, state } = this.lane;
    const written = this.takeUnwritten();
    const released = await this.read(() => this.ports.store.release({ claim, ...rowsOf(written), state: state() }));
    if (typeof released === 'string') this.lost = released;
    else this.leaseUntilMs = 0;
    settle(written);
    return typeof released === 'string' ? null : released.nextDueMs;
  }

  /** Nobody writes anything down any more. */
  end(): void {
    settle(this.takeUnwritten());
  }

  /** A look into the store that waits for a lost database as long as the lane is held. */
  async read<T>(look: () => Promise<T | 'database-lost'>): Promise<T | 'database-lost'> {
    for (;;) {
      const seen = await look();
      this.isAway = seen === 'database-lost';
      if (seen !== 'database-lost' || !this.mayTryAgain()) return seen;
      await this.ports.pause(AGAIN_MS);
    }
  }

  /** Writes something under the claim that must be there before what follows; false where it is not, and the lane is lost. */
  async writeFirst(write: () => Promise<'stored' | 'lost' | 'database-lost'>): Promise<boolean> {
    const ending = await this.read(write);
    if (ending !== 'stored') this.lost ??= ending;
    return ending === 'stored';
  }

  private async report(leaseUntilMs: number): Promise<void> {
    const { claim } = this.lane;
    const state = this.lane.state();
    const written = this.takeUnwritten();
    this.beingWritten = written;
    const isNews = this.isNews(state);
    const report = { claim, ...rowsOf(written), state, leaseUntilMs: isNews ? leaseUntilMs : null };
    const stored = await this.read(() => this.ports.store.report(report));
    this.beingWritten = nothing();
    if (stored !== 'stored') this.lost = stored;
    else if (isNews) {
      this.leaseUntilMs = leaseUntilMs;
      this.written = state;
    }
    settle(written);
  }

  /** Whether the lane's own row is to be written: for its lease, or for more than that something got through once more. */
  private isNews(state: LaneState): boolean {
    const { failuresInARow, waitUntilMs, pausedAtRevision } = this.written;
    const isSame =
      state.failuresInARow === failuresInARow &&
      state.waitUntilMs === waitUntilMs &&
      state.pausedAtRevision === pausedAtRevision;
    return !isSame || !this.holdsFor(this.lane.leaseMs * EXTENDED_AT);
  }

  private takeUnwritten(): Unwritten {
    const unwritten = this.unwritten;
    this.unwritten = nothing();
    return unwritten;
  }

  private note({ endings, retries }: Sorted): void {
    if (this.said === null) return;
    for (const { id } of endings) this.said.ended.add(id);
    for (const { id } of retries) this.said.retried.add(id);
  }

  private mayTryAgain(): boolean {
    return !this.ports.isStopping() && this.holdsFor(AGAIN_MS);
  }
}

function nothing(): Unwritten {
  return { endings: [], retries: [], attempts: [], onSettled: [] };
}

function isNothing({ endings, retries, onSettled }: Unwritten): boolean {
  return endings.length + retries.length + onSettled.length === 0;
}

function rowsOf({ endings, retries, attempts }: Unwritten): Omit<Unwritten, 'onSettled'> {
  return { endings, retries, attempts };
}

function settle({ onSettled }: Unwritten): void {
  for (const each of onSettled) each();
}
