/**
 * R16: everything that failed is replayed, and the hub is killed half way. It may observe what the operator is told, what reaches
 * receivers, and the database file.
 */
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { printFigures } from './rig/figures.js';
import { receivingParties } from './rig/receivers.js';
import { FAULT_TIMEOUT_MS, scaled } from './rig/scale.js';
import { Standalone } from './rig/standalone.js';

const RECEIVERS = scaled(20, 100);
const OBJECTS = scaled(50, 100);
/** Objects of which every receiver has a newer version by then. */
const RENEWED = scaled(10, 20);
const FAILED = RECEIVERS * OBJECTS;
/** What the hub promises not to exceed. */
const PER_SECOND = 200;
/** Sent in one transaction: as many may lie at either end of a second. */
const PORTION = 20;
const FILTER = { filter: { state: 'rejected' } };

interface Asked {
  readonly id: string | null;
  readonly count: number;
  readonly stale: number;
}

interface Progress extends Asked {
  readonly state: string;
  readonly sent: number;
  readonly refused: number;
  readonly left: number;
}

describe('R16: a replay of everything that failed', () => {
  it(
    'sends what it counted but for what is stale, once, no faster than it may, although the hub is killed half way',
    async () => {
      const world = await Standalone.start({
        receivers: [receivingParties(RECEIVERS)],
        env: { BUSBAR_LOG_LEVEL: 'info' },
      });
      const [port] = world.ports;
      if (port === undefined) throw new Error('nobody receives');
      port.answer = () => ({ status: 404 });
      for (let nth = 0; nth < OBJECTS; nth += 1) await world.sender.push(world.sender.next(`F${nth}`));
      await world.settled();
      port.answer = () => ({});
      for (let nth = 0; nth < RENEWED; nth += 1) await world.sender.push(world.sender.next(`F${nth}`));
      await world.settled();
      world.forget();
      const ask = async (body: object): Promise<Asked> =>
        (await world.hub.operator<Asked>('POST', '/replays', body)).body;
      const progressOf = async (id: string | null): Promise<Progress> =>
        (await world.hub.operator<Progress>('GET', `/replays/${id}`)).body;

      const preview = await ask({ ...FILTER, dry_run: true });
      const replay = await ask(FILTER);
      const half = (FAILED - RENEWED * RECEIVERS) / 2;
      await eventually('half of it', () => port.receipts.length >= half, { withinMs: FAULT_TIMEOUT_MS });
      world.killNow();
      await world.startAgain();
      const progress = await eventually(
        'the replay to be done',
        async () => {
          const now = await progressOf(replay.id);
          return now.state === 'done' && now;
        },
        { withinMs: FAULT_TIMEOUT_MS },
      );
      await world.settled();

      const taken = new Set(port.receipts.map(({ object, to, lastUpdated }) => `${object} ${to} ${lastUpdated}`));
      const fastest = mostInASecond(await world.kept.rows<{ atMs: number }>(SENT_AT));
      const again = await ask(FILTER);
      const second = await eventually('the second click to end', async () => {
        const now = await progressOf(again.id);
        return now.state === 'done' && now;
      });
      printFigures(
        'R16',
        `${FAILED} failed: counted ${preview.count} = sent ${progress.sent} + stale ${progress.stale}; received ${taken.size}; ` +
          `second click sent ${second.sent}; at most ${fastest} in a second (≤ ${PER_SECOND + PORTION})`,
      );
      expect(preview).toMatchObject({ id: null, count: FAILED, stale: RENEWED * RECEIVERS });
      expect(replay).toMatchObject({ count: FAILED, stale: RENEWED * RECEIVERS });
      expect(progress).toMatchObject({
        sent: FAILED - RENEWED * RECEIVERS,
        stale: RENEWED * RECEIVERS,
        refused: 0,
        left: 0,
      });
      expect(taken.size).toBe(progress.sent);
      expect(second).toMatchObject({ count: RENEWED * RECEIVERS, sent: 0, stale: RENEWED * RECEIVERS });
      expect(fastest).toBeLessThanOrEqual(PER_SECOND + PORTION);

      const forced = await ask({ ...FILTER, force: true });
      await eventually('the stale ones to be sent', async () => (await progressOf(forced.id)).state === 'done', {
        withinMs: FAULT_TIMEOUT_MS,
      });
      expect(await progressOf(forced.id)).toMatchObject({ sent: RENEWED * RECEIVERS, stale: 0 });
      await eventually('the override to be on record', () => auditedForces(world.hub.logs()) === 1);
    },
    FAULT_TIMEOUT_MS,
  );
});

const SENT_AT = `SELECT d.accepted_at AS atMs FROM replay_items i JOIN deliveries d ON d.sequence = i.sent_as ORDER BY 1`;

function mostInASecond(sent: readonly { readonly atMs: number }[]): number {
  let most = 0;
  let first = 0;
  for (const [last, { atMs }] of sent.entries()) {
    while (atMs - (sent[first]?.atMs ?? 0) >= 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

function auditedForces(log: string): number {
  const lines = log
    .split('\n')
    .filter((line) => line.includes('"operator.changed"') && line.includes('/api/v1/replays'));
  return lines.filter((line) => line.includes('"force":true')).length;
}
