import { describe, expect, test } from '@jest/globals';
import { aPlatform, aSnapshot, partyId, type PlatformSketch } from '../../../../test/support/builders.js';
import type { ConfigurationAnswer } from '../configuration.js';
import { isRefusal, type Refusal } from '../journey/refusal.js';
import { Presence } from '../ports.js';
import { RegistrySnapshot, type ConnectionStatus, type DepartedParty, type Platform } from '../registry.js';
import type { ClientInfo } from './client-info.js';
import { HubClientInfoEndpoint } from './hub-client-info-endpoint.js';

/** Presence that knows some statuses better than the store. */
class KnownPresence extends Presence {
  constructor(private readonly live: Readonly<Record<string, ConnectionStatus>> = {}) {
    super();
  }

  override statusOf(platform: Platform): ConnectionStatus {
    return this.live[platform.id] ?? platform.status;
  }

  override heardFrom(): void {}

  override exchangeEnded(): void {}
}

const ASKER: PlatformSketch = { id: 'asker', parties: ['EMSP NL/EMS', 'CPO NL/EMS'] };

interface Asked {
  readonly snapshot: RegistrySnapshot;
  readonly query?: string | null;
  readonly rest?: string;
  readonly presence?: Presence;
}

function get({ snapshot, query = null, rest = '', presence }: Asked): Promise<ConfigurationAnswer | Refusal> {
  const endpoint = new HubClientInfoEndpoint(presence ?? new KnownPresence(), { publicUrl: 'https://hub.example' });
  return endpoint.answer({
    holder: { platform: snapshot.platform('asker') ?? aPlatform(ASKER), purpose: 'connection' },
    presentedToken: '',
    snapshot,
    method: 'GET',
    version: '2.2.1',
    rest,
    query,
    body: null,
    correlationId: 'c',
    atMs: Date.UTC(2026, 0, 31, 12),
  });
}

async function list(
  asked: Asked,
): Promise<{ readonly infos: readonly ClientInfo[]; readonly headers: Map<string, string> }> {
  const answer = await get(asked);
  if (isRefusal(answer)) throw new Error(answer.message);
  const headers = new Map<string, string>();
  const flat = answer.headers ?? [];
  for (let i = 0; i < flat.length; i += 2) headers.set(flat[i] ?? '', flat[i + 1] ?? '');
  return { infos: answer.data as readonly ClientInfo[], headers };
}

async function refusal(asked: Asked): Promise<Refusal> {
  const answer = await get(asked);
  if (!isRefusal(answer)) throw new Error('expected a refusal');
  return answer;
}

/** The asker and so many CPOs, `NL/P00`, `NL/P01` ..., each updated an hour after the one before. */
function crowd(size: number): RegistrySnapshot {
  const platforms = Array.from({ length: size }, (_, index) => {
    const platform = aPlatform({ id: `p${index}`, parties: [`CPO NL/P${String(index).padStart(2, '0')}`] });
    const lastUpdatedMs = Date.UTC(2026, 0, 1, index);
    return { ...platform, parties: platform.parties.map((party) => ({ ...party, lastUpdatedMs })) };
  });
  return new RegistrySnapshot(1, [aPlatform(ASKER), ...platforms.reverse()]);
}

function departed(key: string, role: DepartedParty['role'], lastUpdatedMs: number): DepartedParty {
  return { id: partyId(key), key, role, lastUpdatedMs };
}

describe('GET hubclientinfo (OCPI 2.2.1, HubClientInfo > Sender Interface)', () => {
  test('each party and role of other platforms is one ClientInfo with the live status of its platform', async () => {
    const snapshot = aSnapshot(
      ASKER,
      { id: 'two-roles', parties: ['CPO DE/ABC', 'EMSP DE/ABC'] },
      { id: 'planned', parties: ['CPO be/xyz'], status: 'PLANNED', offers: null },
    );
    const { infos } = await list({ snapshot, presence: new KnownPresence({ 'two-roles': 'OFFLINE' }) });
    const last_updated = '1970-01-01T00:00:00.000Z';
    expect(infos).toEqual([
      { country_code: 'be', party_id: 'xyz', role: 'CPO', status: 'PLANNED', last_updated },
      { country_code: 'DE', party_id: 'ABC', role: 'CPO', status: 'OFFLINE', last_updated },
      { country_code: 'DE', party_id: 'ABC', role: 'EMSP', status: 'OFFLINE', last_updated },
    ]);
  });

  test('parties of deleted platforms stay in the list as SUSPENDED', async () => {
    const gone = departed('FR/OLD', 'CPO', Date.UTC(2026, 0, 2));
    const { infos } = await list({ snapshot: new RegistrySnapshot(1, [aPlatform(ASKER)], { departed: [gone] }) });
    expect(infos).toEqual([
      {
        country_code: 'FR',
        party_id: 'OLD',
        role: 'CPO',
        status: 'SUSPENDED',
        last_updated: '2026-01-02T00:00:00.000Z',
      },
    ]);
  });

  test('a departed party that came back on another platform is listed once, as it is now', async () => {
    const back = aPlatform({ id: 'back', parties: ['CPO FR/OLD'] });
    const snapshot = new RegistrySnapshot(1, [aPlatform(ASKER), back], { departed: [departed('FR/OLD', 'CPO', 0)] });
    expect((await list({ snapshot })).infos.map(({ status }) => status)).toEqual(['CONNECTED']);
  });

  test('an asker that took over a departed party does not see it', async () => {
    const snapshot = new RegistrySnapshot(1, [aPlatform(ASKER)], { departed: [departed('NL/EMS', 'CPO', 0)] });
    expect((await list({ snapshot })).infos).toEqual([]);
  });

  test('pages follow one another by Link, without gap or repetition, until the last one has none', async () => {
    const snapshot = crowd(5);
    const seen: string[] = [];
    let query: string | null = 'limit=2';
    while (query !== null) {
      const { infos, headers } = await list({ snapshot, query });
      seen.push(...infos.map(({ party_id }) => party_id));
      expect(headers.get('X-Total-Count')).toBe('5');
      const link = headers.get('Link');
      query = link === undefined ? null : (/^<[^?]*\?(.*)>; rel="next"$/.exec(link)?.[1] ?? null);
    }
    expect(seen).toEqual(['P00', 'P01', 'P02', 'P03', 'P04']);
  });

  test('the Link names the hub, the next offset, the limit and the filters of the request', async () => {
    const query = 'date_from=2026-01-01T01:00:00Z&limit=1&date_to=2026-01-01T04%3A00%3A00';
    const { headers } = await list({ snapshot: crowd(5), query });
    expect(headers.get('X-Total-Count')).toBe('3');
    expect(headers.get('Link')).toBe(
      '<https://hub.example/ocpi/2.2.1/sender/hubclientinfo?offset=1&limit=1&date_from=2026-01-01T01:00:00Z&date_to=2026-01-01T04:00:00>; rel="next"',
    );
  });

  test('date_from is inclusive and date_to exclusive', async () => {
    const query = 'date_from=2026-01-01T01:00:00Z&date_to=2026-01-01T03:00:00Z';
    const { infos } = await list({ snapshot: crowd(5), query });
    expect(infos.map(({ party_id }) => party_id)).toEqual(['P01', 'P02']);
  });

  test('without a limit the hub returns at most what X-Limit says', async () => {
    const { infos, headers } = await list({ snapshot: crowd(100) });
    expect(infos).toHaveLength(100);
    expect(headers.get('X-Limit')).toBe('100');
    expect(headers.has('Link')).toBe(false);
  });

  test('a limit beyond the cap is cut to it, and X-Limit and Link say so', async () => {
    const snapshot = new RegistrySnapshot(1, [
      ...crowd(100).allPlatforms(),
      aPlatform({ id: 'more', parties: ['CPO ZZ/ZZZ'] }),
    ]);
    for (const limit of ['2000', '1000000000', '9'.repeat(400)]) {
      const { infos, headers } = await list({ snapshot, query: `limit=${limit}` });
      expect(infos).toHaveLength(100);
      expect(headers.get('X-Limit')).toBe('100');
      expect(headers.get('Link')).toContain('?offset=100&limit=100>');
    }
  });

  test('an offset beyond the end is an empty last page', async () => {
    for (const offset of ['5', '1000', '9'.repeat(400)]) {
      const { infos, headers } = await list({ snapshot: crowd(5), query: `offset=${offset}` });
      expect(infos).toEqual([]);
      expect(headers.get('X-Total-Count')).toBe('5');
      expect(headers.has('Link')).toBe(false);
    }
  });

  test('parameters that OCPI does not know and a closing slash are ignored', async () => {
    const { infos } = await list({ snapshot: crowd(3), query: 'colour=red&&=', rest: '/' });
    expect(infos).toHaveLength(3);
  });

  test.each([
    ['limit', 'limit=0'],
    ['limit', 'limit=-1'],
    ['limit', 'limit=1e9'],
    ['limit', 'limit='],
    ['limit', 'limit=10&limit=20'],
    ['offset', 'offset=-1'],
    ['offset', 'offset=1.5'],
    ['offset', 'offset=%00'],
    ['offset', 'offset=+1'],
    ['date_from', 'date_from=2026-02-30T00:00:00Z'],
    ['date_from', 'date_from=1'],
    ['date_from', 'date_from=yesterday'],
    ['date_from', 'date_from='],
    ['date_to', 'date_to=2026-01-01T00:00:00+02:00'],
    ['date_to', 'date_to=2026-01-01T00:00:00Z&date_to=2026-01-02T00:00:00Z'],
    ['date_to', 'date_from=2026-01-02T00:00:00Z&date_to=2026-01-01T00:00:00Z'],
  ])('a bad %s is refused by name: %s', async (parameter, query) => {
    const refused = await refusal({ snapshot: crowd(1), query });
    expect(refused.kind).toBe('invalid-parameters');
    expect(refused.message).toContain(parameter);
  });

  test('there is nothing below the list', async () => {
    expect((await refusal({ snapshot: crowd(1), rest: '/NL/P00' })).kind).toBe('unknown-module');
  });
});
