/**
 * A CPO and two EMSPs that have OCPI 2.1.1 and nothing else, through a hub over real HTTP: what each is told of the other side at
 * registration, a whole charge without a routing header, and what the hub refuses. It may observe what the platforms are sent and
 * answered, and what the operator API says of it.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  ChargePointOperator,
  MobilityProvider,
  ocpi,
  playCharge,
  type PlatformAnswer,
  type PlatformRequest,
} from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { expectUnharmed } from '../support/hub-health.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { plannedPlatform, type JoinedPlatform } from '../support/joined-platform.js';
import { rowsOf } from '../support/journal-of.js';

const OF_211 = { versions: ['2.1.1'] } as const;
const PACE = { stepMs: 50, kwhPerStep: 2.5 };

let hub: HubProcess;
let cpo: JoinedPlatform;
let emsp: JoinedPlatform;
let emsp2: JoinedPlatform;
let operator: ChargePointOperator;
let provider: MobilityProvider;

beforeAll(async () => {
  hub = await startHub();
  cpo = await planned('CPO', 'NL/CPO');
  emsp = await planned('EMSP', 'DE/MSP');
  emsp2 = await planned('EMSP', 'FR/MSP');
  // The hub pulls its lists as soon as a platform has registered: by then each has something to show.
  operator = new ChargePointOperator({ platform: cpo, pace: PACE });
  provider = new MobilityProvider({ platform: emsp, pageLimit: 2 });
  for (const platform of [cpo, emsp, emsp2]) {
    const token = platform.registrationToken;
    expect(await platform.registerWith({ versionsUrl: `${hub.publicUrl}/ocpi/versions`, token })).toMatchObject({
      done: true,
    });
  }
}, 60_000);

function planned(role: 'CPO' | 'EMSP', id: string): Promise<JoinedPlatform> {
  return plannedPlatform(hub, { parties: [{ id, role }], ...OF_211, settings: { pull: ['locations', 'tokens'] } });
}

const answersOf = async (by: JoinedPlatform, request: PlatformRequest): Promise<readonly unknown[]> => {
  const { status, envelope } = await by.request(request);
  return [status, envelope?.status_code];
};
const listOf = (answer: PlatformAnswer): readonly Record<string, unknown>[] =>
  answer.envelope?.data as readonly Record<string, unknown>[];

describe('registration with OCPI 2.1.1', () => {
  const at = (path: string): string => `${hub.publicUrl}/ocpi/2.1.1/${path}`;

  it('gives each side the Credentials of the hub as one party, without roles', () => {
    const ofTheHub = { url: `${hub.publicUrl}/ocpi/versions`, party_id: 'HUB', country_code: expect.any(String) };
    for (const platform of [cpo, emsp]) {
      const credentials = platform.peer?.credentials;
      expect(credentials).toMatchObject({ ...ofTheHub, business_details: { name: expect.any(String) } });
      expect(credentials).not.toHaveProperty('roles');
    }
  });

  it('shows a CPO the eMSP’s interfaces and an EMSP those of a CPO', () => {
    expect(cpo.peer?.endpoints).toEqual([
      { identifier: 'credentials', url: at('credentials') },
      { identifier: 'cdrs', url: at('receiver/cdrs') },
      { identifier: 'commands', url: at('sender/commands') },
      { identifier: 'locations', url: at('receiver/locations') },
      { identifier: 'sessions', url: at('receiver/sessions') },
      { identifier: 'tariffs', url: at('receiver/tariffs') },
      { identifier: 'tokens', url: at('sender/tokens') },
    ]);
    expect(emsp.peer?.endpoints).toEqual([
      { identifier: 'credentials', url: at('credentials') },
      { identifier: 'cdrs', url: at('sender/cdrs') },
      { identifier: 'commands', url: at('receiver/commands') },
      { identifier: 'locations', url: at('sender/locations') },
      { identifier: 'sessions', url: at('sender/sessions') },
      { identifier: 'tariffs', url: at('sender/tariffs') },
      { identifier: 'tokens', url: at('receiver/tokens') },
    ]);
  });

  it('is renewed by PUT, and 405 to a second POST', async () => {
    expect((await emsp2.updateCredentials()).done).toBe(true);
    const body = emsp2.credentials('another-token', '2.1.1');
    expect(await answersOf(emsp2, { method: 'POST', module: 'credentials', body })).toEqual([405, 2000]);
  });

  it('may be begun by the hub', async () => {
    const platform = await plannedPlatform(hub, { parties: [{ id: 'BE/CPO', role: 'CPO' }], ...OF_211 });
    const invitation = { versions_url: platform.versionsUrl, token: platform.issueRegistrationToken() };
    const connected = await hub.operator<unknown>('POST', `/platforms/${platform.id}/connect`, invitation);
    expect(connected.body).toMatchObject({ status: 'CONNECTED', version: '2.1.1' });
    expect(platform.peer).toMatchObject({ version: '2.1.1', credentials: { party_id: 'HUB' } });
    expect(await answersOf(platform, { method: 'DELETE', module: 'credentials' })).toEqual([200, 1000]);
  });

  it('is refused where the operator gave the pair of ids two roles', async () => {
    const parties = (['CPO', 'EMSP'] as const).map((role) => ({ id: 'BE/TWO', role }));
    const platform = await plannedPlatform(hub, { parties, ...OF_211, offers: [] });
    const token = platform.registrationToken;
    const handshake = await platform.registerWith({ versionsUrl: `${hub.publicUrl}/ocpi/versions`, token });
    expect(handshake).toMatchObject({ done: false, step: 'credentials' });
    expect(handshake.answer.envelope).toMatchObject({
      status_code: 2001,
      status_message: expect.stringContaining('several roles'),
    });
  });
});

describe('a charge between a CPO and an EMSP of OCPI 2.1.1', () => {
  let sessionId: string;
  let cdr: Readonly<Record<string, unknown>>;

  it('begins with Locations that are pushed to every EMSP, and listed whole', async () => {
    const [location = {}] = operator.locations;
    await operator.pushLocation(location, 'DE/MSP');
    for (const { received } of [emsp, emsp2]) {
      const pushed = await received.waitFor({ module: 'locations', method: 'PUT', path: '/NL/CPO/LOC-1' });
      expect(pushed.json).toMatchObject({ id: 'LOC-1', type: 'ON_STREET' });
      expect(pushed.json).not.toHaveProperty('country_code');
    }
    const listed = await provider.pullLocations('NL/CPO');
    expect(listed.map(({ id }) => id).sort()).toEqual(['LOC-1', 'LOC-2', 'LOC-3']);
  });

  it('goes from authorization to the CDR', async () => {
    ({ sessionId, cdr } = await playCharge({ operator, provider }));
    expect(provider.sessions.all).toMatchObject([{ id: sessionId, status: 'COMPLETED' }]);
    const authId = provider.tokens[0]?.['contract_id'];
    expect(cdr).toMatchObject({ auth_id: authId, location: { id: 'LOC-1', evses: [{ uid: 'EVSE-1-1' }] } });
    expect(operator.tokens.all).toMatchObject([{ auth_id: authId }]);
  });

  it('leaves the CDR to be read by the CPO, at a URL of the hub', async () => {
    const posted = await cpo.request({ method: 'POST', module: 'cdrs', interfaceRole: 'RECEIVER', body: cdr });
    expect(posted.headers.location).toMatch(new RegExp(`^${hub.publicUrl}/ocpi/2\\.1\\.1/carried/[\\w-]{22}$`));
    const read = await cpo.request({ method: 'GET', url: posted.headers.location ?? '' });
    expect(read.envelope?.data).toEqual(cdr);
  });

  it('leaves the Session to be read back and patched, by its URL alone', async () => {
    const session = { module: 'sessions', interfaceRole: 'RECEIVER', path: `/NL/CPO/${sessionId}` } as const;
    const read = await cpo.request({ method: 'GET', ...session });
    expect(read.envelope?.data).toMatchObject({ id: sessionId });
    // "update the total cost": OCPI 2.1.1, Sessions > PATCH has an example without last_updated.
    const patched = await cpo.request({ method: 'PATCH', ...session, body: { total_cost: 0.6 } });
    expect(patched.isSuccess).toBe(true);
    const [row] = await rowsOf(hub, patched.sentCorrelationId);
    expect(row).toMatchObject({ from: 'NL/CPO', to: 'DE/MSP', plan: 'open', version: '2.1.1' });
  });

  it('is listed to its EMSP and to nobody else, though the CPO cannot know who asks', async () => {
    for (const module of ['sessions', 'cdrs']) {
      const list = { method: 'GET', module, interfaceRole: 'SENDER', query: 'date_from=2020-01-01T00:00:00Z' } as const;
      expect(listOf(await emsp.request(list))).toHaveLength(1);
      expect(listOf(await emsp2.request(list))).toEqual([]);
    }
    expect(cpo.received.matching({ module: 'cdrs', method: 'GET' }).length).toBeGreaterThan(1);
  });

  it('sends no routing header to anybody', () => {
    for (const { received } of [cpo, emsp, emsp2]) {
      const names = received.all.flatMap(({ headers }) => Object.keys(headers));
      expect(names.filter((name) => name.startsWith('ocpi-'))).toEqual([]);
      expect(names).toContain('x-request-id');
    }
  });
});

describe('a Token of OCPI 2.1.1', () => {
  const PATCH_TOKEN = { method: 'PATCH', module: 'tokens', interfaceRole: 'RECEIVER' } as const;

  it('is changed at every CPO without last_updated', async () => {
    const uid = String(provider.tokens[0]?.['uid']);
    const patch = { ...PATCH_TOKEN, path: `/DE/MSP/${uid}`, body: { valid: false } };
    expect(await answersOf(emsp, patch)).toEqual([200, 1000]);
    await eventually('the CPO to know', () => operator.tokens.all.some(({ valid }) => valid === false));
    const list = await cpo.request({ method: 'GET', module: 'tokens', interfaceRole: 'SENDER' });
    expect(listOf(list)).toMatchObject([{ uid, valid: false }]);
  });

  it('that nobody knows is asked about at every EMSP, and its owner found', async () => {
    emsp2.answerTo({ module: 'tokens', path: '/0BAD/authorize' }, ocpi({ allowed: 'ALLOWED' }));
    const authorize = { method: 'POST', module: 'tokens', interfaceRole: 'SENDER', path: '/0BAD/authorize' } as const;
    const answer = await cpo.request(authorize);
    expect(answer.envelope?.data).toEqual({ allowed: 'ALLOWED' });
    await eventually('the hub to know its owner', async () => {
      const again = await cpo.request(authorize);
      const [row] = await rowsOf(hub, again.sentCorrelationId);
      return row?.why.includes('as learned') ? row : null;
    });
  });
});

describe('an own object at the other side in OCPI 2.1.1', () => {
  const READ = { method: 'GET', interfaceRole: 'RECEIVER' } as const;
  // Locations > Location object of OCPI 2.1.1, and a member that OCPI does not know.
  const CONNECTOR =
    '{ "id": "1", "standard": "IEC_62196_T2", "format": "SOCKET", "power_type": "AC_3_PHASE", "voltage": 230, "amperage": 16 }';
  const EVSE = `{ "uid": "E1", "status": "AVAILABLE", "connectors": [${CONNECTOR}], "x-power": 11.00 }`;
  const LOCATION = `{ "id": "LOC-7", "type": "ON_STREET", "name": "Gent Zuid", "address": "F.Rooseveltlaan 3A", "city": "Gent",
    "postal_code": "9000", "country": "BEL", "coordinates": { "latitude": "51.04759", "longitude": "3.72994" },
    "evses": [${EVSE}], "last_updated": "2026-01-01T10:00:00Z" }`;

  beforeAll(async () => {
    const location = { module: 'locations', interfaceRole: 'RECEIVER', path: '/NL/CPO/LOC-7' } as const;
    expect((await cpo.request({ method: 'PUT', ...location, body: LOCATION })).isSuccess).toBe(true);
  });

  it.each([
    ['a Location', '/NL/CPO/LOC-7', LOCATION],
    ['an EVSE', '/NL/CPO/LOC-7/E1', EVSE],
    ['a Connector', '/NL/CPO/LOC-7/E1/1', CONNECTOR],
  ])('is %s as its owner wrote it, and no EMSP is asked', async (_, path, text) => {
    const answer = await cpo.request({ ...READ, module: 'locations', path });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`{"data":${text},"status_code":1000,`);
    for (const { received } of [emsp, emsp2]) expect(received.matching({ method: 'GET', path })).toEqual([]);
    const [row] = await rowsOf(hub, answer.sentCorrelationId);
    expect(row).toMatchObject({
      from: 'NL/CPO',
      to: null,
      plan: 'open',
      why: expect.stringContaining('as the hub keeps it'),
    });
  });

  it('is a Token as it was changed last', async () => {
    const uid = String(provider.tokens[0]?.['uid']);
    const answer = await emsp.request({ ...READ, module: 'tokens', path: `/DE/MSP/${uid}` });
    expect(answer.envelope?.data).toMatchObject({ uid, valid: false });
  });

  it('is 404 with 2000 where the hub was told of none', async () => {
    expect(await answersOf(cpo, { ...READ, module: 'locations', path: '/NL/CPO/LOC-8' })).toEqual([404, 2000]);
  });
});

describe('what the hub refuses in OCPI 2.1.1', () => {
  const session = { method: 'PUT', module: 'sessions', interfaceRole: 'RECEIVER' } as const;

  it.each([
    ['2000 for what is nobody’s', 200, 2000, { ...session, path: '/NL/CPO/S9', body: { auth_id: 'unheard-of' } }],
    ['404 for a push in another’s name', 404, 2001, { ...session, path: '/BE/OTH/S9', body: {} }],
  ])('has the codes of 2.1.1: %s', async (...[, http, code, request]) => {
    expect(await answersOf(cpo, request)).toEqual([http, code]);
  });

  it('has no 4003: an EMSP that is away is 3000', async () => {
    await hub.operator('POST', `/platforms/${emsp2.id}/suspend`);
    const body = { auth_id: 'FR-MSP-C00000001-X' };
    expect(await answersOf(cpo, { ...session, path: '/NL/CPO/S9', body })).toEqual([200, 3000]);
    await hub.operator('POST', `/platforms/${emsp2.id}/resume`);
  });

  it.each(['sender/hubclientinfo', 'receiver/chargingprofiles/S1'])('knows no %s', async (path) => {
    const url = `${hub.publicUrl}/ocpi/2.1.1/${path}`;
    expect(await answersOf(emsp, { method: 'GET', url })).toEqual([404, 2001]);
  });

  it('has nothing pushed of who else comes and goes', () => {
    expect(cpo.received.matching({ where: ({ target }) => target.includes('clientinfo') })).toEqual([]);
  });

  it('leaves the hub unharmed', () => expectUnharmed(hub));
});
