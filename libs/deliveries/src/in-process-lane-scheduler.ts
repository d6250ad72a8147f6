import { LaneScheduler } from '@busbar/core';
import { DueLanesPoll, type DueLanesPollParts } from './due-lanes-poll.js';
import { LaneDrains, type LaneDrainsParts } from './lane-drains.js';

/** What lanes are scheduled with. */
export interface InProcessLaneSchedulerParts extends LaneDrainsParts, DueLanesPollParts {}

/** Whoever waits longer is found by looking into the database. */
const LONGEST_TIMER_MS = 3_600_000;

/** Lanes of this process: woken, timed and drained in memory, side by side up to a bound, first come first served. */
export class InProcessLaneScheduler extends LaneScheduler {
  private readonly drains: LaneDrains;
  private readonly poll: DueLanesPoll;
  private readonly waiting = new Set<string>();
  /** Lanes that were woken while they were drained: looked at once more afterwards. */
  private readonly wokenAgain = new Set<string>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private isStarted = false;

  constructor(parts: InProcessLaneSchedulerParts) {
    super();
    this.drains = new LaneDrains(parts);
    this.poll = new DueLanesPoll(parts, (platformId) => {
      if (!this.drains.isDraining(platformId)) this.enqueue(platformId);
    });
  }

  override wake(platformId: string): void {
    if (this.drains.isDraining(platformId)) this.wokenAgain.add(platformId);
    else this.enqueue(platformId);
  }

  override start(): Promise<void> {
    this.isStarted = true;
    this.fill();
    return this.poll.start();
  }

  override async stop(): Promise<void> {
    this.isStarted = false;
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.waiting.clear();
    this.wokenAgain.clear();
    await Promise.all([this.poll.stop(), this.drains.ended()]);
  }

  private enqueue(platformId: string): void {
    clearTimeout(this.timers.get(platformId));
    this.timers.delete(platformId);
    this.waiting.add(platformId);
    this.fill();
  }

  private fill(): void {
    for (const platformId of this.waiting) {
      if (!this.isStarted || !this.drains.hasRoom) return;
      this.waiting.delete(platformId);
      void this.drain(platformId);
    }
  }

  private async drain(platformId: string): Promise<void> {
    const { afterMs, isDatabaseLost } = await this.drains.run(platformId, () => this.fill());
    if (!this.isStarted) return;
    if (isDatabaseLost) this.poll.lookSoon();
    if (this.wokenAgain.delete(platformId) || afterMs === 0) this.wake(platformId);
    else if (afterMs !== null) this.wakeIn(afterMs, platformId);
    this.fill();
  }

  private wakeIn(afterMs: number, platformId: string): void {
    clearTimeout(this.timers.get(platformId));
    const timer = setTimeout(() => this.wake(platformId), Math.min(afterMs, LONGEST_TIMER_MS)).unref();
    this.timers.set(platformId, timer);
  }
}
