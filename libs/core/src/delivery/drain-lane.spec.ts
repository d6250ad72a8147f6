import { describe, expect, test } from '@jest/globals';
import { HEADER } from '@busbar/ocpi';
import { HubProcessInVirtualTime } from '../../../../test/doubles/hub-process-in-virtual-time.js';
import { LaneWorld, ocpiAnswer } from '../../../../test/doubles/lane-world.js';
import { httpAnswer } from '../../../../test/doubles/scripted-party-client.js';
import { drainLane } from './drain-lane.js';

function headersOf(pairs: readonly string[]): ReadonlyMap<string, string> {
  return new Map(pairs.flatMap((name, index) => (index % 2 === 0 ? [[name, pairs[index + 1] ?? ''] as const] : [])));
}

describe('a lane that is drained', () => {
  test('sends what is owed to where the platform publishes it, and writes down what became of it', async () => {
    const world = new LaneWorld();
    const id = await world.accept('put LOC1');

    await expect(world.drain()).resolves.toEqual({ kind: 'drained', nextDueMs: null });

    const [sent] = world.sent;
    expect(sent?.request).toMatchObject({
      method: 'PUT',
      url: 'https://emsp.example/ocpi/receiver/locations/NL/CPO/LOC1',
    });
    const headers = headersOf(sent?.request.headers ?? []);
    expect(headers.get(HEADER.correlationId)).toBe('correlation-1');
    expect(headers.get(HEADER.fromPartyId)).toBe('HUB');
    expect(headers.get(HEADER.toPartyId)).toBe('EMS');
    expect(world.record(id)).toMatchObject({ state: 'delivered', reason: 'HTTP 200, OCPI 1000', attempts: 1 });
    expect(world.store.story(id)?.attempts).toMatchObject([{ httpStatus: 200, ocpiStatus: 1000, durationMs: 10 }]);
  });

  test('tries again with a new request id and the same correlation id', async () => {
    const world = new LaneWorld();
    await world.accept('put LOC1');
    world.exchange = () => ({ afterMs: 10, answer: httpAnswer(503) });
    await world.drain();
    await world.clock.run(1000);
    await world.drain();

    const [first, second] = world.sent.map(({ request }) => headersOf(request.headers));
    expect(second?.get(HEADER.correlationId)).toBe(first?.get(HEADER.correlationId));
    expect(second?.get(HEADER.requestId)).not.toBe(first?.get(HEADER.requestId));
  });

  test('goes side by side for different objects, one after the other for the same, up to its limit', async () => {
    const world = new LaneWorld();
    for (let object = 0; object < 40; object++) await world.accept(`patch LOC${object}`);
    for (let write = 0; write < 5; write++) await world.accept('patch LOC0');

    await world.drain();

    expect(world.states.every((state) => state === 'delivered')).toBe(true);
    expect(world.mostInFlight).toBe(8);
    const ofFirst = world.sentIds.filter((id) => id === '1' || Number(id) > 40);
    expect(ofFirst).toEqual(['1', '41', '42', '43', '44', '45']);
  });

  test('takes no more than its part of what the platform may have under way', async () => {
    const world = new LaneWorld();
    world.inFlightShare = 3;
    for (let object = 0; object < 20; object++) await world.accept(`put LOC${object}`);

    await world.drain();

    expect(world.states.every((state) => state === 'delivered')).toBe(true);
    expect(world.mostInFlight).toBe(3);
  });

  test('holds back what writes an object whose last write failed, and nothing else', async () => {
    const world = new LaneWorld();
    for (const writes of ['patch LOC1', 'patch LOC1', 'patch LOC2', 'patch LOC2', 'patch LOC3'])
      await world.accept(writes);
    world.exchange = ({ delivery }) => ({
      afterMs: 10,
      answer: delivery.id === '1' ? httpAnswer(500) : ocpiAnswer(1000),
    });

    await world.drain();
    await world.clock.run(500);
    await expect(world.drain()).resolves.toEqual({ kind: 'drained', nextDueMs: world.record('1').nextAttemptAtMs });
    await world.clock.run(500);
    await world.drain();

    expect(world.states).toEqual(['pending', 'pending', 'delivered', 'delivered', 'delivered']);
    expect(world.sentIds).not.toContain('2');
  });

  test('goes on behind a write that the receiver rejects', async () => {
    const world = new LaneWorld();
    await world.accept('patch LOC1');
    await world.accept('patch LOC1');
    world.exchange = ({ delivery }) => ({ afterMs: 10, answer: ocpiAnswer(delivery.id === '1' ? 2001 : 1000) });

    await world.drain();

    expect(world.states).toEqual(['rejected', 'delivered']);
  });

  test('never sends a write that a newer one has replaced while it waited', async () => {
    const world = new LaneWorld();
    const first = await world.accept('put LOC1');
    world.exchange = () => ({ afterMs: 10, answer: httpAnswer(503) });
    await world.drain();
    const second = await world.accept('put LOC1');
    world.exchange = () => ({ afterMs: 10, answer: ocpiAnswer(1000) });
    await world.clock.run(1000);
    await world.drain();
    await world.clock.run(60_000);
    await world.drain();

    expect(world.sentIds).toEqual([first, second]);
    expect(world.record(first)).toMatchObject({ state: 'superseded', supersededBy: second });
  });

  test('takes on what has come in while something slow is under way', async () => {
    const world = new LaneWorld();
    world.exchange = ({ delivery }) => ({
      afterMs: delivery.object.key.endsWith('SLOW') ? 9000 : 100,
      answer: ocpiAnswer(1000),
    });
    await world.accept('put SLOW');
    for (let object = 0; object < 20; object++) await world.accept(`put LOC${object}`);
    const drained = world.begin({ turnMs: 20_000 });
    await world.clock.run(950);
    const late = await world.accept('put LATE');
    await world.clock.run(3500);

    expect(world.record(late).state).toBe('delivered');
    await world.clock.runUntil(drained);
  });

  test('ends what has expired without sending it, whatever the platform is', async () => {
    const world = new LaneWorld();
    for (let object = 0; object < 500; object++) await world.accept(`put LOC${object}`, { ttlMs: 1000 });
    world.status = 'OFFLINE';
    await world.clock.run(1000);

    await expect(world.drain()).resolves.toEqual({ kind: 'waits', untilMs: null });
    expect(world.sent).toHaveLength(0);
    expect(new Set(world.states)).toEqual(new Set(['expired']));
    expect(world.record('1').reason).toBe('it could not be delivered in the time it is kept');
  });

  test('does not send what expires while it waits for its turn', async () => {
    const world = new LaneWorld();
    world.exchange = () => ({ afterMs: 2000, answer: ocpiAnswer(1000) });
    await world.accept('patch LOC1');
    await world.accept('patch LOC1', { ttlMs: 1500 });

    await world.drain();

    expect(world.states).toEqual(['delivered', 'expired']);
  });

  test('gives others their turn, and is not left half done', async () => {
    const world = new LaneWorld();
    world.exchange = () => ({ afterMs: 1000, answer: ocpiAnswer(1000) });
    for (let object = 0; object < 100; object++) await world.accept(`put LOC${object}`);

    await expect(world.drain()).resolves.toEqual({ kind: 'yielded' });
    const sentFirst = world.sent.length;
    expect(world.states.filter((state) => state === 'delivered')).toHaveLength(sentFirst);
    while ((await world.drain()).kind === 'yielded');
    expect(world.sent).toHaveLength(100);
    expect(new Set(world.states)).toEqual(new Set(['delivered']));
  });

  test('begins nothing once the process ends, and writes down what was under way', async () => {
    const world = new LaneWorld();
    for (let write = 0; write < 5; write++) await world.accept('patch LOC1');
    const drained = world.begin();
    await world.clock.run(5);
    world.isStopping = true;

    await expect(world.clock.runUntil(drained)).resolves.toEqual({ kind: 'yielded' });
    expect(world.states).toEqual(['delivered', 'pending', 'pending', 'pending', 'pending']);
  });

  test('ends what its platform no longer offers, and learns nothing of the lane from it', async () => {
    const world = new LaneWorld();
    await world.accept('put LOC1');
    const { registration } = world.platforms.get('emsp');
    world.platforms.change('emsp', { registration: registration && { ...registration, endpoints: [] } });

    await world.drain();

    expect(world.record('1')).toMatchObject({
      state: 'rejected',
      reason: 'the platform no longer offers the RECEIVER interface of locations',
      attempts: 0,
    });
    expect(world.sent).toHaveLength(0);
  });

  test('notes the defect of a receiver that answers without an envelope', async () => {
    const world = new LaneWorld();
    await world.accept('put LOC1');
    world.exchange = () => ({ afterMs: 10, answer: httpAnswer(204) });

    await world.drain();

    expect(world.states).toEqual(['delivered']);
    expect(world.defects).toEqual([
      {
        platformId: 'emsp',
        kind: 'unreadable-envelope',
        detail: 'a PUT on locations was answered without a readable OCPI envelope',
      },
    ]);
  });

  test('survives a fault of the hub itself, and tries that delivery again', async () => {
    const world = new LaneWorld();
    await world.accept('put LOC1');
    world.exchange = () => {
      throw new Error('a bug');
    };

    await expect(world.drain()).resolves.toMatchObject({ kind: 'waits' });
    expect(world.bugs).toHaveLength(1);
    world.exchange = () => ({ afterMs: 10, answer: ocpiAnswer(1000) });
    await world.clock.run(1000);
    await world.drain();
    expect(world.states).toEqual(['delivered']);
  });
});

function aProcess(world: LaneWorld): HubProcessInVirtualTime {
  const weather = { isDatabaseLost: false, latencyMs: () => 0, losesAnswer: () => false };
  return new HubProcessInVirtualTime(world, weather, { begins: () => undefined, hears: () => undefined });
}

describe('a lane that is held', () => {
  test('is left to whoever holds it', async () => {
    const world = new LaneWorld();
    await world.accept('put LOC1');
    const first = world.begin();
    await expect(world.drain()).resolves.toEqual({ kind: 'held' });
    await world.clock.runUntil(first);
    expect(world.sent).toHaveLength(1);
  });

  test('stays held while an exchange takes longer than the lease', async () => {
    const world = new LaneWorld();
    await world.accept('put LOC1');
    world.exchange = () => ({ afterMs: 60_000, answer: ocpiAnswer(1000) });
    const first = world.begin();
    for (let second = 0; second < 59; second++) {
      await world.clock.run(1000);
      await expect(world.begin()).resolves.toEqual({ kind: 'held' });
    }
    await world.clock.runUntil(first);
    expect(world.states).toEqual(['delivered']);
    expect(world.sent).toHaveLength(1);
  });

  test('is taken over when its holder is frozen, whose late report changes nothing', async () => {
    const world = new LaneWorld();
    await world.accept('patch LOC1');
    const holder = aProcess(world);
    const late = drainLane('emsp', holder.ports);
    await world.clock.run(1);
    world.exchange = () => ({ afterMs: 10, answer: ocpiAnswer(2001) });
    holder.freeze(60_000);

    await world.clock.run(8000);
    await expect(world.drain()).resolves.toEqual({ kind: 'held' });
    await world.clock.run(1000);
    await world.drain();

    await expect(world.clock.runUntil(late)).resolves.toEqual({ kind: 'held' });
    expect(world.record('1')).toMatchObject({ state: 'rejected', reason: 'HTTP 200, OCPI 2001', attempts: 1 });
    expect(world.sent).toHaveLength(2);
  });

  test('keeps what it sent while the database is away, and sends nothing twice', async () => {
    const world = new LaneWorld();
    for (let object = 0; object < 20; object++) await world.accept(`put LOC${object}`);
    const drained = world.begin({ leaseMs: 30_000, turnMs: 30_000 });
    await world.clock.run(15);
    world.store.isDatabaseLost = true;
    await world.clock.run(10_000);
    expect(world.sent.length).toBeLessThan(20);
    world.store.isDatabaseLost = false;
    await expect(world.clock.runUntil(drained)).resolves.toEqual({ kind: 'drained', nextDueMs: null });
    expect(world.sent).toHaveLength(20);
  });

  test('is given up when the database stays away, and says so', async () => {
    const world = new LaneWorld();
    await world.accept('put LOC1');
    const drained = world.begin();
    await world.clock.run(5);
    world.store.isDatabaseLost = true;
    await expect(world.clock.runUntil(drained)).resolves.toEqual({ kind: 'database-lost' });
    await expect(world.drain()).resolves.toEqual({ kind: 'database-lost' });
  });
});
