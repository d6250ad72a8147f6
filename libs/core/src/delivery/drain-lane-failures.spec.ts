import { describe, expect, test } from '@jest/globals';
import { LaneWorld, ocpiAnswer, retryAfter } from '../../../../test/doubles/lane-world.js';
import { httpAnswer, noAnswer, notSent } from '../../../../test/doubles/scripted-party-client.js';

describe('a lane whose platform does not take anything', () => {
  test.each(['PLANNED', 'OFFLINE', 'SUSPENDED'] as const)('sends nothing while it is %s', async (status) => {
    const world = new LaneWorld();
    await world.accept('put LOC1');
    world.status = status;

    await expect(world.drain()).resolves.toEqual({ kind: 'waits', untilMs: null });
    expect(world.sent).toHaveLength(0);
  });

  test('begins no more once it goes OFFLINE in the middle', async () => {
    const world = new LaneWorld();
    for (let object = 0; object < 50; object++) await world.accept(`put LOC${object}`);
    const drained = world.begin();
    await world.clock.run(15);
    const sentBefore = world.sent.length;
    world.status = 'OFFLINE';

    await expect(world.clock.runUntil(drained)).resolves.toEqual({ kind: 'waits', untilMs: null });
    expect(world.sent).toHaveLength(sentBefore);
  });

  test('comes back with one request, then two, then four', async () => {
    const world = new LaneWorld();
    world.exchange = () => ({ afterMs: 10, answer: notSent('refused') });
    for (let object = 0; object < 50; object++) await world.accept(`put LOC${object}`);
    await world.drain();
    await world.clock.run(60_000);
    world.exchange = () => ({ afterMs: 100, answer: ocpiAnswer(1000) });
    world.sent.length = 0;
    await world.drain();

    const began = world.sent.map(({ atMs }) => Math.round((atMs - (world.sent[0]?.atMs ?? 0)) / 100));
    const perRound = [0, 1, 2, 3, 4].map((round) => began.filter((each) => each === round).length);
    expect(perRound).toEqual([1, 2, 4, 8, 8]);
  });

  test.each([401, 403])('pauses after HTTP %i until a handshake makes it another one', async (httpStatus) => {
    const world = new LaneWorld();
    world.exchange = () => ({ afterMs: 10, answer: httpAnswer(httpStatus) });
    await world.accept('put LOC1');
    await expect(world.drain()).resolves.toEqual({ kind: 'waits', untilMs: null });
    await world.clock.run(600_000);
    await world.drain();
    expect(world.sent).toHaveLength(1);

    world.exchange = () => ({ afterMs: 10, answer: ocpiAnswer(1000) });
    world.platforms.change('emsp', {});
    await world.drain();
    expect(world.states).toEqual(['delivered']);
  });

  test('goes on after a pause when it is resumed', async () => {
    const world = new LaneWorld();
    world.exchange = () => ({ afterMs: 10, answer: httpAnswer(401) });
    await world.accept('put LOC1');
    await world.drain();
    world.exchange = () => ({ afterMs: 10, answer: ocpiAnswer(1000) });
    await world.store.resume('emsp');
    await world.drain();
    expect(world.states).toEqual(['delivered']);
  });

  test('waits as long as a Retry-After asks', async () => {
    const world = new LaneWorld();
    world.exchange = () => ({ afterMs: 10, answer: retryAfter(429, 120) });
    for (let object = 0; object < 20; object++) await world.accept(`put LOC${object}`);
    const ending = await world.drain();
    expect(ending).toEqual({ kind: 'waits', untilMs: world.clock.now() + 120_000 });
    const sentBefore = world.sent.length;
    await world.clock.run(119_999);
    await world.drain();
    expect(world.sent).toHaveLength(sentBefore);
    await world.clock.run(1);
    await world.drain();
    expect(world.sent).toHaveLength(sentBefore + 1);
  });

  test.each(['in-flight-cap', 'hub-network'] as const)(
    'does not spin while the hub cannot send (%s)',
    async (reason) => {
      const world = new LaneWorld();
      world.exchange = () => ({ afterMs: 0, answer: notSent(reason) });
      await world.accept('put LOC1');
      for (let second = 0; second < 60; second++) {
        await world.drain();
        await world.clock.run(500);
      }
      expect(world.sent.length).toBeLessThanOrEqual(31);
      expect(world.record('1')).toMatchObject({
        state: 'pending',
        attempts: 0,
        completedAttempts: 0,
        firstFailedAtMs: null,
      });
    },
  );

  test('backs off with twice the wait each time', async () => {
    const world = new LaneWorld();
    world.exchange = () => ({ afterMs: 0, answer: noAnswer('timeout') });
    await world.accept('put LOC1');
    for (let look = 0; look < 3100; look++) {
      await world.drain();
      await world.clock.run(10);
    }
    const waits = world.sent.map(({ atMs }, index) => (world.sent[index + 1]?.atMs ?? 0) - atMs).slice(0, -1);
    expect(waits).toEqual([1000, 2000, 4000, 8000]);
  });
});

describe('a delivery that its receiver never takes', () => {
  test('is given up after ten attempts while others get through, and does not hold them', async () => {
    const world = new LaneWorld();
    world.exchange = ({ delivery }) => ({
      afterMs: 10,
      answer: delivery.id === '1' ? httpAnswer(500) : ocpiAnswer(1000),
    });
    const poison = await world.accept('patch BAD', { ttlMs: 86_400_000 });
    for (let second = 0; second < 1200; second++) {
      await world.accept(`put LOC${second}`);
      await world.drain();
      await world.clock.run(1000);
    }
    expect(world.record(poison)).toMatchObject({ state: 'rejected', attempts: 10 });
    expect(world.record(poison).reason).toMatch(/^given up after 10 attempts while other messages got through/);
    expect(world.states.filter((state) => state === 'delivered').length).toBeGreaterThan(1190);
  });

  test('is kept while nothing gets through', async () => {
    const world = new LaneWorld();
    world.exchange = () => ({ afterMs: 10, answer: httpAnswer(500) });
    await world.accept('put LOC1', { ttlMs: 86_400_000 });
    await world.accept('put LOC2', { ttlMs: 86_400_000 });
    for (let minute = 0; minute < 60; minute++) {
      await world.drain();
      await world.clock.run(60_000);
    }
    expect(world.states).toEqual(['pending', 'pending']);
    expect(world.record('1').completedAttempts).toBeGreaterThan(10);
  });
});
