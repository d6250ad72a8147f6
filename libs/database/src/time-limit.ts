import { DatabaseLost } from './database.js';

/** The time that one call may take. */
export class TimeLimit {
  private end: () => void = () => undefined;
  private isOverNow = false;

  constructor(private readonly limitMs: number) {}

  /** Whether the caller has been told already that it took too long. */
  get isOver(): boolean {
    return this.isOverNow;
  }

  /** What ends the work when its time is over; replaces what was said before. */
  endBy(end: () => void): void {
    this.end = end;
  }

  /** The outcome of the work, or DatabaseLost when it takes longer; the work's own late outcome is then ignored. */
  async hold<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        this.isOverNow = true;
        this.end();
        reject(new DatabaseLost(`no answer from the database within ${this.limitMs} ms`));
      }, this.limitMs);
    });
    try {
      return await Promise.race([work, over]);
    } finally {
      clearTimeout(timer);
    }
  }
}
