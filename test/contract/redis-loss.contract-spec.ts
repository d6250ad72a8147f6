import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { HubEvent } from '@busbar/core';
import type { RedisEventBus } from '@busbar/events';
import { busOn, joinRedisBus } from '../support/event-buses.js';
import { eventually } from '../support/eventually.js';
import { describeOnOwnRedis, PrivateRedis } from '../support/private-redis.js';

/** May end, freeze and start a Redis server of its own. What a bus does that has lost it. */

describeOnOwnRedis('the event bus without Redis', () => {
  const buses: RedisEventBus[] = [];
  const reports: string[] = [];
  let redis: PrivateRedis;

  beforeAll(async () => {
    redis = await PrivateRedis.start();
  });
  beforeEach(() => redis.resume());
  afterEach(async () => {
    await Promise.all(buses.splice(0).map((bus) => bus.close()));
    reports.length = 0;
  });
  afterAll(() => redis.close());

  async function join(): Promise<RedisEventBus> {
    const bus = await joinRedisBus(redis.url, reports);
    buses.push(bus);
    return bus;
  }

  const changed = (revision: number): HubEvent => ({ kind: 'registry-changed', revision });

  /** Publishes until it arrives: the connection to publish may come back later than the one to hear. */
  async function arrives(from: RedisEventBus, to: RedisEventBus): Promise<void> {
    let heard = false;
    to.subscribe((event) => {
      heard ||= event.kind === 'registry-changed' && event.revision === 99;
    });
    await eventually('an event to arrive', () => {
      from.publish(changed(99));
      return heard;
    });
  }

  it('goes on within the process, says that nobody else hears, and is back by itself', async () => {
    const [one, other] = [await join(), await join()];
    const heard: HubEvent[] = [];
    one.subscribe((event) => heard.push(event));
    await redis.crash();

    for (let revision = 0; revision < 100; revision += 1) one.publish(changed(revision));
    await eventually('the process to hear itself', () => heard.length === 100);
    await eventually('it to know', () => !one.isConnected() && !other.isConnected());

    await redis.resume();
    await eventually('both to be back', () => one.isConnected() && other.isConnected());
    await arrives(one, other);
    await arrives(other, one);
  }, 20_000);

  it('says that an event is of another process', async () => {
    const [one, other] = [await join(), await join()];
    const heard: boolean[] = [];
    other.subscribe((_event, isOurs) => heard.push(isOurs));
    one.publish(changed(1));
    await eventually('it to be heard', () => heard.length === 1);
    expect(heard).toEqual([false]);
  });

  it('reports the loss and the return once each', async () => {
    const bus = await join();
    await redis.crash();
    await eventually('it to know', () => !bus.isConnected());
    await redis.resume();
    await eventually('it to be back', () => bus.isConnected());
    expect(reports).toEqual([
      expect.stringMatching(/^Redis is away, so processes look for changes/),
      expect.stringMatching(/^Redis is back/),
    ]);
  }, 20_000);

  it('notices a Redis that takes connections and answers nothing', async () => {
    const bus = await join();
    redis.freeze();
    await eventually('it to know', () => !bus.isConnected());
    redis.thaw();
    await eventually('it to be back', () => bus.isConnected());
  }, 20_000);

  it('starts before Redis does', async () => {
    await redis.crash();
    const bus = busOn(redis.url, reports);
    buses.push(bus);
    await bus.start();
    expect(bus.isConnected()).toBe(false);

    await redis.resume();
    await eventually('it to be connected', () => bus.isConnected());
    await arrives(await join(), bus);
  }, 20_000);

  it('can be closed while Redis is away', async () => {
    const bus = await join();
    await redis.crash();
    const startedAt = performance.now();
    await bus.close();
    expect(performance.now() - startedAt).toBeLessThan(2_500);
    await redis.resume();
  }, 20_000);

  it('keeps hubs apart that use different database numbers of one server', async () => {
    const [ours, theirs] = [await join(), await joinRedisBus(`${redis.url}/5`, reports)];
    buses.push(theirs);
    const heard: HubEvent[] = [];
    theirs.subscribe((event) => heard.push(event));
    ours.publish(changed(1));
    await arrives(await joinAt(5), theirs);
    expect(heard).not.toContainEqual(changed(1));
  });

  async function joinAt(database: number): Promise<RedisEventBus> {
    const bus = await joinRedisBus(`${redis.url}/${database}`, reports);
    buses.push(bus);
    return bus;
  }
});
