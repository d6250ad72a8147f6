/** Requests under way to one platform at once, at most. */
export const LANE_LIMIT = 16;

/** A worker that died leaves its lanes to others after so long: the lock of its jobs in Redis outlasts its claims in the database. */
export const LEASE_MS = 6_000;

/** What a crash can make a lane repeat: what was under way, and as much again that was answered and not yet noted. */
const REPEATED_PER_LANE = 2 * LANE_LIMIT;

/** How many deliveries so many crashes may repeat, at most. */
export function mostRepeated(lanes: number, crashes: number): number {
  return REPEATED_PER_LANE * lanes * crashes;
}
