/**
 * `GET hubclientinfo`: who else is at the hub, as each platform may see it. OCPI 2.2.1, HubClientInfo > Sender Interface. It may
 * observe the answers and what the operator changes.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { PlatformAnswer, SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { invite, platformAt, register, startPlatform } from '../support/onboarding.js';

/** OCPI 2.2.1, HubClientInfo > ClientInfo Object. */
interface ClientInfo {
  readonly party_id: string;
  readonly country_code: string;
  readonly role: string;
  readonly status: string;
  readonly last_updated: string;
}

/** The most objects in one page. */
const PAGE = 100;

let hub: HubProcess;
let asker: SimulatedPlatform;
let askerId: string;

beforeAll(async () => {
  hub = await startHub({ env: { BUSBAR_OFFLINE_AFTER: '1', BUSBAR_ALIVE_AFTER_S: '3600' } });
  asker = await startPlatform(['EMSP DE/ASK', 'NSP DE/ASK']);
  askerId = await register(hub, asker);
});

function getList(query?: string, platform = asker): Promise<PlatformAnswer> {
  return platform.request({
    method: 'GET',
    module: 'hubclientinfo',
    interfaceRole: 'SENDER',
    ...(query === undefined ? {} : { query }),
  });
}

function infosIn(answer: PlatformAnswer): readonly ClientInfo[] {
  expect([answer.status, answer.envelope?.status_code]).toEqual([200, 1000]);
  return answer.envelope?.data as readonly ClientInfo[];
}

/** `CPO NL/ABC CONNECTED` of every party that the platform is shown. */
async function seenBy(platform: SimulatedPlatform): Promise<readonly string[]> {
  const infos = infosIn(await getList(undefined, platform));
  return infos.map(({ role, country_code, party_id, status }) => `${role} ${country_code}/${party_id} ${status}`);
}

async function infoOf(partyId: string): Promise<ClientInfo | undefined> {
  return infosIn(await getList()).find((info) => info.party_id === partyId);
}

describe('the list', () => {
  it('shows each party of the others with its status, a role apiece, and none of the own', async () => {
    const both = await startPlatform(['CPO NL/BTH', 'EMSP NL/BTH']);
    await register(hub, both);
    const planned = await startPlatform('CPO NL/PLN');
    await invite(hub, planned);
    const suspended = await startPlatform('CPO NL/SUS');
    await hub.operator('POST', `/platforms/${await register(hub, suspended)}/suspend`);
    const unregistered = await startPlatform('CPO NL/UNR');
    await register(hub, unregistered);
    await unregistered.unregister();
    const removed = await startPlatform('CPO NL/REM');
    await hub.operator('DELETE', `/platforms/${await register(hub, removed)}`);
    const offline = await startPlatform('CPO NL/OFF');
    const offlineId = await register(hub, offline);
    await offline.stop();
    await hub.operator('POST', `/platforms/${offlineId}/probe`);

    expect(await seenBy(asker)).toEqual([
      'CPO NL/BTH CONNECTED',
      'EMSP NL/BTH CONNECTED',
      'CPO NL/OFF OFFLINE',
      'CPO NL/PLN PLANNED',
      'CPO NL/REM SUSPENDED',
      'CPO NL/SUS SUSPENDED',
      'CPO NL/UNR SUSPENDED',
    ]);
    const seenByBoth = await seenBy(both);
    expect(seenByBoth).toEqual(expect.arrayContaining(['EMSP DE/ASK CONNECTED', 'NSP DE/ASK CONNECTED']));
    expect(seenByBoth.filter((info) => info.includes('NL/BTH'))).toEqual([]);
  });

  it('holds ClientInfo objects and nothing else', async () => {
    const info = await infoOf('BTH');
    expect(info).toEqual({
      party_id: 'BTH',
      country_code: 'NL',
      role: 'CPO',
      status: 'CONNECTED',
      last_updated: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/),
    });
  });

  it.each(['2.2', '2.3.0'] as const)('is the same for a platform on %s', async (version) => {
    const platform = await startPlatform(`EMSP DE/V${version === '2.2' ? '22' : '30'}`, { versions: [version] });
    await register(hub, platform);
    expect(await seenBy(platform)).toContain('CPO NL/BTH CONNECTED');
  });

  it('keeps the spelling of the operator, and messages reach the party in any other', async () => {
    const lower = await startPlatform('CPO nl/low', { credentialsData: upperCaseIds });
    await register(hub, lower, { parties: ['CPO nl/low'] });
    expect(await infoOf('low')).toMatchObject({ country_code: 'nl', party_id: 'low', status: 'CONNECTED' });
    for (const to of ['NL/LOW', 'nl/low', 'Nl/lOw']) {
      const answer = await asker.request({
        method: 'GET',
        module: 'locations',
        interfaceRole: 'SENDER',
        path: '/1',
        to,
      });
      expect([to, answer.envelope?.status_code]).toEqual([to, 1000]);
      expect(lower.received.all.at(-1)?.to).toBe(to);
    }
  });

  it('neither needs nor reads routing headers, and is answered without them', async () => {
    const answer = await asker.request({
      method: 'GET',
      module: 'hubclientinfo',
      interfaceRole: 'SENDER',
      from: 'NL/BTH',
      to: 'ZZ/ZZZ',
    });
    expect(infosIn(answer).length).toBeGreaterThan(0);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('ocpi-'))).toEqual([]);
    expect(answer.headers).toMatchObject({
      'x-request-id': answer.sentRequestId,
      'x-correlation-id': answer.sentCorrelationId,
    });
  });
});

describe('last_updated', () => {
  it('follows a change of status once, and no probe, credentials or message', async () => {
    const platform = await startPlatform('CPO NL/UPD');
    const id = await register(hub, platform);
    const connected = await infoOf('UPD');
    await hub.operator('POST', `/platforms/${id}/probe`);
    await platform.updateCredentials();
    await platform.request({ method: 'GET', module: 'credentials' });
    expect(await infoOf('UPD')).toEqual(connected);

    await platform.stop();
    await hub.operator('POST', `/platforms/${id}/probe`);
    const offline = await eventually('the change to be stored', async () => {
      const info = await infoOf('UPD');
      return info !== undefined && info.last_updated !== connected?.last_updated && info;
    });
    expect(offline.status).toBe('OFFLINE');
    expect(Date.parse(offline.last_updated)).toBeGreaterThan(Date.parse(connected?.last_updated ?? ''));
    await hub.operator('POST', `/platforms/${id}/probe`);
    expect(await infoOf('UPD')).toEqual(offline);
  });

  it('is what date_from (inclusive) and date_to (exclusive) compare', async () => {
    const info = await infoOf('UPD');
    const at = info?.last_updated ?? '';
    const namesIn = async (query: string): Promise<readonly string[]> =>
      infosIn(await getList(query)).map(({ party_id }) => party_id);
    expect(await namesIn(`date_from=${at}`)).toEqual(['UPD']);
    expect(await namesIn(`date_to=${at}`)).not.toContain('UPD');
    expect(await namesIn(`date_to=${at}`)).toContain('BTH');
    expect(await namesIn('date_from=2100-01-01T00:00:00Z')).toEqual([]);
    expect(await namesIn(`date_from=${encodeURIComponent(at)}`)).toEqual(['UPD']);
  });
});

describe('pages', () => {
  it('follow one another by Link until everybody was seen once', async () => {
    const total = infosIn(await getList()).length;
    const seen: string[] = [];
    let answer = await getList('limit=3');
    for (let pages = 1; ; pages += 1) {
      const infos = infosIn(answer);
      expect(answer.headers['x-total-count']).toBe(String(total));
      expect(answer.headers['x-limit']).toBe(String(PAGE));
      seen.push(...infos.map(({ role, party_id }) => `${role} ${party_id}`));
      const next = nextUrl(answer);
      if (next === null) break;
      expect(infos).toHaveLength(3);
      expect(next.startsWith(`${hub.publicUrl}/ocpi/2.2.1/sender/hubclientinfo?`)).toBe(true);
      expect(pages).toBeLessThan(20);
      answer = await asker.request({ method: 'GET', url: next, from: null });
    }
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
  });

  it('keep the filters in their Link', async () => {
    const answer = await getList('date_from=2020-01-01T00:00:00Z&limit=1&date_to=2100-01-01T00:00:00Z');
    const next = new URL(nextUrl(answer) ?? '');
    expect(Object.fromEntries(next.searchParams)).toEqual({
      offset: '1',
      limit: '1',
      date_from: '2020-01-01T00:00:00Z',
      date_to: '2100-01-01T00:00:00Z',
    });
  });

  it('hold no more than the limit of the hub, whatever is asked for', async () => {
    const many = Array.from({ length: PAGE }, (_, nth) => `CPO FR/${`${nth}`.padStart(3, '0')}`);
    await invite(hub, asker, { name: 'many', parties: many });
    for (const query of ['limit=1000000000', undefined]) {
      const answer = await getList(query);
      expect(infosIn(answer)).toHaveLength(PAGE);
      expect(Number(answer.headers['x-total-count'])).toBeGreaterThan(PAGE);
      expect(nextUrl(answer)).toMatch(/[?&]offset=100(&|$)/);
    }
    expect(infosIn(await getList('offset=1000000'))).toEqual([]);
  });

  it.each([
    ['limit=0', /limit/],
    ['limit=-1', /limit/],
    ['limit=1e9', /limit/],
    ['offset=-1', /offset/],
    ['offset=x', /offset/],
    ['limit=1&limit=2', /limit is given twice/],
    ['date_from=yesterday', /date_from/],
    ['date_from=2026-02-30T00:00:00Z', /date_from/],
    ['date_from=2026-02-02T00:00:00Z&date_to=2026-02-01T00:00:00Z', /date_to is before date_from/],
  ])('are refused with 2001 for %s', async (query, says) => {
    const { status, envelope } = await getList(query);
    expect([status, envelope?.status_code]).toEqual([200, 2001]);
    expect(envelope?.status_message).toMatch(says);
  });
});

describe('anything but GET of the list', () => {
  it.each([
    ['PUT', '/sender/hubclientinfo', 405],
    ['DELETE', '/sender/hubclientinfo', 405],
    ['GET', '/sender/hubclientinfo/NL/BTH', 404],
    ['GET', '/receiver/hubclientinfo', 404],
    ['PUT', '/receiver/hubclientinfo/NL/BTH', 404],
  ])('%s %s is HTTP %d', async (method, path, status) => {
    const answer = await asker.request({ method, url: `${hub.publicUrl}/ocpi/2.2.1${path}`, from: null });
    expect([answer.status, answer.envelope?.status_code]).toEqual([status, status === 405 ? 2000 : 2001]);
  });

  it('leaves the asker as it is', async () => {
    expect(await platformAt(hub, askerId)).toMatchObject({ status: 'CONNECTED' });
  });
});

function nextUrl(answer: PlatformAnswer): string | null {
  return /^<([^>]+)>; ?rel="next"$/.exec(String(answer.headers['link'] ?? ''))?.[1] ?? null;
}

function upperCaseIds(proper: unknown): unknown {
  const text = JSON.stringify(proper).replace('"nl"', '"NL"').replace('"low"', '"LOW"');
  return JSON.parse(text) as unknown;
}
