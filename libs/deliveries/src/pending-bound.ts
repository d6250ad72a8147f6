/** A count of a long index takes its time: no more often than this. */
const COUNT_EVERY_MS = 1_000;
/** What was accepted since the last count may use up this much of the room that it found before there is another one. */
const SHARE_BETWEEN_COUNTS = 0.1;

/** What the bound works with. */
export interface PendingBoundParts {
  /** As many deliveries may be pending in all lanes together. */
  readonly maxPending: number;
  /** How many there are, as the database knows it. */
  readonly count: () => Promise<number>;
}

/**
 * Keeps what is owed within a bound without counting it each time: it adds up what is accepted and asks the database now and then,
 * off the path of whoever waits. Several processes may overrun it by a tenth each.
 */
export class PendingBound {
  private counted = 0;
  private acceptedSince = 0;
  private countedAtMs: number | null = null;
  private isCounting = false;

  constructor(private readonly parts: PendingBoundParts) {}

  /** Whether so many more may be accepted. */
  hasRoomFor(deliveries: number, nowMs: number): boolean {
    const room = this.parts.maxPending - this.counted;
    const needed = this.acceptedSince + deliveries;
    if (this.countedAtMs === null || needed > room * SHARE_BETWEEN_COUNTS) this.countAgain(nowMs);
    return needed <= room;
  }

  /** So many more are pending. */
  add(deliveries: number): void {
    this.acceptedSince += deliveries;
  }

  private countAgain(nowMs: number): void {
    if (this.isCounting || (this.countedAtMs !== null && nowMs - this.countedAtMs < COUNT_EVERY_MS)) return;
    this.isCounting = true;
    this.countedAtMs = nowMs;
    const known = this.acceptedSince;
    void this.parts
      .count()
      .then(
        (counted) => {
          this.counted = counted;
          this.acceptedSince -= known;
        },
        // The next look tries again; until then the bound goes by what it knows.
        () => undefined,
      )
      .finally(() => (this.isCounting = false));
  }
}
