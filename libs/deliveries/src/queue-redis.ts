import { Redis } from 'ioredis';

const CONNECT_WITHIN_MS = 2_000;
const RECONNECT_EVERY_MS = 500;
const ANSWER_WITHIN_MS = 2_000;
const KEEP_ALIVE_MS = 5_000;

const SHARED = {
  connectTimeout: CONNECT_WITHIN_MS,
  keepAlive: KEEP_ALIVE_MS,
  retryStrategy: () => RECONNECT_EVERY_MS,
} as const;

/** For those who only say something to the queue: without Redis a call fails at once, or after 2 s where Redis takes and never answers. */
export function sayingRedis(redisUrl: string): Redis {
  return new Redis(redisUrl, {
    ...SHARED,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: ANSWER_WITHIN_MS,
  });
}

/** For workers, which wait for Redis as long as it takes: BullMQ asks for `maxRetriesPerRequest: null`. */
export function workingRedis(redisUrl: string): Redis {
  return new Redis(redisUrl, { ...SHARED, maxRetriesPerRequest: null });
}

/**
 * Why this Redis cannot carry the queue, in one sentence; null where it can, or where it is away: then the database alone says what is
 * due. A Redis that evicts forgets wakes silently, one that keeps nothing forgets them all with each restart.
 */
export async function findRedisFault(redisUrl: string): Promise<string | null> {
  const redis = new Redis(redisUrl, { ...SHARED, lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
  } catch {
    // A connection that failed has ended by itself.
    return null;
  }
  try {
    return (await faultOfMemory(redis)) ?? (await faultOfPersistence(redis));
  } finally {
    redis.disconnect();
  }
}

async function faultOfMemory(redis: Redis): Promise<string | null> {
  const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1] ?? 'unknown';
  return policy === 'noeviction' ? null : `Redis must have maxmemory-policy noeviction, it has ${policy}`;
}

/** Whether RDB is on is told by CONFIG alone, which managed servers may forbid: AOF is the way there. */
async function faultOfPersistence(redis: Redis): Promise<string | null> {
  if (/^aof_enabled:1/m.test(await redis.info('persistence'))) return null;
  const save = await redis.config('GET', 'save').catch(() => null);
  if (Array.isArray(save) && typeof save[1] === 'string' && save[1] !== '') return null;
  return 'Redis must keep what it is told: switch on appendonly (best) or save';
}
