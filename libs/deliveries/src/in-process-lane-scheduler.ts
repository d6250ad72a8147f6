import { LaneScheduler, type DeliveryStore, type DrainEnding } from '@busbar/core';

/** What lanes are scheduled with. */
export interface InProcessLaneSchedulerParts {
  readonly store: Pick<DeliveryStore, 'dueLanes'>;
  /** Drains one lane for a turn; never rejects for an expected reason. */
  readonly drain: (platformId: string) => Promise<DrainEnding>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Takes a fault of our own; the lane is looked at again later. */
  readonly reportBug: (error: unknown) => void;
  /** Lanes that are drained at once, at most; 64 where it is left out. */
  readonly maxDrains?: number;
}

const MAX_DRAINS = 64;
/** Whatever was not woken is found by looking into the database so often. */
const POLL_EVERY_MS = 5_000;
const LANES_PER_POLL = 1_000;
/** A lane that another process holds, or that the database was lost for, is looked at again after so long. */
const AGAIN_AFTER_MS = 1_000;
const LONGEST_TIMER_MS = 60_000;

/** Lanes of this process: woken, timed and drained in memory, side by side up to a bound, first come first served. */
export class InProcessLaneScheduler extends LaneScheduler {
  private readonly waiting = new Set<string>();
  private readonly draining = new Map<string, Promise<void>>();
  /** Lanes that were woken while they were drained: looked at once more afterwards. */
  private readonly wokenAgain = new Set<string>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private poller: NodeJS.Timeout | null = null;
  private isPolling = false;
  private isStarted = false;

  constructor(private readonly parts: InProcessLaneSchedulerParts) {
    super();
  }

  override wake(platformId: string): void {
    if (this.draining.has(platformId)) this.wokenAgain.add(platformId);
    else this.enqueue(platformId);
  }

  override start(): Promise<void> {
    this.isStarted = true;
    this.poller = setInterval(() => void this.poll(), POLL_EVERY_MS).unref();
    return this.poll();
  }

  override async stop(): Promise<void> {
    this.isStarted = false;
    if (this.poller !== null) clearInterval(this.poller);
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.waiting.clear();
    this.wokenAgain.clear();
    await Promise.all(this.draining.values());
  }

  private enqueue(platformId: string): void {
    clearTimeout(this.timers.get(platformId));
    this.timers.delete(platformId);
    this.waiting.add(platformId);
    this.fill();
  }

  private fill(): void {
    for (const platformId of this.waiting) {
      if (!this.isStarted || this.draining.size >= (this.parts.maxDrains ?? MAX_DRAINS)) return;
      this.waiting.delete(platformId);
      this.draining.set(platformId, this.turnOf(platformId));
    }
  }

  private async turnOf(platformId: string): Promise<void> {
    const afterMs = await this.parts.drain(platformId).then(
      (ending) => this.againAfterMs(ending),
      (bug: unknown) => {
        this.parts.reportBug(bug);
        return AGAIN_AFTER_MS;
      },
    );
    this.draining.delete(platformId);
    if (!this.isStarted) return;
    if (this.wokenAgain.delete(platformId) || afterMs === 0) this.enqueue(platformId);
    else if (afterMs !== null) this.wakeLater(platformId, afterMs);
    this.fill();
  }

  /** In how many ms the lane is to be looked at again; null: when it is woken, or the database names it. */
  private againAfterMs(ending: DrainEnding): number | null {
    switch (ending.kind) {
      case 'yielded':
        return 0;
      case 'drained':
        return ending.nextDueMs === null ? null : Math.max(1, ending.nextDueMs - this.parts.now());
      case 'waits':
        return ending.untilMs === null ? null : Math.max(1, ending.untilMs - this.parts.now());
      case 'held':
      case 'database-lost':
        return AGAIN_AFTER_MS;
    }
  }

  private wakeLater(platformId: string, afterMs: number): void {
    const timer = setTimeout(() => this.enqueue(platformId), Math.min(afterMs, LONGEST_TIMER_MS)).unref();
    this.timers.set(platformId, timer);
  }

  private async poll(): Promise<void> {
    if (this.isPolling) return;
    this.isPolling = true;
    const due = await this.parts.store.dueLanes(this.parts.now(), LANES_PER_POLL).catch((bug: unknown) => {
      this.parts.reportBug(bug);
      return [];
    });
    this.isPolling = false;
    if (due === 'database-lost' || !this.isStarted) return;
    for (const platformId of due) if (!this.draining.has(platformId)) this.enqueue(platformId);
  }
}
