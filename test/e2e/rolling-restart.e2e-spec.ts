/**
 * Both gateways restart one after the other, twice, behind a balancer that obeys readiness, under load. It may observe what askers are
 * answered and how each process ends.
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { describeCluster, startCluster, type Cluster } from '../support/cluster.js';
import { DrainingBalancer } from '../support/draining-balancer.js';
import { eventually } from '../support/eventually.js';
import { startHub } from '../support/hub-process.js';
import { register, startPlatform } from '../support/onboarding.js';

const ROUNDS = 2;
const ASKERS = 8;

describeCluster('a rolling restart', () => {
  let cluster: Cluster;
  let balancer: DrainingBalancer;
  let address: string;
  let emsp: SimulatedPlatform;
  let cpo: SimulatedPlatform;

  beforeAll(async () => {
    cluster = await startCluster({ gateways: 2, workers: 1 });
    balancer = new DrainingBalancer(cluster.gateways.map(({ url }) => url));
    address = await balancer.listen();
    [emsp, cpo] = [await startPlatform('EMSP DE/MSP'), await startPlatform('CPO NL/CPO')];
    for (const platform of [emsp, cpo]) await register(cluster.gateways[0] ?? never(), platform);
    await eventually('both gateways to route', async () => (await ask()) === 1000 && (await ask()) === 1000);
  }, 90_000);
  afterAll(() => balancer.close());

  async function ask(): Promise<number | undefined> {
    const url = `${address}/ocpi/2.2.1/sender/locations`;
    return (await emsp.request({ method: 'GET', url, path: '/1', to: 'NL/CPO' })).envelope?.status_code;
  }

  it('is seen by no asker', async () => {
    const codes = new Map<number | undefined, number>();
    let isOver = false;
    const askers = Array.from({ length: ASKERS }, async () => {
      while (!isOver) {
        const code = await ask();
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
    });
    const exits: (number | null)[] = [];
    let gateways = [...cluster.gateways];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const gateway of gateways) {
        exits.push(await gateway.stop());
        const again = await startHub({ env: { ...cluster.env, BUSBAR_PORT: new URL(gateway.url).port } });
        gateways = gateways.map((each) => (each === gateway ? again : each));
        await eventually('the balancer to send requests there', () => balancer.readyCount === gateways.length);
      }
    }
    isOver = true;
    await Promise.all(askers);
    expect(balancer.failures).toEqual([]);
    expect([...codes.keys()]).toEqual([1000]);
    expect(exits).toEqual(Array.from({ length: 2 * ROUNDS }, () => 0));
  }, 120_000);
});

function never(): never {
  throw new Error('the cluster has no gateway');
}
