import type { Clock } from '../ports.js';
import type { ConnectionStatus, Platform } from '../registry.js';
import type { AttemptResult } from './attempt.js';
import type { Delivery } from './delivery.js';
import type { LaneState } from './delivery-store.js';
import { judge, type Judgement } from './lane-judgement.js';
import type { RetrySettings } from './retry-policy.js';

/** By which rules a lane is driven. */
export interface LaneRules {
  readonly clock: Clock;
  readonly retry: RetrySettings;
  /** 0 to 1, anew each time. */
  readonly chance: () => number;
  /** Requests of one lane under way at once, at most. */
  readonly laneLimit: number;
}

/** What keeps a lane from sending; `untilMs` null: nobody knows how long. */
export interface Obstacle {
  readonly untilMs: number | null;
}

/** How a lane fares while it is drained: what holds it, and how many requests may be under way. */
export class LaneCourse {
  private current: LaneState;
  /** Grows by one with each success, which doubles it with each round; one while the lane is doubtful. */
  private width: number;
  private firmUntilMs = 0;
  private failedAt = Number.NEGATIVE_INFINITY;
  private gotThroughAt = Number.NEGATIVE_INFINITY;

  constructor(
    state: LaneState,
    private readonly rules: LaneRules,
  ) {
    this.current = state;
    this.width = state.failuresInARow === 0 ? Math.max(1, Math.ceil(rules.laneLimit / 4)) : 1;
  }

  /** What is remembered of it. */
  get state(): LaneState {
    return this.current;
  }

  /** Requests that may be under way now. */
  get window(): number {
    return this.width;
  }

  /** What keeps it from sending to this platform now, or null. */
  obstacle(platform: Platform | null, status: ConnectionStatus | null): Obstacle | null {
    if (platform === null || status !== 'CONNECTED') return { untilMs: null };
    const { pausedAtRevision, waitUntilMs } = this.current;
    if (pausedAtRevision === platform.revision) return { untilMs: null };
    if (pausedAtRevision !== null) this.current = { ...this.current, pausedAtRevision: null };
    return waitUntilMs > this.rules.clock.now() ? { untilMs: waitUntilMs } : null;
  }

  /** Judges an attempt and lets the lane learn from it. */
  conclude(delivery: Delivery, { outcome, startedAt }: AttemptResult, platformRevision: number): Judgement {
    const { clock, retry } = this.rules;
    const isOfLane = this.isOfLane(startedAt);
    const context = {
      lane: this.current,
      nowMs: clock.now(),
      platformRevision,
      retry,
      chance: this.rules.chance(),
      isOfLane,
    };
    const judgement = judge(delivery, outcome, context);
    const { firmUntilMs, lane } = judgement;
    this.firmUntilMs = Math.max(this.firmUntilMs, firmUntilMs);
    this.current = lane.waitUntilMs >= this.firmUntilMs ? lane : { ...lane, waitUntilMs: this.firmUntilMs };
    switch (outcome.kind) {
      case 'delivered':
      case 'rejected':
        this.gotThroughAt = clock.elapsed();
        this.width = Math.min(this.rules.laneLimit, this.width + 1);
        break;
      case 'undeliverable':
      case 'withheld':
        break;
      case 'again':
        if (isOfLane) this.failedAt = clock.elapsed();
        this.width = isOfLane || firmUntilMs > 0 ? 1 : Math.max(1, this.width >> 1);
        break;
      case 'not-tried':
      case 'pause':
        this.width = 1;
        break;
    }
    return judgement;
  }

  /** Attempts that were under way together fail together: one failure of the lane, and none where something got through meanwhile. */
  private isOfLane(startedAt: number): boolean {
    return startedAt > this.failedAt && startedAt >= this.gotThroughAt;
  }
}
