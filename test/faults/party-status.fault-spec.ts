/**
 * R23: platforms that come and go, those that all die at once, and a hub that has no sockets left. It may observe what the operator is
 * shown, what parties are told of one another and what reaches receivers.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { eventually } from '../support/eventually.js';
import { printFigures, quantile } from './rig/figures.js';
import { onboard } from './rig/onboard.js';
import { passed } from './rig/paced.js';
import { Receivers, receivingParties, type StatusReceipt } from './rig/receivers.js';
import { FAULT_TIMEOUT_MS, scaled } from './rig/scale.js';
import type { Broadcast, Told } from './rig/sender.js';
import { Standalone } from './rig/standalone.js';

const RECEIVERS = scaled(20, 100);
const HOLD_MS = scaled(4_000, 30_000);
const PRESENCE = { BUSBAR_OFFLINE_AFTER: '3', BUSBAR_ALIVE_AFTER_S: '1', BUSBAR_STATUS_HOLD_S: String(HOLD_MS / 1000) };
const FOUND_WITHIN_MS = 30_000;
const BACK_WITHIN_MS = 10_000;
const FLAPS = scaled(4, 24);
/** It stays up, or down, as long as it takes until that is found out, and in full as long as the figure says. */
const FLAP_AT_LEAST_MS = scaled(0, 5_000);
const BETWEEN_PUSHES_MS = 200;
/** Of what is announced; a first one that took longer than the next makes their distance so much shorter. */
const TOLD_WITHIN_MS = 1_500;
/** In a build other suites take their share of the machine; who had to wait for those that flap would still be later. */
const QUICK_MS = scaled(1_000, 250);

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly parties: readonly { readonly last_updated?: string }[];
}

/** How many platforms of these receivers have this status. */
async function countOf(world: Standalone, status: string, of: readonly Receivers[] = world.ports): Promise<number> {
  const { body } = await world.hub.operator<{ items: readonly Shown[] }>('GET', '/platforms?limit=500');
  const ids = new Set(of.flatMap(({ parties }) => parties).map((party) => world.platforms.get(party)?.id));
  return body.items.filter((platform) => ids.has(platform.id) && platform.status === status).length;
}

async function allBecome(world: Standalone, status: string, of: readonly Receivers[] = world.ports): Promise<void> {
  const count = of.flatMap(({ parties }) => parties).length;
  const have = async (): Promise<boolean> => (await countOf(world, status, of)) === count;
  await eventually(`all to be ${status}`, have, { withinMs: FOUND_WITHIN_MS });
}

describe('R23: the status of parties', () => {
  let world: Standalone;
  beforeAll(async () => {
    const halves = [receivingParties(RECEIVERS / 2), receivingParties(RECEIVERS / 2, 'F')];
    world = await Standalone.start({ receivers: halves, env: PRESENCE });
  }, FAULT_TIMEOUT_MS);

  it(
    'tells others of platforms that come and go once in the hold time, last how they are, and slows nobody',
    async () => {
      const [steady, flapping] = world.ports;
      if (!steady || !flapping) throw new Error('both ports were asked for');
      const onlooker = await anOnlooker(world);
      // That they have registered is news as well, and holds back what follows.
      await passed(HOLD_MS);
      onlooker.statuses.length = 0;
      const traffic = new Traffic(world);
      for (let flaps = 0; flaps < FLAPS; flaps += 1) {
        await Promise.all([flapping.close(), passed(FLAP_AT_LEAST_MS)]);
        await allBecome(world, 'OFFLINE', [flapping]);
        await Promise.all([flapping.open(), passed(FLAP_AT_LEAST_MS)]);
        await allBecome(world, 'CONNECTED', [flapping]);
      }
      const pushed = await traffic.end();
      const told = (party: string): readonly StatusReceipt[] =>
        onlooker.statuses.filter((status) => status.party === party);
      const lastTold = (): readonly (string | undefined)[] =>
        flapping.parties.map((party) => told(party).at(-1)?.status);
      const allConnected = (): boolean => lastTold().every((status) => status === 'CONNECTED');
      await eventually('the onlooker to know that all are back', allConnected, { withinMs: HOLD_MS + TOLD_WITHIN_MS });
      await world.settled();

      const each = flapping.parties.map(told);
      const apartMs = Math.min(...each.flatMap(gapsMs));
      const most = Math.max(...each.map(({ length }) => length));
      const p99Ms = quantile(traffic.delaysMs(steady), 0.99);
      const { lost } = await world.verdict(pushed);
      const changes = `${2 * FLAPS} changes each of ${flapping.parties.length} are told by at most ${most}`;
      const apart = `${apartMs.toFixed(0)} ms apart at least (≥ ${HOLD_MS} - ${TOLD_WITHIN_MS})`;
      const others = `others p99 ${p99Ms.toFixed(0)} ms (≤ ${QUICK_MS})`;
      printFigures('R23', `flapping: ${changes}, ${apart}; ${others}, lost ${lost.length} of ${pushed.length}`);
      expect(lost).toEqual([]);
      expect(p99Ms).toBeLessThanOrEqual(QUICK_MS);
      expect(lastTold()).toEqual(flapping.parties.map(() => 'CONNECTED'));
      expect(apartMs).toBeGreaterThanOrEqual(HOLD_MS - TOLD_WITHIN_MS);
      // Nothing is said again that others know: each is news to what was told before it.
      for (const statuses of each) {
        expect(statuses.length).toBeGreaterThan(0);
        expect(statuses.map(({ status }) => status)).toEqual(
          statuses.map((_, nth) => (nth % 2 === 0 ? 'OFFLINE' : 'CONNECTED')),
        );
      }
      expect(steady.parties.flatMap(told)).toEqual([]);
    },
    FAULT_TIMEOUT_MS,
  );

  it(
    'shows that all have died, and that all are back, and what they missed arrives',
    async () => {
      for (const port of world.ports) await port.close();
      const diedAt = performance.now();
      const missed = [1, 2, 3].map((nth) => world.sender.next(`M${nth}`));
      for (const broadcast of missed) expect(await world.sender.push(broadcast)).toMatchObject({ kind: 'accepted' });
      await allBecome(world, 'OFFLINE');
      const foundMs = performance.now() - diedAt;
      for (const port of world.ports) await port.open();
      const backAt = performance.now();
      await allBecome(world, 'CONNECTED');
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

/** Broadcasts that go on, one after the other. */
class Traffic {
  private readonly pushed = new Map<Broadcast, number>();
  private isOver = false;
  private readonly going: Promise<void>;

  constructor(private readonly world: Standalone) {
    world.forget();
    this.going = this.go();
  }

  /** Stops, and resolves to all that was accepted. */
  async end(): Promise<readonly Broadcast[]> {
    this.isOver = true;
    await this.going;
    return [...this.pushed.keys()];
  }

  /** How long each delivery to these receivers took. */
  delaysMs({ receipts }: Receivers): readonly number[] {
    const sentAt = new Map([...this.pushed].map(([{ correlationId }, atMs]) => [correlationId, atMs]));
    return receipts.map(({ correlationId, atMs }) => atMs - (sentAt.get(correlationId) ?? Number.NaN));
  }

  private async go(): Promise<void> {
    const { sender } = this.world;
    while (!this.isOver) {
      const broadcast = sender.next(`T${this.pushed.size}`);
      this.pushed.set(broadcast, performance.now());
      expect(await sender.push(broadcast)).toMatchObject({ kind: 'accepted' });
      await passed(BETWEEN_PUSHES_MS);
    }
  }
}

const onlookers: Receivers[] = [];
afterAll(() => Promise.all(onlookers.map((each) => each.close())));

/** An EMSP that wants to know how others are. */
async function anOnlooker({ hub }: Standalone): Promise<Receivers> {
  const party = 'DE/EYE';
  const onlooker = await Receivers.start(
    [party],
    [
      { identifier: 'tokens', role: 'SENDER' },
      { identifier: 'hubclientinfo', role: 'RECEIVER' },
    ],
  );
  onlookers.push(onlooker);
  await onboard(hub, { party, role: 'EMSP', at: onlooker });
  return onlooker;
}

/** Times between one receipt and the next. */
function gapsMs(receipts: readonly StatusReceipt[]): readonly number[] {
  return receipts.slice(1).map(({ atMs }, nth) => atMs - (receipts[nth]?.atMs ?? Number.NaN));
}

function limitFiles(pid: number, most: number): void {
  execFileSync('prlimit', ['--pid', String(pid), `--nofile=${most}:`]);
}
