/** R29: lanes, a store and a hub in virtual time, with crashes and losses at any moment. It may observe the whole of that little world. */
import { describe, test } from '@jest/globals';
import fc from 'fast-check';
import { LaneSimulation } from '../doubles/lane-simulation.js';
import { FAULT_TIMEOUT_MS, scaled } from './rig/scale.js';

/** Each run has another seed, which a failure names: `new LaneSimulation(seed).run()` shows it again. */
const RUNS = scaled(1_000, 10_000);

describe('a lane in any weather', () => {
  test(
    'loses nothing, repeats only what a crash left open, and keeps the order of each object',
    async () => {
      const anySeed = fc.noShrink(fc.integer());
      const property = fc.asyncProperty(anySeed, (seed) => new LaneSimulation(seed).run());
      await fc.assert(property, { numRuns: RUNS });
    },
    2 * FAULT_TIMEOUT_MS,
  );
});
