/**
 * R14 and R15: what a receiver sees of one object while it fails at random, while the hub is killed, and while newer writes wait. It may
 * observe what reaches receivers and the hub's record.
 */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { printFigures } from './rig/figures.js';
import { sideBySide } from './rig/paced.js';
import { receivingParties, type Receipt, type Receivers, type Reply } from './rig/receivers.js';
import { FAULT_TIMEOUT_MS, scaled } from './rig/scale.js';
import type { Broadcast } from './rig/sender.js';
import { Standalone } from './rig/standalone.js';
import { goesBack, streamsOf } from './rig/streams.js';

describe('R14: with receivers that fail at random', () => {
  const objects = scaled(40, 1_000);
  const updates = scaled(10, 20);
  const receivers = 3;
  const failing = 0.3;

  it(
    'and a hub that is killed, every object ends as its newest and never goes back',
    async () => {
      const world = await Standalone.start({ receivers: [receivingParties(receivers)] });
      const receipts = (): readonly Receipt[] => world.ports.flatMap((port) => port.receipts);
      for (const port of world.ports) port.answer = atRandom;
      const names = Array.from({ length: objects }, (_, nth) => `O${nth}`);
      const accepted: Broadcast[] = [];
      const updating = sideBySide(16, names, async (object) => {
        for (let version = 0; version < updates; version += 1) {
          const update = world.sender.next(object, timeOf(version));
          accepted.push(update);
          await world.sender.pushUntilAnswered(update);
        }
      });
      await eventually('half of it', () => accepted.length > (objects * updates) / 2, { withinMs: FAULT_TIMEOUT_MS });
      world.killNow();
      await world.startAgain();
      await updating;
      await world.settled();

      const { pairs, lost, dup } = await world.verdict(accepted);
      const streams = streamsOf(receipts());
      const notNewest = [...streams.values()].filter((stream) => newestTaken(stream) !== timeOf(updates - 1));
      const wentBack = [...streams.values()].filter((stream) => goesBack(stream));
      const end = `newest at the end ${streams.size - notNewest.length} of ${objects * receivers}`;
      printFigures(
        'R14',
        `${pairs} deliveries, ${failing * 100} % fail, 1 kill: ${end}, older after newer ${wentBack.length} (≤ 0), lost ${lost.length}, dup ${dup}`,
      );
      expect({ lost, notNewest, wentBack }).toEqual({ lost: [], notNewest: [], wentBack: [] });
      expect(streams.size).toBe(objects * receivers);
    },
    FAULT_TIMEOUT_MS,
  );

  function atRandom(): Reply {
    const chance = Math.random() / failing;
    if (chance > 1) return {};
    if (chance < 0.3) return 'reset';
    return { status: chance < 0.6 ? 500 : 503, delayMs: 10 };
  }

  const timeOf = (version: number): string => new Date(Date.UTC(2026, 0, 1, 0, version)).toISOString();

  function newestTaken(stream: readonly Receipt[]): string | undefined {
    return stream.filter(({ taken }) => taken).at(-1)?.lastUpdated;
  }
});

describe('R15: what waits for a receiver', () => {
  let world: Standalone;
  let receiver: Receivers;
  let tried = 0;

  beforeAll(async () => {
    world = await Standalone.start({ receivers: [receivingParties(1)] });
    const [port] = world.ports;
    if (!port) throw new Error('the port was asked for');
    receiver = port;
  });
  beforeEach(() => {
    tried += 1;
    world.forget();
  });

  const [EARLY, LATE] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];

  interface Write {
    readonly lastUpdated: string;
    readonly method?: 'PATCH';
    readonly below?: string;
  }
  const put = (lastUpdated: string, below?: string): Write => ({
    lastUpdated,
    ...(below === undefined ? {} : { below }),
  });
  const patch = (lastUpdated: string): Write => ({ lastUpdated, method: 'PATCH' });

  /** What waits, by its place; which of it goes; and by which the rest is replaced. */
  interface Case {
    readonly title: string;
    readonly waiting: readonly Write[];
    readonly goes: readonly number[];
    readonly replaced: Readonly<Record<number, number>>;
  }
  const cases: readonly Case[] = [
    {
      title: 'a PUT that failed does not go once a newer one waits',
      waiting: [put(EARLY), put(LATE)],
      goes: [1],
      replaced: { 0: 1 },
    },
    {
      title: 'a PATCH between two PUTs is replaced with the first',
      waiting: [put(EARLY), patch(EARLY), put(LATE)],
      goes: [2],
      replaced: { 0: 2, 1: 2 },
    },
    { title: 'a PATCH after a PUT keeps its place', waiting: [put(EARLY), patch(LATE)], goes: [0, 1], replaced: {} },
    {
      title: 'of two PUTs of one time the later arrival goes',
      waiting: [put(EARLY), put(EARLY)],
      goes: [1],
      replaced: { 0: 1 },
    },
    {
      title: 'a PUT older than one that waits does not go',
      waiting: [put(LATE), put(EARLY)],
      goes: [0],
      replaced: { 1: 0 },
    },
    {
      title: 'a PATCH newer than the next PUT stays',
      waiting: [put(EARLY), patch(LATE), put(EARLY)],
      goes: [1, 2],
      replaced: { 0: 2 },
    },
    { title: 'an EVSE goes after its Location', waiting: [put(EARLY), put(LATE, '/E1')], goes: [0, 1], replaced: {} },
    {
      title: 'a Location replaces what waits below it',
      waiting: [put(EARLY, '/E1'), put(LATE)],
      goes: [1],
      replaced: { 0: 1 },
    },
  ];

  it.each(cases)('$title', async ({ title, waiting, goes, replaced }) => {
    receiver.answer = () => ({ status: 503 });
    const broadcasts: Broadcast[] = [];
    for (const { lastUpdated, ...how } of waiting) {
      const broadcast = { ...world.sender.next(`W${tried}`, lastUpdated), ...how };
      broadcasts.push(broadcast);
      expect(await world.sender.push(broadcast)).toMatchObject({ kind: 'accepted' });
    }
    const triedBefore = receiver.receipts.length;
    await eventually('another failure with all of it waiting', () => receiver.receipts.length > triedBefore);
    receiver.answer = () => ({});
    await world.settled();

    const place = (correlationId: string | null): number =>
      broadcasts.findIndex((each) => each.correlationId === correlationId);
    const went = receiver.receipts.filter(({ taken }) => taken).map(({ correlationId }) => place(correlationId));
    const kept = (await world.kept.all()).filter(({ correlationId }) => place(correlationId) >= 0);
    const superseded = kept.filter(({ state }) => state === 'superseded');
    const by = superseded.map(({ correlationId, supersededBy }) => [place(correlationId), place(supersededBy)]);
    printFigures('R15', `${title}: sent ${went.join(', ')} of ${waiting.length}, superseded ${superseded.length}`);
    expect(went).toEqual(goes);
    expect(Object.fromEntries(by)).toEqual(replaced);
    expect(superseded.map(({ reason }) => reason)).not.toContain('');
  });
});
