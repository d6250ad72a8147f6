import { Clock } from '@busbar/core';

/** A clock that stands still until it is told how much time passes; both of its times move together. */
export class ManualClock extends Clock {
  private elapsedMs = 0;
  private perLookMs = 0;

  constructor(private readonly startMs = Date.UTC(2026, 0, 31, 12)) {
    super();
  }

  override now(): number {
    return this.startMs + Math.floor(this.elapsedMs);
  }

  override elapsed(): number {
    this.elapsedMs += this.perLookMs;
    return this.elapsedMs;
  }

  /** From now on time passes between two looks at it, as it does in the world. */
  tick(perLookMs: number): void {
    this.perLookMs = perLookMs;
  }

  /** Lets time pass, in ms. */
  advance(byMs: number): void {
    this.elapsedMs += byMs;
  }
}
