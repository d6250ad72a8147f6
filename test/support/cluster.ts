import { afterAll } from '@jest/globals';
import { freePort } from './free-port.js';
import { startHub, startWorker, type HubProcess } from './hub-process.js';
import { describeOnMariadb, privateSchema } from './private-mariadb.js';
import { describeOnOwnRedis, PrivateRedis } from './private-redis.js';

/** Processes of the cluster profile on one database and one Redis of their own. */
export interface Cluster {
  readonly gateways: readonly HubProcess[];
  readonly workers: readonly HubProcess[];
  readonly redis: PrivateRedis;
  /** What each process was started with; a gateway that is to start again also needs its BUSBAR_PORT. */
  readonly env: Readonly<Record<string, string>>;
}

/** How many processes there are; partners know the URL of the first gateway unless another one is given. */
export interface ClusterOptions {
  readonly gateways: number;
  readonly workers: number;
  readonly env?: Readonly<Record<string, string>>;
}

const closing: (() => Promise<unknown>)[] = [];

// Processes of the hub may still run: a lost Redis and a lost database are nothing to them.
afterAll(async () => {
  for (const close of closing.splice(0)) await close();
}, 30_000);

/** A suite on a cluster: it needs MariaDB and a Redis that it may kill. */
export function describeCluster(title: string, suite: () => void): void {
  describeOnMariadb(title, () => describeOnOwnRedis('on MariaDB and Redis', suite));
}

/** Starts a cluster; it ends with the suite. */
export async function startCluster({ gateways, workers, env: given = {} }: ClusterOptions): Promise<Cluster> {
  const [schema, redis, port] = await Promise.all([privateSchema(), PrivateRedis.start(), freePort()]);
  closing.push(
    () => redis.close(),
    () => schema.close(),
  );
  const env = {
    BUSBAR_DATABASE_URL: schema.url,
    BUSBAR_REDIS_URL: redis.url,
    BUSBAR_PUBLIC_URL: `http://localhost:${port}`,
    BUSBAR_DRAIN_GRACE_S: '1',
    ...given,
  };
  const ports = [port, ...(await Promise.all(Array.from({ length: gateways - 1 }, () => freePort())))];
  const [hubs, deliverers] = await Promise.all([
    Promise.all(ports.map((each) => startHub({ env: { ...env, BUSBAR_PORT: `${each}` } }))),
    Promise.all(Array.from({ length: workers }, () => startWorker({ env }))),
  ]);
  return { gateways: hubs, workers: deliverers, redis, env };
}
