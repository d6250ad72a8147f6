import { describe, expect, test } from '@jest/globals';
import { HubProcessInVirtualTime } from '../../../../test/doubles/hub-process-in-virtual-time.js';
import { LaneWorld, ocpiAnswer } from '../../../../test/doubles/lane-world.js';
import { httpAnswer } from '../../../../test/doubles/scripted-party-client.js';
import { drainLane } from './drain-lane.js';
import { GIVEN_UP_AFTER_LEASES } from './lane-suspects.js';

const WEATHER = { isDatabaseLost: false, latencyMs: () => 1, losesAnswer: () => false };
const ANSWERS_IN_MS = 3_000;
const KILLED_AFTER_MS = 1_000;
/** Longer than a lease and everything that is under way. */
const LIFE_MS = 30_000;

/** A process drains the lane; `kills` says which deliveries end it a second after they went out. */
async function live(world: LaneWorld, kills: (id: string) => boolean): Promise<void> {
  const begins = (process: HubProcessInVirtualTime, sent: LaneWorld['sent'][number]): void => {
    if (kills(sent.delivery.id)) void world.clock.pause(KILLED_AFTER_MS).then(() => process.kill());
  };
  const process = new HubProcessInVirtualTime(world, WEATHER, { begins, hears: () => undefined });
  void drainLane('emsp', process.ports);
  await world.clock.run(LIFE_MS);
}

async function worldWith(deliveries: number): Promise<LaneWorld> {
  const world = new LaneWorld();
  world.exchange = () => ({ afterMs: ANSWERS_IN_MS, answer: ocpiAnswer(1000) });
  for (let object = 0; object < deliveries; object++) await world.accept(`put LOC${object}`, { ttlMs: 10_000_000 });
  return world;
}

describe('a delivery over which processes end', () => {
  test('is sent no more after so many of them, and those beside it are delivered', async () => {
    const world = await worldWith(6);
    const [, , killer = ''] = world.store.all().map(({ id }) => id);

    for (let life = 0; life < 2 * GIVEN_UP_AFTER_LEASES; life++) await live(world, (id) => id === killer);

    const { state, reason } = world.record(killer);
    expect([state, reason]).toEqual(['rejected', expect.stringContaining('ended 20 times in a row')]);
    expect(world.givenUp).toEqual([killer]);
    // Once before anything was known, and once for each that is counted.
    expect(world.sentIds.filter((id) => id === killer)).toHaveLength(1 + GIVEN_UP_AFTER_LEASES);
    expect(world.states.filter((each) => each === 'delivered')).toHaveLength(5);
  });

  test('is not given up where processes are killed ten times for another reason', async () => {
    const world = await worldWith(30);
    for (let life = 0; life < 10; life++) await live(world, () => true);
    expect(world.states.every((state) => state === 'pending')).toBe(true);

    for (let life = 0; life < 10; life++) await live(world, () => false);

    expect(world.states.every((state) => state === 'delivered')).toBe(true);
    expect(world.givenUp).toEqual([]);
  });

  test('is forgotten to have been one as soon as an attempt of it ends', async () => {
    const world = await worldWith(1);
    for (let life = 0; life < 5; life++) await live(world, () => true);
    expect(world.store.all()[0]?.leases).toBe(4);

    world.exchange = () => ({ afterMs: 10, answer: httpAnswer(503) });
    await live(world, () => false);

    expect(world.store.all()[0]).toMatchObject({ state: 'pending', leases: 0, completedAttempts: 1 });
  });

  test('costs a lane nothing that was given back', async () => {
    const world = await worldWith(3);
    const counted: unknown[] = [];
    const countLeases = world.store.countLeases.bind(world.store);
    world.store.countLeases = (...given) => {
      counted.push(given);
      return countLeases(...given);
    };
    await live(world, () => false);
    await world.accept('put LOC9');
    await live(world, () => false);

    expect(world.states.every((state) => state === 'delivered')).toBe(true);
    expect(counted).toEqual([]);
  });
});
