import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ocpi, type PlatformRequest } from '../../apps/simulator/src/index.js';
import { endingOf } from '../support/hub-answers.js';
import type { HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';
import { bothInterfaces, forget, GET_LOCATIONS, startRoaming } from '../support/roaming.js';
import { specEndpoints, type SpecEndpoint } from '../support/spec-endpoints.js';

/**
 * Direct messages between two registered platforms, through a hub in a process of its own. It observes what arrives at the receiver
 * and what comes back to the asker, on the wire.
 */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const MODULES = ['locations', 'sessions', 'cdrs', 'tariffs', 'tokens', 'commands', 'chargingprofiles'];
const CUSTOM = 'acme-parking';
const BOTH_INTERFACES = bothInterfaces([...MODULES, CUSTOM]);

describe('direct routing', () => {
  let hub: HubProcess;
  let cpo: JoinedPlatform;
  let emsp: JoinedPlatform;

  beforeAll(async () => {
    const alsoOffers = bothInterfaces([CUSTOM]);
    ({ hub, cpo, emsp } = await startRoaming({ cpo: { alsoOffers }, emsp: { alsoOffers } }));
  }, 60_000);

  beforeEach(() => forget(cpo, emsp));

  /** The same request, with the response_url that the two modules with asynchronous results must carry. */
  const withResponseUrl = (request: PlatformRequest, asker: JoinedPlatform): PlatformRequest => {
    const { module = '', method, interfaceRole } = request;
    if (interfaceRole !== 'RECEIVER' || !['commands', 'chargingprofiles'].includes(module)) return request;
    const url = `${asker.endpointUrl(module, 'SENDER')}/result`;
    if (method === 'POST' || method === 'PUT') return { ...request, body: { response_url: url } };
    return { ...request, query: `response_url=${encodeURIComponent(url)}` };
  };

  describe('carries every request that the specification defines', () => {
    const isOfCpo = ({ module, interfaceRole }: SpecEndpoint): boolean =>
      ['commands', 'chargingprofiles', 'tokens'].includes(module) === (interfaceRole === 'RECEIVER');

    it.each(
      specEndpoints('2.2.1', 'NL/CPO').map((row) => [
        `${row.method} ${row.module} ${row.interfaceRole} ${row.path}`,
        row,
      ]),
    )('2.2.1: %s', async (_title, row) => {
      const [asker, receiver] = isOfCpo(row as SpecEndpoint) ? [emsp, cpo] : [cpo, emsp];
      const { module, interfaceRole, method, path, hasBody } = row as SpecEndpoint;
      const own = path.replace('/NL/CPO/', `/${asker.party}/`);
      receiver.answerTo({ module, interfaceRole, method }, ocpi({ answered_by: receiver.party }));
      const body = hasBody ? { body: { id: 'X' } } : {};
      const request = { method, module, interfaceRole, path: own, to: receiver.party, ...body };
      const answer = await asker.request(withResponseUrl(request, asker));
      expect(endingOf(answer)).toEqual({ http: 200, ocpi: 1000, from: receiver.party, to: asker.party });
      expect(answer.envelope?.data).toEqual({ answered_by: receiver.party });
      const [arrived] = receiver.received.matching({ module, interfaceRole, method, path: own });
      expect([arrived?.from, arrived?.to]).toEqual([asker.party, receiver.party]);
    });
  });

  it.each(BOTH_INTERFACES)('carries every method to the $interfaceRole interface of $module', async (endpoint) => {
    for (const method of METHODS) {
      const path = '/DE/MSP/ID1';
      const answer = await emsp.request(withResponseUrl({ ...endpoint, method, path, to: 'NL/CPO' }, emsp));
      expect([method, answer.status, answer.envelope?.status_code]).toEqual([method, 200, 1000]);
      expect(cpo.received.matching({ ...endpoint, method, path })).toHaveLength(1);
    }
  });

  describe('endpoint URLs', () => {
    it('are used as the receiver gave them, joined by exactly one slash', async () => {
      const odd = await joinHub(hub, {
        parties: [{ id: 'FR/ODD', role: 'CPO' }],
        endpointUrl: ({ module }, origin) => `${origin}/api/v9/${module.toUpperCase()}/`,
      });
      const targets = async (path: string): Promise<string | undefined> => {
        odd.received.clear();
        await emsp.request({ ...GET_LOCATIONS, path, to: 'FR/ODD' });
        return odd.received.all[0]?.target;
      };
      expect(await targets('')).toBe('/api/v9/LOCATIONS/');
      expect(await targets('/')).toBe('/api/v9/LOCATIONS/');
      expect(await targets('/LOC1')).toBe('/api/v9/LOCATIONS/LOC1');
      expect(await targets('/LOC1/')).toBe('/api/v9/LOCATIONS/LOC1/');
    });

    it('get a closing slash for the platform whose operator set trailing_slash', async () => {
      const parties = [{ id: 'FR/SLA', role: 'CPO' }] as const;
      const insisting = await joinHub(hub, { parties, settings: { trailing_slash: true } });
      await emsp.request({ ...GET_LOCATIONS, path: '/LOC1', query: 'a=b', to: 'FR/SLA' });
      expect(insisting.received.matching({ module: 'locations' })[0]?.target).toMatch(/\/locations\/LOC1\/\?a=b$/);
    });

    it('may carry a query of their own', async () => {
      const keyed = await joinHub(hub, {
        parties: [{ id: 'FR/KEY', role: 'CPO' }],
        endpointUrl: ({ module }, origin) => `${origin}/${module}${module === 'locations' ? '?tenant=7' : ''}`,
      });
      await emsp.request({ ...GET_LOCATIONS, path: '/LOC1', query: 'a=b', to: 'FR/KEY' });
      expect(keyed.received.matching({ module: 'locations' })[0]?.target).toBe('/locations/LOC1?tenant=7&a=b');
    });
  });

  describe('a party with several roles', () => {
    it('is reached on its one platform in each of them', async () => {
      const duo = await joinHub(hub, {
        parties: [
          { id: 'BE/DUO', role: 'CPO' },
          { id: 'BE/DUO', role: 'EMSP' },
        ],
      });
      await emsp.request({ ...GET_LOCATIONS, to: 'BE/DUO' });
      await cpo.request({ method: 'GET', module: 'tokens', interfaceRole: 'SENDER', to: 'BE/DUO' });
      expect(duo.received.matching({ module: 'locations', interfaceRole: 'SENDER' })).toHaveLength(1);
      expect(duo.received.matching({ module: 'tokens', interfaceRole: 'SENDER' })).toHaveLength(1);
    });

    it('is reached on the platform of the role whose interface is meant, when there are two', async () => {
      const asCpo = await joinHub(hub, { parties: [{ id: 'BE/TWO', role: 'CPO' }] });
      const asEmsp = await joinHub(hub, { parties: [{ id: 'BE/TWO', role: 'EMSP' }] });
      const modulesAt = (platform: JoinedPlatform): (string | undefined)[] =>
        platform.received.matching({ where: ({ to }) => to === 'BE/TWO' }).map(({ endpoint }) => endpoint?.module);
      await emsp.request({ ...GET_LOCATIONS, to: 'BE/TWO' });
      await cpo.request({ method: 'GET', module: 'tokens', interfaceRole: 'SENDER', to: 'BE/TWO' });
      await cpo.request({ method: 'POST', module: 'cdrs', interfaceRole: 'RECEIVER', to: 'BE/TWO', body: { id: 'C' } });
      expect(modulesAt(asCpo)).toEqual(['locations']);
      expect(modulesAt(asEmsp)).toEqual(['tokens', 'cdrs']);
    });

    it('may write to itself on its other platform', async () => {
      const asCpo = await joinHub(hub, { parties: [{ id: 'BE/SLF', role: 'CPO' }] });
      const asEmsp = await joinHub(hub, { parties: [{ id: 'BE/SLF', role: 'EMSP' }] });
      const answer = await asEmsp.request({ ...GET_LOCATIONS, to: 'BE/SLF' });
      expect(endingOf(answer)).toEqual({ http: 200, ocpi: 1000, from: 'BE/SLF', to: 'BE/SLF' });
      expect(asCpo.received.matching({ module: 'locations' })).toHaveLength(1);
    });
  });

  describe('versions', () => {
    it.each(['2.2', '2.3.0'] as const)(
      'carries every request of %s between two platforms that speak it',
      async (version) => {
        const ids = { '2.2': ['AT/CPA', 'AT/MSA'], '2.3.0': ['AT/CPB', 'AT/MSB'] }[version];
        const modules = [...MODULES, ...(version === '2.3.0' ? ['invoicereconciliation'] : [])];
        const offers = bothInterfaces(modules);
        const join = (id: string, role: 'CPO' | 'EMSP'): Promise<JoinedPlatform> =>
          joinHub(hub, { parties: [{ id, role }], versions: [version], offers });
        const [theirs, ours] = [await join(ids[0] ?? '', 'CPO'), await join(ids[1] ?? '', 'EMSP')];
        for (const { hasBody, ...row } of specEndpoints(version, ours.party)) {
          const request = { ...row, to: theirs.party, ...(hasBody ? { body: { id: 'X' } } : {}) };
          const answer = await ours.request(withResponseUrl(request, ours));
          expect({ ...row, ...endingOf(answer) }).toEqual({
            ...row,
            http: 200,
            ocpi: 1000,
            from: theirs.party,
            to: ours.party,
          });
          expect(theirs.received.matching(row)).toHaveLength(1);
        }
      },
    );

    it('are no hindrance: a party of another version is asked in its own', async () => {
      const newer = await joinHub(hub, { parties: [{ id: 'AT/NEW', role: 'CPO' }], versions: ['2.3.0'] });
      newer.received.clear();
      const answer = await emsp.request({ ...GET_LOCATIONS, to: 'AT/NEW' });
      expect(endingOf(answer)).toEqual({ http: 200, ocpi: 1000, from: 'AT/NEW', to: 'DE/MSP' });
      expect(newer.received.all).toHaveLength(1);
    });

    it('are a hindrance to what nobody can translate: a custom module is not sent', async () => {
      const newer = await joinHub(hub, {
        parties: [{ id: 'AT/NEX', role: 'CPO' }],
        versions: ['2.3.0'],
        offers: bothInterfaces([CUSTOM]),
      });
      newer.received.clear();
      const answer = await emsp.request({ ...GET_LOCATIONS, module: CUSTOM, to: 'AT/NEX' });
      expect(endingOf(answer)).toEqual({ http: 200, ocpi: 4000, from: 'XX/HUB', to: 'DE/MSP' });
      expect(answer.envelope?.status_message).toMatch(/2\.3\.0|2\.2\.1/);
      expect(newer.received.all).toEqual([]);
    });
  });

  it('offers custom modules to the asker in its details, with a URL that leads to their receiver', async () => {
    const details = await emsp.request({ method: 'GET', url: `${hub.publicUrl}/ocpi/2.2.1` });
    const { endpoints } = details.envelope?.data as { endpoints: { identifier: string; role: string; url: string }[] };
    const offered = endpoints.filter(({ identifier }) => identifier === CUSTOM);
    expect(offered.map(({ role }) => role).sort()).toEqual(['RECEIVER', 'SENDER']);
    const url = offered.find(({ role }) => role === 'SENDER')?.url ?? '';
    cpo.answerTo({ module: CUSTOM }, ocpi({ free_places: 7 }));
    const answer = await emsp.request({ method: 'GET', url: `${url}/garage/1`, query: 'level=2', to: 'NL/CPO' });
    expect(answer.envelope?.data).toEqual({ free_places: 7 });
    expect(cpo.received.all[0]).toMatchObject({ rest: '/garage/1', query: 'level=2' });
  });
});
