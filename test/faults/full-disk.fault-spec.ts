/**
 * R9: the disk of a standalone hub runs full. It may observe what senders and askers are told, what reaches receivers, and the database
 * file.
 */
import { afterAll, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { askDirectly } from './rig/direct.js';
import { printFigures } from './rig/figures.js';
import { sideBySide } from './rig/paced.js';
import { receivingParties } from './rig/receivers.js';
import { FAULT_TIMEOUT_MS, scaled } from './rig/scale.js';
import type { Broadcast, Told } from './rig/sender.js';
import { smallDisk } from './rig/small-disk.js';
import { Standalone } from './rig/standalone.js';

const RECEIVERS = 10;
const BROADCASTS = scaled(30, 300);
/** More than SQLite has room for in the blocks that its files fill in part. */
const KIB_EACH = 64;
const ANSWERED_WITHIN_MS = 6_000;

const disk = smallDisk();
afterAll(() => disk.close());

it(
  'R9: on a full disk broadcasts are refused, direct requests go on, no row is torn, and it resumes when there is room',
  async () => {
    const world = await Standalone.start({ receivers: [receivingParties(RECEIVERS)], dataDir: disk.directory });
    const [port] = world.ports;
    if (!port) throw new Error('the port was asked for');
    const told = new Map<Broadcast, Told>();
    const slowestMs: number[] = [];
    const filler = { name: 'x'.repeat(KIB_EACH * 1024) };
    const pushAll = async (round: string): Promise<readonly Told[]> => {
      const broadcasts = Array.from({ length: BROADCASTS }, (_, nth) => world.sender.next(`${round}${nth}`));
      await sideBySide(8, broadcasts, async (each) => {
        const startedAt = performance.now();
        told.set(each, await world.sender.push(each, {}, filler));
        slowestMs.push(performance.now() - startedAt);
      });
      return broadcasts.map((each) => told.get(each) ?? { kind: 'unanswered' });
    };
    port.answer = () => ({ delayMs: 200 });
    const before = await pushAll('B');
    const { pid } = world.hub;
    disk.fill(pid);
    const without = await pushAll('W');
    const asker = { url: world.hub.url, from: 'DE/R00', token: world.platforms.get('DE/R00')?.token ?? '' };
    const direct = await askDirectly(asker);
    port.answer = () => ({});
    disk.free(pid);
    const freedAt = performance.now();
    const probe = world.sender.next('back');
    await eventually('a broadcast to be accepted', async () => {
      told.set(probe, await world.sender.push(probe, {}, filler));
      return told.get(probe)?.kind === 'accepted';
    });
    const resumedMs = performance.now() - freedAt;
    await pushAll('A');
    await world.settled();

    const accepted = [...told.keys()].filter((each) => told.get(each)?.kind === 'accepted');
    const { lost, pairs } = await world.verdict(accepted);
    const takers = ({ correlationId }: Broadcast): number =>
      new Set(world.receipts.filter((each) => each.correlationId === correlationId).map(({ to }) => to)).size;
    const torn = [...told.keys()].filter((each) => ![0, RECEIVERS].includes(takers(each)));
    const refused = without.filter(({ kind }) => kind === 'refused');
    const answered = `slowest answer ${Math.max(...slowestMs).toFixed(0)} ms (≤ ${ANSWERED_WITHIN_MS})`;
    printFigures(
      'R9',
      `disk full: ${refused.length} of ${without.length} refused, ${answered}, resumed ${resumedMs.toFixed(0)} ms after there was ` +
        `room (≤ 10000); ${pairs} deliveries, lost ${lost.length}, torn ${torn.length}`,
    );
    expect(before.filter(({ kind }) => kind !== 'accepted')).toEqual([]);
    expect(refused.length).toBeGreaterThan(0);
    expect(without.filter((each) => each.kind === 'refused' && (each.http !== 503 || each.ocpi !== 3000))).toEqual([]);
    expect(without.filter(({ kind }) => kind === 'unanswered')).toEqual([]);
    expect(direct).toBe(1000);
    expect(Math.max(...slowestMs)).toBeLessThanOrEqual(ANSWERED_WITHIN_MS);
    expect(resumedMs).toBeLessThanOrEqual(10_000);
    expect({ lost, torn }).toEqual({ lost: [], torn: [] });
    expect(world.hub.pid).toBe(pid);
    expect(await world.kept.rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  },
  FAULT_TIMEOUT_MS,
);
