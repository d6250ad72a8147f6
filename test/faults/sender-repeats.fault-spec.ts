/** R17: a sender that asks again, because it saw no answer. It may observe what it is told and what reaches receivers. */
import { expect, it } from '@jest/globals';
import { printFigures } from './rig/figures.js';
import { receivingParties } from './rig/receivers.js';
import { FAULT_TIMEOUT_MS, scaled } from './rig/scale.js';
import type { Broadcast, Told } from './rig/sender.js';
import { Standalone } from './rig/standalone.js';

const RECEIVERS = 5;
const REPEATS = 5;
const ROUNDS = scaled(20, 1_000);

it(
  'R17: repeats of a broadcast have one fan-out and one answer, side by side and after a kill',
  async () => {
    const world = await Standalone.start({ receivers: [receivingParties(RECEIVERS)] });
    const all = Array.from({ length: ROUNDS }, (_, nth) => world.sender.next(`S${nth}`));
    const repeat = (broadcast: Broadcast): Promise<readonly Told[]> =>
      Promise.all(Array.from({ length: REPEATS }, () => world.sender.push(broadcast)));
    const answers = new Map<Broadcast, Set<string>>();
    const hear = (broadcast: Broadcast, told: readonly Told[]): void => {
      const heard = answers.get(broadcast) ?? new Set();
      answers.set(broadcast, new Set([...heard, ...told.map((each) => JSON.stringify(each))]));
    };
    for (const broadcast of all) hear(broadcast, await repeat(broadcast));
    await world.settled();
    world.killNow();
    await world.startAgain();
    for (const broadcast of all) hear(broadcast, [await world.sender.pushUntilAnswered(broadcast)]);
    await world.settled();

    const { lost, dup } = await world.verdict(all);
    const unlike = [...answers.values()].filter((heard) => heard.size !== 1);
    const asked = `${ROUNDS} broadcasts asked for ${REPEATS + 1} times, 1 kill`;
    printFigures('R17', `${asked}: answers that differ ${unlike.length} (≤ 0), lost ${lost.length}, dup ${dup} (≤ 0)`);
    expect({ lost, dup, unlike }).toEqual({ lost: [], dup: 0, unlike: [] });

    const [first] = all;
    if (!first) throw new Error('there was at least one');
    const other = { ...first, correlationId: 'another-body', lastUpdated: '2026-12-31T00:00:00Z' };
    expect(await world.sender.push(other)).toMatchObject({ kind: 'accepted' });
    await world.settled();
    expect(await world.verdict([...all, other])).toMatchObject({ lost: [], dup: 0 });
  },
  FAULT_TIMEOUT_MS,
);
