/**
 * Whole lists through a running hub: what is pulled and broadcast as it keeps it, and cdrs and sessions from those who have them. It observes
 * what a client gets that knows the specification alone, and what the parties are asked.
 */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ocpi, pageOf, type PlatformAnswer, type RecordedRequest } from '../../apps/simulator/src/index.js';
import { crawlByLink, crawlByOffset, type Ask } from '../support/crawl.js';
import { eventually } from '../support/eventually.js';
import { endingOf, headerOf } from '../support/hub-answers.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';
import { rowsOf } from '../support/journal-of.js';

type Listed = Record<string, unknown>;

const HUB = 'XX/HUB';
const LIST = { method: 'GET', interfaceRole: 'SENDER', to: HUB } as const;
const PULLED = { pull: ['locations', 'tariffs', 'tokens'] };

const objectOf = (party: string, id: string, more: Listed = {}): Listed => {
  const [country_code, party_id] = party.split('/');
  return { country_code, party_id, id, last_updated: '2026-03-01T00:00:00Z', ...more };
};
const many = (party: string, count: number, prefix = 'L'): Listed[] =>
  Array.from({ length: count }, (_, index) => objectOf(party, `${prefix}${index}`));
const idsOf = (objects: readonly Listed[]): string[] =>
  objects.map(({ country_code, party_id, id }) => `${String(country_code)}/${String(party_id)} ${String(id)}`);

/** Teaches a platform to have a list, in pages as small as told. */
function teach(platform: JoinedPlatform, module: string, list: { objects: Listed[]; maxLimit?: number }): void {
  platform.teach({ module, interfaceRole: 'SENDER', method: 'GET' }, (request) => {
    const party = request.to;
    const own = list.objects.filter(
      ({ country_code, party_id }) => party === null || `${String(country_code)}/${String(party_id)}` === party,
    );
    return pageOf(own, request, { listUrl: platform.endpointUrl(module, 'SENDER'), maxLimit: list.maxLimit });
  });
}

const asking =
  (platform: JoinedPlatform, module: string): Ask =>
  (request) =>
    platform.request({ ...LIST, ...(request.url === undefined ? { module } : {}), ...request });

describe('lists that the hub keeps', () => {
  let hub: HubProcess;
  let cpo: JoinedPlatform;
  let other: JoinedPlatform;
  let silent: JoinedPlatform;
  let emsp: JoinedPlatform;
  const lists = { cpo: { objects: many('NL/CPO', 230) }, other: { objects: many('FR/TWO', 70) } };

  const get = (request: object = {}): Promise<PlatformAnswer> =>
    emsp.request({ ...LIST, module: 'locations', ...request });
  const push = async (platform: JoinedPlatform, method: string, location: Listed): Promise<void> => {
    const path = `/${platform.party}/${String(location['id'])}`;
    const answer = await platform.request({
      method,
      module: 'locations',
      interfaceRole: 'RECEIVER',
      path,
      to: HUB,
      ...(method === 'DELETE' ? {} : { body: location }),
    });
    expect(answer.envelope?.status_code).toBe(1000);
  };
  const pulls = async (platform: JoinedPlatform): Promise<Listed[]> =>
    (await hub.operator<{ items: Listed[] }>('GET', `/platforms/${platform.id}/pulls`)).body.items;
  const pullOf = async (platform: JoinedPlatform, module = 'locations'): Promise<Listed> =>
    (await pulls(platform)).find((pull) => pull['module'] === module) ?? {};

  beforeAll(async () => {
    hub = await startHub({ env: { BUSBAR_FORWARD_TIMEOUT_MS: '5000' } });
    emsp = await joinHub(hub, { parties: [{ id: 'DE/MSP', role: 'EMSP' }] });
    cpo = await joinHub(hub, { parties: [{ id: 'NL/CPO', role: 'CPO' }], settings: PULLED });
    teach(cpo, 'locations', { ...lists.cpo, maxLimit: 40 });
    other = await joinHub(hub, { parties: [{ id: 'FR/TWO', role: 'CPO' }], settings: PULLED });
    teach(other, 'locations', lists.other);
    silent = await joinHub(hub, {
      parties: [{ id: 'BE/SIL', role: 'CPO' }],
      offers: [{ module: 'locations', interfaceRole: 'RECEIVER' }],
      settings: PULLED,
    });
    // The first pull may have come before a platform was taught what it has.
    for (const platform of [cpo, other]) {
      await hub.operator('POST', `/platforms/${platform.id}/pull`, {});
      await eventually(
        'the lists to be pulled',
        async () => {
          const pull = await pullOf(platform);
          return pull['wanted'] === false && pull['objects'] === (platform === cpo ? 230 : 70);
        },
        { withinMs: 20_000 },
      );
    }
  }, 60_000);

  it('come from the hub, with honest headers and a Link that clients can rebuild', async () => {
    const answer = await get({ query: 'date_from=2026-02-01T00:00:00Z&limit=20&x=%20y', correlationId: 'get-all-1' });
    expect(endingOf(answer)).toEqual({ http: 200, ocpi: 1000, from: HUB, to: 'DE/MSP' });
    expect([headerOf(answer, 'x-total-count'), headerOf(answer, 'x-limit')]).toEqual(['300', '100']);
    const url = new URL(/<([^>]+)>; rel="next"/.exec(headerOf(answer, 'link') ?? '')?.[1] ?? '');
    expect(`${url.origin}${url.pathname}`).toBe(`${hub.publicUrl}/ocpi/2.2.1/sender/locations`);
    const { busbar_page: place, ...shown } = Object.fromEntries(url.searchParams);
    expect(shown).toEqual({ date_from: '2026-02-01T00:00:00Z', x: ' y', offset: '20', limit: '20' });
    expect(place).not.toContain('L19');
    const [row] = await rowsOf(hub, 'get-all-1');
    expect(row).toMatchObject({ plan: 'get-all', outcome: 'answered' });
    expect(row?.why).toMatch(/FR\/TWO, NL\/CPO; with what BE\/SIL broadcast/);
  });

  it('are the same without a receiver as addressed to the hub', async () => {
    expect(headerOf(await get({ to: null }), 'x-total-count')).toBe('300');
  });

  it.each([
    ['a limit of nothing', 'limit=0', 'limit'],
    ['a negative offset', 'offset=-1', 'offset'],
    ['a day that does not exist', 'date_from=2026-02-30T00:00:00Z', 'date_from'],
    ['a place that this hub never gave', 'busbar_page=abc', 'busbar_page'],
  ])('are refused with %s, by the name of the parameter', async (_title, query, name) => {
    const answer = await get({ query });
    expect(endingOf(answer)).toMatchObject({ http: 200, ocpi: 2001 });
    expect(answer.envelope?.status_message).toContain(name);
  });

  it('are filtered by last_updated, from inclusive and to exclusive', async () => {
    expect(headerOf(await get({ query: 'date_from=2026-03-01T00:00:00Z' }), 'x-total-count')).toBe('300');
    expect(headerOf(await get({ query: 'date_to=2026-03-01T00:00:00Z' }), 'x-total-count')).toBe('0');
  });

  it.each([
    ['follows each Link', crawlByLink],
    ['rebuilds each URL from offset and limit and asks for each page twice', crawlByOffset],
  ])('are read whole by a client that %s, while objects change, come and go', async (_title, crawlList) => {
    const before = idsOf((await crawlByLink(asking(emsp, 'locations'))).objects);
    let removed = 0;
    const crawled = await crawlList(asking(emsp, 'locations'), {
      query: 'limit=25',
      async between(page) {
        const id = `${_title.slice(0, 4)}-${page}`;
        await push(silent, 'PUT', objectOf('BE/SIL', id));
        await push(cpo, 'PUT', objectOf('NL/CPO', 'L5', { last_updated: `2026-04-01T00:00:${10 + page}Z` }));
        // One that was read already: what follows moves up by one.
        await push(other, 'DELETE', objectOf('FR/TWO', `L${(_title.startsWith('f') ? 0 : 30) + removed++}`));
      },
    });
    const found = idsOf(crawled.objects);
    const gone = new Set(before.filter((id) => id.startsWith('FR/TWO') && !found.includes(id)));
    expect(before.filter((id) => !found.includes(id) && !gone.has(id))).toEqual([]);
    expect(gone.size).toBeLessThanOrEqual(removed);
    expect(crawled.pages).toBeGreaterThan(10);
  });

  it('lose what a full pull does not come across any more, and keep what was broadcast meanwhile', async () => {
    lists.cpo.objects.splice(100, 30);
    await hub.operator('POST', `/platforms/${cpo.id}/pull`, { modules: ['locations'] });
    await eventually('the pull', async () => (await pullOf(cpo))['objects'] === 200, { withinMs: 20_000 });
    const found = idsOf((await crawlByLink(asking(emsp, 'locations'))).objects);
    expect(found.filter((id) => id.startsWith('NL/CPO'))).toHaveLength(200);
    expect(found).not.toContain('NL/CPO L110');
  });

  it('ask parties in the name of the hub', () => {
    const [request] = cpo.received.matching({ module: 'locations', interfaceRole: 'SENDER', method: 'GET' });
    expect([request?.from, request?.to]).toEqual([HUB, 'NL/CPO']);
  });

  it('are not answered while a party that was never pulled cannot be, and name it', async () => {
    const broken = await joinHub(hub, { parties: [{ id: 'IT/BRK', role: 'CPO' }] });
    broken.answerTo({ module: 'locations', method: 'GET' }, ocpi(undefined, { ocpiStatus: 3000 }));
    await hub.operator('PATCH', `/platforms/${broken.id}`, { settings: PULLED });
    const answer = await get();
    expect(endingOf(answer)).toMatchObject({ http: 200, ocpi: 4000, from: HUB });
    expect(answer.envelope?.status_message).toContain('IT/BRK');
    broken.clearAnswers();
    teach(broken, 'locations', { objects: many('IT/BRK', 3) });
    const whole = await eventually(
      'a whole list',
      async () => {
        const again = await get({ query: 'limit=1' });
        return again.envelope?.status_code === 1000 && again;
      },
      { withinMs: 15_000 },
    );
    expect(Number(headerOf(whole, 'x-total-count'))).toBeGreaterThan(200);
    await hub.operator('DELETE', `/platforms/${broken.id}`);
  });

  it('never pull from a platform whose operator has switched it off', async () => {
    const quiet = await joinHub(hub, { parties: [{ id: 'ES/OFF', role: 'CPO' }], settings: { pull: [] } });
    teach(quiet, 'locations', { objects: many('ES/OFF', 3) });
    const found = idsOf((await crawlByLink(asking(emsp, 'locations'))).objects);
    expect(found.filter((id) => id.startsWith('ES/OFF'))).toEqual([]);
    expect((await hub.operator<{ items: unknown[] }>('POST', `/platforms/${quiet.id}/pull`, {})).body.items).toEqual(
      [],
    );
    expect(quiet.received.matching({ module: 'locations' })).toEqual([]);
  });

  it('are not there for custom modules', async () => {
    await joinHub(hub, {
      parties: [{ id: 'AT/CUS', role: 'CPO' }],
      alsoOffers: [{ module: 'acme-things', interfaceRole: 'SENDER' }],
    });
    const answer = await emsp.request({ ...LIST, url: `${hub.publicUrl}/ocpi/2.2.1/sender/acme-things` });
    expect(endingOf(answer)).toMatchObject({ http: 200, ocpi: 2001 });
  });

  it('of tokens come from the other side', async () => {
    const answer = await cpo.request({ ...LIST, module: 'tokens' });
    expect([answer.envelope?.status_code, headerOf(answer, 'x-total-count')]).toEqual([1000, '0']);
  });
});

describe('lists that the hub asks for', () => {
  const parties = ['NL/ONE', 'NL/TWO', 'NL/TRI', 'NL/FOR', 'NL/FIV'] as const;
  const sizes = [30, 0, 70, 5, 45] as const;
  let hub: HubProcess;
  let emsp: JoinedPlatform;
  const cpos: JoinedPlatform[] = [];
  const lists = parties.map((party, index) => ({ objects: many(party, sizes[index] ?? 0, 'S'), maxLimit: 20 }));

  beforeAll(async () => {
    hub = await startHub({ env: { BUSBAR_FORWARD_TIMEOUT_MS: '2000', BUSBAR_OFFLINE_AFTER: '50' } });
    emsp = await joinHub(hub, { parties: [{ id: 'DE/MSP', role: 'EMSP' }] });
    for (const id of parties) cpos.push(await joinHub(hub, { parties: [{ id, role: 'CPO' }] }));
  }, 60_000);

  beforeEach(() => {
    for (const [index, cpo] of cpos.entries()) {
      cpo.clearAnswers();
      cpo.received.clear();
      const list = lists[index];
      if (list === undefined) continue;
      for (const module of ['sessions', 'cdrs']) {
        cpo.answerTo({ module, method: 'GET' }, (request: RecordedRequest) =>
          pageOf(list.objects, request, { listUrl: cpo.endpointUrl(module, 'SENDER'), maxLimit: list.maxLimit }),
        );
      }
    }
  });

  const all = (): string[] => [...lists.flatMap(({ objects }) => idsOf(objects))].sort();

  it.each([
    ['sessions', 'follows each Link', crawlByLink],
    ['sessions', 'rebuilds each URL from offset and limit and asks for each page twice', crawlByOffset],
    ['cdrs', 'follows each Link', crawlByLink],
    ['cdrs', 'rebuilds each URL from offset and limit and asks for each page twice', crawlByOffset],
  ])('of %s are read whole by a client that %s', async (module, _title, crawlList) => {
    const crawled = await crawlList(asking(emsp, module), { query: 'date_from=2026-01-01T00:00:00Z&limit=33' });
    expect(idsOf(crawled.objects).sort()).toEqual(all());
    expect(crawled.totals).toEqual(['150', '150']);
  });

  it('ask each party in the name of the asker, with its filters', async () => {
    await crawlByLink(asking(emsp, 'cdrs'), { query: 'date_from=2026-01-01T00:00:00Z' });
    for (const cpo of cpos) {
      for (const request of cpo.received.matching({ module: 'cdrs' })) {
        expect([request.from, request.to]).toEqual(['DE/MSP', cpo.party]);
        expect(new URLSearchParams(request.query ?? '').get('date_from')).toBe('2026-01-01T00:00:00Z');
      }
    }
  });

  it('do not come in part while one party is slow or answers wrongly', async () => {
    const [, , slow, wrong] = cpos;
    slow?.answerTo({ module: 'sessions' }, ocpi([], { delayMs: 5_000 }));
    const late = await emsp.request({ ...LIST, module: 'sessions' });
    expect(endingOf(late)).toEqual({ http: 200, ocpi: 4000, from: HUB, to: 'DE/MSP' });
    expect(late.envelope?.status_message).toContain('NL/TRI');
    expect(late.envelope?.data).toBeUndefined();
    slow?.clearAnswers();
    slow?.answerTo({ module: 'sessions' }, ocpi([]));
    wrong?.answerTo({ module: 'sessions' }, ocpi(undefined, { ocpiStatus: 3000 }));
    const failed = await emsp.request({ ...LIST, module: 'sessions' });
    expect(endingOf(failed)).toMatchObject({ ocpi: 4000 });
    expect(failed.envelope?.status_message).toContain('NL/FOR');
  });

  it('leave out and record objects of others', async () => {
    const [liar] = cpos;
    liar?.answerTo({ module: 'cdrs' }, (request: RecordedRequest) =>
      pageOf([objectOf('NL/ONE', 'own'), objectOf('NL/TRI', 'stolen')], request, {
        listUrl: liar.endpointUrl('cdrs', 'SENDER'),
      }),
    );
    const found = idsOf((await crawlByLink(asking(emsp, 'cdrs'))).objects);
    expect(found.filter((id) => id.endsWith('own') || id.endsWith('stolen'))).toEqual(['NL/ONE own']);
    await eventually('the defect', async () => {
      const view = await hub.operator<{ defects: { kind: string }[] }>('GET', `/platforms/${liar?.id ?? ''}`);
      return view.body.defects.some(({ kind }) => kind === 'foreign-object');
    });
  });

  it('walk the pages of a party that does not say how many objects it has', async () => {
    const [mute] = cpos;
    mute?.answerTo({ module: 'cdrs' }, (request: RecordedRequest) => {
      const page = pageOf(lists[0]?.objects ?? [], request, {
        listUrl: mute.endpointUrl('cdrs', 'SENDER'),
        maxLimit: 7,
      });
      const at = page.headers.indexOf('X-Total-Count');
      return { ...page, headers: [...page.headers.slice(0, at), ...page.headers.slice(at + 2)] };
    });
    const crawled = await crawlByLink(asking(emsp, 'cdrs'));
    expect(idsOf(crawled.objects).sort()).toEqual(all());
    expect(crawled.totals[0]).toBe('150');
  });

  it('are empty where nobody has any', async () => {
    const answer = await cpos[0]?.request({ ...LIST, module: 'sessions' });
    expect([answer?.envelope?.status_code, answer?.envelope?.data]).toEqual([1000, []]);
  });
});
