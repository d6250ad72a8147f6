import { describe, expect, test } from '@jest/globals';
import { askedWaitMs, waitMs } from './retry-policy.js';

const SETTINGS = { baseMs: 1000, maxMs: 300_000 };

describe('the wait before another try', () => {
  test.each([
    [1, 1000],
    [2, 2000],
    [3, 4000],
    [4, 8000],
    [9, 256_000],
    [10, 300_000],
    [11, 300_000],
    [10_000, 300_000],
    [0, 1000],
  ])('doubles with each failure up to the longest: after %i it is %i ms', (failures, expectedMs) => {
    expect(waitMs(failures, SETTINGS, 0)).toBe(expectedMs);
  });

  test.each([
    [0, 8000],
    [0.5, 6000],
    [1, 4000],
  ])('is shortened by chance, by half at most: %d leaves %i ms', (chance, expectedMs) => {
    expect(waitMs(4, SETTINGS, chance)).toBe(expectedMs);
  });

  test('is never longer than the longest, however short that is', () => {
    expect(waitMs(5, { baseMs: 1000, maxMs: 50 }, 0)).toBe(50);
  });
});

describe('the wait that a peer asks for', () => {
  test.each([
    ['is obeyed beyond the longest wait of the hub', 900_000, 900_000],
    ['is an hour at most', 7 * 86_400_000, 3_600_000],
    ['is nothing where it asks for none', null, 0],
  ])('%s', (_, asked, expectedMs) => {
    expect(askedWaitMs(asked)).toBe(expectedMs);
  });
});
