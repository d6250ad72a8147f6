/**
 * Parties on different OCPI versions charge a car through one hub, over real HTTP. It may observe what the platforms are sent and
 * answered, in the version each of them speaks, and what the operator API says of it.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OcpiVersion } from '@busbar/ocpi';
import { ChargePointOperator, MobilityProvider, ocpi, playCharge } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { expectUnharmed } from '../support/hub-health.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { joinHub, plannedPlatform, type JoinedPlatform } from '../support/joined-platform.js';
import { listMessages } from '../support/journal-of.js';

const PACE = { stepMs: 50, kwhPerStep: 2.5 };
const PULLED = { pull: ['locations', 'tariffs', 'tokens'] };

let hub: HubProcess;

beforeAll(async () => {
  hub = await startHub();
});

/** Of the CPO and of the EMSP. */
type Versions = readonly [OcpiVersion, OcpiVersion];

interface Couple {
  readonly cpo: JoinedPlatform;
  readonly emsp: JoinedPlatform;
  readonly operator: ChargePointOperator;
  readonly provider: MobilityProvider;
}

/** A CPO and an EMSP, each of which has one version and nothing else. */
async function couple(versions: Versions, ids: readonly [string, string]): Promise<Couple> {
  const planned = (id: string, role: 'CPO' | 'EMSP', version: OcpiVersion): Promise<JoinedPlatform> =>
    plannedPlatform(hub, { parties: [{ id, role }], versions: [version], settings: PULLED });
  const cpo = await planned(ids[0], 'CPO', versions[0]);
  const emsp = await planned(ids[1], 'EMSP', versions[1]);
  // The hub pulls their lists as soon as they have registered.
  const operator = new ChargePointOperator({ platform: cpo, pace: PACE });
  const provider = new MobilityProvider({ platform: emsp, pageLimit: 2 });
  for (const platform of [cpo, emsp]) {
    const token = platform.registrationToken;
    const handshake = await platform.registerWith({ versionsUrl: `${hub.publicUrl}/ocpi/versions`, token });
    expect(handshake).toMatchObject({ done: true });
  }
  return { cpo, emsp, operator, provider };
}

/** Takes platforms off the hub: nobody is told of them, nor they of anybody, any more. */
async function remove(...platforms: readonly JoinedPlatform[]): Promise<void> {
  for (const { id } of platforms) expect((await hub.operator('DELETE', `/platforms/${id}`)).status).toBe(204);
}

/** What each version calls what everybody must understand. */
const PRICE_FIELD = { '2.1.1': null, '2.2': 'excl_vat', '2.2.1': 'excl_vat', '2.3.0': 'before_taxes' } as const;

const COUPLES: readonly Versions[] = [
  ['2.2.1', '2.3.0'],
  ['2.3.0', '2.2.1'],
  ['2.2', '2.2.1'],
  ['2.1.1', '2.2.1'],
  ['2.2.1', '2.1.1'],
  ['2.1.1', '2.3.0'],
  ['2.3.0', '2.1.1'],
];

describe.each(COUPLES)('a CPO of OCPI %s and an EMSP of OCPI %s', (cpoVersion, emspVersion) => {
  let all: Couple;

  beforeAll(async () => {
    // What the hub has kept of one couple must not pass for what it has of another.
    const nth = COUPLES.findIndex(([cpo, emsp]) => cpo === cpoVersion && emsp === emspVersion);
    all = await couple([cpoVersion, emspVersion], [`NL/CP${nth}`, `DE/MS${nth}`]);
  }, 60_000);
  afterAll(() => remove(all.cpo, all.emsp));

  it('have Locations and Tariffs that the EMSP is told of and lists in its version', async () => {
    const { cpo, emsp, operator, provider } = all;
    const [location = {}] = operator.locations;
    const publish = {
      method: 'PUT',
      module: 'locations',
      interfaceRole: 'RECEIVER',
      path: `/${cpo.party}/LOC-1`,
    } as const;
    // Without a receiver it is a broadcast; a platform of 2.1.1 never names one.
    if (cpoVersion === '2.1.1') await operator.pushLocation(location, emsp.party);
    else expect((await cpo.request({ ...publish, body: location })).envelope?.status_code).toBe(1000);
    const pushed = await emsp.received.waitFor({ module: 'locations', method: 'PUT', path: publish.path });
    expect(pushed.target).toContain(`/ocpi/${emspVersion}/`);
    expect(pushed.json).toMatchObject({ id: 'LOC-1', coordinates: { latitude: '52.090700' } });
    expect('publish' in (pushed.json as object)).toBe(emspVersion !== '2.1.1');

    const listed = await provider.pullLocations(cpo.party);
    expect(listed.map(({ id }) => id).sort()).toEqual(['LOC-1', 'LOC-2', 'LOC-3']);
    const tariffs = await emsp.request({ method: 'GET', module: 'tariffs', interfaceRole: 'SENDER' });
    expect(tariffs.envelope?.data).toMatchObject([{ id: 'DAY', currency: 'EUR' }]);
    const [tariff = {}] = tariffs.envelope?.data as [object];
    expect('tax_included' in tariff).toBe(emspVersion === '2.3.0');
    expect('country_code' in tariff).toBe(emspVersion !== '2.1.1');
  });

  it('charge a car, from the authorization to the CDR', async () => {
    const { operator, provider } = all;
    const { sessionId, cdr } = await playCharge({ operator, provider });
    expect(provider.sessions.all).toMatchObject([{ id: sessionId, status: 'COMPLETED' }]);
    const contract = provider.tokens[0]?.['contract_id'];
    const isOld = emspVersion === '2.1.1';
    expect(cdr).toMatchObject(
      isOld
        ? { auth_id: contract, location: { id: 'LOC-1' } }
        : { cdr_token: { contract_id: contract }, cdr_location: { id: 'LOC-1' } },
    );
    const field = PRICE_FIELD[emspVersion];
    if (field === null) expect(typeof cdr['total_cost']).toBe('number');
    else expect(cdr['total_cost']).toMatchObject({ [field]: expect.any(Number) });
  });

  it('are told of in the journal: what was translated, and between which versions', async () => {
    const rows = await eventually('the rows of the CDR', async () => {
      const { items } = await listMessages(hub, `module=cdrs&from=${all.cpo.party}`);
      return items.length > 1 ? items : null;
    });
    for (const { why, outcome } of rows) {
      expect(outcome).toBe('answered');
      expect(why).toContain(`translated from OCPI ${cpoVersion} to ${emspVersion}`);
    }
    await expectUnharmed(hub);
  });
});

describe('what cannot be said in another version', () => {
  const AT = '2026-01-30T10:00:00Z';
  const TAXED = {
    ...{ country_code: 'NL', party_id: 'CPO', id: 'TAXED', currency: 'EUR', tax_included: 'YES', last_updated: AT },
    elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, step_size: 1 }] }],
  };
  const PUT = { method: 'PUT', interfaceRole: 'RECEIVER' } as const;
  let all: Couple;
  let old: JoinedPlatform;
  let same: JoinedPlatform;

  beforeAll(async () => {
    all = await couple(['2.3.0', '2.2.1'], ['NL/CPO', 'DE/MSP']);
    old = await joinHub(hub, { parties: [{ id: 'FR/OLD', role: 'EMSP' }], versions: ['2.1.1'] });
    same = await joinHub(hub, { parties: [{ id: 'FR/NEW', role: 'EMSP' }], versions: ['2.3.0'] });
  }, 60_000);

  it('is refused with path and reason, reaches nobody, and is counted for the platform that should have got it', async () => {
    const { cpo, emsp } = all;
    const push = { ...PUT, module: 'tariffs', path: '/NL/CPO/TAXED', body: TAXED };
    const refused = await cpo.request({ ...push, to: 'DE/MSP' });
    expect([refused.status, refused.envelope?.status_code]).toEqual([200, 4000]);
    expect(refused.envelope?.status_message).toContain('$.tax_included');
    expect(refused.envelope?.status_message).toContain('prices that include taxes');
    expect(
      emsp.received.all.filter(({ endpoint, method }) => endpoint?.module === 'tariffs' && method === 'PUT'),
    ).toEqual([]);

    const counted = await hub.operator<{ items: readonly object[] }>('GET', `/platforms/${emsp.id}/bridging`);
    expect(counted.body.items).toContainEqual(
      expect.objectContaining({
        ...{ from_version: '2.3.0', to_version: '2.2.1', module: 'tariffs', kind: 'refused' },
        ...{ field: '$.tax_included', count: 1 },
      }),
    );
  });

  it('is a failed message where it was broadcast, while others get it', async () => {
    const { cpo } = all;
    const push = { ...PUT, module: 'tariffs', path: '/NL/CPO/TAXED', body: TAXED };
    expect((await cpo.request(push)).envelope?.status_code).toBe(1000);
    const sent = await same.received.waitFor({ module: 'tariffs', method: 'PUT', path: '/NL/CPO/TAXED' });
    expect(sent.bytes.toString()).toBe(JSON.stringify(TAXED));
    const failed = await eventually('the failed deliveries', async () => {
      const { body } = await hub.operator<{ items: readonly { to: string; reason: string }[] }>('GET', '/failed');
      return body.items.length === 2 ? body.items : null;
    });
    expect(failed.map(({ to }) => to).sort()).toEqual(['DE/MSP', 'FR/OLD']);
    for (const { reason } of failed) expect(reason).toContain('$.tax_included');
  });

  it('is no failure where it is a Location that must not be published: parties of 2.1.1 never hear of it', async () => {
    const { cpo, operator } = all;
    const [location = {}] = operator.locations;
    const hidden = { ...location, id: 'HIDDEN', publish: false };
    const push = { ...PUT, module: 'locations', path: '/NL/CPO/HIDDEN', body: hidden };
    expect((await cpo.request(push)).envelope?.status_code).toBe(1000);
    await all.emsp.received.waitFor({ module: 'locations', method: 'PUT', path: '/NL/CPO/HIDDEN' });
    const ended = await eventually('the delivery that is withheld', async () => {
      const query = `/deliveries?state=discarded&platform=${old.id}`;
      const { body } = await hub.operator<{ items: readonly { reason: string }[] }>('GET', query);
      return body.items[0] ?? null;
    });
    expect(ended.reason).toContain('must not be published');
    const { body } = await hub.operator<{ items: readonly object[] }>('GET', `/failed?platform=${old.id}`);
    expect(body.items).toHaveLength(1);
    const listed = await old.request({ method: 'GET', module: 'locations', interfaceRole: 'SENDER' });
    expect((listed.envelope?.data as { id: string }[]).map(({ id }) => id).sort()).toEqual(['LOC-1', 'LOC-2', 'LOC-3']);
  });

  it('is that a Location is withdrawn: a party of 2.1.1 that has it is told that its EVSEs are removed, and nothing new', async () => {
    const { cpo, operator } = all;
    const [location = {}] = operator.locations;
    const told = { module: 'locations', method: 'PUT', path: '/NL/CPO/CLOSED' };
    const push = async (says: object): Promise<void> => {
      const body = { ...location, id: 'CLOSED', ...says };
      const taken = await cpo.request({ ...PUT, module: 'locations', path: '/NL/CPO/CLOSED', body });
      expect(taken.envelope?.status_code).toBe(1000);
    };
    const statuses = ({ json }: { readonly json: unknown }): readonly string[] =>
      (json as { evses: { status: string }[] }).evses.map(({ status }) => status);

    await push({ publish: true, name: 'Open', last_updated: '2026-01-30T10:00:00Z' });
    const shown = await old.received.waitFor(told);
    expect(new Set(statuses(shown))).not.toContain('REMOVED');
    await push({ publish: false, name: 'Closed', last_updated: '2026-01-30T11:00:00Z' });
    const withdrawn = await old.received.waitFor(told, 2);
    expect(withdrawn.json).toMatchObject({ id: 'CLOSED', name: 'Open', last_updated: '2026-01-30T11:00:00Z' });
    expect(new Set(statuses(withdrawn))).toEqual(new Set(['REMOVED']));
    const listed = await old.request({ method: 'GET', module: 'locations', interfaceRole: 'SENDER' });
    expect((listed.envelope?.data as { id: string }[]).map(({ id }) => id)).not.toContain('CLOSED');

    await push({ publish: true, name: 'Open again', last_updated: '2026-01-30T12:00:00Z' });
    const again = await old.received.waitFor(told, 3);
    expect([again.json, statuses(again)]).toMatchObject([{ name: 'Open again' }, statuses(shown)]);
    // Gone again, so that other lists are what they were.
    await push({ publish: false, last_updated: '2026-01-30T13:00:00Z' });
    expect(new Set(statuses(await old.received.waitFor(told, 4)))).toEqual(new Set(['REMOVED']));
  });

  it('changes nothing among those who speak the same: their bytes stay what they are', async () => {
    const { cpo } = all;
    const body = '{ "id":"ODD", "x":0.100, "a":1,"a":2, "__proto__":{"y":1} }';
    await cpo.request({ ...PUT, module: 'tariffs', path: '/NL/CPO/ODD', to: 'FR/NEW', body });
    const got = await same.received.waitFor({ module: 'tariffs', method: 'PUT', path: '/NL/CPO/ODD' });
    expect(got.bytes.toString()).toBe(body);
    await expectUnharmed(hub);
  });
});

const TOO_EARLY = ocpi(undefined, { status: 503, ocpiStatus: 3000 });

describe.each([
  ['2.1.1', '2.2.1'],
  ['2.2.1', '2.1.1'],
] as const)('an EMSP that changes from OCPI %s to %s while it is owed something', (before, after) => {
  it('gets it in its new version, and in order', async () => {
    const ids = [`NL/C${after.slice(2, 3)}X`, `DE/M${after.slice(2, 3)}X`] as const;
    const cpo = await joinHub(hub, { parties: [{ id: ids[0], role: 'CPO' }], versions: ['2.2.1'] });
    const emsp = await joinHub(hub, {
      ...{ parties: [{ id: ids[1], role: 'EMSP' }], versions: [before, after], version: before },
    });
    const { locations } = new ChargePointOperator({ platform: cpo, pace: PACE });
    const [location = {}] = locations as readonly { readonly last_updated?: string }[];
    const push = async (method: 'PUT' | 'PATCH', body: object): Promise<void> => {
      const path = `/${ids[0]}/LOC-1`;
      const taken = await cpo.request({ method, module: 'locations', interfaceRole: 'RECEIVER', path, body });
      expect(taken.envelope?.status_code).toBe(1000);
    };

    await emsp.stop();
    await push('PUT', location);
    await push('PATCH', { name: 'Renamed', last_updated: '2099-01-30T10:00:00Z' });
    await eventually('an attempt that failed', async () => {
      const query = `/deliveries?state=pending&platform=${emsp.id}`;
      const { body } = await hub.operator<{ items: readonly { attempts: number }[] }>('GET', query);
      return body.items.length === 2 && body.items.some(({ attempts }) => attempts > 0) ? body.items : null;
    });
    // What still comes as it was agreed before comes too early.
    emsp.answerTo({ module: 'locations', where: ({ endpoint }) => endpoint?.version === before }, TOO_EARLY);
    await emsp.start();
    expect(await emsp.updateCredentials(after)).toMatchObject({ done: true, peer: { version: after } });

    const isNow = { module: 'locations', where: ({ target }: { target: string }) => target.includes(`/${after}/`) };
    await emsp.received.waitFor(isNow, 2, 20_000);
    const [put, patch] = emsp.received.matching(isNow);
    expect([put?.method, patch?.method]).toEqual(['PUT', 'PATCH']);
    expect('publish' in (put?.json as object)).toBe(after === '2.2.1');
    const [evse] = (put?.json as { evses: { connectors: object[] }[] }).evses;
    expect('voltage' in (evse?.connectors[0] ?? {})).toBe(after === '2.1.1');
    expect(patch?.json).toMatchObject({ name: 'Renamed' });
    await remove(cpo, emsp);
  }, 60_000);
});
