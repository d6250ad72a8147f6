import type { PullKind, PullState } from './pull.js';
import type { OcpiVersion } from '@busbar/ocpi';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** The night, UTC: pulls are spread over these hours by platform, so that neither the hub nor a peer of many has all of them at once. */
const NIGHT_FROM_MS = 1 * HOUR_MS;
const NIGHT_LASTS_MS = 4 * HOUR_MS;
/** A delta asks for a little more than the time since the last pull: clocks differ, and what is written while a list is read may be missed. */
const MARGIN_MS = 10 * 60_000;

/** What decides over the moments of a platform's pulls. */
export interface PullMoment {
  readonly platformId: string;
  readonly version: OcpiVersion;
  readonly nowMs: number;
}

/**
 * Which pull of a list is due now: a full one when there was none in this version, when an operator wants one, and weekly; a delta in the
 * other nights; whichever has begun goes on. A platform that was away at its moment is due when it is back.
 */
export function duePull(state: PullState | null, { platformId, version, nowMs }: PullMoment): PullKind | null {
  if (state === null || state.version !== version || state.fullStartedMs === null || state.isWanted) return 'full';
  if (state.running !== null) return state.running.kind;
  if (weeklyMoment(platformId, nowMs) > state.fullStartedMs) return 'full';
  return nightlyMoment(platformId, nowMs) > (state.lastStartedMs ?? 0) ? 'delta' : null;
}

/** Since when a delta asks for changes. */
export function deltaSince(lastStartedMs: number): number {
  return lastStartedMs - MARGIN_MS;
}

/** The platform's newest nightly moment that is not after now. */
export function nightlyMoment(platformId: string, nowMs: number): number {
  return lastMoment(NIGHT_FROM_MS + (spread(platformId, 'night') % NIGHT_LASTS_MS), DAY_MS, nowMs);
}

/** The same of its one night a week. */
export function weeklyMoment(platformId: string, nowMs: number): number {
  const night = NIGHT_FROM_MS + (spread(platformId, 'night') % NIGHT_LASTS_MS);
  return lastMoment((spread(platformId, 'week') % 7) * DAY_MS + night, WEEK_MS, nowMs);
}

/** How long a list rests after so many failures in a row: half a minute at first, six hours at most. */
export function restMs(failures: number, retryAfterS: number | null): number {
  const rest = Math.min(30_000 * 2 ** Math.min(failures - 1, 12), 6 * HOUR_MS);
  return Math.max(rest, Math.min((retryAfterS ?? 0) * 1_000, DAY_MS));
}

function lastMoment(at: number, everyMs: number, nowMs: number): number {
  return Math.floor((nowMs - at) / everyMs) * everyMs + at;
}

/** FNV-1a: the same for a platform in every process and at every start. */
function spread(platformId: string, what: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${what} ${platformId}`) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
