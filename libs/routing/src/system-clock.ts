import { Clock } from '@busbar/core';

/** The machine's own clocks. */
export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }

  elapsed(): number {
    return performance.now();
  }
}
