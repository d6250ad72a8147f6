/**
 * How processes end: a hub alone and a worker, told to by a signal. It may observe what askers and platforms get meanwhile, readiness and
 * metrics, exit codes, and how long it took.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ocpi, type SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { describeCluster, startCluster, type Cluster } from '../support/cluster.js';
import { eventually } from '../support/eventually.js';
import { startHub, startWorker, type HubProcess } from '../support/hub-process.js';
import { register, startPlatform } from '../support/onboarding.js';
import { PrivateRedis } from '../support/private-redis.js';
import { GET_LOCATIONS } from '../support/roaming.js';

/** An end without anything under way. */
const SOON_MS = 3_000;
const SLOW_MS = 1_500;
const WHOLE_MS = 25_000;

/** A hub with an asker and a CPO that takes its time. */
async function slowRoaming(
  env: Readonly<Record<string, string>> = {},
): Promise<{ hub: HubProcess; asker: SimulatedPlatform; cpo: SimulatedPlatform }> {
  const hub = await startHub({ env });
  const [asker, cpo] = [await startPlatform('EMSP DE/MSP'), await startPlatform('CPO NL/CPO')];
  for (const platform of [asker, cpo]) await register(hub, platform);
  cpo.answerTo({ module: 'locations' }, ocpi({ id: 'L1' }, { delayMs: SLOW_MS }));
  return { hub, asker, cpo };
}

async function msOf(work: Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work;
  return performance.now() - startedAt;
}

async function silentConnection({ url }: HubProcess): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

describe('a hub that is told to end', () => {
  it('answers what is under way, and does not wait for a connection that never asked anything', async () => {
    const { hub, asker, cpo } = await slowRoaming();
    const silent = await silentConnection(hub);
    const answer = asker.request({ ...GET_LOCATIONS, path: '/L1' });
    await cpo.received.waitFor({ module: 'locations' });

    const ended = hub.stop();

    expect((await answer).envelope?.status_code).toBe(1000);
    expect(await msOf(ended)).toBeLessThan(SOON_MS);
    expect(await ended).toBe(0);
    silent.destroy();
  });

  it('serves on for its grace, not ready any more, and closes each connection with its answer', async () => {
    const hub = await startHub({ env: { BUSBAR_DRAIN_GRACE_S: '2' } });
    const ended = hub.stop();
    const notReady = await eventually('it to be not ready', async () => {
      const answer = await fetch(`${hub.url}/readyz`);
      return answer.status === 503 && answer;
    });
    expect(await notReady.json()).toMatchObject({ status: 'draining' });
    expect(notReady.headers.get('connection')).toBe('close');
    expect(await (await fetch(`${hub.url}/metrics`)).text()).toMatch(/^busbar_ready 0$/m);
    expect((await fetch(`${hub.url}/ocpi/versions`)).status).toBe(401);
    expect(await ended).toBe(0);
    await expect(fetch(`${hub.url}/readyz`)).rejects.toThrow('fetch failed');
  });

  it('ends at once by a second signal', async () => {
    const { hub, asker, cpo } = await slowRoaming({ BUSBAR_DRAIN_GRACE_S: '10' });
    const answer = asker.request({ ...GET_LOCATIONS, path: '/L1' }).catch((error: unknown) => error);
    await cpo.received.waitFor({ module: 'locations' });
    const ended = hub.stop();
    await eventually('it to have heard', async () => (await fetch(`${hub.url}/readyz`)).status === 503);
    // A terminal's one Ctrl-C arrives twice within half a second, and counts once.
    await eventually('the second signal to count', () => {
      process.kill(hub.pid, 'SIGTERM');
      return hub.logs().includes('process.killed');
    });
    expect(await ended).toBe(1);
    expect(await answer).toBeInstanceOf(Error);
  });
});

describeCluster('a worker', () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await startCluster({ gateways: 1, workers: 1, env: { BUSBAR_DRAIN_GRACE_S: '0' } });
  }, 90_000);

  it('that is told to end lets attempts under way end and begins no more: another worker makes those', async () => {
    const [gateway, worker] = [cluster.gateways[0], cluster.workers[0]] as [HubProcess, HubProcess];
    const [cpo, emsp] = [await startPlatform('CPO NL/CPO'), await startPlatform('EMSP DE/MSP')];
    await register(gateway, cpo);
    // Two parts of two: one request at a time.
    await register(gateway, emsp, { settings: { in_flight: 2 } });
    const pushes = { module: 'locations', interfaceRole: 'RECEIVER', method: 'PUT' } as const;
    emsp.answerTo(pushes, ocpi(undefined, { delayMs: SLOW_MS }), 1);
    const push = (id: string): Promise<unknown> =>
      cpo.request({ ...pushes, path: `/NL/CPO/${id}`, to: 'XX/HUB', body: { id } });
    await push('L1');
    await emsp.received.waitFor(pushes);

    const ended = worker.stop();
    await push('L2');

    expect(await msOf(ended)).toBeLessThan(WHOLE_MS);
    expect(await ended).toBe(0);
    expect(emsp.received.matching(pushes).map(({ rest }) => rest)).toEqual(['/NL/CPO/L1']);
    await startWorker({ env: cluster.env });
    await emsp.received.waitFor(pushes, 2, 20_000);
    expect(emsp.received.matching(pushes).map(({ rest }) => rest)).toEqual(['/NL/CPO/L1', '/NL/CPO/L2']);
  }, 60_000);

  it('refuses to start outside the cluster profile, and on a Redis that evicts', async () => {
    await expect(startWorker({})).rejects.toThrow('A worker belongs to the cluster profile');
    const evicting = await PrivateRedis.start(['--maxmemory-policy', 'allkeys-lru']);
    const env = { ...cluster.env, BUSBAR_REDIS_URL: evicting.url };
    await expect(startWorker({ env })).rejects.toThrow('Redis must have maxmemory-policy noeviction');
    await evicting.close();
  });
});
