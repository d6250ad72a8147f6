import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { DrainEnding } from '@busbar/core';
import { BullmqLaneScheduler } from '../../libs/deliveries/src/bullmq-lane-scheduler.js';
import { Redis } from 'ioredis';
import { CountedLanes } from '../doubles/counted-lanes.js';
import { eventually } from '../support/eventually.js';
import { aQueuePrefix, NOTHING_LEFT, schedulerParts, type SchedulerSketch } from '../support/lane-schedulers.js';
import { quietFor, takes } from '../support/moments.js';
import { describeOnOwnRedis, PrivateRedis } from '../support/private-redis.js';

/** A worker that died is noticed after the lock of its job, and by the look for such jobs that follows. */
const TAKEN_OVER_WITHIN_MS = 15_000;
/** Once Redis is there again, the database is looked into at once, or after five seconds. */
const BACK_WITHIN_MS = 10_000;

/** May kill, freeze, empty and restart Redis, kill a worker, and read what lies in Redis. */
describeOnOwnRedis('lanes of a hub of many processes, scheduled by BullMQ', () => {
  let redis: PrivateRedis;
  let prefix: string;
  const schedulers: BullmqLaneScheduler[] = [];
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    redis = await PrivateRedis.start();
  }, 20_000);
  afterEach(async () => {
    redis.thaw();
    await redis.resume();
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await Promise.all(schedulers.splice(0).map((scheduler) => scheduler.stop()));
  }, 20_000);
  afterAll(() => redis.close());

  function make(sketch: SchedulerSketch, reports: string[] = []): BullmqLaneScheduler {
    const report = (sentence: string): number => reports.push(sentence);
    const scheduler = new BullmqLaneScheduler({ ...schedulerParts(sketch), redisUrl: redis.url, prefix, report });
    schedulers.push(scheduler);
    return scheduler;
  }

  /** The scheduler of a new hub, which knows nothing of the ones before. */
  async function startHub(sketch: SchedulerSketch, reports: string[] = []): Promise<BullmqLaneScheduler> {
    prefix = aQueuePrefix();
    const scheduler = make(sketch, reports);
    await scheduler.start();
    return scheduler;
  }

  /** A worker in a process of its own, and the lanes that it has begun to drain. */
  function startWorker(): { readonly child: ChildProcess; readonly lines: readonly string[] } {
    const child = spawn(process.execPath, ['test/support/lane-worker.mjs', redis.url, prefix]);
    children.push(child);
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    return { child, lines };
  }

  /** Lanes that owe something, as the database knows it. */
  function asDatabase(lanes: CountedLanes): SchedulerSketch {
    const dueLanes = async (): Promise<readonly string[]> =>
      [...lanes.owed].flatMap(([platformId, owed]) => (lanes.taken.get(platformId) === owed ? [] : [platformId]));
    return { drain: lanes.drain, dueLanes };
  }

  it('shares lanes among workers, one drain of a lane at a time; a gateway only wakes', async () => {
    const lanes = new CountedLanes(() => takes(Math.random() * 5));
    const others = new CountedLanes(() => takes(Math.random() * 5));
    await startHub({
      drain: async (platformId) => {
        others.drains++;
        return lanes.drain(platformId);
      },
      maxDrains: 4,
    });
    await make({ drain: lanes.drain, maxDrains: 4 }).start();
    const gateway = make({ drain: () => Promise.reject(new Error('a gateway drains nothing')) });
    for (let wake = 0; wake < 2000; wake++) {
      const platformId = `lane-${wake % 37}`;
      lanes.owe(platformId);
      gateway.wake(platformId);
      if (wake % 10 === 0) await takes(1);
    }

    await eventually('every lane to be drained since its last wake', () => lanes.isEven, { withinMs: 10_000 });
    expect(lanes.mostOfOneLane).toBe(1);
    expect(others.drains).toBeGreaterThan(0);
    expect(lanes.drains).toBeGreaterThan(others.drains);
  }, 30_000);

  it('hands a lane on whose worker was killed, however often', async () => {
    const drained: string[] = [];
    prefix = aQueuePrefix();
    const drain = async (platformId: string): Promise<DrainEnding> => {
      drained.push(platformId);
      return NOTHING_LEFT;
    };
    const heir = make({ drain });
    heir.wake('one');
    // BullMQ gives a job up after the second such death unless it is told otherwise.
    for (let death = 0; death < 2; death++) {
      const worker = startWorker();
      await eventually('the worker to drain the lane', () => worker.lines.includes('one'), {
        withinMs: TAKEN_OVER_WITHIN_MS,
      });
      const ended = once(worker.child, 'exit');
      worker.child.kill('SIGKILL');
      await ended;
    }
    await heir.start();

    await eventually('the lane to be drained', () => drained.includes('one'), { withinMs: TAKEN_OVER_WITHIN_MS });
  }, 60_000);

  it('goes on after Redis was killed and started again, though wakes were lost meanwhile', async () => {
    const lanes = new CountedLanes();
    const reports: string[] = [];
    const scheduler = await startHub(asDatabase(lanes), reports);
    lanes.owe('before');
    scheduler.wake('before');
    await eventually('the lane to be drained', () => lanes.isEven);
    await redis.crash();
    lanes.owe('meanwhile');
    scheduler.wake('meanwhile');
    await eventually('the loss to be noticed', () => reports.length === 1);
    await redis.resume();

    await eventually('the lane to be drained', () => lanes.isEven, { withinMs: BACK_WITHIN_MS });
    await eventually('the return to be noticed', () => reports.length > 1, { withinMs: BACK_WITHIN_MS });
    expect(reports).toEqual([
      expect.stringMatching(/^Redis is away, so lanes are looked for in the database: /),
      'Redis is back: lanes are woken again',
    ]);
  }, 60_000);

  it('drains what the database names as due while Redis is away', async () => {
    const lanes = new CountedLanes();
    const reports: string[] = [];
    await startHub(asDatabase(lanes), reports);
    await redis.crash();
    await eventually('the loss to be noticed', () => reports.length === 1);
    for (const lane of ['one', 'two', 'three']) lanes.owe(lane);

    await eventually('the lanes to be drained', () => lanes.isEven, { withinMs: BACK_WITHIN_MS });
    lanes.owe('one');
    await eventually('one of them to be drained again', () => lanes.isEven, { withinMs: BACK_WITHIN_MS });
  }, 40_000);

  it.each([
    ['is frozen', async () => redis.freeze(), async () => redis.thaw()],
    ['is full', () => limitMemory('1'), () => limitMemory('0')],
  ])(
    'drains what the database names as due while Redis %s',
    async (_, begin, end) => {
      const lanes = new CountedLanes();
      const reports: string[] = [];
      const scheduler = await startHub(asDatabase(lanes), reports);
      await begin();
      for (let lane = 0; lane < 300; lane++) lanes.owe(`lane-${lane}`);

      await eventually('the lanes to be drained', () => lanes.isEven, { withinMs: BACK_WITHIN_MS });
      expect(scheduler.isPrompt()).toBe(false);
      expect(lanes.mostOfOneLane).toBe(1);
      await end();
      await eventually('the queue to be used again', () => scheduler.isPrompt(), { withinMs: BACK_WITHIN_MS });
      lanes.owe('later');
      scheduler.wake('later');
      await eventually('a wake to be heard as before', () => lanes.isEven, { withinMs: 2000 });
      expect(reports).toEqual([
        expect.stringMatching(/^Redis is away, so lanes are looked for in the database: /),
        'Redis is back: lanes are woken again',
      ]);
    },
    60_000,
  );

  it('drains nothing in a gateway while Redis is frozen', async () => {
    const lanes = new CountedLanes();
    prefix = aQueuePrefix();
    const gateway = make(asDatabase(lanes));
    gateway.wake('before');
    await eventually('the wake to be taken', () => withRedis((client) => client.exists(`${prefix}:lanes:wait`)));
    redis.freeze();
    lanes.owe('one');
    gateway.wake('one');
    await eventually('the loss to be noticed', () => !gateway.isPrompt());
    gateway.wake('one');
    await quietFor(300);
    expect(lanes.drains).toBe(0);
  }, 30_000);

  it('starts without Redis, and drains once it is there', async () => {
    const lanes = new CountedLanes();
    await redis.crash();
    lanes.owe('one');
    await startHub(asDatabase(lanes));
    await redis.resume();

    await eventually('the lane to be drained', () => lanes.isEven, { withinMs: BACK_WITHIN_MS });
  }, 30_000);

  it('rebuilds its queue from the database when Redis forgot everything', async () => {
    const lanes = new CountedLanes(() => takes(300));
    const scheduler = await startHub({ ...asDatabase(lanes), maxDrains: 2 });
    for (let lane = 0; lane < 20; lane++) {
      lanes.owe(`lane-${lane}`);
      scheduler.wake(`lane-${lane}`);
    }
    await eventually('some to be drained', () => lanes.drains > 3);
    await withRedis((client) => client.flushall());

    await eventually('all to be drained', () => lanes.isEven, { withinMs: BACK_WITHIN_MS });
    lanes.owe('later');
    scheduler.wake('later');
    await eventually('a wake to be heard as before', () => lanes.isEven, { withinMs: 2000 });
  }, 40_000);

  it('lets nobody wait who wakes a lane or stops while Redis does not answer', async () => {
    const lanes = new CountedLanes();
    const scheduler = await startHub(asDatabase(lanes));
    redis.freeze();
    const before = performance.now();
    for (let wake = 0; wake < 1000; wake++) scheduler.wake(`lane-${wake % 10}`);
    expect(performance.now() - before).toBeLessThan(500);
    await scheduler.stop();
    expect(performance.now() - before).toBeLessThan(8000);
  }, 30_000);

  it.each([
    [
      'evicts',
      ['--maxmemory-policy', 'allkeys-lru'],
      'Redis must have maxmemory-policy noeviction, it has allkeys-lru',
    ],
    ['keeps nothing', ['--appendonly', 'no'], 'Redis must keep what it is told: switch on appendonly (best) or save'],
  ])('refuses to start on a Redis that %s', async (_, settings, fault) => {
    const unfit = await PrivateRedis.start(settings);
    const report = (): void => undefined;
    const parts = schedulerParts({ drain: async () => NOTHING_LEFT });
    const scheduler = new BullmqLaneScheduler({ ...parts, redisUrl: unfit.url, prefix: aQueuePrefix(), report });
    await expect(scheduler.start()).rejects.toThrow(fault);
    await scheduler.stop();
    await unfit.close();
  });

  it('starts on a Redis that keeps snapshots only', async () => {
    const snapshots = await PrivateRedis.start(['--appendonly', 'no', '--save', '60 1000']);
    const report = (): void => undefined;
    const parts = schedulerParts({ drain: async () => NOTHING_LEFT });
    const scheduler = new BullmqLaneScheduler({ ...parts, redisUrl: snapshots.url, prefix: aQueuePrefix(), report });
    await scheduler.start();
    await scheduler.stop();
    await snapshots.close();
  });

  it('works on a Redis in cluster mode, whose scripts may touch one slot only', async () => {
    const cluster = await PrivateRedis.start(['--cluster-enabled', 'yes']);
    const client = new Redis(cluster.url);
    await client.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    await eventually('the cluster to stand', async () => /cluster_state:ok/.test(await client.cluster('INFO')));
    const lanes = new CountedLanes();
    const parts = { ...schedulerParts(asDatabase(lanes)), report: () => undefined };
    const scheduler = new BullmqLaneScheduler({ ...parts, redisUrl: cluster.url, prefix: aQueuePrefix() });
    await scheduler.start();
    lanes.owe('one');
    scheduler.wake('one');
    await eventually('the lane to be drained', () => lanes.isEven, { withinMs: 2000 });
    expect(scheduler.isPrompt()).toBe(true);
    await scheduler.stop();
    client.disconnect();
    await cluster.close();
  }, 30_000);

  it('keeps the id of a lane in Redis and nothing else, and no more the more is drained', async () => {
    const scheduler = await startHub({
      drain: async () => ({ kind: 'waits', untilMs: Date.now() + 600_000 }),
      maxDrains: 4,
    });
    scheduler.wake('one');
    const jobs = await eventually('the lane to wait in Redis', async () => {
      const keys = await withRedis((client) => client.zrange(`${prefix}:lanes:delayed`, '0', '-1'));
      return keys.length === 1 && keys;
    });
    await expect(withRedis((client) => client.hget(`${prefix}:lanes:${jobs[0] ?? ''}`, 'data'))).resolves.toBe('"one"');

    const lanes = new CountedLanes();
    const busy = await startHub({ drain: lanes.drain });
    const keysOf = (): Promise<readonly string[]> => withRedis((client) => client.keys(`${prefix}*`));
    for (let round = 0; round < 50; round++) {
      for (let lane = 0; lane < 20; lane++) {
        lanes.owe(`lane-${lane}`);
        busy.wake(`lane-${lane}`);
      }
      await eventually('the round to be drained', () => lanes.isEven);
    }
    await quietFor(300);
    expect((await keysOf()).length).toBeLessThan(15);
  }, 40_000);

  async function limitMemory(bytes: string): Promise<void> {
    await withRedis((client) => client.config('SET', 'maxmemory', bytes));
  }

  async function withRedis<T>(ask: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(redis.url);
    try {
      return await ask(client);
    } finally {
      client.disconnect();
    }
  }
});
