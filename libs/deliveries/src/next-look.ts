import type { DrainEnding } from '@busbar/core';

/** What is due already when a drain ends has come in meanwhile: soon is early enough, and nothing can spin. */
const SOON_MS = 10;

/**
 * In how many ms a lane is to be looked at again after a drain that ended so; null: when it is woken, or when the database names it as
 * due, which it also does once the lease of another process is over.
 */
export function nextLookMs(ending: DrainEnding, nowMs: number): number | null {
  switch (ending.kind) {
    case 'yielded':
      return 0;
    case 'drained':
      return ending.nextDueMs === null ? null : Math.max(SOON_MS, ending.nextDueMs - nowMs);
    case 'waits':
      return ending.untilMs === null ? null : Math.max(SOON_MS, ending.untilMs - nowMs);
    case 'held':
    case 'database-lost':
      return null;
  }
}
