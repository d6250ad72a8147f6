import { describe, expect, test } from '@jest/globals';
import { aDelivery } from '../../../../test/support/lane-builders.js';
import type { AttemptOutcome } from './attempt-outcome.js';
import type { Delivery } from './delivery.js';
import { judge, OPEN_LANE, type JudgementContext } from './lane-judgement.js';

const NOW_MS = 1_000_000;
const CONTEXT: JudgementContext = {
  lane: OPEN_LANE,
  nowMs: NOW_MS,
  platformRevision: 7,
  retry: { baseMs: 1000, maxMs: 300_000 },
  chance: 0,
  isOfLane: true,
};
const TROUBLED = { ...OPEN_LANE, failuresInARow: 3, waitUntilMs: NOW_MS - 1, lastSuccessAtMs: 500_000 };
const DELIVERED: AttemptOutcome = { kind: 'delivered', reason: 'HTTP 200, OCPI 1000', defect: null };
const REJECTED: AttemptOutcome = { kind: 'rejected', reason: 'HTTP 404' };
const FAILED: AttemptOutcome = { kind: 'again', reason: 'HTTP 503', retryAfterMs: null, completed: true };
const UNREACHED: AttemptOutcome = { kind: 'again', reason: 'refused', retryAfterMs: null, completed: false };

/** After nine attempts that reached its receiver, the first at 400,000. */
function triedNineTimes(change: Partial<Delivery> = {}): Delivery {
  return aDelivery(1, { attempts: 9, completedAttempts: 9, firstFailedAtMs: 400_000, ...change });
}

describe('what follows from an attempt', () => {
  test.each([DELIVERED, REJECTED])('whoever answers opens the lane, and the delivery is at its end: %j', (outcome) => {
    const { lane, ending, retry } = judge(aDelivery(1), outcome, { ...CONTEXT, lane: TROUBLED });

    expect(lane).toEqual({ ...OPEN_LANE, lastSuccessAtMs: NOW_MS });
    expect(ending).toEqual({ id: 'd1', state: outcome.kind, reason: outcome.reason, supersededBy: null, atMs: NOW_MS });
    expect(retry).toBeNull();
  });

  test('what nothing was sent of says nothing of the lane', () => {
    const outcome: AttemptOutcome = { kind: 'undeliverable', reason: 'no longer offered' };
    const { lane, ending } = judge(aDelivery(1), outcome, { ...CONTEXT, lane: TROUBLED });

    expect(lane).toBe(TROUBLED);
    expect(ending).toMatchObject({ state: 'rejected', reason: 'no longer offered' });
  });

  test.each([
    [0, 0, 1000, 1000],
    [1, 1, 2000, 2000],
    [5, 2, 32_000, 4000],
  ])('after %i failures in a row and %i of its own, lane and delivery wait', (laneFailures, own, laneMs, ownMs) => {
    const lane = { ...OPEN_LANE, failuresInARow: laneFailures };
    const judged = judge(aDelivery(1, { attempts: own }), FAILED, { ...CONTEXT, lane });

    expect(judged.lane).toEqual({ ...lane, failuresInARow: laneFailures + 1, waitUntilMs: NOW_MS + laneMs });
    expect(judged.retry).toMatchObject({ id: 'd1', reason: 'HTTP 503', nextAttemptAtMs: NOW_MS + ownMs });
    expect(judged.firmUntilMs).toBe(0);
  });

  test('a failure while something else got through is that of the delivery alone', () => {
    const { lane, retry } = judge(aDelivery(1), FAILED, { ...CONTEXT, isOfLane: false });

    expect(lane).toEqual(OPEN_LANE);
    expect(retry).toMatchObject({ nextAttemptAtMs: NOW_MS + 1000 });
  });

  test.each([
    ['longer than the back-off', 20_000, true, 20_000, 20_000],
    ['shorter than the back-off', 300, true, 1000, 1000],
    ['beyond the longest wait of the hub', 600_000, true, 600_000, 600_000],
    ['although others got through', 20_000, false, 20_000, 20_000],
  ])('a Retry-After is honoured by the whole lane: %s', (_, retryAfterMs, isOfLane, laneMs, ownMs) => {
    const judged = judge(aDelivery(1), { ...FAILED, retryAfterMs }, { ...CONTEXT, isOfLane });

    expect(judged.lane.waitUntilMs).toBe(NOW_MS + laneMs);
    expect(judged.retry?.nextAttemptAtMs).toBe(NOW_MS + ownMs);
    expect(judged.firmUntilMs).toBe(NOW_MS + retryAfterMs);
  });

  test('a wait is never shortened by another failure', () => {
    const lane = { ...OPEN_LANE, waitUntilMs: NOW_MS + 60_000 };
    expect(judge(aDelivery(1), FAILED, { ...CONTEXT, lane }).lane.waitUntilMs).toBe(NOW_MS + 60_000);
    const notTried: AttemptOutcome = { kind: 'not-tried', reason: 'cap' };
    expect(judge(aDelivery(1), notTried, { ...CONTEXT, lane }).lane.waitUntilMs).toBe(NOW_MS + 60_000);
  });

  test('refused credentials pause the lane until the platform is another one', () => {
    const { lane, ending, retry } = judge(aDelivery(1), { kind: 'pause', reason: 'HTTP 401' }, CONTEXT);

    expect(lane).toEqual({ ...OPEN_LANE, failuresInARow: 1, pausedAtRevision: 7 });
    expect(ending).toBeNull();
    expect(retry).toEqual({
      id: 'd1',
      reason: 'HTTP 401',
      firstFailedAtMs: null,
      completedAttempts: 0,
      nextAttemptAtMs: NOW_MS,
    });
  });

  test('what gets through does not end a pause', () => {
    const lane = { ...OPEN_LANE, pausedAtRevision: 7 };
    expect(judge(aDelivery(1), DELIVERED, { ...CONTEXT, lane }).lane.pausedAtRevision).toBe(7);
  });

  test('what the hub could not try counts against nobody, and is not tried again at once', () => {
    const outcome: AttemptOutcome = { kind: 'not-tried', reason: 'cap' };
    const { lane, retry, firmUntilMs } = judge(aDelivery(1), outcome, { ...CONTEXT, lane: TROUBLED });

    expect(lane).toEqual({ ...TROUBLED, waitUntilMs: NOW_MS + 1000 });
    expect(firmUntilMs).toBe(NOW_MS + 1000);
    expect(retry).toMatchObject({ firstFailedAtMs: null, completedAttempts: 0, nextAttemptAtMs: NOW_MS + 1000 });
  });

  test('only attempts that reached the receiver are counted', () => {
    const delivery = aDelivery(1, { attempts: 4, completedAttempts: 2, firstFailedAtMs: 900_000 });
    const kept = { firstFailedAtMs: 900_000 };
    expect(judge(delivery, FAILED, CONTEXT).retry).toMatchObject({ ...kept, completedAttempts: 3 });
    expect(judge(delivery, UNREACHED, CONTEXT).retry).toMatchObject({ ...kept, completedAttempts: 2 });
  });
});

/** Design, Deliveries: "after 10 completed attempts it is rejected as poison". */
describe('a delivery that keeps failing', () => {
  const othersGotThrough = { ...CONTEXT, lane: { ...OPEN_LANE, lastSuccessAtMs: 400_001 } };

  test('is given up after ten attempts while others got through', () => {
    const { ending, retry } = judge(triedNineTimes(), FAILED, othersGotThrough);

    expect(ending).toMatchObject({
      state: 'rejected',
      reason: 'given up after 10 attempts while other messages got through; the last: HTTP 503',
    });
    expect(retry).toBeNull();
  });

  test.each<[string, Delivery, AttemptOutcome, JudgementContext]>([
    ['while nothing else gets through', triedNineTimes(), FAILED, CONTEXT],
    [
      'while nothing else got through since it first failed',
      triedNineTimes({ firstFailedAtMs: 400_001 }),
      FAILED,
      othersGotThrough,
    ],
    ['after nine attempts', triedNineTimes({ completedAttempts: 8 }), FAILED, othersGotThrough],
    [
      'because its platform could not be reached',
      triedNineTimes({ attempts: 50, completedAttempts: 9 }),
      UNREACHED,
      othersGotThrough,
    ],
  ])('is not given up %s', (_, delivery, outcome, context) => {
    const { ending, retry } = judge(delivery, outcome, context);

    expect(ending).toBeNull();
    expect(retry).not.toBeNull();
  });
});
