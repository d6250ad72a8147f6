import type { ConnectionStatus } from '../registry.js';

/** The status that others were last told, and when, in elapsed ms. */
export interface Announced {
  readonly status: ConnectionStatus;
  /** Minus infinity where nothing was told since the start: what was stored then is what others know. */
  readonly at: number;
}

/**
 * Whether a status is to be announced now. At most one announcement in `statusHoldMs`: a further change waits for the rest of the
 * hold and goes if it still holds then, so a flapping platform does not flood every other one.
 */
export function isAnnouncementDue(
  announced: Announced,
  status: ConnectionStatus,
  now: number,
  statusHoldMs: number,
): boolean {
  return status !== announced.status && now - announced.at >= statusHoldMs;
}
