import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeliveryRetry } from '@busbar/core';
import { aFanOut, NOON } from '../support/delivery-builders.js';
import {
  aReport,
  claimed,
  deliveryStoresUnderTest,
  type OpenedStores,
  type StoreAtHand,
} from '../support/delivery-rig.js';
import { claimLane, known, release } from '../support/lane-claims.js';
import { anObject } from '../support/lane-builders.js';

describe.each(deliveryStoresUnderTest())('lanes whose process has ended, in $name', ({ open }) => {
  let stores: OpenedStores;
  let at: StoreAtHand;

  beforeAll(async () => {
    stores = await open();
  }, 60_000);
  afterAll(() => stores.close(), 20_000);
  beforeEach(async () => {
    at = await stores.fresh();
  });

  /** Something owed to `ems`; resolves to its id. */
  async function owe(writes: string): Promise<string> {
    const fanOut = aFanOut({ to: ['ems'], object: anObject(writes) });
    await expect(at.store.accept(fanOut)).resolves.toEqual({ kind: 'accepted', count: 1 });
    return (await at.all()).at(-1)?.id ?? '';
  }

  it('are told from those that were given back', async () => {
    await owe('put A');
    const first = await claimLane(at.store, 'ems');
    const second = await claimLane(at.store, 'ems', { nowMs: NOON + 1_000 });
    if (second === null) throw new Error('the lease is over');
    await release(at.store, second);
    const third = await claimLane(at.store, 'ems');
    await at.store.endClaims();
    const fourth = await claimLane(at.store, 'ems');

    const claims = [first, second, third, fourth];
    expect(claims.map((claim) => claim?.wasAbandoned)).toEqual([false, true, false, true]);
  });

  it('count what goes out for who holds them now, until an attempt of it has ended', async () => {
    const [a, b] = [await owe('put A'), await owe('put B')];
    const lost = await claimed(at.store, 'ems', NOON);
    await expect(at.store.countLeases(lost, [a, b])).resolves.toBe('stored');
    const claim = await claimed(at.store, 'ems', NOON + 60_000);
    await expect(at.store.countLeases(claim, [a])).resolves.toBe('stored');
    await expect(at.store.countLeases(lost, [b])).resolves.toBe('lost');
    expect((await at.all()).map(({ leases }) => leases)).toEqual([2, 1]);

    const retry: Omit<DeliveryRetry, 'id' | 'reason'> = {
      firstFailedAtMs: NOON,
      completedAttempts: 1,
      nextAttemptAtMs: NOON + 1,
    };
    const retries = [
      { id: a, reason: null, ...retry },
      { id: b, reason: 'HTTP 503', ...retry },
    ];
    await expect(at.store.report(aReport(claim, { retries }))).resolves.toBe('stored');

    const pending = known(await at.store.pending(claim, NOON + 1, 10));
    expect(pending.map(({ delivery }) => delivery.leases)).toEqual([2, 0]);
  });
});
