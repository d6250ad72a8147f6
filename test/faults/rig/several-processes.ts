import { afterAll } from '@jest/globals';
import { eventually } from '../../support/eventually.js';
import { freePort } from '../../support/free-port.js';
import { startHub, startWorker, type HubProcess } from '../../support/hub-process.js';
import { createSchema, describeOnOwnMariadb, PrivateMariadb } from '../../support/private-mariadb.js';
import { describeOnOwnRedis, PrivateRedis } from '../../support/private-redis.js';
import { KeptDeliveries } from './kept-deliveries.js';
import { CALM, populate, World, type Populace, type WorldOptions } from './world.js';

/** How many processes there are. */
export interface SeveralOptions extends WorldOptions {
  readonly gateways: number;
  readonly workers: number;
  /** What a single process has beside what all have. */
  readonly own?: EnvOf;
}

type EnvOf = (process: 'gateway' | 'worker', nth: number) => Readonly<Record<string, string>>;

interface Servers {
  readonly mariadb: PrivateMariadb;
  readonly redis: PrivateRedis;
}

const closing: (() => Promise<unknown>)[] = [];

afterAll(async () => {
  for (const close of closing.splice(0)) await close();
}, 30_000);

/** A suite that kills servers of its own. */
export function describeOnOwnServers(title: string, suite: () => void): void {
  describeOnOwnMariadb(title, () => describeOnOwnRedis('on MariaDB and Redis', suite));
}

/** Gateways and workers on a MariaDB and a Redis of their own, all of which may be killed. */
export class SeveralProcesses extends World {
  private constructor(
    readonly servers: Servers,
    private readonly envOf: EnvOf,
    private readonly running: { readonly gateways: HubProcess[]; readonly workers: HubProcess[] },
    populace: Populace,
  ) {
    super(populace);
  }

  /** Starts everything; it ends with the suite. */
  static async start(options: SeveralOptions): Promise<SeveralProcesses> {
    const [mariadb, redis] = await Promise.all([PrivateMariadb.start(), PrivateRedis.start()]);
    closing.push(
      () => redis.close(),
      () => mariadb.close(),
    );
    const ports = await Promise.all(Array.from({ length: options.gateways }, () => freePort()));
    const shared = {
      ...CALM,
      BUSBAR_DATABASE_URL: await createSchema(mariadb.url),
      BUSBAR_REDIS_URL: redis.url,
      BUSBAR_PUBLIC_URL: `http://localhost:${ports[0]}`,
      BUSBAR_DRAIN_GRACE_S: '1',
      ...options.env,
    };
    const envOf: EnvOf = (process, nth) => ({
      ...shared,
      ...(process === 'gateway' ? { BUSBAR_PORT: `${ports[nth]}` } : {}),
      ...options.own?.(process, nth),
    });
    const [gateways, workers] = await Promise.all([
      Promise.all(ports.map((_, nth) => startHub({ env: envOf('gateway', nth) }))),
      Promise.all(Array.from({ length: options.workers }, (_, nth) => startWorker({ env: envOf('worker', nth) }))),
    ]);
    const [first] = gateways;
    if (!first) throw new Error('a hub has at least one gateway');
    const populace = await populate(first, () => gateways.map(({ url }) => url), options);
    await knownAtAll(populace, options);
    return new SeveralProcesses({ mariadb, redis }, envOf, { gateways, workers }, populace);
  }

  get gateways(): readonly HubProcess[] {
    return this.running.gateways;
  }

  get workers(): readonly HubProcess[] {
    return this.running.workers;
  }

  override get kept(): KeptDeliveries {
    return new KeptDeliveries({ databaseUrl: this.envOf('gateway', 0)['BUSBAR_DATABASE_URL'] ?? '' });
  }

  /** Kills a worker and starts another one in its place. */
  async replaceWorker(nth: number): Promise<void> {
    await this.workers[nth]?.kill('SIGKILL');
    this.running.workers[nth] = await startWorker({ env: this.envOf('worker', nth) });
  }

  /** Starts a gateway again that has ended or is to be killed. */
  async startGatewayAgain(nth: number): Promise<void> {
    await this.gateways[nth]?.kill('SIGKILL');
    this.running.gateways[nth] = await startHub({ env: this.envOf('gateway', nth) });
  }
}

/** What one gateway learned the others hear within a second: until then they owe a broadcast to fewer. */
async function knownAtAll({ sender, ports }: Populace, { gateways }: SeveralOptions): Promise<void> {
  const parties = ports.flatMap((port) => port.parties).length;
  const reachesAll = async (): Promise<boolean> => {
    const told = await sender.push(sender.next('KNOWN'));
    return told.kind === 'accepted' && told.message.includes(` ${parties} `);
  };
  // Pushes go round the gateways.
  const all = async (): Promise<boolean> => {
    const each = [];
    for (let nth = 0; nth < gateways; nth += 1) each.push(await reachesAll());
    return each.every(Boolean);
  };
  await eventually('every gateway to know every party', all);
}
