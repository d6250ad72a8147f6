/** Requests under way to one platform at once, at most. */
export const LANE_LIMIT = 16;

/** A worker that died leaves its lanes to others after so long: the lock of its jobs in Redis outlasts its claims in the database. */
export const LEASE_MS = 6_000;

/** Attempts that a process has open in all its lanes, out or answered and not written down. */
const OPEN_AT_MOST = { worker: 256, standalone: 768 } as const;

/** How many deliveries so many crashes may repeat, at most. */
export function mostRepeated(crashes: number, of: keyof typeof OPEN_AT_MOST = 'worker'): number {
  return OPEN_AT_MOST[of] * crashes;
}

/** The part of all deliveries that crashes may repeat where enough is delivered to tell, in percent. */
export const MOST_REPEATED_PERCENT = 3.5;
