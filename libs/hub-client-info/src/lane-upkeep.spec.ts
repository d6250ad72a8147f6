import { beforeEach, describe, expect, it } from '@jest/globals';
import { OPEN_LANE, type LaneState } from '@busbar/core';
import { InMemoryDeliveryStore } from '../../../test/doubles/in-memory-delivery-store.js';
import { InMemoryPlatformStore } from '../../../test/doubles/in-memory-party-directory.js';
import { ManualClock } from '../../../test/doubles/manual-clock.js';
import { WokenLanes } from '../../../test/doubles/woken-lanes.js';
import { aPlatform } from '../../../test/support/builders.js';
import { aFanOut } from '../../../test/support/delivery-builders.js';
import { claimLane, release } from '../../../test/support/lane-claims.js';
import { aHeldToken, aRegistration } from '../../../test/support/platform-builders.js';
import { LaneUpkeep } from './lane-upkeep.js';

/** More than the longest chain of promises here. */
const SETTLING_TURNS = 20;

let clock: ManualClock;
let platforms: InMemoryPlatformStore;
let deliveries: InMemoryDeliveryStore;
let lanes: WokenLanes;
let upkeep: LaneUpkeep;

beforeEach(async () => {
  clock = new ManualClock();
  platforms = new InMemoryPlatformStore(() => clock.now(), aPlatform({ id: 'emsp', parties: ['EMSP NL/EMS'] }));
  deliveries = new InMemoryDeliveryStore();
  lanes = new WokenLanes();
  upkeep = new LaneUpkeep({ directory: platforms.directory, deliveries, lanes, clock });
  await deliveries.accept(aFanOut({ to: ['emsp'], atMs: clock.now() }));
  await turns();
  lanes.woken.length = 0;
});

async function turns(): Promise<void> {
  for (let seconds = 0; seconds < 2; seconds += 1) {
    clock.advance(1_000);
    upkeep.turn();
    for (let turn = 0; turn < SETTLING_TURNS; turn += 1) await Promise.resolve();
  }
}

async function leaveLane(state: Partial<LaneState>): Promise<void> {
  const claim = await claimLane(deliveries, 'emsp', { nowMs: clock.now() });
  if (claim === null) throw new Error('the lane is not free');
  await release(deliveries, claim, { ...OPEN_LANE, ...state });
}

async function lane(): Promise<LaneState> {
  const claim = await claimLane(deliveries, 'emsp', { nowMs: clock.now(), leaseMs: 0 });
  if (claim === null) throw new Error('the lane is not free');
  return claim.state;
}

describe('a lane', () => {
  it('is resumed by a handshake', async () => {
    await leaveLane({ pausedAtRevision: 1 });
    await platforms.completeRegistration(platforms.get('emsp'), aRegistration(aHeldToken('connection')), clock.now());
    await turns();
    expect((await lane()).pausedAtRevision).toBeNull();
    expect(lanes.woken).toEqual(['emsp']);
  });

  it.each(['OFFLINE', 'SUSPENDED'] as const)('is resumed when its platform is no longer %s', async (status) => {
    await leaveLane({ waitUntilMs: clock.now() + 300_000 });
    await platforms.setStatus(platforms.get('emsp'), status, clock.now());
    await turns();
    expect(lanes.woken).toEqual([]);
    await platforms.setStatus(platforms.get('emsp'), 'CONNECTED', clock.now());
    await turns();
    expect((await lane()).waitUntilMs).toBe(0);
    expect(lanes.woken).toEqual(['emsp']);
  });

  it('is resumed by the operator, whatever it waits for', async () => {
    await leaveLane({ waitUntilMs: clock.now() + 300_000, pausedAtRevision: 1 });
    upkeep.operatorResumed('emsp');
    await turns();
    expect(await lane()).toMatchObject({ waitUntilMs: 0, pausedAtRevision: null });
    expect(lanes.woken).toEqual(['emsp']);
  });

  it('is let go on by a probe that succeeds when it was paused, and waits on when it was asked to wait', async () => {
    await leaveLane({ pausedAtRevision: 1 });
    upkeep.probeAccepted('emsp');
    await turns();
    expect((await lane()).pausedAtRevision).toBeNull();
    const waitUntilMs = clock.now() + 300_000;
    await leaveLane({ waitUntilMs });
    upkeep.probeAccepted('emsp');
    await turns();
    expect((await lane()).waitUntilMs).toBe(waitUntilMs);
  });

  it('loses what it holds when its platform is removed, as soon as the database is there', async () => {
    deliveries.isDatabaseLost = true;
    await platforms.remove(platforms.get('emsp'), clock.now());
    await turns();
    deliveries.isDatabaseLost = false;
    await turns();
    const [record] = deliveries.all();
    expect(record).toMatchObject({ state: 'discarded', reason: 'the platform was removed' });
  });

  it('whose platform was removed while no process was there is given up when it is sure that there is none', async () => {
    await deliveries.accept(aFanOut({ to: ['gone'], atMs: clock.now() }));
    await turns();
    const stateOf = (platformId: string): string | undefined =>
      deliveries.all().find((record) => record.platformId === platformId)?.state;
    clock.advance(60_000);
    await turns();
    expect(stateOf('gone')).toBe('pending');
    clock.advance(60_000);
    await turns();
    expect([stateOf('gone'), stateOf('emsp')]).toEqual(['discarded', 'pending']);
  });

  it('of a connected platform is looked at when the hub starts: what paused it may be over', async () => {
    upkeep = new LaneUpkeep({ directory: platforms.directory, deliveries, lanes, clock });
    await turns();
    expect(lanes.woken).toEqual(['emsp']);
  });
});
