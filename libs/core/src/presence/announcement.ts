import type { ConnectionStatus } from '../registry.js';

/** The status that others were last told, and when, in elapsed ms. */
export interface Announced {
  readonly status: ConnectionStatus;
  /** Minus infinity where nothing was told since the start: what was stored then is what others know. */
  readonly at: number;
}

/**
 * Whether `next` is to be announced at its moment, now that `last` was the one before. At most one announcement in `statusHoldMs`: a further change waits for the rest of the
 * hold and goes if it still holds then, so a flapping platform does not flood every other one.
 */
export function isAnnouncementDue(last: Announced, next: Announced, statusHoldMs: number): boolean {
  return next.status !== last.status && next.at - last.at >= statusHoldMs;
}
