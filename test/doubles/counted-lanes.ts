import type { DrainEnding } from '@busbar/core';

/** Lanes that owe numbers instead of messages: a drain takes what is owed when it looks, and takes a moment for it. */
export class CountedLanes {
  readonly owed = new Map<string, number>();
  readonly taken = new Map<string, number>();
  /** Drains of one lane that were under way at once, at most. */
  mostOfOneLane = 0;
  drains = 0;
  private readonly underWay = new Map<string, number>();

  /** `momentFor` is what a drain waits for between its look and its end. */
  constructor(private readonly momentFor: (platformId: string) => Promise<unknown> = async () => undefined) {}

  /** One more is owed. */
  owe(platformId: string): void {
    this.owed.set(platformId, (this.owed.get(platformId) ?? 0) + 1);
  }

  readonly drain = async (platformId: string): Promise<DrainEnding> => {
    this.drains++;
    const beside = (this.underWay.get(platformId) ?? 0) + 1;
    this.underWay.set(platformId, beside);
    this.mostOfOneLane = Math.max(this.mostOfOneLane, beside);
    this.taken.set(platformId, this.owed.get(platformId) ?? 0);
    await this.momentFor(platformId);
    this.underWay.set(platformId, (this.underWay.get(platformId) ?? 0) - 1);
    return { kind: 'drained', nextDueMs: null };
  };

  /** Whether nothing is owed any more. */
  get isEven(): boolean {
    return [...this.owed].every(([platformId, owed]) => this.taken.get(platformId) === owed);
  }
}
