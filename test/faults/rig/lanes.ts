/** Requests under way to one platform at once, at most. */
export const LANE_LIMIT = 16;

/** A worker that died leaves its lanes to others after so long: the lock of its jobs in Redis outlasts its claims in the database. */
export const LEASE_MS = 6_000;

/** Attempts that one process has open in all its lanes, out or answered and not written down. */
const OPEN_PER_PROCESS = 256;

/** How many deliveries so many crashes may repeat, at most. */
export function mostRepeated(crashes: number): number {
  return OPEN_PER_PROCESS * crashes;
}

/** The part of all deliveries that crashes may repeat where enough is delivered to tell, in percent. */
export const MOST_REPEATED_PERCENT = 3.5;
