import type { DeliveryStore, LaneClaim } from '@busbar/core';
import { NOON } from './delivery-builders.js';

/** What was asked for; fails where the database was lost. */
export function known<T>(outcome: T | 'database-lost'): T {
  if (outcome === 'database-lost') throw new Error('the database is lost');
  return outcome;
}

/** Claims a lane for so long, whatever is due on it; null where somebody else holds it. */
export async function claimLane(
  store: DeliveryStore,
  platformId: string,
  { nowMs = NOON, leaseMs = 1_000 } = {},
): Promise<LaneClaim | null> {
  const begun = known(await store.begin({ platformId, nowMs, leaseMs, limit: 1 }));
  return begun === null ? null : begun.claim;
}

/** Gives a lane back and says nothing else. */
export function release(
  store: DeliveryStore,
  claim: LaneClaim,
  state = claim.state,
): ReturnType<DeliveryStore['release']> {
  return store.release({ claim, state, endings: [], retries: [], attempts: [] });
}

/** When the lane is due again, as it is said to whoever gives it back; null: nothing is pending. */
export async function nextDueMs(store: DeliveryStore, platformId: string): Promise<number | null> {
  const claim = await claimLane(store, platformId);
  if (claim === null) return null;
  const released = known(await release(store, claim));
  if (released === 'lost') throw new Error('the lane was held by nobody else');
  return released.nextDueMs;
}
