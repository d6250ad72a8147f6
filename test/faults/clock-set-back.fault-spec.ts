/**
 * R22: a hub whose clock is set back while something waits; several-processes tries clocks that differ. It may observe what reaches
 * receivers and when, by a clock that is right, and the metrics.
 */
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { printFigures } from './rig/figures.js';
import { receivingParties } from './rig/receivers.js';
import { expectAsAsked, failOnce, sayRetries, timeRetries } from './rig/retries.js';
import { FAULT_TIMEOUT_MS, scaled } from './rig/scale.js';
import type { Broadcast } from './rig/sender.js';
import { Standalone } from './rig/standalone.js';
import { goesBack, streamsOf } from './rig/streams.js';
import { skewS, WallClock } from './rig/wall-clock.js';

const RECEIVERS = scaled(10, 100);
const SET_BACK_S = 600;
/** As much as a retry waits here, and what else suites take of the machine. */
const SETTLED_WITHIN_MS = 10_000;
/** The hub looks every 10 s how its clock stands. */
const NOTICED_WITHIN_MS = 15_000;

describe('R22: a clock that is set back by ten minutes', () => {
  it(
    'keeps nothing waiting and turns nothing round, and the metrics say how wrong it is',
    async () => {
      const clock = new WallClock(0);
      const world = await Standalone.start({ receivers: [receivingParties(RECEIVERS)], env: clock.env });
      const pushed: Broadcast[] = [];
      const update = async (): Promise<void> => {
        for (const object of ['L1', 'L2', 'L3']) {
          const broadcast = world.sender.next(object);
          pushed.push(broadcast);
          expect(await world.sender.push(broadcast)).toMatchObject({ kind: 'accepted' });
        }
      };
      world.ports.forEach(failOnce);
      await update();
      const failed = (): number => new Set(world.receipts.filter(({ taken }) => !taken).map(({ to }) => to)).size;
      await eventually('every receiver to have failed', () => failed() === RECEIVERS);
      clock.shift(-SET_BACK_S * 1000);
      await update();
      const settledMs = await world.settled();
      const { lost, dup } = await world.verdict(pushed);
      const wentBack = [...streamsOf(world.receipts).values()].filter(goesBack);
      const retries = await timeRetries(world, ['LATER']);
      const noticed = async (): Promise<number | false> => {
        const skew = await skewS(world.hub);
        return Math.abs(skew) > 30 && skew;
      };
      const skew = await eventually('the skew to show', noticed, { withinMs: NOTICED_WITHIN_MS });

      const settled = `settled after ${settledMs.toFixed(0)} ms (≤ ${SETTLED_WITHIN_MS}), lost ${lost.length}, dup ${dup} (≤ 0)`;
      printFigures('R22', `clock set back by 10 min: ${settled}, ${sayRetries(retries)}, shown skew ${skew} s`);
      expect({ lost, dup, wentBack }).toEqual({ lost: [], dup: 0, wentBack: [] });
      expect(settledMs).toBeLessThanOrEqual(SETTLED_WITHIN_MS);
      expectAsAsked(retries);
      expect(skew).toBeGreaterThan(-SET_BACK_S - 1);
      expect(skew).toBeLessThan(-SET_BACK_S + 60);
    },
    FAULT_TIMEOUT_MS,
  );
});
