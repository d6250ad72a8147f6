import { Clock } from '@busbar/core';

/** A clock that stands still until it is told how much time passes; both of its times move together. */
export class ManualClock extends Clock {
  private elapsedMs = 0;

  constructor(private readonly startMs = Date.UTC(2026, 0, 31, 12)) {
    super();
  }

  override now(): number {
    return this.startMs + Math.floor(this.elapsedMs);
  }

  override elapsed(): number {
    return this.elapsedMs;
  }

  /** Lets time pass, in ms. */
  advance(byMs: number): void {
    this.elapsedMs += byMs;
  }
}
