import { describe, test } from '@jest/globals';
import fc from 'fast-check';
import { LaneSimulation } from '../../../../test/doubles/lane-simulation.js';

/** Each run has another seed, which a failure names: `new LaneSimulation(seed).run()` shows it again. */
const RUNS = 1000;

describe('a lane in any weather', () => {
  test('loses nothing, repeats only what a crash left open, and keeps the order of each object', async () => {
    const anySeed = fc.noShrink(fc.integer());
    const property = fc.asyncProperty(anySeed, (seed) => new LaneSimulation(seed).run());
    await fc.assert(property, { numRuns: RUNS });
  }, 120_000);
});
