import type { AttemptOutcome } from './attempt-outcome.js';
import type { Delivery } from './delivery.js';
import type { DeliveryEnding, DeliveryRetry, LaneState } from './delivery-store.js';
import { askedWaitMs, POISON_ATTEMPTS, waitMs, type RetrySettings } from './retry-policy.js';

/** What an outcome means: for the delivery, and for the lane it stands in. */
export interface Judgement {
  readonly lane: LaneState;
  /** A wait of the lane that no success ends: the platform asked for it, or the hub itself cannot send. 0: none. */
  readonly firmUntilMs: number;
  readonly ending: DeliveryEnding | null;
  readonly retry: DeliveryRetry | null;
}

/** What is needed to judge. */
export interface JudgementContext {
  readonly lane: LaneState;
  readonly nowMs: number;
  /** The revision of the platform that was asked. */
  readonly platformRevision: number;
  readonly retry: RetrySettings;
  /** 0 to 1. */
  readonly chance: number;
  /** Whether a failure tells of the lane: not where something else got through meanwhile, nor where it was counted already. */
  readonly isOfLane: boolean;
}

/** A lane that nothing is known of. */
export const OPEN_LANE: LaneState = { failuresInARow: 0, waitUntilMs: 0, pausedAtRevision: null, lastSuccessAtMs: 0 };

/** Decides what follows from an attempt. Pure; the only place that says "again". */
export function judge(delivery: Delivery, outcome: AttemptOutcome, context: JudgementContext): Judgement {
  const { lane, nowMs } = context;
  switch (outcome.kind) {
    case 'delivered':
    case 'rejected':
      // Whoever refuses a message answers: the lane is as open as after a delivery.
      return concluded(
        opened(lane, nowMs),
        ended(delivery, { state: outcome.kind, reason: outcome.reason, atMs: nowMs }),
      );
    case 'undeliverable':
      return concluded(lane, ended(delivery, { state: 'rejected', reason: outcome.reason, atMs: nowMs }));
    case 'withheld':
      return concluded(lane, ended(delivery, { state: 'discarded', reason: outcome.reason, atMs: nowMs }));
    case 'pause':
      return {
        // Counted as a failure, so that the lane comes back with one request at a time.
        lane: {
          ...lane,
          failuresInARow: Math.max(1, lane.failuresInARow),
          pausedAtRevision: context.platformRevision,
        },
        firmUntilMs: 0,
        ending: null,
        retry: again(delivery, outcome, { nextAttemptAtMs: nowMs }),
      };
    case 'not-tried': {
      const untilMs = nowMs + waitMs(1, context.retry, context.chance);
      return {
        lane: { ...lane, waitUntilMs: Math.max(lane.waitUntilMs, untilMs) },
        firmUntilMs: untilMs,
        ending: null,
        retry: again(delivery, outcome, { nextAttemptAtMs: untilMs }),
      };
    }
    case 'again':
      return judgeFailure(delivery, outcome, context);
  }
}

function judgeFailure(
  delivery: Delivery,
  outcome: Extract<AttemptOutcome, { kind: 'again' }>,
  context: JudgementContext,
): Judgement {
  const { lane, nowMs, retry, chance } = context;
  const askedMs = askedWaitMs(outcome.retryAfterMs);
  const failures = context.isOfLane ? lane.failuresInARow + 1 : lane.failuresInARow;
  const backOffMs = context.isOfLane ? waitMs(failures, retry, chance) : 0;
  const laneWaitMs = Math.max(backOffMs, askedMs);
  const waitUntilMs = laneWaitMs === 0 ? lane.waitUntilMs : Math.max(lane.waitUntilMs, nowMs + laneWaitMs);
  const after = { ...lane, failuresInARow: failures, waitUntilMs };
  const firmUntilMs = askedMs === 0 ? 0 : nowMs + askedMs;
  const completedAttempts = delivery.completedAttempts + (outcome.completed ? 1 : 0);
  if (outcome.completed && completedAttempts >= POISON_ATTEMPTS && othersGotThrough(delivery, lane)) {
    const reason = `given up after ${completedAttempts} attempts while other messages got through; the last: ${outcome.reason}`;
    return {
      lane: after,
      firmUntilMs,
      ending: ended(delivery, { state: 'rejected', reason, atMs: nowMs }),
      retry: null,
    };
  }
  const nextAttemptAtMs = nowMs + Math.max(waitMs(delivery.attempts + 1, retry, chance), askedMs);
  const firstFailedAtMs = delivery.firstFailedAtMs ?? nowMs;
  return {
    lane: after,
    firmUntilMs,
    ending: null,
    retry: again(delivery, outcome, { firstFailedAtMs, completedAttempts, nextAttemptAtMs }),
  };
}

function othersGotThrough({ firstFailedAtMs }: Delivery, lane: LaneState): boolean {
  return firstFailedAtMs !== null && lane.lastSuccessAtMs > firstFailedAtMs;
}

/** A pause stays: only a handshake, a probe or the operator ends it. */
function opened({ pausedAtRevision }: LaneState, nowMs: number): LaneState {
  return { failuresInARow: 0, waitUntilMs: 0, pausedAtRevision, lastSuccessAtMs: nowMs };
}

function concluded(lane: LaneState, ending: DeliveryEnding): Judgement {
  return { lane, firmUntilMs: 0, ending, retry: null };
}

function again(
  { id, firstFailedAtMs, completedAttempts }: Delivery,
  { reason }: AttemptOutcome,
  change: Partial<DeliveryRetry> & Pick<DeliveryRetry, 'nextAttemptAtMs'>,
): DeliveryRetry {
  return { id, reason, firstFailedAtMs, completedAttempts, ...change };
}

/** The end of a delivery, to be written down. */
export function ended({ id }: Delivery, how: Pick<DeliveryEnding, 'state' | 'reason' | 'atMs'>): DeliveryEnding {
  return { id, supersededBy: null, ...how };
}
