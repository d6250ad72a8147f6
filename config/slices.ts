import type { HubConfig } from './hub-config.js';

const MAX_PAYLOAD_DAYS = 7;

/** Where the database is, as libs/database takes it. */
export function databaseLocation(
  config: HubConfig,
): { readonly kind: 'sqlite'; readonly dataDir: string } | { readonly kind: 'mysql'; readonly url: string } {
  return config.databaseUrl === null
    ? { kind: 'sqlite', dataDir: config.dataDir }
    : { kind: 'mysql', url: config.databaseUrl.reveal() };
}

/** When the hub changes its mind about a platform. */
export function presenceSettings(config: HubConfig): {
  readonly offlineAfter: number;
  readonly aliveAfterMs: number;
  readonly statusHoldMs: number;
} {
  return {
    offlineAfter: config.offlineAfter,
    aliveAfterMs: config.aliveAfterS * 1_000,
    statusHoldMs: config.statusHoldS * 1_000,
  };
}

/** How long messages are kept. Their bodies are personal data: they go sooner than the rows. */
export function journalLifetimes(config: HubConfig): { readonly days: number; readonly payloadDays: number } {
  return { days: config.journalDays, payloadDays: Math.min(config.journalDays, MAX_PAYLOAD_DAYS) };
}

/** How lanes are drained. */
export function laneSettings(config: HubConfig): {
  readonly retry: { readonly baseMs: number; readonly maxMs: number };
  readonly forwardTimeoutMs: number;
  readonly isOnlyProcess: boolean;
} {
  return {
    retry: { baseMs: config.retryBaseMs, maxMs: config.retryMaxMs },
    forwardTimeoutMs: config.forwardTimeoutMs,
    // A server's tables may be another process's too: one that is about to end during a rolling restart.
    isOnlyProcess: config.databaseUrl === null,
  };
}

/** How ClientInfo is pushed. */
export function pushSettings(config: HubConfig): { readonly statusHoldMs: number; readonly deliveryTtlMs: number } {
  return { statusHoldMs: config.statusHoldS * 1_000, deliveryTtlMs: config.deliveryTtlS * 1_000 };
}

/** How long deliveries are shown after they ended: as long as messages, and a day where no journal is kept. */
export function deliveryDays(config: HubConfig): number {
  return Math.max(1, config.journalDays);
}

/** Facts about owners that one party may fill the index with, per object that may be kept of it: a Location has many EVSEs. */
const FACTS_PER_OBJECT = 20;

/** How much is kept of what parties publish, and for how long what was only seen. */
export function objectSettings(config: HubConfig): {
  readonly bounds: { readonly perOwner: number; readonly inAll: number };
  readonly factsPerOwner: number;
  readonly days: number;
} {
  return {
    bounds: { perOwner: config.objectsPerOwner, inAll: config.objectsInAll },
    factsPerOwner: Math.max(1_000_000, config.objectsPerOwner * FACTS_PER_OBJECT),
    days: config.objectDays,
  };
}
