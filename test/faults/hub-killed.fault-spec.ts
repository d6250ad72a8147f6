/**
 * R2 and R9: the standalone hub is killed at named moments of a push and at random ones of a fan-out. It may observe what the sender is
 * told, what reaches receivers, and the database file.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { printFigures, repeats } from './rig/figures.js';
import { mostRepeated } from './rig/lanes.js';
import { receivingParties } from './rig/receivers.js';
import { FAULT_TIMEOUT_MS, scaled } from './rig/scale.js';
import type { Broadcast, Moments, Told } from './rig/sender.js';
import { Standalone } from './rig/standalone.js';

const PICKED_UP_WITHIN_MS = 10_000;

describe('R2: a hub that is killed at a named moment', () => {
  const receivers = 10;
  const broadcasts = 40;
  const sideBySide = 10;
  let world: Standalone;
  let killings = 0;

  beforeAll(async () => {
    world = await Standalone.start({ receivers: [receivingParties(receivers)] });
  }, FAULT_TIMEOUT_MS);

  /** What is done at that moment of one broadcast among others that are at any stage. */
  type Trap = (kill: () => void, victim: Broadcast) => Moments;

  const whenReached =
    (part: number): Trap =>
    (kill, { correlationId }) => {
      const [port] = world.ports;
      let reached = 0;
      if (port) {
        port.onReceipt = (receipt) => {
          if (receipt.correlationId === correlationId && ++reached === Math.max(1, receivers * part)) kill();
        };
      }
      return {};
    };

  const moments: readonly (readonly [string, Trap])[] = [
    ['half of the body is out', (kill) => ({ onHalfSent: kill })],
    ['the request is out', (kill) => ({ onSent: kill })],
    ['the answer begins', (kill) => ({ onAnswer: kill })],
    ['the first receiver has it', whenReached(0)],
    ['half of the receivers have it', whenReached(0.5)],
  ];

  it.each(moments)(
    'when %s, keeps every broadcast it has accepted, and each other one wholly or not at all',
    async (moment, trap) => {
      for (let nth = 0; nth < scaled(1, 5); nth += 1) await killOnce(moment, trap);
    },
    FAULT_TIMEOUT_MS,
  );

  async function killOnce(moment: string, trap: Trap): Promise<void> {
    killings += 1;
    world.forget();
    const waiting = Array.from({ length: broadcasts }, (_, nth) => world.sender.next(`K${killings}-${nth}`));
    const victim = waiting[broadcasts >> 1];
    let isKilled = false;
    const kill = (): void => {
      if (!isKilled) world.killNow();
      isKilled = true;
    };
    const told = new Map<Broadcast, Told>();
    const push = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined && !isKilled; next = waiting.shift()) {
        told.set(next, await world.sender.push(next, next === victim ? trap(kill, next) : {}));
      }
    };
    await Promise.all(Array.from({ length: sideBySide }, push));
    await eventually('the moment to come', () => isKilled);
    await world.startAgain();
    const pickedUpMs = await world.settled();
    const tries = [...told.keys()];
    const accepted = tries.filter((each) => told.get(each)?.kind === 'accepted');
    const { lost, dup } = await world.verdict(accepted);
    const torn = tries.filter((each) => ![0, receivers].includes(takers(each)));
    const figures = [`lost ${lost.length}`, `torn ${torn.length}`, `dup ${dup}`];
    const trials = `${tries.length} trials, ${accepted.length} accepted`;
    printFigures(
      'R2',
      `killed when ${moment}: ${trials}, ${figures.join(', ')}, picked up in ${Math.round(pickedUpMs)} ms (≤ ${PICKED_UP_WITHIN_MS})`,
    );
    expect({ lost, torn }).toEqual({ lost: [], torn: [] });
    expect(pickedUpMs).toBeLessThan(PICKED_UP_WITHIN_MS);
  }

  function takers({ correlationId }: Broadcast): number {
    const receipts = world.ports.flatMap((port) => port.receipts);
    return new Set(receipts.filter((each) => each.correlationId === correlationId).map(({ to }) => to)).size;
  }
});

describe('R9: a hub on SQLite', () => {
  const receivers = scaled(20, 100);
  const broadcasts = scaled(60, 100);
  const kills = scaled(3, 10);
  const senders = 8;

  it(
    'loses nothing when it is killed at random',
    async () => {
      const world = await Standalone.start({ receivers: [receivingParties(receivers)] });
      const all = Array.from({ length: broadcasts }, (_, nth) => world.sender.next(`L${nth}`));
      const waiting = [...all];
      const told: Told[] = [];
      const push = async (): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          told.push(await world.sender.pushUntilAnswered(next));
        }
      };
      const pushing = Promise.all(Array.from({ length: senders }, push));
      const receipts = (): number => world.receipts.length;
      for (let nth = 1; nth <= kills; nth += 1) {
        const atReceipt = ((nth - Math.random()) / kills) * broadcasts * receivers;
        await eventually('a random moment', () => receipts() >= atReceipt, { withinMs: FAULT_TIMEOUT_MS });
        world.killNow();
        await world.startAgain();
      }
      await pushing;
      await world.settled();

      expect(told.filter(({ kind }) => kind !== 'accepted')).toEqual([]);
      const { pairs, lost, dup, stray } = await world.verdict(all);
      const most = mostRepeated(kills, 'standalone');
      printFigures('R9', `${pairs} deliveries, ${kills} kills: lost ${lost.length}, ${repeats({ dup, most, pairs })}`);
      expect({ lost, stray }).toEqual({ lost: [], stray: [] });
      expect(dup).toBeLessThanOrEqual(most);
      expect(await world.kept.rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      expect(await world.kept.rows('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    },
    FAULT_TIMEOUT_MS,
  );
});
