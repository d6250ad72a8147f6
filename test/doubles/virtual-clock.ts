import { promisify } from 'node:util';
import { Clock } from '@busbar/core';

/** Lets everything run that does not wait for time. */
const settle = promisify(setImmediate);

interface Timer {
  readonly atMs: number;
  readonly fire: () => void;
}

/** Time that passes only in `run`, and then jumps from one moment somebody waits for to the next: hours take milliseconds. */
export class VirtualClock extends Clock {
  private elapsedMs = 0;
  private timers: Timer[] = [];

  constructor(private readonly startMs = Date.UTC(2026, 0, 31, 12)) {
    super();
  }

  override now(): number {
    return this.startMs + Math.floor(this.elapsedMs);
  }

  override elapsed(): number {
    return this.elapsedMs;
  }

  /** Resolves after so long. */
  readonly pause = (forMs: number): Promise<void> => {
    const atMs = this.elapsedMs + Math.max(0, forMs);
    return new Promise((resolve) => {
      const index = this.timers.findIndex((timer) => timer.atMs > atMs);
      this.timers.splice(index < 0 ? this.timers.length : index, 0, { atMs, fire: resolve });
    });
  };

  /** Lets so much time pass, and everything happen that happens in it. */
  async run(forMs: number): Promise<void> {
    const untilMs = this.elapsedMs + forMs;
    await settle();
    while (this.timers[0] !== undefined && this.timers[0].atMs <= untilMs) {
      const { atMs } = this.timers[0];
      this.elapsedMs = atMs;
      while (this.timers[0]?.atMs === atMs) this.timers.shift()?.fire();
      await settle();
    }
    this.elapsedMs = untilMs;
  }

  /** Lets time pass until the work is done; fails where it is not within so long. */
  async runUntil<T>(work: Promise<T>, withinMs = 3_600_000): Promise<T> {
    let ended: { readonly value: T } | { readonly error: unknown } | null = null;
    work.then(
      (value) => (ended = { value }),
      (error: unknown) => (ended = { error }),
    );
    const untilMs = this.elapsedMs + withinMs;
    await settle();
    while (ended === null && this.timers[0] !== undefined && this.elapsedMs < untilMs) {
      await this.run(this.timers[0].atMs - this.elapsedMs);
    }
    if (ended === null) throw new Error(`not done within ${withinMs} ms of virtual time`);
    return work;
  }
}
