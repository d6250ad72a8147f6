import type { DrainEnding } from '@busbar/core';
import { nextLookMs } from './next-look.js';

/** What drains are run with. */
export interface LaneDrainsParts {
  /** Drains one lane for a turn; never rejects for an expected reason. */
  readonly drain: (platformId: string) => Promise<DrainEnding>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Takes a fault of our own; the lane is looked at again later. */
  readonly reportBug: (error: unknown) => void;
  /** Lanes that are drained at once, at most, slow ones left out; 128 where it is left out. */
  readonly maxDrains?: number;
}

/** What became of a drain: in how many ms the lane is to be looked at again, or null. */
export interface Drained {
  readonly afterMs: number | null;
  readonly isDatabaseLost: boolean;
}

/** A broadcast to a hundred platforms is one wave: what is claimed, looked at and reported together costs few ways to the database. */
const MAX_DRAINS = 128;
/** Who takes longer waits for its party and costs next to nothing: another lane gets its place. */
const SLOW_AFTER_MS = 1_000;
/** Even those that wait hold what they send in memory. */
const SLOW_PER_QUICK = 7;
const AFTER_BUG_MS = 1_000;

/** The drains of this process. One that lasts does not hold its place: a slow party holds up nobody. */
export class LaneDrains {
  private readonly underWay = new Map<string, Promise<Drained>>();
  private readonly maxQuick: number;
  private slow = 0;

  constructor(private readonly parts: LaneDrainsParts) {
    this.maxQuick = parts.maxDrains ?? MAX_DRAINS;
  }

  /** How many quick ones may be under way. */
  get places(): number {
    return this.maxQuick;
  }

  get hasRoom(): boolean {
    return this.underWay.size - this.slow < this.maxQuick;
  }

  isDraining(platformId: string): boolean {
    return this.underWay.has(platformId);
  }

  /** Drains a lane for a turn; `onSlow` is told when it has given its place to another one. */
  run(platformId: string, onSlow: () => void): Promise<Drained> {
    const drained = this.turnOf(platformId, onSlow).finally(() => this.underWay.delete(platformId));
    this.underWay.set(platformId, drained);
    return drained;
  }

  /** Resolves when none is under way any more. */
  async ended(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay.values());
  }

  private async turnOf(platformId: string, onSlow: () => void): Promise<Drained> {
    let isSlow = false;
    const timer = setTimeout(() => {
      if (this.slow >= this.maxQuick * SLOW_PER_QUICK) return;
      isSlow = true;
      this.slow += 1;
      onSlow();
    }, SLOW_AFTER_MS);
    try {
      const ending = await this.parts.drain(platformId);
      return { afterMs: nextLookMs(ending, this.parts.now()), isDatabaseLost: ending.kind === 'database-lost' };
    } catch (bug) {
      this.parts.reportBug(bug);
      return { afterMs: AFTER_BUG_MS, isDatabaseLost: false };
    } finally {
      clearTimeout(timer);
      if (isSlow) this.slow -= 1;
    }
  }
}
