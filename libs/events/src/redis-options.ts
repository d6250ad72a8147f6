import type { RedisOptions as NestRedisOptions } from '@nestjs/microservices';

/** What Nest's Redis transport is told. */
export type TransportOptions = NonNullable<NestRedisOptions['options']>;

/** Between two tries to reach a Redis that is away. */
const RECONNECT_EVERY_MS = 500;
const CONNECT_WITHIN_MS = 2_000;
const KEEP_ALIVE_MS = 5_000;
const ANSWER_WITHIN_MS = 2_000;
const LET_GO_WITHIN_MS = 500;

/**
 * Options for a `redis://` or `rediss://` URL. A Redis that is away is waited for without end, and nothing is kept for it: an event
 * that cannot go now is not worth sending later.
 */
export function transportOptions(redisUrl: string): TransportOptions {
  const url = new URL(redisUrl);
  return {
    host: url.hostname,
    port: url.port === '' ? 6379 : Number(url.port),
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
    db: databaseNumber(redisUrl),
    retryAttempts: Number.POSITIVE_INFINITY,
    retryDelay: RECONNECT_EVERY_MS,
    connectTimeout: CONNECT_WITHIN_MS,
    keepAlive: KEEP_ALIVE_MS,
    commandTimeout: ANSWER_WITHIN_MS,
    disconnectTimeout: LET_GO_WITHIN_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: null,
  };
}

/** The database number in the URL's path. Channels are shared by all databases of a server, so it goes into their name. */
export function databaseNumber(redisUrl: string): number {
  return Number(new URL(redisUrl).pathname.slice(1) || 0);
}
