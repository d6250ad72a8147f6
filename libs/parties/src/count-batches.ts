/** How rows are counted together. */
export interface CountedTogether<R extends object> {
  /** Rows of one name are one row. */
  readonly nameOf: (row: R) => string;
  /** What a known row becomes with more of the same. */
  readonly sum: (known: R, more: R) => Partial<R>;
  /** Adds rows to what is stored. */
  readonly add: (rows: readonly R[]) => Promise<void>;
  /** Told when rows could not be written: they are counted again the next time. */
  readonly failed: (error: unknown) => void;
}

const WRITE_EVERY_MS = 3_000;
/** One for every kind of thousands of platforms; what goes beyond is not counted until these are written. */
const MAX_UNWRITTEN = 20_000;

/** Counts in memory and adds up in the database every few seconds: what happens on every message costs one row. */
export class CountBatches<R extends object> {
  private unwritten = new Map<string, R>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly rules: CountedTogether<R>) {
    this.timer = setInterval(() => void this.write(), WRITE_EVERY_MS).unref();
  }

  /** Takes a row and returns at once. */
  count(more: R): void {
    const name = this.rules.nameOf(more);
    const known = this.unwritten.get(name);
    if (known) Object.assign(known, this.rules.sum(known, more));
    else if (this.unwritten.size < MAX_UNWRITTEN) this.unwritten.set(name, more);
  }

  /** Writes what is still to be written; never rejects. */
  async write(): Promise<void> {
    if (this.unwritten.size === 0) return;
    const writing = this.unwritten;
    this.unwritten = new Map();
    try {
      await this.rules.add([...writing.values()]);
    } catch (error) {
      this.rules.failed(error);
      const newer = this.unwritten;
      this.unwritten = writing;
      for (const counted of newer.values()) this.count(counted);
    }
  }

  /** Writes what is still to be written, and ends. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }
}
