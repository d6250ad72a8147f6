/**
 * R1, R3, R4, R5, R6, R16, R21, R22: workers that are killed or frozen, a Redis that dies or forgets, and, all the while, machines whose
 * clocks differ by ten minutes. It may observe what the sender is told, what reaches receivers and when, the hub's record in MariaDB, and
 * the metrics.
 */
import { Redis } from 'ioredis';
import { beforeAll, beforeEach, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { printFigures, repeats } from './rig/figures.js';
import { LEASE_MS, MOST_REPEATED_PERCENT, mostRepeated } from './rig/lanes.js';
import { passed, sideBySide } from './rig/paced.js';
import { receivingParties } from './rig/receivers.js';
import { expectAsAsked, sayRetries, timeRetries } from './rig/retries.js';
import { FAULT_TIMEOUT_MS, IS_FULL_SCALE, scaled } from './rig/scale.js';
import type { Broadcast, Told } from './rig/sender.js';
import { describeOnOwnServers, SeveralProcesses, type SeveralOptions } from './rig/several-processes.js';
import { goesBack, streamsOf } from './rig/streams.js';
import { skewS, WallClock } from './rig/wall-clock.js';

const RECEIVERS = scaled(20, 100);
const RECEIVING = receivingParties(RECEIVERS);
const WORKERS = 2;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What the gateway takes on is due at once by either worker's clock; what one worker holds, it has held too long by the other's. */
const CLOCKS_OFF_MS = { gateway: [-5 * MINUTE_MS], worker: [-5 * MINUTE_MS, 5 * MINUTE_MS] };

describeOnOwnServers('a hub of several processes', () => {
  let world: SeveralProcesses;
  let rounds = 0;

  beforeAll(async () => {
    const own: SeveralOptions['own'] = (process, nth) => new WallClock(CLOCKS_OFF_MS[process][nth] ?? 0).env;
    world = await SeveralProcesses.start({ receivers: [RECEIVING], gateways: 1, workers: WORKERS, own });
  }, FAULT_TIMEOUT_MS);

  beforeEach(() => {
    rounds += 1;
    world.forget();
    for (const port of world.ports) port.answer = () => ({ delayMs: 20 });
  });

  const broadcasts = (count: number): readonly Broadcast[] =>
    Array.from({ length: count }, (_, nth) => world.sender.next(`C${rounds}-${nth}`));

  /** Pushes all, some side by side, each until it is accepted; `told` gets what else was said meanwhile. */
  const pushAll = (all: readonly Broadcast[], told: Told[] = []): Promise<void> =>
    sideBySide(8, all, (each) =>
      eventually(
        'the broadcast to be accepted',
        async () => {
          const said = await world.sender.push(each);
          told.push(said);
          return said.kind === 'accepted';
        },
        { withinMs: 60_000 },
      ),
    );

  const received = (count: number): Promise<boolean> =>
    eventually('a part to be received', () => world.receipts.length >= count, { withinMs: 60_000 });

  it(
    'R22: delivers once and in order, whatever the time is at its machines and at the owners of objects',
    async () => {
      // Lanes that take longer than a worker waits before it looks for those that nobody holds.
      const slow = new Set(RECEIVING.slice(0, RECEIVERS / 2));
      for (const port of world.ports) {
        port.answer = ({ to }) => {
          if (slow.has(to)) return { delayMs: 3_500 };
          return Math.random() < 0.2 ? { status: 503 } : { delayMs: 20 };
        };
      }
      const ahead = [-HOUR_MS, 0, HOUR_MS];
      const all = Array.from({ length: scaled(60, 400) }, (_, nth): Broadcast => {
        const object = nth % scaled(12, 60);
        const lastUpdated = new Date(Date.now() + (ahead[object % ahead.length] ?? 0) + nth).toISOString();
        return world.sender.next(`T${object}`, lastUpdated);
      });
      for (const each of all) await pushAll([each]);
      const settledMs = await world.settled();

      const { pairs, lost, dup } = await world.verdict(all);
      const wentBack = [...streamsOf(world.receipts).values()].filter(goesBack);
      const states = `lost ${lost.length}, dup ${dup} (≤ 0), older after newer ${wentBack.length} (≤ 0)`;
      printFigures('R22', `${pairs} deliveries, clocks ±5 min: ${states}, settled after ${settledMs.toFixed(0)} ms`);
      expect({ lost, dup, wentBack }).toEqual({ lost: [], dup: 0, wentBack: [] });
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'R22: tries again when it is asked to by a clock that is right, and shows which clocks are wrong',
    async () => {
      const retries = await timeRetries(world, scaled(['A', 'B'], ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']));
      const skews = await Promise.all([...world.gateways, ...world.workers].map(skewS));
      printFigures('R22', `clocks ±5 min: ${sayRetries(retries)}, shown skews ${skews.join(', ')} s`);
      expectAsAsked(retries);
      const offS = [...CLOCKS_OFF_MS.gateway, ...CLOCKS_OFF_MS.worker].map((ms) => ms / 1000);
      expect(skews.map((skew, nth) => Math.abs(skew - (offS[nth] ?? 0)) < 1)).toEqual(offS.map(() => true));
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'R1: loses nothing when workers are killed',
    async () => {
      const kills = scaled(3, 5);
      const all = broadcasts(scaled(60, 100));
      const pushing = pushAll(all);
      for (let nth = 0; nth < kills; nth += 1) {
        await received(((nth + Math.random()) / kills) * all.length * RECEIVERS);
        await world.replaceWorker(nth % WORKERS);
      }
      const restartedAt = performance.now();
      await pushing;
      await world.settled();

      const recoveredMs = performance.now() - restartedAt;
      const { pairs, lost, dup } = await world.verdict(all);
      const most = mostRepeated(kills);
      const recovered = `settled ${recoveredMs.toFixed(0)} ms after the last restart (≤ 15000)`;
      printFigures(
        'R1',
        `${pairs} deliveries, ${kills} kills: lost ${lost.length}, ${repeats({ dup, most, pairs })}, ${recovered}`,
      );
      expect(lost).toEqual([]);
      expect(dup).toBeLessThanOrEqual(most);
      if (IS_FULL_SCALE) expect((dup / pairs) * 100).toBeLessThanOrEqual(MOST_REPEATED_PERCENT);
      expect(recoveredMs).toBeLessThanOrEqual(scaled(15_000, 120_000));
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'R3: gives nothing up that no worker lived long enough to finish',
    async () => {
      const answersInMs = scaled(3_000, 6_000);
      const livesMs = scaled(1_500, 5_000);
      const kills = scaled(2, 10);
      for (const port of world.ports) port.answer = () => ({ delayMs: answersInMs });
      const all = broadcasts(1);
      await pushAll(all);
      let seen = 0;
      for (let nth = 0; nth < kills; nth += 1) {
        // From its first attempt on a worker lives for less than an answer takes: it finishes none.
        await received(seen + 1);
        await passed(livesMs);
        seen = world.receipts.length;
        await Promise.all(world.workers.map((_, worker) => world.replaceWorker(worker)));
      }
      await world.settled();

      const { pairs, lost, dup } = await world.verdict(all);
      const rejected = (await world.kept.all()).filter(({ state }) => state === 'rejected');
      const figures = `given up ${rejected.length} (≤ 0), lost ${lost.length}, dup ${dup}`;
      printFigures(
        'R3',
        `${pairs} deliveries of ${answersInMs} ms, workers killed after ${livesMs} ms × ${kills}: ${figures}`,
      );
      expect({ lost, rejected }).toEqual({ lost: [], rejected: [] });
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'R4: goes on without Redis, and as before when it is back',
    async () => {
      const downMs = scaled(3_000, 5_000);
      const all = broadcasts(scaled(60, 200));
      const slowestMs: number[] = [];
      let isBack = false;
      const pids = [...world.gateways, ...world.workers].map(({ pid }) => pid);
      const pushing = sideBySide(2, all, async (each) => {
        const startedAt = performance.now();
        expect(await world.sender.push(each)).toMatchObject({ kind: 'accepted' });
        slowestMs.push(performance.now() - startedAt);
        if (!isBack) await passed(downMs / 20);
      });
      await received(RECEIVERS);
      await world.servers.redis.crash();
      await passed(downMs);
      await world.servers.redis.resume();
      isBack = true;
      const backAt = performance.now();
      await pushing;
      await world.settled();

      const resumedMs = performance.now() - backAt;
      const { pairs, lost, dup } = await world.verdict(all);
      const answered = `slowest answer ${Math.max(...slowestMs).toFixed(0)} ms (≤ 1000)`;
      const resumed = `settled ${resumedMs.toFixed(0)} ms after it was back (≤ 10000)`;
      printFigures(
        'R4',
        `${pairs} deliveries, Redis killed for ${downMs} ms: ${answered}, ${resumed}, lost ${lost.length}, dup ${dup}`,
      );
      expect(lost).toEqual([]);
      expect(Math.max(...slowestMs)).toBeLessThanOrEqual(1_000);
      expect(resumedMs).toBeLessThanOrEqual(10_000);
      expect(() => pids.forEach((pid) => process.kill(pid, 0))).not.toThrow();
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'R5: makes its queue anew when Redis forgets everything',
    async () => {
      const all = broadcasts(scaled(60, 200));
      const pushing = pushAll(all);
      await received((all.length * RECEIVERS) / 4);
      const redis = new Redis(world.servers.redis.url);
      await redis.flushall();
      redis.disconnect();
      const flushedAt = performance.now();
      await pushing;
      await world.settled();

      const rebuiltMs = performance.now() - flushedAt;
      const { pairs, lost, dup } = await world.verdict(all);
      const most = mostRepeated(1);
      printFigures(
        'R5',
        `${pairs} deliveries, FLUSHALL: settled in ${rebuiltMs.toFixed(0)} ms (≤ 60000), lost ${lost.length}, dup ${dup} (≤ ${most})`,
      );
      expect(lost).toEqual([]);
      expect(rebuiltMs).toBeLessThanOrEqual(60_000);
      expect(dup).toBeLessThanOrEqual(most);
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'R21: a frozen worker is replaced by others, and changes nothing when it comes back',
    async () => {
      const frozenMs = scaled(10_000, 60_000);
      // In a build other suites take their share of the machine.
      const takenOverWithinMs = LEASE_MS + scaled(10_000, 5_000);
      const all = broadcasts(scaled(60, 200));
      const pushing = pushAll(all);
      await received((all.length * RECEIVERS) / 4);
      const [zombie] = world.workers;
      if (!zombie) throw new Error('there is at least one worker');
      process.kill(zombie.pid, 'SIGSTOP');
      const frozenAt = performance.now();
      await pushing;
      await world.settled();
      // By then the frozen one's last requests have been answered: whatever a receiver gets is from another worker.
      const later = world.receipts.filter(({ atMs }) => atMs > frozenAt + 500);
      const takenOverMs =
        Math.max(0, ...RECEIVING.map((party) => later.find(({ to }) => to === party)?.atMs ?? 0)) - frozenAt;
      await passed(frozenMs - (performance.now() - frozenAt));
      const before = await world.kept.all();
      process.kill(zombie.pid, 'SIGCONT');
      await passed(2_000);

      const after = await world.kept.all();
      const states = new Map(before.map(({ correlationId, to, state }) => [`${correlationId} ${to}`, state]));
      const flips = after.filter(({ correlationId, to, state }) => states.get(`${correlationId} ${to}`) !== state);
      const { pairs, lost, dup } = await world.verdict(all);
      const most = mostRepeated(1);
      const takenOver = `taken over in ${takenOverMs.toFixed(0)} ms (≤ ${takenOverWithinMs})`;
      const figures = `state flips ${flips.length} (≤ 0), lost ${lost.length}, dup ${dup} (≤ ${most})`;
      printFigures(
        'R21',
        `${pairs} deliveries, one of ${WORKERS} workers frozen for ${frozenMs} ms: ${takenOver}, ${figures}`,
      );
      expect({ lost, flips }).toEqual({ lost: [], flips: [] });
      expect(takenOverMs).toBeLessThanOrEqual(takenOverWithinMs);
      expect(() => process.kill(zombie.pid, 0)).not.toThrow();
      expect(dup).toBeLessThanOrEqual(most);
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'R6: takes everything on and delivers it while Redis is full, and says so',
    async () => {
      const redis = new Redis(world.servers.redis.url);
      const all = broadcasts(scaled(30, 200));
      await redis.config('SET', 'maxmemory', '1');
      const told: Told[] = [];
      let resumedMs: number;
      try {
        await pushAll(all, told);
        resumedMs = await world.settled();
        for (const { url } of [...world.gateways, ...world.workers]) {
          const state = await (await fetch(`${url}/readyz`)).json();
          expect(state).toMatchObject({ status: 'degraded', degraded: [{ part: 'redis' }] });
        }
      } finally {
        await redis.config('SET', 'maxmemory', '0');
        redis.disconnect();
      }

      const { pairs, lost, dup } = await world.verdict(all);
      // Asked again until they are accepted; on a machine that is busy the database may be late once.
      const unlike = told.filter((each) => each.kind === 'refused' && each.http !== 503);
      const withinMs = scaled(30_000, 10_000);
      const resumed = `settled ${resumedMs.toFixed(0)} ms later (≤ ${withinMs})`;
      printFigures(
        'R6',
        `${pairs} deliveries, Redis full: ${resumed}, asked again ${told.length - all.length}, lost ${lost.length}, dup ${dup}`,
      );
      expect({ lost, unlike }).toEqual({ lost: [], unlike: [] });
      expect(resumedMs).toBeLessThanOrEqual(withinMs);
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'R16: a replay goes on in a worker when the last gateway is killed',
    async () => {
      for (const port of world.ports) port.answer = () => ({ status: 404 });
      await pushAll(broadcasts(scaled(30, 100)));
      await world.settled();
      for (const port of world.ports) port.answer = () => ({});
      world.forget();
      const [gateway] = world.gateways;
      const replay = await gateway?.operator<{ count: number }>('POST', '/replays', { filter: { state: 'rejected' } });
      const count = replay?.body.count ?? 0;
      await received(count / 4);
      await gateway?.kill('SIGKILL');
      const killedAt = performance.now();
      await eventually('a worker to finish the replay', async () => (await world.kept.rows(RUNNING)).length === 0, {
        withinMs: 60_000,
      });
      await world.settled();
      const finishedMs = performance.now() - killedAt;
      await world.startGatewayAgain(0);

      const taken = new Set(world.receipts.map(({ correlationId, to }) => `${correlationId} ${to}`)).size;
      const finished = `finished ${finishedMs.toFixed(0)} ms later (≤ 60000)`;
      printFigures('R16', `${count} replayed, the only gateway killed: ${taken} received (= ${count}), ${finished}`);
      expect(count).toBeGreaterThan(0);
      expect(taken).toBe(count);
      expect(finishedMs).toBeLessThanOrEqual(60_000);
    },
    FAULT_TIMEOUT_MS,
  );
});

const RUNNING = `SELECT id FROM replays WHERE state = 'running'`;
