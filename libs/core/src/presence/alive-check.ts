import type { Connection, PresenceSettings } from './connection-status.js';

/** The longest time between two probes of an OFFLINE platform, in ms. */
const OFFLINE_PROBE_MS = 30_000;
/** However often an OFFLINE platform calls, it is probed no more often than this, in ms. */
const HINTED_PROBE_GAP_MS = 1_000;
/** Jitter moves a probe by a tenth of its interval, at most this far, in ms. */
const MAX_SPLAY_MS = 2_000;

/** Moments of a connection in elapsed ms, which only grow. */
export interface ConnectionMoments {
  /** The last answer or authenticated request; when the hub first met the platform while there was none. */
  readonly lastSignAt: number;
  /** When it got its status. */
  readonly changedAt: number;
  readonly probeStartedAt: number | null;
}

/** Whose turn is asked for, and what it depends on. */
export interface ProbeCandidate {
  readonly connection: Connection;
  readonly moments: ConnectionMoments;
  readonly settings: Pick<PresenceSettings, 'offlineAfter' | 'aliveAfterMs'>;
  /** 0 to 1: splays platforms that fell silent together. */
  readonly jitter: number;
}

/**
 * From when on a platform is to be asked for its versions, in elapsed ms; Infinity for never. OCPI 2.2.1, HubClientInfo > Still
 * alive check.
 */
export function probeDueAt({ connection, moments, settings, jitter }: ProbeCandidate): number {
  const betweenMs = Math.min(OFFLINE_PROBE_MS, settings.aliveAfterMs);
  const probedAt = moments.probeStartedAt ?? Number.NEGATIVE_INFINITY;
  switch (connection.status) {
    case 'PLANNED':
    case 'SUSPENDED':
      return Number.POSITIVE_INFINITY;
    case 'OFFLINE':
      return connection.wantsProbe
        ? probedAt + Math.min(HINTED_PROBE_GAP_MS, betweenMs)
        : splayed(Math.max(moments.changedAt, probedAt), betweenMs, jitter);
    case 'CONNECTED':
      // Once silent it is asked quickly until it answers or is OFFLINE, so that a dead platform shows within 30 s of that limit.
      return Math.max(
        splayed(moments.lastSignAt, settings.aliveAfterMs, jitter),
        probedAt + betweenMs / settings.offlineAfter,
      );
  }
}

function splayed(from: number, intervalMs: number, jitter: number): number {
  return from + intervalMs + jitter * Math.min(MAX_SPLAY_MS, intervalMs / 10);
}
