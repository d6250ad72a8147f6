import { DatabaseLost } from './database.js';

/** Lets a number of calls in at once; the others wait in order. */
export class Gate {
  private inside = 0;
  private readonly queue: (() => void)[] = [];

  constructor(
    private readonly maxInside: number,
    private readonly maxWaiting: number,
  ) {}

  /** Runs the work when its turn comes; rejects with DatabaseLost when too many wait already. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside >= this.maxInside) {
      if (this.queue.length >= this.maxWaiting) {
        throw new DatabaseLost(`${this.maxWaiting} database calls are waiting already`);
      }
      await new Promise<void>((resolve) => this.queue.push(resolve));
    } else {
      this.inside++;
    }
    try {
      return await work();
    } finally {
      // The place goes to the next one directly: nobody can slip in between.
      const next = this.queue.shift();
      if (next) next();
      else this.inside--;
    }
  }
}
