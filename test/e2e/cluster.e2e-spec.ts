/**
 * Two gateways and two workers on one MariaDB and one Redis: whatever one of them learns holds for all. It may observe what platforms
 * are answered at each gateway, what reaches them, what operators see, the metrics of workers, and it may kill Redis.
 */
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ocpi, type RecordedRequest, type SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { describeCluster, startCluster, type Cluster } from '../support/cluster.js';
import { errorLines } from '../support/hub-health.js';
import { eventually } from '../support/eventually.js';
import { startWorker, type HubProcess } from '../support/hub-process.js';
import { platformAt, register, startPlatform } from '../support/onboarding.js';
import type { OperatorAnswer } from '../support/operator-api.js';

const OFFLINE_AFTER = 4;
/** Attempts of one lane under way at once. */
const LANE_LIMIT = 16;
/** What one process learns holds at the others within this time. */
const HEARD = { withinMs: 1_000 };
/** Without Redis it is found by looking, once a second. */
const LOOKED_FOR = { withinMs: 2_000 };

describeCluster('a hub of several processes', () => {
  let cluster: Cluster;
  let one: HubProcess;
  let other: HubProcess;
  let emsp: SimulatedPlatform;
  let cpo: SimulatedPlatform;

  beforeAll(async () => {
    const env = { BUSBAR_OFFLINE_AFTER: `${OFFLINE_AFTER}`, BUSBAR_ALIVE_AFTER_S: '1' };
    cluster = await startCluster({ gateways: 2, workers: 2, env });
    [one, other] = cluster.gateways as [HubProcess, HubProcess];
    [emsp, cpo] = [await startPlatform('EMSP DE/MSP'), await startPlatform('CPO NL/CPO')];
    for (const platform of [emsp, cpo]) await register(one, platform);
    await eventually('the other gateway to know the asker', async () => (await askAt(other, 'NL/NUL')) === 4001, HEARD);
  }, 90_000);

  afterEach(() => {
    const processes = [...cluster.gateways, ...cluster.workers];
    expect(processes.flatMap((process) => errorLines(process))).toEqual([]);
  });

  /** The OCPI status of a message to this party that enters at one gateway. */
  async function askAt(hub: HubProcess, to: string): Promise<number | undefined> {
    const url = `${hub.url}/ocpi/2.2.1/sender/locations`;
    return (await emsp.request({ method: 'GET', url, path: '/1', to })).envelope?.status_code;
  }

  /** The OCPI status of a Location that the CPO broadcasts at one gateway. */
  async function broadcastAt(hub: HubProcess, id: string): Promise<number | undefined> {
    const url = `${hub.url}/ocpi/2.2.1/receiver/locations`;
    const body = { id, last_updated: '2026-01-30T00:00:00Z' };
    const answer = await cpo.request({ method: 'PUT', url, path: `/NL/CPO/${id}`, to: 'XX/HUB', body });
    return answer.envelope?.status_code;
  }

  const pushesOf = (...ids: readonly string[]): readonly RecordedRequest[] =>
    emsp.received.matching({
      method: 'PUT',
      module: 'locations',
      where: ({ rest }) => ids.includes(rest.slice('/NL/CPO/'.length)),
    });

  async function receives(id: string, withinMs: number): Promise<void> {
    await eventually(`${id} to be delivered`, () => pushesOf(id).length > 0, { withinMs });
  }

  const statusAt = async (hub: HubProcess, id: string): Promise<string> => (await platformAt(hub, id)).status;

  /** The connection status of a platform as a worker has it. */
  async function statusAtWorker(worker: HubProcess, id: string): Promise<string | undefined> {
    const metrics = await (await fetch(`${worker.url}/metrics`)).text();
    return new RegExp(`busbar_platform_status\\{platform="${id}",status="(\\w+)"\\} 1`).exec(metrics)?.[1];
  }

  describe('the registry', () => {
    it('a platform that registers at one gateway is routed to by the other within a second', async () => {
      const cpo = await startPlatform('CPO NL/REG');
      await register(one, cpo);
      await eventually('the other to route to it', async () => (await askAt(other, 'NL/REG')) === 1000, HEARD);
    });

    it('and is gone from the other within a second of being removed', async () => {
      const id = await register(one, await startPlatform('CPO NL/GON'));
      await eventually('the other to route to it', async () => (await askAt(other, 'NL/GON')) === 1000, HEARD);
      await other.operator('DELETE', `/platforms/${id}`);
      await eventually('the first to know no such party', async () => (await askAt(one, 'NL/GON')) === 4001, HEARD);
    });
  });

  it('agreements that one gateway takes hold at the other within a second', async () => {
    const partner = await startPlatform('CPO NL/AGR');
    await register(one, partner);
    await eventually('the other to route to it', async () => (await askAt(other, 'NL/AGR')) === 1000, HEARD);
    const agree = (items: readonly unknown[]): Promise<OperatorAnswer> =>
      one.operatorRequest({
        method: 'PUT',
        path: '/agreements',
        body: { default: 'open', items },
        headers: { 'if-match': '*' },
      });
    expect((await agree([{ parties: ['DE/MSP', 'NL/AGR'], modules: ['tokens'] }])).status).toBe(200);
    await eventually('the other to refuse', async () => (await askAt(other, 'NL/AGR')) === 4003, HEARD);
    expect((await agree([])).status).toBe(200);
    await eventually('the other to route again', async () => (await askAt(other, 'NL/AGR')) === 1000, HEARD);
    await one.operator('PUT', '/parties/NL/AGR/blocks/DE/MSP');
    await eventually('the other to know of the block', async () => (await askAt(other, 'NL/AGR')) === 4001, HEARD);
    await one.operator('DELETE', '/parties/NL/AGR/blocks/DE/MSP');
  });

  describe('presence', () => {
    it('OFFLINE in one process is OFFLINE in all within a second, and so is CONNECTED', async () => {
      const cpo = await startPlatform('CPO NL/OFF');
      const id = await register(one, cpo);
      await cpo.stop();
      for (let nth = 0; nth < OFFLINE_AFTER; nth += 1) await askAt(one, 'NL/OFF');
      await holdsEverywhere(id, 'OFFLINE');

      await cpo.start();
      await other.operator('POST', `/platforms/${id}/probe`);
      await holdsEverywhere(id, 'CONNECTED');
    });

    it('failures at both gateways count together', async () => {
      const cpo = await startPlatform('CPO NL/SUM');
      const id = await register(one, cpo);
      await eventually('both to route to it', async () => (await askAt(other, 'NL/SUM')) === 1000, HEARD);
      cpo.answerTo({ module: 'versions' }, { kind: 'silence' });
      cpo.answerTo({ module: 'locations' }, { kind: 'close' });
      for (let nth = 0; nth < OFFLINE_AFTER / 2; nth += 1) {
        await askAt(one, 'NL/SUM');
        await askAt(other, 'NL/SUM');
      }
      await holdsEverywhere(id, 'OFFLINE', LOOKED_FOR);
    });

    it('a silent platform is asked by one process at a time', async () => {
      const cpo = await startPlatform('CPO NL/ASK');
      await register(one, cpo);
      cpo.received.clear();
      const startedAt = performance.now();
      const probes = (): number => cpo.received.matching({ module: 'versions' }).length;
      await eventually('three probes', () => probes() >= 3, { withinMs: 10_000 });
      // Each second of silence one, give or take the splay: four processes would have asked four times as often.
      expect(performance.now() - startedAt).toBeGreaterThan(1_900);
    });

    it('a worker finds a platform back that no message reaches any more', async () => {
      const cpo = await startPlatform('CPO NL/BCK');
      const id = await register(one, cpo);
      await cpo.stop();
      for (let nth = 0; nth < OFFLINE_AFTER; nth += 1) await askAt(one, 'NL/BCK');
      await holdsEverywhere(id, 'OFFLINE');
      await cpo.start();
      await eventually('messages to go through again', async () => (await askAt(other, 'NL/BCK')) === 1000);
      await holdsEverywhere(id, 'CONNECTED');
    });
  });

  it('no more requests are under way to a platform than its operator allows, wherever they enter', async () => {
    const cpo = await startPlatform('CPO NL/CAP');
    await register(one, cpo, { settings: { in_flight: 6 } });
    await eventually('both to route to it', async () => (await askAt(other, 'NL/CAP')) === 1000, HEARD);
    let underWay = 0;
    let most = 0;
    cpo.answerTo({ module: 'locations' }, async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await eventually('more than one may bring', () => underWay === 4);
      return ocpi({}, { delayMs: 50 });
    });
    const asked = [one, other].flatMap((hub) => Array.from({ length: 10 }, () => askAt(hub, 'NL/CAP')));
    const codes = await Promise.all(asked);
    // Three parts, one of them for deliveries: two for each gateway.
    expect(most).toBe(4);
    expect(codes.filter((code) => code === 4003)).toHaveLength(16);
  });

  describe('deliveries', () => {
    it('are woken at a gateway and made by a worker', async () => {
      const pushedAt = performance.now();
      expect(await broadcastAt(other, 'L1')).toBe(1000);
      await receives('L1', HEARD.withinMs);
      expect(performance.now() - pushedAt).toBeLessThan(HEARD.withinMs);
    });

    it('go on when a worker dies, and each goes to its receiver once more at most', async () => {
      const [dying] = cluster.workers as [HubProcess, HubProcess];
      const ids = Array.from({ length: 40 }, (_, nth) => `K${nth}`);
      emsp.answerTo({ module: 'locations', interfaceRole: 'RECEIVER' }, ocpi(undefined, { delayMs: 50 }));
      for (const id of ids.slice(0, 20)) await broadcastAt(one, id);
      await dying.kill('SIGKILL');
      for (const id of ids.slice(20)) await broadcastAt(other, id);
      for (const id of ids) await receives(id, 20_000);
      expect(pushesOf(...ids).length).toBeLessThanOrEqual(ids.length + LANE_LIMIT);
      cluster = { ...cluster, workers: [cluster.workers[1] ?? dying, await startWorker({ env: cluster.env })] };
    }, 60_000);
  });

  describe('without Redis', () => {
    beforeAll(async () => {
      await cluster.redis.crash();
    });

    it('direct routing goes on, and readiness names what is degraded', async () => {
      const cpo = await startPlatform('CPO NL/RED');
      await register(one, cpo);
      expect(await askAt(one, 'NL/RED')).toBe(1000);
      for (const { url } of [...cluster.gateways, ...cluster.workers]) {
        const parts = await eventually('the process to know', async () => {
          const answer = await fetch(`${url}/readyz`);
          const { degraded } = (await answer.json()) as { degraded: { part: string }[] };
          return answer.status === 200 && degraded.length > 0 && degraded.map(({ part }) => part);
        });
        expect(parts).toEqual(['redis']);
      }
    });

    it('a new platform is known at the other gateway by looking', async () => {
      await register(one, await startPlatform('CPO NL/LOO'));
      await eventually('the other to route to it', async () => (await askAt(other, 'NL/LOO')) === 1000, LOOKED_FOR);
    });

    it('a status that one process decides is the others’ by looking', async () => {
      const cpo = await startPlatform('CPO NL/LOS');
      const id = await register(one, cpo);
      await cpo.stop();
      for (let nth = 0; nth < OFFLINE_AFTER; nth += 1) await askAt(one, 'NL/LOS');
      await holdsEverywhere(id, 'OFFLINE', LOOKED_FOR);
    });

    it('a broadcast is accepted at once, and delivered by looking every five seconds', async () => {
      const pushedAt = performance.now();
      expect(await broadcastAt(one, 'R1')).toBe(1000);
      expect(performance.now() - pushedAt).toBeLessThan(1_000);
      await receives('R1', 7_000);
    });

    it('everything is as before when Redis is back', async () => {
      await cluster.redis.resume();
      for (const { url } of [...cluster.gateways, ...cluster.workers]) {
        const isWhole = async (): Promise<boolean> => (await (await fetch(`${url}/readyz`)).text()).includes('"ready"');
        await eventually('the process to hear again', isWhole);
      }
      await register(one, await startPlatform('CPO NL/AGN'));
      await eventually('the other to route to it', async () => (await askAt(other, 'NL/AGN')) === 1000, HEARD);
      expect(await broadcastAt(other, 'R2')).toBe(1000);
      await receives('R2', HEARD.withinMs);
    });
  });

  async function holdsEverywhere(id: string, status: string, within = HEARD): Promise<void> {
    const all = async (): Promise<boolean> => {
      const gateways = await Promise.all(cluster.gateways.map((hub) => statusAt(hub, id)));
      const workers = await Promise.all(cluster.workers.map((worker) => statusAtWorker(worker, id)));
      return [...gateways, ...workers].every((each) => each === status);
    };
    await eventually(`${status} everywhere`, all, within);
  }
});
