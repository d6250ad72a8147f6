import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { streamOf, type DeliveryEnding, type DeliveryRetry, type LaneState } from '@busbar/core';
import { aFanOut, NOON, TTL_MS } from '../support/delivery-builders.js';
import {
  aReport,
  claimed,
  deliveryStoresUnderTest,
  loaded,
  type OpenedStores,
  type StoreAtHand,
} from '../support/delivery-rig.js';
import { claimLane, known, nextDueMs, release } from '../support/lane-claims.js';

const OPEN: LaneState = { failuresInARow: 0, waitUntilMs: 0, pausedAtRevision: null, lastSuccessAtMs: 0 };

describe.each(deliveryStoresUnderTest())('lanes, in $name', ({ open }) => {
  let stores: OpenedStores;
  let at: StoreAtHand;

  beforeAll(async () => {
    stores = await open();
  }, 60_000);
  afterAll(() => stores.close(), 20_000);
  beforeEach(async () => {
    at = await stores.fresh();
  });

  describe('claiming', () => {
    it('gives a lane to one of many who ask at once', async () => {
      await accept(['ems', 'nsp']);
      const asked = Array.from({ length: 8 }, (_, index) => claimLane(at.store, index % 2 ? 'ems' : 'nsp'));

      const claims = await Promise.all(asked);

      const given = claims.filter((claim) => claim !== null);
      expect(given.map(({ platformId }) => platformId).sort()).toEqual(['ems', 'nsp']);
      expect(given.map(({ state }) => state)).toEqual([OPEN, OPEN]);
    });

    it('gives it again once the lease is over or it was given back, with a higher fence each time', async () => {
      await accept(['ems']);
      const first = await claimLane(at.store, 'ems');
      await expect(claimLane(at.store, 'ems', { nowMs: NOON + 999 })).resolves.toBeNull();

      const second = await claimLane(at.store, 'ems', { nowMs: NOON + 1_000 });
      if (second === null) throw new Error('the lease is over');
      await expect(release(at.store, second)).resolves.toEqual({ nextDueMs: NOON });
      const third = await claimLane(at.store, 'ems', { nowMs: NOON + 1_000 });

      const fences = [first, second, third].map((claim) => claim?.fence ?? 0);
      expect(fences).toEqual([...new Set(fences)].sort((a, b) => a - b));
    });

    it('gives it at once when all claims were ended, and takes nothing from who had it before', async () => {
      await accept(['ems', 'nsp']);
      const lost = await claimLane(at.store, 'ems', { leaseMs: 60_000 });
      if (lost === null) throw new Error('nobody had the lane');

      await expect(at.store.endClaims()).resolves.toBe('stored');

      expect([...known(await at.store.dueLanes(NOON, 10))].sort()).toEqual(['ems', 'nsp']);
      const next = await claimLane(at.store, 'ems');
      expect(next?.fence).toBeGreaterThan(lost.fence);
      await expect(at.store.report(aReport(lost))).resolves.toBe('lost');
    });

    it('gives no lane on which nothing was ever owed', async () => {
      await expect(claimLane(at.store, 'stranger')).resolves.toBeNull();
    });
  });

  describe('reporting', () => {
    it('ends deliveries for good, with reason and time', async () => {
      await accept(['ems'], 'A');
      await accept(['ems'], 'A');
      await accept(['ems'], 'B');
      await accept(['ems'], 'C');
      const [a1, a2, b, c] = await ids();
      const endings = [
        anEnding(a1, { state: 'superseded', reason: 'newer', supersededBy: a2 ?? '', atMs: NOON + 1 }),
        anEnding(a2, { atMs: NOON + 2 }),
        anEnding(b, { state: 'rejected', reason: 'x'.repeat(600), atMs: NOON + 3 }),
      ];

      await expect(report({ endings })).resolves.toBe('stored');
      await report({ endings: [anEnding(a2, { state: 'expired' })] });

      const records = await at.all();
      expect(records.map(({ state, supersededBy, endedAtMs }) => [state, supersededBy, endedAtMs])).toEqual([
        ['superseded', a2, NOON + 1],
        ['delivered', null, NOON + 2],
        ['rejected', null, NOON + 3],
        ['pending', null, null],
      ]);
      expect(records.map(({ reason }) => reason.slice(0, 30))).toEqual(['newer', 'HTTP 200', 'x'.repeat(30), '']);
      expect((await loaded(at.store, 'ems')).map(({ delivery }) => delivery.id)).toEqual([c]);
    });

    it('puts a delivery off, and with it everything that is pending for the same object and party', async () => {
      await accept(['ems', 'nsp'], 'A');
      await accept(['ems'], 'A');
      await accept(['ems'], 'B');
      const [first] = await ids();

      await report({ retries: [aRetry(first, { nextAttemptAtMs: NOON + 5_000 })] });

      const records = await at.all();
      expect(
        records.map(({ platformId, object, nextAttemptAtMs }) => [platformId, object.key, nextAttemptAtMs]),
      ).toEqual([
        ['ems', 'A', NOON + 5_000],
        ['nsp', 'A', NOON],
        ['ems', 'A', NOON + 5_000],
        ['ems', 'B', NOON],
      ]);
      expect(records[0]).toMatchObject({
        reason: 'HTTP 503',
        firstFailedAtMs: NOON,
        completedAttempts: 1,
        state: 'pending',
      });
      expect(records[2]).toMatchObject({ reason: '', firstFailedAtMs: null, completedAttempts: 0 });
    });

    it('brings a delivery forward alone, and keeps what was said of it when nothing new is', async () => {
      await accept(['ems'], 'A');
      await accept(['ems'], 'A');
      const [first] = await ids();
      await report({ retries: [aRetry(first, { nextAttemptAtMs: NOON + 5_000 })] });

      await report({ retries: [aRetry(first, { reason: null, nextAttemptAtMs: NOON + 1_000 })] });

      const records = await at.all();
      expect(records.map(({ nextAttemptAtMs }) => nextAttemptAtMs)).toEqual([NOON + 1_000, NOON + 5_000]);
      expect(records[0]?.reason).toBe('HTTP 503');
    });

    it('puts off what has joined since, when the same is said again', async () => {
      await accept(['ems'], 'A');
      const [first] = await ids();
      const retries = [aRetry(first, { nextAttemptAtMs: NOON + 5_000 })];
      await report({ retries });
      await accept(['ems'], 'A');

      await report({ retries });

      expect((await at.all()).map(({ nextAttemptAtMs }) => nextAttemptAtMs)).toEqual([NOON + 5_000, NOON + 5_000]);
    });

    it('keeps attempts with their delivery, ended or not', async () => {
      await accept(['ems'], 'A');
      await accept(['ems'], 'B');
      const [a = '', b = ''] = await ids();
      const attempt = { requestId: 'r-1', atMs: NOON, durationMs: 1.25, httpStatus: 200, ocpiStatus: 1000 };
      const [first, second] = [
        { ...attempt, deliveryId: a, httpStatus: null, ocpiStatus: null, outcome: 'again', reason: 'timeout' },
        { ...attempt, deliveryId: a, requestId: 'r-2', atMs: NOON + 10, outcome: 'delivered', reason: 'HTTP 200' },
      ];

      await report({ attempts: [first], retries: [aRetry(a)] });
      await report({ attempts: [second], endings: [anEnding(a)] });

      const story = await at.story(a);
      expect(story?.record).toMatchObject({ attempts: 2, state: 'delivered' });
      expect(story?.attempts).toEqual([first, second]);
      expect((await at.story(b))?.attempts).toEqual([]);
      await expect(at.story('999999')).resolves.toBeNull();
      await expect(at.story('not an id')).resolves.toBeNull();
    });

    it('writes nothing for whoever has lost the lane, not even when he gives it back', async () => {
      await accept(['ems']);
      const [id] = await ids();
      const zombie = await claimed(at.store, 'ems', NOON);
      const owner = await claimed(at.store, 'ems', NOON + 60_000);
      const late = aReport(zombie, { endings: [anEnding(id)], state: { ...OPEN, failuresInARow: 7 } });

      await expect(at.store.report(late)).resolves.toBe('lost');
      await expect(release(at.store, zombie, late.state)).resolves.toBe('lost');

      expect((await at.all()).map(({ state }) => state)).toEqual(['pending']);
      await expect(claimLane(at.store, 'ems', { nowMs: NOON + 60_001 })).resolves.toBeNull();
      await expect(at.store.report(aReport(owner, { endings: [anEnding(id)] }))).resolves.toBe('stored');
    });

    it('writes the reports of many lanes at once, each under its own fence', async () => {
      const platformIds = Array.from({ length: 120 }, (_, index) => `ems-${index}`);
      await accept(platformIds);
      const all = await ids();
      const claims = await Promise.all(platformIds.map((platformId) => claimed(at.store, platformId, NOON)));
      await claimed(at.store, 'ems-7', NOON + 60_000);

      const outcomes = await Promise.all(
        claims.map((claim, index) => at.store.report(aReport(claim, { endings: [anEnding(all[index])] }))),
      );

      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(119);
      expect(outcomes[7]).toBe('lost');
      const pending = (await at.all()).filter(({ state }) => state === 'pending');
      expect(pending.map(({ platformId }) => platformId)).toEqual(['ems-7']);
    });

    it('remembers the state of the lane for the next who claims it, and extends the lease until then', async () => {
      await accept(['ems']);
      const claim = await claimed(at.store, 'ems', NOON);
      const state = { failuresInARow: 3, waitUntilMs: NOON + 7, pausedAtRevision: 5, lastSuccessAtMs: NOON - 1 };

      await at.store.report(aReport(claim, { state, leaseUntilMs: NOON + 90_000 }));

      await expect(claimLane(at.store, 'ems', { nowMs: NOON + 89_999 })).resolves.toBeNull();
      expect((await claimed(at.store, 'ems', NOON + 90_000)).state).toEqual(state);
    });
  });

  describe('resuming', () => {
    const held = { failuresInARow: 3, waitUntilMs: NOON + 60_000, pausedAtRevision: 5, lastSuccessAtMs: 0 };

    it('ends wait and pause', async () => {
      await accept(['ems']);
      await report({ state: held });

      await expect(at.store.resume('ems')).resolves.toBe('stored');

      expect((await claimed(at.store, 'ems', NOON)).state).toEqual({ ...held, waitUntilMs: 0, pausedAtRevision: null });
    });

    it('of a paused lane alone leaves one that only waits as it is', async () => {
      await accept(['ems', 'waiting']);
      await report({ state: held });
      const waits = { ...held, pausedAtRevision: null };
      await report({ state: waits }, 'waiting');

      await at.store.resume('ems', 'paused');
      await at.store.resume('waiting', 'paused');

      expect((await claimed(at.store, 'ems', NOON)).state).toMatchObject({ waitUntilMs: 0, pausedAtRevision: null });
      expect((await claimed(at.store, 'waiting', NOON)).state).toEqual(waits);
    });

    it('is not undone by a drain that was under way', async () => {
      await accept(['ems']);
      const claim = await claimed(at.store, 'ems', NOON);

      await at.store.resume('ems');
      await at.store.report(aReport(claim, { state: held }));
      await release(at.store, claim, held);

      const next = await claimed(at.store, 'ems', NOON);
      expect(next.state).toEqual({ ...held, waitUntilMs: 0, pausedAtRevision: null });
      await release(at.store, next, held);
      expect((await claimed(at.store, 'ems', NOON)).state).toEqual(held);
    });
  });

  describe('looking for something to do', () => {
    it('names lanes with something due, soonest first, and no more than it is asked for', async () => {
      await accept(['late'], 'A', NOON + 2);
      await accept(['soon'], 'A', NOON);
      await accept(['not-yet'], 'A', NOON + 5);
      await accept(['later'], 'A', NOON + 1);

      await expect(at.store.dueLanes(NOON + 4, 10)).resolves.toEqual(['soon', 'later', 'late']);
      await expect(at.store.dueLanes(NOON + 4, 2)).resolves.toEqual(['soon', 'later']);
    });

    it('names no lane that somebody holds, that waits or that is paused', async () => {
      await accept(['held', 'waits', 'paused', 'free']);
      await claimed(at.store, 'held', NOON);
      await report({ state: { ...OPEN, waitUntilMs: NOON + 1_000 } }, 'waits');
      await report({ state: { ...OPEN, pausedAtRevision: 1 } }, 'paused');

      await expect(at.store.dueLanes(NOON, 10)).resolves.toEqual(['free']);
      expect(known(await at.store.dueLanes(NOON + 1_000, 10))).toEqual(expect.arrayContaining(['free', 'waits']));
      expect(known(await at.store.dueLanes(NOON + 60_000, 10))).toEqual(expect.arrayContaining(['free', 'held']));
    });

    it('names a lane with something expired although it waits or is paused', async () => {
      await accept(['waits', 'paused']);
      await report({ state: { ...OPEN, waitUntilMs: NOON + 10 * TTL_MS } }, 'waits');
      await report({ state: { ...OPEN, pausedAtRevision: 1 } }, 'paused');

      await expect(at.store.dueLanes(NOON + TTL_MS - 1, 10)).resolves.toEqual([]);
      expect([...known(await at.store.dueLanes(NOON + TTL_MS, 10))].sort()).toEqual(['paused', 'waits']);
    });

    it('names no lane of which everything has ended', async () => {
      await accept(['ems']);
      await report({ endings: (await ids()).map((id) => anEnding(id)) });

      await expect(at.store.dueLanes(NOON + TTL_MS, 10)).resolves.toEqual([]);
      await expect(nextDueMs(at.store, 'ems')).resolves.toBeNull();
    });

    it('knows whether a write of an object still waits for a party', async () => {
      await accept(['ems'], 'A');
      const [delivery] = await at.all();
      const stream = delivery === undefined ? '' : streamOf(delivery);

      await expect(at.store.isWaiting('ems', stream)).resolves.toBe(true);
      await expect(at.store.isWaiting('nsp', stream)).resolves.toBe(false);
      await expect(at.store.isWaiting('ems', stream.replace('EMS', 'TWO'))).resolves.toBe(false);
      await report({ endings: [anEnding(delivery?.id)] });

      await expect(at.store.isWaiting('ems', stream)).resolves.toBe(false);
    });

    it('knows when the next delivery of a lane is due or expires', async () => {
      await expect(nextDueMs(at.store, 'ems')).resolves.toBeNull();
      await accept(['ems'], 'A');
      await accept(['ems'], 'B', NOON + 100);
      await expect(nextDueMs(at.store, 'ems')).resolves.toBe(NOON);
      const [a, b] = await ids();

      await report({ retries: [aRetry(a, { nextAttemptAtMs: NOON + 2 * TTL_MS })] });
      await expect(nextDueMs(at.store, 'ems')).resolves.toBe(NOON + 100);
      await report({ retries: [aRetry(b, { nextAttemptAtMs: NOON + 2 * TTL_MS })] });

      await expect(nextDueMs(at.store, 'ems')).resolves.toBe(NOON + TTL_MS);
    });

    it('tells each lane of its own next delivery when many are given back at once', async () => {
      await accept(['ems'], 'A');
      await accept(['nsp'], 'B', NOON + 100);

      const asked = ['nsp', 'nobody', 'ems'].map((platformId) => nextDueMs(at.store, platformId));

      await expect(Promise.all(asked)).resolves.toEqual([NOON + 100, null, NOON]);
    });
  });

  describe('discarding', () => {
    it('gives up what is pending, rejected or expired, and nothing else', async () => {
      for (const key of ['A', 'B', 'C', 'D']) await accept(['ems'], key);
      const [a, b, c] = await ids();
      const states = ['delivered', 'rejected', 'expired'] as const;
      const endings = [a, b, c].map((id, index) => anEnding(id, { state: states[index] ?? 'delivered' }));
      await report({ endings });

      await expect(at.store.discard([...(await ids()), '999999', 'no id'], 'by ops', NOON + 9)).resolves.toBe(3);

      const records = await at.all();
      expect(records.map(({ state }) => state)).toEqual(['delivered', 'discarded', 'discarded', 'discarded']);
      expect(records[3]).toMatchObject({ reason: 'by ops', endedAtMs: NOON + 9 });
      await expect(nextDueMs(at.store, 'ems')).resolves.toBeNull();
    });

    it('is not undone by a drain that sent it meanwhile', async () => {
      await accept(['ems']);
      const [id = ''] = await ids();
      const claim = await claimed(at.store, 'ems', NOON);
      await at.store.discard([id], 'by ops', NOON);

      await at.store.report(aReport(claim, { endings: [anEnding(id)], retries: [aRetry(id)] }));

      expect((await at.all()).map(({ state, reason }) => [state, reason])).toEqual([['discarded', 'by ops']]);
    });

    it('gives up everything that is pending for a platform, however much it is', async () => {
      await accept(Array.from({ length: 1_100 }, () => 'ems'));
      await accept(['nsp']);

      await expect(at.store.discardLane('ems', 'the platform was deleted', NOON)).resolves.toBe(1_100);

      const pending = (await at.all()).filter(({ state }) => state === 'pending');
      expect(pending.map(({ platformId }) => platformId)).toEqual(['nsp']);
    });
  });

  function accept(to: readonly string[], key = 'A', atMs = NOON): Promise<unknown> {
    return at.store.accept(aFanOut({ to, atMs, object: { key } }));
  }

  async function ids(): Promise<readonly string[]> {
    return (await at.all()).map(({ id }) => id);
  }

  /** Claims the lane, reports, and gives it back. */
  async function report(said: Parameters<typeof aReport>[1], platformId = 'ems'): Promise<unknown> {
    return at.store.report(aReport(await claimed(at.store, platformId, NOON), { leaseUntilMs: 0, ...said }));
  }
});

function anEnding(id = '', ending: Partial<DeliveryEnding> = {}): DeliveryEnding {
  return { id, state: 'delivered', reason: 'HTTP 200', supersededBy: null, atMs: NOON, ...ending };
}

function aRetry(id = '', retry: Partial<DeliveryRetry> = {}): DeliveryRetry {
  return {
    id,
    reason: 'HTTP 503',
    firstFailedAtMs: NOON,
    completedAttempts: 1,
    nextAttemptAtMs: NOON + 1_000,
    ...retry,
  };
}
