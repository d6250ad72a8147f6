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
import type { Sorted } from './lane-queue.js';

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
  endings: DeliveryEnding[];
  retries: DeliveryRetry[];
  attempts: AttemptRow[];
}

/** How often a lost database is tried again while the lane is held. */
const AGAIN_MS = 500;

/**
 * Writes down what became of deliveries while the next ones are under way: one report at a time, and what happens meanwhile goes into
 * the next. A database that is lost is tried until the lease is over, so that what was sent is not sent again.
 */
export class LaneReports {
  private unwritten: Unwritten = nothing();
  private writing: Promise<void> | null = null;
  private lost: 'lost' | 'database-lost' | null = null;
  private isAway = false;
  private leaseUntilMs: number;

  constructor(
    private readonly lane: HeldLane,
    private readonly ports: ReportPorts,
  ) {
    this.leaseUntilMs = lane.claimedAtMs + lane.leaseMs;
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

  /** Notes what became of an attempt. */
  addAttempt(row: AttemptRow | null, { ending, retry }: Judgement): void {
    if (row !== null) this.unwritten.attempts.push(row);
    if (ending !== null) this.unwritten.endings.push(ending);
    if (retry !== null) this.unwritten.retries.push(retry);
  }

  /** Notes what ended or must wait without an attempt. */
  addSorted({ endings, retries }: Sorted): void {
    this.unwritten.endings.push(...endings);
    this.unwritten.retries.push(...retries);
  }

  /** Begins to write what is known. */
  write(): void {
    if (this.writing !== null || this.lost !== null || isNothing(this.unwritten)) return;
    this.writing = this.report(this.ports.clock.now() + this.lane.leaseMs).then(() => {
      this.writing = null;
      this.write();
    });
  }

  /** Resolves when everything that is known is written, or the lane is lost. */
  async flush(): Promise<void> {
    this.write();
    while (this.writing !== null) await this.writing;
  }

  /** Writes everything that is known and lets the lease run anew. */
  async extend(): Promise<void> {
    while (this.writing !== null) await this.writing;
    if (this.lost === null) await this.report(this.ports.clock.now() + this.lane.leaseMs);
  }

  /** Writes everything that is known and gives the lane back. */
  async giveBack(): Promise<void> {
    while (this.writing !== null) await this.writing;
    if (this.lost === null) await this.report(0);
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

  private async report(leaseUntilMs: number): Promise<void> {
    const { claim } = this.lane;
    const written = this.unwritten;
    this.unwritten = nothing();
    const state = this.lane.state();
    const stored = await this.read(() => this.ports.store.report({ claim, ...written, state, leaseUntilMs }));
    if (stored === 'stored') this.leaseUntilMs = leaseUntilMs;
    else this.lost = stored;
  }

  private mayTryAgain(): boolean {
    return !this.ports.isStopping() && this.holdsFor(AGAIN_MS);
  }
}

function nothing(): Unwritten {
  return { endings: [], retries: [], attempts: [] };
}

function isNothing({ endings, retries, attempts }: Unwritten): boolean {
  return endings.length + retries.length + attempts.length === 0;
}
