/** Deliveries that cannot be made wait in the database, not in memory. It may observe what the process keeps resident. */
import { expect, it } from '@jest/globals';
import { residentMiB } from '../support/resident-memory.js';
import { printFigures } from './rig/figures.js';
import { sideBySide } from './rig/paced.js';
import { receivingParties } from './rig/receivers.js';
import { FAULT_TIMEOUT_MS, scaled } from './rig/scale.js';
import { Standalone } from './rig/standalone.js';

const RECEIVERS = scaled(20, 100);
const BROADCASTS = scaled(250, 1_000);
/** Room for garbage between two collections; what is alive does not grow. */
const MOST_GROWTH_MIB = 150;

it(
  'memory stays flat however much is pending',
  async () => {
    const world = await Standalone.start({
      receivers: [receivingParties(RECEIVERS)],
      env: { BUSBAR_OFFLINE_AFTER: '3' },
    });
    const push = async (count: number, round: string): Promise<void> => {
      const broadcasts = Array.from({ length: count }, (_, nth) => world.sender.next(`${round}${nth}`));
      await sideBySide(16, broadcasts, async (each) =>
        expect(await world.sender.pushUntilAnswered(each)).toMatchObject({ kind: 'accepted' }),
      );
    };
    // Code is compiled and connections are made before anything counts.
    await push(50, 'W');
    await world.settled();
    const before = await residentMiB(world.hub.pid);
    await world.ports[0]?.close();
    await push(BROADCASTS, 'P');

    const after = await residentMiB(world.hub.pid);
    const pending = await world.kept.pending();
    const growth = `${before.toFixed(0)} → ${after.toFixed(0)} MiB resident (≤ ${MOST_GROWTH_MIB} more)`;
    printFigures('pending', `${pending} deliveries pending: ${growth}`);
    expect(pending).toBe(RECEIVERS * BROADCASTS);
    expect(after - before).toBeLessThanOrEqual(MOST_GROWTH_MIB);
  },
  FAULT_TIMEOUT_MS,
);
