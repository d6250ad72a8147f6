import { expect, test } from '@jest/globals';
import type { DrainEnding } from '@busbar/core';
import { nextLookMs } from './next-look.js';

const NOW_MS = 1_000_000;

test.each<[DrainEnding, number | null]>([
  [{ kind: 'yielded' }, 0],
  [{ kind: 'drained', nextDueMs: null }, null],
  [{ kind: 'drained', nextDueMs: NOW_MS + 5000 }, 5000],
  [{ kind: 'drained', nextDueMs: NOW_MS - 5000 }, 10],
  [{ kind: 'waits', untilMs: null }, null],
  [{ kind: 'waits', untilMs: NOW_MS + 300_000 }, 300_000],
  [{ kind: 'waits', untilMs: NOW_MS }, 10],
  [{ kind: 'held' }, null],
  [{ kind: 'database-lost' }, null],
])('after a drain that ended %j the lane is looked at again in %p ms', (ending, expectedMs) => {
  expect(nextLookMs(ending, NOW_MS)).toBe(expectedMs);
});
