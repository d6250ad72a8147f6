import { describe, expect, it } from '@jest/globals';
import { streamHash } from './stream-hash.js';

describe('the hash of a stream', () => {
  it('is a whole number that every database keeps exactly', () => {
    for (const stream of ['', ' LOCATIONS NL/CPO/LOC1', 'NL/EMS TOKENS NL/EMS/Ü RFID', 'x'.repeat(4_096)]) {
      expect(Number.isSafeInteger(streamHash(stream))).toBe(true);
      expect(streamHash(stream)).toBeGreaterThanOrEqual(0);
    }
  });

  it('stays what it is: deliveries that are pending were stored with it', () => {
    // Published with the algorithm (cyrb53, seed 0).
    expect(streamHash('a')).toBe(7929297801672961);
    expect(streamHash('b')).toBe(8684336938537663);
    expect(streamHash('revenge')).toBe(4051478007546757);
    expect(streamHash('revenue')).toBe(8309097637345594);
  });

  it('tells a hundred thousand streams apart that differ in little', () => {
    const hashes = new Set<number>();
    for (let index = 0; index < 100_000; index++) hashes.add(streamHash(`NL/EMS LOCATIONS NL/CPO/${index}`));

    expect(hashes.size).toBe(100_000);
  });
});
