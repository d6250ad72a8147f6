import { expect, describe, test } from '@jest/globals';
import { LaneWorld } from '../../../../test/doubles/lane-world.js';
import { RestedDrains } from './rested-drains.js';

describe('lanes whose platform is away', () => {
  test('are looked into once a second at most, however often they are woken', async () => {
    const world = new LaneWorld();
    const lanes = new RestedDrains(world.ports());
    world.status = 'OFFLINE';
    const id = await world.accept('put LOC1', { ttlMs: 500 });
    await expect(lanes.drain('emsp')).resolves.toEqual({ kind: 'waits', untilMs: null });
    const lookedAtMs = world.clock.now();

    await world.clock.run(600);
    await expect(lanes.drain('emsp')).resolves.toEqual({ kind: 'waits', untilMs: lookedAtMs + 1000 });
    expect(world.record(id).state).toBe('pending');

    await world.clock.run(400);
    await expect(lanes.drain('emsp')).resolves.toEqual({ kind: 'waits', untilMs: null });
    expect(world.record(id).state).toBe('expired');
  });

  test('are drained at once when it is back', async () => {
    const world = new LaneWorld();
    const lanes = new RestedDrains(world.ports());
    world.status = 'OFFLINE';
    const id = await world.accept('put LOC1');
    await lanes.drain('emsp');
    world.status = 'CONNECTED';

    await expect(world.clock.runUntil(lanes.drain('emsp'))).resolves.toEqual({ kind: 'drained', nextDueMs: null });

    expect(world.record(id).state).toBe('delivered');
  });
});
