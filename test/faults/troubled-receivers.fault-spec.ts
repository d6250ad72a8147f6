/**
 * R10, R12, R13: receivers that are slow, that are down, and that come back. It may observe when each receiver gets what, and the hub's
 * record of its attempts.
 */
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { printFigures, quantile } from './rig/figures.js';
import { LANE_LIMIT } from './rig/lanes.js';
import { paced, passed, sideBySide } from './rig/paced.js';
import { receivingParties } from './rig/receivers.js';
import { FAULT_TIMEOUT_MS, IS_FULL_SCALE, scaled } from './rig/scale.js';
import type { Broadcast } from './rig/sender.js';
import { Standalone } from './rig/standalone.js';

/** An OFFLINE platform is asked every second whether it is back. */
const PRESENCE = { BUSBAR_OFFLINE_AFTER: '3', BUSBAR_ALIVE_AFTER_S: '1' };

describe('R10: a slow receiver', () => {
  const receivers = scaled(20, 100);
  const slowMs = scaled(2_000, 10_000);
  /** In a build other suites take their share of the machine; who had to wait for the slow one would still be far later. */
  const quickMs = scaled(1_000, 250);
  const perSecond = scaled(25, 5);
  const count = perSecond * scaled(5, 60);

  it(
    'costs the others nothing, and takes no more than its lane',
    async () => {
      const world = await Standalone.start({ receivers: [receivingParties(receivers - 1), receivingParties(1, 'S')] });
      const [others, slow] = world.ports;
      if (!others || !slow) throw new Error('both ports were asked for');
      const pushed: Broadcast[] = [];
      const delaysMs = async (round: string): Promise<readonly number[]> => {
        world.forget();
        const sentAt = new Map<string, number>();
        const pushes: Promise<unknown>[] = [];
        await paced({ count, perSecond }, (nth) => {
          const broadcast = world.sender.next(`${round}${nth}`);
          sentAt.set(broadcast.correlationId, performance.now());
          pushed.push(broadcast);
          pushes.push(world.sender.push(broadcast));
        });
        await Promise.all(pushes);
        const all = count * others.parties.length;
        await eventually('all others to have everything', () => others.receipts.length >= all, { withinMs: 30_000 });
        return others.receipts.map(({ correlationId, atMs }) => atMs - (sentAt.get(correlationId) ?? 0));
      };
      await delaysMs('W');
      const baselineMs = quantile(await delaysMs('B'), 0.99);
      await world.settled();
      slow.answer = () => ({ delayMs: slowMs });
      const p99Ms = quantile(await delaysMs('S'), 0.99);
      const atOnce = mostWithin(
        slow.receipts.map(({ atMs }) => atMs),
        slowMs,
      );
      const slowReceipts = [...slow.receipts];
      slow.answer = () => ({});
      await world.settled();
      const { lost } = await world.verdict(pushed.slice(-count));

      // Scaled down it says that nobody waits for the slow one; how much quicker the others are is for the full run on a quiet machine.
      const mostMs = Math.max(quickMs, baselineMs * scaled(2, 1.2), scaled(3 * slowMs, 0));
      const rate = `${perSecond * receivers} deliveries/s`;
      const figures = `p99 ${p99Ms.toFixed(0)} ms (≤ ${mostMs.toFixed(0)}; without it ${baselineMs.toFixed(0)}), at once ${atOnce} (≤ ${LANE_LIMIT})`;
      printFigures('R10', `${rate}, 1 of ${receivers} takes ${slowMs} ms: others ${figures}, lost ${lost.length}`);
      expect(lost).toEqual([]);
      expect(slowReceipts.length).toBeGreaterThan(0);
      expect(p99Ms).toBeLessThanOrEqual(mostMs);
      expect(atOnce).toBeLessThanOrEqual(LANE_LIMIT);
    },
    FAULT_TIMEOUT_MS,
  );

  /** The most of these moments that lie within the given time of one another. */
  function mostWithin(moments: readonly number[], ms: number): number {
    // An answer is on its way for a moment: what follows it at once was not under way with it.
    return Math.max(0, ...moments.map((from) => moments.filter((at) => at >= from && at < from + ms - 5).length));
  }
});

describe('R12: half of the receivers', () => {
  const half = scaled(10, 50);
  const count = scaled(60, 200);

  it(
    'being down slows the other half by nothing, and is found out in a few attempts',
    async () => {
      const ports = [receivingParties(half, 'U'), receivingParties(half, 'D')];
      const world = await Standalone.start({ receivers: ports, env: PRESENCE });
      const [up, down] = world.ports;
      if (!up || !down) throw new Error('both ports were asked for');
      const pushed: Broadcast[] = [];
      const perSecond = async (round: string): Promise<number> => {
        const before = up.receipts.length;
        const startedAt = performance.now();
        const broadcasts = Array.from({ length: count }, (_, nth) => world.sender.next(`${round}${nth}`));
        pushed.push(...broadcasts);
        await sideBySide(8, broadcasts, (each) => world.sender.push(each));
        const all = before + count * half;
        await eventually('the healthy to have everything', () => up.receipts.length >= all, { withinMs: 60_000 });
        return (count * half * 1000) / (performance.now() - startedAt);
      };
      await perSecond('W');
      await world.settled();
      const baseline = await perSecond('B');
      await world.settled();
      await down.close();
      const withHalf = await perSecond('H');
      const attempts = await world.kept.rows<{ lane: number; failed: number }>(
        `SELECT d.lane_id AS lane, COUNT(*) AS failed FROM delivery_attempts a JOIN deliveries d ON d.sequence = a.delivery
       WHERE a.outcome = 'again' GROUP BY d.lane_id`,
      );
      const mostFailed = Math.max(...attempts.map(({ failed }) => failed));
      const failed = attempts.reduce((sum, each) => sum + each.failed, 0);
      const failedPart = failed / (count * half + failed);
      await down.open();
      await world.settled();
      const { lost, dup } = await world.verdict(pushed);

      const ratio = withHalf / baseline;
      const rates = `${withHalf.toFixed(0)}/s to the others, ${(ratio * 100).toFixed(0)} % of before (≥ 90)`;
      const waste = `at most ${mostFailed} failures each (≤ 10), ${(failedPart * 100).toFixed(1)} % of all attempts (≤ 20)`;
      printFigures('R12', `${half} of ${2 * half} down: ${rates}, ${waste}, lost ${lost.length}, dup ${dup}`);
      expect(lost).toEqual([]);
      expect(ratio).toBeGreaterThanOrEqual(0.9);
      expect(mostFailed).toBeLessThanOrEqual(10);
      expect(failedPart).toBeLessThanOrEqual(0.2);
    },
    FAULT_TIMEOUT_MS,
  );
});

describe('R13: a receiver that comes back', () => {
  const backlog = scaled(200, 2_000);
  const downMs = scaled(3_000, 120_000);
  const answersInMs = 50;
  const closedWithinMs = scaled(6_000, 35_000);

  it(
    'is tried by one request, and gets what it missed without a flood',
    async () => {
      const env = { ...PRESENCE, ...(IS_FULL_SCALE ? { BUSBAR_ALIVE_AFTER_S: '30' } : {}) };
      const world = await Standalone.start({ receivers: [receivingParties(1)], env });
      const [receiver] = world.ports;
      if (!receiver) throw new Error('the port was asked for');
      receiver.answer = () => ({ delayMs: answersInMs });
      const push = async (round: string): Promise<readonly Broadcast[]> => {
        const broadcasts = Array.from({ length: backlog }, (_, nth) => world.sender.next(`${round}${nth}`));
        await sideBySide(8, broadcasts, (each) => world.sender.push(each));
        return broadcasts;
      };
      await push('B');
      await world.settled();
      const steady = mostInASecond(receiver.receipts.map(({ atMs }) => atMs));
      world.forget();
      await receiver.close();
      const missed = await push('M');
      await passed(downMs);
      let probes = 0;
      receiver.onProbe = () => (probes += 1);
      const backAt = performance.now();
      await receiver.open();
      await eventually('the first delivery', () => receiver.receipts.length > 0, { withinMs: 60_000 });
      const probesBefore = probes;
      await world.settled();

      const times = receiver.receipts.map(({ atMs }) => atMs);
      const closedMs = (times[0] ?? Number.NaN) - backAt;
      const aloneMs = (times[1] ?? Number.NaN) - (times[0] ?? Number.NaN);
      const ramp = mostInASecond(times);
      const { lost, dup } = await world.verdict(missed);
      const back = `first delivery ${closedMs.toFixed(0)} ms after it was back (≤ ${closedWithinMs}), ${probesBefore} probe (≤ 1)`;
      printFigures('R13', `${back}, at most ${ramp}/s (≤ ${2 * steady}), lost ${lost.length}, dup ${dup}`);
      expect(lost).toEqual([]);
      expect(closedMs).toBeLessThanOrEqual(closedWithinMs);
      expect(probesBefore).toBeLessThanOrEqual(1);
      // The second one waits for the answer to the first.
      expect(aloneMs).toBeGreaterThan(answersInMs * 0.9);
      expect(ramp).toBeLessThanOrEqual(2 * steady);
    },
    FAULT_TIMEOUT_MS,
  );

  function mostInASecond(moments: readonly number[]): number {
    return Math.max(0, ...moments.map((from) => moments.filter((at) => at >= from && at < from + 1000).length));
  }
});
