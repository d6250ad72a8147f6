/**
 * Two gateways and a worker on one MariaDB and one Redis: what the hub keeps and learns, and how one gateway stands in for the other. It
 * observes what each gateway answers, what parties are asked for, and how each process ends.
 */
import { beforeAll, expect, it } from '@jest/globals';
import { ocpi, pageOf, type PlatformAnswer } from '../../apps/simulator/src/index.js';
import { describeCluster, startCluster, type Cluster } from '../support/cluster.js';
import { DrainingBalancer } from '../support/draining-balancer.js';
import { eventually } from '../support/eventually.js';
import { headerOf } from '../support/hub-answers.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';

const AT = '2026-03-01T00:00:00Z';
const ROUNDS = 2;
const ASKERS = 8;

describeCluster('a hub of two gateways and a worker', () => {
  let cluster: Cluster;
  let one: HubProcess;
  let other: HubProcess;
  let cpo: JoinedPlatform;
  let emsp: JoinedPlatform;

  beforeAll(async () => {
    cluster = await startCluster({ gateways: 2, workers: 1 });
    [one, other] = cluster.gateways as [HubProcess, HubProcess];
    cpo = await joinHub(one, { parties: [{ id: 'NL/CPO', role: 'CPO' }] });
    emsp = await joinHub(one, { parties: [{ id: 'DE/MSP', role: 'EMSP' }] });
    await eventually(
      'the other gateway to know both',
      async () => (await listAt(other, 'tariffs')).envelope?.status_code === 1000,
    );
  }, 120_000);

  const push = async (hub: HubProcess, [module, id]: readonly [string, string], method = 'PUT'): Promise<void> => {
    const body = { country_code: 'NL', party_id: 'CPO', id, last_updated: AT, evses: [{ uid: `E-${id}` }] };
    const url = `${hub.url}/ocpi/2.2.1/receiver/${module}`;
    const path = `/NL/CPO/${id}`;
    const request = { method, url, path, to: 'XX/HUB', ...(method === 'DELETE' ? {} : { body }) };
    expect((await cpo.request(request)).envelope?.status_code).toBe(1000);
  };
  const listAt = (hub: HubProcess, module: string, query = ''): Promise<PlatformAnswer> =>
    emsp.request({ method: 'GET', url: `${hub.url}/ocpi/2.2.1/sender/${module}`, query, to: 'XX/HUB' });
  const idsAt = async (hub: HubProcess, module: string): Promise<readonly unknown[]> =>
    ((await listAt(hub, module)).envelope?.data as readonly Record<string, unknown>[]).map(({ id }) => id);

  it('what is broadcast at one gateway is in the list of the other at once, and so is its deletion', async () => {
    for (const id of ['T1', 'T2', 'T3']) await push(one, ['tariffs', id]);
    expect(await idsAt(other, 'tariffs')).toEqual(['T1', 'T2', 'T3']);
    await push(other, ['tariffs', 'T2'], 'DELETE');
    expect(await idsAt(one, 'tariffs')).toEqual(['T1', 'T3']);
  });

  it('a list that is begun at one gateway goes on at the other, exactly where it was', async () => {
    await push(one, ['tariffs', 'T4']);
    const first = await listAt(one, 'tariffs', 'limit=1');
    // Gone while it is read: everything behind it moves up by one.
    await push(other, ['tariffs', 'T1'], 'DELETE');
    const link = new URL(/<([^>]+)>; rel="next"/.exec(headerOf(first, 'link') ?? '')?.[1] ?? '');
    const second = await listAt(other, 'tariffs', link.search.slice(1));
    expect((second.envelope?.data as readonly { id: string }[])[0]?.id).toBe('T3');
  });

  it('an owner that one gateway learned of is routed to by the other', async () => {
    await push(one, ['locations', 'LOC1']);
    const ask = (): Promise<PlatformAnswer> =>
      emsp.request({ method: 'GET', url: `${other.url}/ocpi/2.2.1/sender/locations`, path: '/LOC1/E-LOC1' });
    await eventually('the other gateway to know the owner', async () => (await ask()).envelope?.status_code === 1000, {
      withinMs: 10_000,
    });
    expect(cpo.received.matching({ module: 'locations', method: 'GET' })[0]?.to).toBe('NL/CPO');
  });

  it('whose a token is, asked of everybody at one gateway, is known at the other', async () => {
    const token = { country_code: 'DE', party_id: 'MSP', uid: 'C0FFEE', type: 'RFID', contract_id: 'x' };
    emsp.answerTo({ module: 'tokens', method: 'POST' }, ocpi({ allowed: 'ALLOWED', token }));
    const authorize = (hub: HubProcess): Promise<PlatformAnswer> =>
      cpo.request({ method: 'POST', url: `${hub.url}/ocpi/2.2.1/sender/tokens`, path: '/C0FFEE/authorize' });
    const why = async ({ sentCorrelationId: id }: PlatformAnswer): Promise<string> =>
      eventually('the row', async () => {
        const { body } = await one.operator<{ items: { why: string }[] }>('GET', `/messages?correlation_id=${id}`);
        return body.items[0]?.why;
      });
    expect(await why(await authorize(one))).toBe('asked 1 party, DE/MSP answered first');
    await eventually(
      'the other gateway to know',
      async () => (await why(await authorize(other))).includes('as learned'),
      {
        withinMs: 10_000,
      },
    );
  });

  it('a pull is run by one process, each page once, and its objects are at every gateway', async () => {
    const list = Array.from({ length: 240 }, (_, index) => {
      return { country_code: 'NL', party_id: 'PUL', id: `L${index}`, last_updated: AT };
    });
    const pulled = await joinHub(one, { parties: [{ id: 'NL/PUL', role: 'CPO' }] });
    pulled.teach({ module: 'locations', interfaceRole: 'SENDER', method: 'GET' }, (request) =>
      pageOf(list, request, { listUrl: pulled.endpointUrl('locations', 'SENDER'), maxLimit: 40 }),
    );
    await one.operator('PATCH', `/platforms/${pulled.id}`, { settings: { pull: ['locations'] } });
    await eventually(
      'the pull to end',
      async () => {
        const { body } = await other.operator<{ items: { last_full_at: string | null }[] }>(
          'GET',
          `/platforms/${pulled.id}/pulls`,
        );
        return typeof body.items[0]?.last_full_at === 'string';
      },
      { withinMs: 30_000 },
    );
    for (const hub of [one, other]) {
      await eventually(
        'a whole list',
        async () => headerOf(await listAt(hub, 'locations'), 'x-total-count') === '241',
        {
          withinMs: 10_000,
        },
      );
    }
    const offsets = pulled.received
      .matching({ module: 'locations', method: 'GET' })
      .map(({ query }) => Number(new URLSearchParams(query ?? '').get('offset') ?? 0));
    expect(offsets).toEqual([0, 40, 80, 120, 160, 200]);
  });

  it('both restart one after the other, twice, behind a balancer that obeys readiness, and no asker sees it', async () => {
    const balancer = new DrainingBalancer(cluster.gateways.map(({ url }) => url));
    const url = `${await balancer.listen()}/ocpi/2.2.1/sender/locations`;
    const codes = new Set<number | undefined>();
    let isOver = false;
    const askers = Array.from({ length: ASKERS }, async () => {
      while (!isOver) {
        const answer = await emsp.request({ method: 'GET', url, path: '/1', to: 'NL/CPO' });
        codes.add(answer.envelope?.status_code);
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
    await balancer.close();
    expect(balancer.failures).toEqual([]);
    expect([...codes]).toEqual([1000]);
    expect(exits).toEqual(Array.from({ length: 2 * ROUNDS }, () => 0));
  }, 120_000);
});
