import { describe, expect, test } from '@jest/globals';
import { aDelivery, type DeliverySketch } from '../../../../test/support/lane-builders.js';
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
function triedNineTimes(change: DeliverySketch = {}): Delivery {
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

  test('what is withheld from a receiver has not failed: it is discarded, and says nothing of the lane', () => {
    const outcome: AttemptOutcome = { kind: 'withheld', reason: 'must not be published' };
    const { lane, ending } = judge(aDelivery(1), outcome, { ...CONTEXT, lane: TROUBLED });

    expect(lane).toBe(TROUBLED);
    expect(ending).toMatchObject({ state: 'discarded', reason: 'must not be published' });
  });

  test.each([
    { laneFailures: 0, own: 0, laneMs: 1000, ownMs: 1000 },
    { laneFailures: 1, own: 1, laneMs: 2000, ownMs: 2000 },
    { laneFailures: 5, own: 2, laneMs: 32_000, ownMs: 4000 },
  ])('lane and delivery wait by what each has failed before: %j', ({ laneFailures, own, laneMs, ownMs }) => {
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
    { title: 'longer than the back-off', retryAfterMs: 20_000, isOfLane: true, waitsMs: 20_000 },
    { title: 'shorter than the back-off', retryAfterMs: 300, isOfLane: true, waitsMs: 1000 },
    { title: 'beyond the longest wait of the hub', retryAfterMs: 600_000, isOfLane: true, waitsMs: 600_000 },
    { title: 'although others got through', retryAfterMs: 20_000, isOfLane: false, waitsMs: 20_000 },
  ])('a Retry-After is honoured by the whole lane: $title', ({ retryAfterMs, isOfLane, waitsMs }) => {
    const judged = judge(aDelivery(1), { ...FAILED, retryAfterMs }, { ...CONTEXT, isOfLane });

    expect(judged.lane.waitUntilMs).toBe(NOW_MS + waitsMs);
    expect(judged.retry?.nextAttemptAtMs).toBe(NOW_MS + waitsMs);
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

  test.each<{ why: string; delivery: Delivery; outcome?: AttemptOutcome; context?: JudgementContext }>([
    { why: 'while nothing else gets through', delivery: triedNineTimes(), context: CONTEXT },
    {
      why: 'while nothing else got through since it first failed',
      delivery: triedNineTimes({ firstFailedAtMs: 400_001 }),
    },
    { why: 'after nine attempts', delivery: triedNineTimes({ completedAttempts: 8 }) },
    {
      why: 'because its platform could not be reached',
      delivery: triedNineTimes({ attempts: 50 }),
      outcome: UNREACHED,
    },
  ])('is not given up $why', ({ delivery, outcome = FAILED, context = othersGotThrough }) => {
    const { ending, retry } = judge(delivery, outcome, context);

    expect(ending).toBeNull();
    expect(retry).not.toBeNull();
  });
});
