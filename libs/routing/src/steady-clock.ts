import type { OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@busbar/core';

/** Where time comes from. */
export interface TimeSources {
  /** What time it is by the database, in ms since the epoch, at some moment between the call and its answer; may reject. */
  readonly ask: () => Promise<number>;
  /** The machine's own clocks, of which the one for what is written down may be wrong, and may be set. */
  readonly machine: Clock;
}

const EVERY_MS = 10_000;
/** So often until it was told once. */
const EVERY_MS_UNTOLD = 1_000;
/** By so much it goes slower while it is ahead: processes that started meanwhile are right, and leases are held against both. */
const SLOWED_BY = 1 / 2;

/**
 * The time that all processes of a hub agree upon: that of the database, which they write to and read from. Between two looks it runs
 * as durations do, so that it never jumps with the machine's own clock. What is found to be later it takes on at once; found to be
 * earlier, it never goes back but runs slower until it is right, so that nothing that was put off waits for the same minutes again.
 */
export class SteadyClock extends Clock implements OnModuleDestroy {
  /** The right time is this much more than what has elapsed. */
  private baseMs: number;
  /** What it is ahead of the right time since `aheadAt`. */
  private aheadMs = 0;
  private aheadAt = 0;
  private isTold = false;
  private isStopped = false;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly sources: TimeSources) {
    super();
    this.baseMs = sources.machine.now() - this.elapsed();
  }

  /** Resolves after the first look; until one succeeds it goes by the machine's clock. */
  async start(): Promise<void> {
    await this.look();
    if (this.isStopped) return;
    this.timer = setTimeout(() => void this.start(), this.isTold ? EVERY_MS : EVERY_MS_UNTOLD).unref();
  }

  override now(): number {
    const at = this.elapsed();
    return Math.floor(this.baseMs + at + this.stillAheadMs(at));
  }

  override elapsed(): number {
    return this.sources.machine.elapsed();
  }

  /** How far the machine's clock is ahead of this one; below 0 where it is behind. */
  skewMs(): number {
    return this.sources.machine.now() - this.now();
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  /** Asks once what time it is. */
  async look(): Promise<void> {
    const askedAt = this.elapsed();
    const told = await this.sources.ask().catch(() => null);
    if (told !== null) this.follow({ told, askedAt, answeredAt: this.elapsed() });
  }

  private follow({ told, askedAt, answeredAt }: { told: number; askedAt: number; answeredAt: number }): void {
    // A whole millisecond stands for all of it, and the answer for any moment while it was waited for.
    const [leastMs, mostMs] = [told - answeredAt, told + 1 - askedAt];
    if (this.isTold && this.baseMs >= leastMs && this.baseMs <= mostMs) return;
    const rightMs = (leastMs + mostMs) / 2;
    // Before it was told anything it has written nothing: the database was away.
    const aheadMs = this.isTold ? this.baseMs + this.stillAheadMs(answeredAt) - rightMs : 0;
    this.baseMs = rightMs;
    this.aheadMs = Math.max(0, aheadMs);
    this.aheadAt = answeredAt;
    this.isTold = true;
  }

  private stillAheadMs(at: number): number {
    return Math.max(0, this.aheadMs - (at - this.aheadAt) * SLOWED_BY);
  }
}
