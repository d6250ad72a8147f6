/**
 * R20: a standalone hub that is told to end in the middle of its work, again and again. It may observe what the sender is told, readiness,
 * how the process ends, and what reaches receivers.
 */
import { expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { printFigures } from './rig/figures.js';
import { passed, sideBySide } from './rig/paced.js';
import { receivingParties } from './rig/receivers.js';
import { FAULT_TIMEOUT_MS, scaled } from './rig/scale.js';
import type { Broadcast } from './rig/sender.js';
import { Standalone } from './rig/standalone.js';

const RECEIVERS = 10;
const STOPS = scaled(2, 20);
const ENDS_WITHIN_MS = 25_000;

it(
  'R20: a hub that is told to end says so first, ends in order, and repeats nothing',
  async () => {
    const env = { BUSBAR_DRAIN_GRACE_S: '1' };
    const world = await Standalone.start({ receivers: [receivingParties(RECEIVERS)], env });
    for (const port of world.ports) port.answer = () => ({ delayMs: 20 });
    const accepted: Broadcast[] = [];
    const told = new Set<string>();
    let isOver = false;
    const pushing = sideBySide(4, ['A', 'B', 'C', 'D'], async (name) => {
      for (let nth = 0; !isOver; nth += 1) {
        const broadcast = world.sender.next(`${name}${nth}`);
        told.add((await world.sender.pushUntilAnswered(broadcast)).kind);
        accepted.push(broadcast);
        await passed(50);
      }
    });
    const exits: (number | null)[] = [];
    const tookMs: number[] = [];
    for (let nth = 1; nth <= STOPS; nth += 1) {
      await passed(500);
      const startedAt = performance.now();
      const ended = world.hub.stop('SIGTERM');
      const turnsAway = async (): Promise<boolean> => (await fetch(`${world.hub.url}/readyz`)).status === 503;
      await eventually('readiness to go while the hub still serves', turnsAway, { withinMs: 1_000 });
      const before = accepted.length;
      await eventually('a broadcast to be accepted all the same', () => accepted.length > before);
      exits.push(await ended);
      tookMs.push(performance.now() - startedAt);
      await world.startAgain();
    }
    isOver = true;
    await pushing;
    await world.settled();

    const { pairs, lost, dup } = await world.verdict(accepted);
    const slowest = Math.max(...tookMs).toFixed(0);
    const ends = `exit codes ${exits.join(' ')}, slowest end ${slowest} ms (≤ ${ENDS_WITHIN_MS})`;
    printFigures('R20', `${pairs} deliveries, ${STOPS} stops: ${ends}, lost ${lost.length}, dup ${dup} (≤ 0)`);
    expect([...told]).toEqual(['accepted']);
    expect(exits).toEqual(exits.map(() => 0));
    expect(Math.max(...tookMs)).toBeLessThanOrEqual(ENDS_WITHIN_MS);
    expect({ lost, dup }).toEqual({ lost: [], dup: 0 });
  },
  FAULT_TIMEOUT_MS,
);
