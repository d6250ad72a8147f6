/**
 * What somebody without agreement finds out of those who are hidden from him: nothing, by whatever way he asks. It compares what he is answered
 * about them with what he is answered about nobody. And rows of open routing that no other suite walks.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ocpi, type PlatformRequest } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { headerOf } from '../support/hub-answers.js';
import type { HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';
import { startRoaming } from '../support/roaming.js';

const AT = '2026-03-01T00:00:00Z';

let hub: HubProcess;
let cpo: JoinedPlatform;
let emsp: JoinedPlatform;
/** Has no agreement with anybody. */
let stranger: JoinedPlatform;
let strangeCpo: JoinedPlatform;

const on = (interfaceRole: 'SENDER' | 'RECEIVER', module: string, path = ''): PlatformRequest => {
  return { method: 'GET', module, interfaceRole, path };
};
const wordsOf = async (by: JoinedPlatform, request: PlatformRequest, id: string): Promise<string> => {
  const { status, envelope } = await by.request(request);
  return `${status} ${envelope?.status_code} ${envelope?.status_message}`.replaceAll(id, 'X');
};
const publish = async (by: JoinedPlatform, module: string, id: string): Promise<void> => {
  const [country_code, party_id] = by.party.split('/');
  const named = module === 'tokens' ? { uid: id, type: 'RFID' } : { id };
  const body = { country_code, party_id, ...named, last_updated: AT };
  const push = { ...on('RECEIVER', module, `/${by.party}/${id}`), method: 'PUT', to: 'XX/HUB', body };
  expect((await by.request(push)).envelope?.status_code).toBe(1000);
};

beforeAll(async () => {
  ({ hub, cpo, emsp } = await startRoaming({ env: { BUSBAR_FORWARD_TIMEOUT_MS: '2000' } }));
  stranger = await joinHub(hub, { parties: [{ id: 'FR/STR', role: 'EMSP' }] });
  strangeCpo = await joinHub(hub, { parties: [{ id: 'FR/CPS', role: 'CPO' }] });
  const items = [{ parties: ['NL/CPO', 'DE/MSP'], modules: ['*'] }];
  const agreed = {
    method: 'PUT',
    path: '/agreements',
    body: { default: 'closed', items },
    headers: { 'if-match': '*' },
  };
  expect((await hub.operatorRequest(agreed)).status).toBe(200);
  for (const module of ['locations', 'tariffs']) await publish(cpo, module, 'SECRET');
  await publish(emsp, 'tokens', 'SECRET');
  await eventually('owners to be known', async () => {
    const found = await emsp.request(on('SENDER', 'tariffs', '/SECRET'));
    return found.envelope?.status_code === 1000;
  });
}, 90_000);

describe('a stranger', () => {
  it.each([
    ['a Location', on('SENDER', 'locations', '/SECRET'), on('SENDER', 'locations', '/NOBODYS')],
    ['a Tariff', on('SENDER', 'tariffs', '/SECRET'), on('SENDER', 'tariffs', '/NOBODYS')],
    [
      'a party in the URL',
      on('RECEIVER', 'locations', '/NL/CPO/SECRET'),
      on('RECEIVER', 'locations', '/NL/NUL/NOBODYS'),
    ],
  ])('asks for %s of a hidden party and is answered as for nobody’s', async (_title, secret, nobodys) => {
    expect(await wordsOf(stranger, secret, 'SECRET')).toBe(await wordsOf(stranger, nobodys, 'NOBODYS'));
    expect(await wordsOf(stranger, secret, 'SECRET')).toMatch(/^200 4001/);
  });

  it('authorizes the token of a hidden EMSP and is answered as for one that nobody has', async () => {
    const authorize = (uid: string): PlatformRequest => ({
      ...on('SENDER', 'tokens', `/${uid}/authorize`),
      method: 'POST',
    });
    expect(await wordsOf(strangeCpo, authorize('SECRET'), 'SECRET')).toBe(
      await wordsOf(strangeCpo, authorize('NOBODYS'), 'NOBODYS'),
    );
    expect(emsp.received.matching({ module: 'tokens', method: 'POST' })).toEqual([]);
  });

  it('gets lists without them, whole at once although they cannot be pulled, and counts that say nothing', async () => {
    cpo.answerTo({ module: 'locations', method: 'GET' }, ocpi(undefined, { ocpiStatus: 3000 }));
    await hub.operator('PATCH', `/platforms/${cpo.id}`, { settings: { pull: ['locations'] } });
    // Whoever may see it is told that the list is not whole.
    await eventually('the list to lack the CPO', async () => {
      return (await emsp.request({ ...on('SENDER', 'locations'), to: 'XX/HUB' })).envelope?.status_code === 4000;
    });
    for (const module of ['locations', 'tariffs', 'sessions', 'cdrs']) {
      const answer = await stranger.request({ ...on('SENDER', module), to: 'XX/HUB' });
      expect([module, answer.envelope?.status_code, answer.envelope?.data]).toEqual([module, 1000, []]);
      expect(headerOf(answer, 'x-total-count')).toBe('0');
    }
    await hub.operator('PATCH', `/platforms/${cpo.id}`, { settings: { pull: [] } });
    cpo.clearAnswers();
  });

  it('cannot go on in somebody else’s list', async () => {
    await publish(cpo, 'tariffs', 'SECOND');
    const page = await emsp.request({ ...on('SENDER', 'tariffs'), to: 'XX/HUB', query: 'limit=1' });
    const link = new URL(/<([^>]+)>/.exec(headerOf(page, 'link') ?? '')?.[1] ?? '');
    const stolen = await stranger.request({ ...on('SENDER', 'tariffs'), to: 'XX/HUB', query: link.search.slice(1) });
    expect(stolen.envelope?.status_code).toBe(2001);
    // Nor with an offset at which the hub remembers a place of the other's.
    const rebuilt = await stranger.request({ ...on('SENDER', 'tariffs'), to: 'XX/HUB', query: 'offset=1&limit=1' });
    expect([rebuilt.envelope?.status_code, rebuilt.envelope?.data]).toEqual([1000, []]);
    const tampered = `${link.search.slice(1, -3)}AAA`;
    expect(
      (await emsp.request({ ...on('SENDER', 'tariffs'), to: 'XX/HUB', query: tampered })).envelope?.status_code,
    ).toBe(2001);
  });

  it('sees of them with a key of its own neither reasons nor violations nor messages', async () => {
    const { body } = await hub.operator<{ key: string }>('POST', '/keys', { role: 'party', party: 'FR/STR' });
    for (const path of ['/messages', '/deliveries', '/violations', '/parties', '/failed']) {
      const seen = await hub.operatorRequest({ method: 'GET', path, headers: { authorization: `Bearer ${body.key}` } });
      // What it asked for itself is its own: paths of its requests aside.
      const told = JSON.stringify(seen.body, (key, value: unknown) => (key === 'path' ? null : value));
      expect([path, told.match(/NL\/CPO|DE\/MSP/g)]).toEqual([path, null]);
    }
  });
});

describe('odd pages', () => {
  it.each([
    ['behind the end', 'offset=9007199254740991', 1000],
    ['of an end before the beginning', 'date_from=2026-04-01T00:00:00Z&date_to=2026-01-01T00:00:00Z', 2001],
    ['of more than anybody can read', 'limit=1000000000&offset=1000000', 1000],
    ['of no number', 'offset=1e400', 2001],
  ])('%s are empty or refused, never an error', async (_title, query, ocpiStatus) => {
    const answer = await emsp.request({ ...on('SENDER', 'tariffs'), to: 'XX/HUB', query });
    expect([answer.status, answer.envelope?.status_code]).toEqual([200, ocpiStatus]);
    if (ocpiStatus === 1000) expect(answer.envelope?.data).toEqual([]);
  });
});

describe('a message without To headers', () => {
  it('as GET with no path on a Receiver interface is 2001', async () => {
    expect(await wordsOf(emsp, on('RECEIVER', 'locations'), '-')).toMatch(/^200 2001/);
  });

  it.each([
    ['a Tariff, ids in any case', () => emsp, on('SENDER', 'tariffs', '/secret'), () => cpo],
    ['a Token', () => cpo, on('SENDER', 'tokens', '/secret'), () => emsp],
    ['what a party in the URL has', () => cpo, on('RECEIVER', 'tokens', '/DE/MSP/SECRET'), () => emsp],
  ])('finds who has %s', async (...[, by, request, owner]) => {
    owner().received.clear();
    expect((await by().request(request)).envelope?.status_code).toBe(1000);
    expect(owner().received.matching({ module: request.module ?? '', method: 'GET' })).toHaveLength(1);
  });

  it('finds who has a CDR once it was posted, and a session’s charging profile', async () => {
    const cdr_token = { country_code: 'DE', party_id: 'MSP', uid: '1', type: 'RFID', contract_id: 'x' };
    const cdr = { country_code: 'NL', party_id: 'CPO', id: 'C1', session_id: 'S1', cdr_token };
    await cpo.request({ ...on('RECEIVER', 'cdrs'), method: 'POST', body: cdr });
    const asked = [
      on('SENDER', 'cdrs', '/C1'),
      on('SENDER', 'sessions', '/S1'),
      on(
        'RECEIVER',
        'chargingprofiles',
        `/S1?duration=60&response_url=${encodeURIComponent(new URL('/r', emsp.versionsUrl).href)}`,
      ),
    ];
    for (const request of asked) {
      await eventually(`${request.module} to be found`, async () => {
        return (await emsp.request(request)).envelope?.status_code === 1000;
      });
    }
  });
});
