/**
 * R23: platforms that all die at once, one that comes and goes, and a hub that has no sockets left. It may observe what the operator is
 * shown and what reaches receivers.
 */
import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { eventually } from '../support/eventually.js';
import { printFigures } from './rig/figures.js';
import { passed } from './rig/paced.js';
import { receivingParties } from './rig/receivers.js';
import { FAULT_TIMEOUT_MS, scaled } from './rig/scale.js';
import type { Told } from './rig/sender.js';
import { Standalone } from './rig/standalone.js';

const RECEIVERS = scaled(20, 100);
const PRESENCE = { BUSBAR_OFFLINE_AFTER: '3', BUSBAR_ALIVE_AFTER_S: '2', BUSBAR_STATUS_HOLD_S: '30' };
const FOUND_WITHIN_MS = 30_000;
const BACK_WITHIN_MS = 10_000;

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly parties: readonly { readonly last_updated?: string }[];
}

/** Receivers' platforms in this state. */
async function countOf(world: Standalone, status: string): Promise<number> {
  const { body } = await world.hub.operator<{ items: readonly Shown[] }>('GET', '/platforms?limit=500');
  const ids = new Set([...world.platforms.values()].map(({ id }) => id));
  return body.items.filter((platform) => ids.has(platform.id) && platform.status === status).length;
}

describe('R23: the status of parties', () => {
  it(
    'shows that all have died, and that all are back, and what they missed arrives',
    async () => {
      const world = await Standalone.start({ receivers: [receivingParties(RECEIVERS)], env: PRESENCE });
      const [port] = world.ports;
      if (!port) throw new Error('the port was asked for');
      await port.close();
      const diedAt = performance.now();
      const missed = [1, 2, 3].map((nth) => world.sender.next(`M${nth}`));
      for (const broadcast of missed) expect(await world.sender.push(broadcast)).toMatchObject({ kind: 'accepted' });
      await eventually('all to be OFFLINE', async () => (await countOf(world, 'OFFLINE')) === RECEIVERS, {
        withinMs: FOUND_WITHIN_MS,
      });
      const foundMs = performance.now() - diedAt;
      await port.open();
      const backAt = performance.now();
      await eventually('all to be CONNECTED', async () => (await countOf(world, 'CONNECTED')) === RECEIVERS, {
        withinMs: FOUND_WITHIN_MS,
      });
      const backMs = performance.now() - backAt;
      await world.settled();

      const { lost } = await world.verdict(missed);
      const found = `all ${RECEIVERS} OFFLINE after ${foundMs.toFixed(0)} ms (≤ ${FOUND_WITHIN_MS})`;
      printFigures(
        'R23',
        `${found}, CONNECTED after ${backMs.toFixed(0)} ms (≤ ${BACK_WITHIN_MS}), lost ${lost.length}`,
      );
      expect(backMs).toBeLessThanOrEqual(BACK_WITHIN_MS);
      expect(lost).toEqual([]);
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'marks nobody OFFLINE while the hub itself has no sockets left',
    async () => {
      const world = await Standalone.start({
        receivers: [receivingParties(RECEIVERS)],
        env: { ...PRESENCE, BUSBAR_ALIVE_AFTER_S: '3600' },
      });
      // Senders keep their connections: only what the hub wants to open is refused.
      const before = world.sender.next('before');
      await world.sender.push(before);
      await world.settled();
      const { pid } = world.hub;
      for (const port of world.ports) await port.close();
      const open = readdirSync(`/proc/${pid}/fd`).length;
      for (const port of world.ports) await port.open();
      limitFiles(pid, Math.max(0, open - 4));
      const without = Array.from({ length: 6 }, (_, nth) => world.sender.next(`W${nth}`));
      const told: Told[] = [];
      for (const broadcast of without) told.push(await world.sender.push(broadcast));
      await passed(scaled(3_000, 30_000));
      limitFiles(pid, 4_096);
      await eventually('the hub to answer its operator', async () => (await countOf(world, 'PLANNED')) === 0);
      const offline = await countOf(world, 'OFFLINE');
      await world.settled();

      const accepted = without.filter((_, nth) => told[nth]?.kind === 'accepted');
      const { lost } = await world.verdict(accepted);
      const figures = `OFFLINE ${offline} of ${RECEIVERS} (≤ 0), lost ${lost.length} of ${accepted.length} broadcasts`;
      printFigures('R23', `no sockets left in the hub: ${figures}`);
      expect(accepted.length).toBeGreaterThan(0);
      expect(offline).toBe(0);
      expect(lost).toEqual([]);
    },
    FAULT_TIMEOUT_MS,
  );
});

function limitFiles(pid: number, most: number): void {
  execFileSync('prlimit', ['--pid', String(pid), `--nofile=${most}:`]);
}
