import { describe, expect, it } from '@jest/globals';
import { aHubWithNewcomer, type HubAnswer, type RegistrationRig } from '../../../../test/support/registration-rig.js';
import type { PlatformSketch } from '../../../../test/support/builders.js';
import { isFailure } from './handshake-failure.js';

// OCPI 2.1.1, Credentials endpoint and Version information endpoint. The specification calls the interfaces of a module CPO and eMSP.
const CPO_INTERFACES = ['cdrs', 'commands', 'locations', 'sessions', 'tariffs', 'tokens'];
const CREDENTIALS = {
  token: 'token-b',
  url: 'https://peer.example/ocpi/versions',
  business_details: { name: 'Example Operator' },
  party_id: 'ABC',
  country_code: 'NL',
};
const HUB_AS_PARTY = { business_details: { name: 'Test hub' }, party_id: 'HUB', country_code: 'NL' };

function aHub(parties: readonly string[] = ['CPO NL/ABC'], ...others: readonly PlatformSketch[]): RegistrationRig {
  const hub = aHubWithNewcomer({ parties }, ...others);
  hub.peer.speak211(...CPO_INTERFACES);
  return hub;
}

function register(hub: RegistrationRig, body: unknown = CREDENTIALS): Promise<HubAnswer> {
  return hub.callCredentials('POST', { token: 'token-a', version: '2.1.1', body });
}

async function detailsFor(hub: RegistrationRig, token: string): Promise<unknown> {
  const answer = await hub.getVersions({ token, version: '2.1.1' });
  return answer.ok ? answer.data['endpoints'] : answer;
}

function interfacesOf(hub: RegistrationRig): readonly string[] {
  const endpoints = hub.store.get('peer').registration?.endpoints ?? [];
  return endpoints.map(({ module, interfaceRole }) => `${module} ${interfaceRole}`).sort();
}

const INTERFACES_OF_A_CPO = [
  'cdrs SENDER',
  'commands RECEIVER',
  'credentials SENDER',
  'locations SENDER',
  'sessions SENDER',
  'tariffs SENDER',
  'tokens RECEIVER',
];
const INTERFACES_OF_AN_EMSP = [
  'cdrs RECEIVER',
  'commands SENDER',
  'credentials SENDER',
  'locations RECEIVER',
  'sessions RECEIVER',
  'tariffs RECEIVER',
  'tokens SENDER',
];

describe('a platform of OCPI 2.1.1 that registers', () => {
  it('gives and gets Credentials of a single party', async () => {
    const hub = aHub();
    expect(await register(hub)).toEqual({
      ok: true,
      data: { token: 'hub-token-1', url: 'https://hub.example/ocpi/versions', ...HUB_AS_PARTY },
    });
    expect(hub.store.get('peer')).toMatchObject({
      status: 'CONNECTED',
      parties: [{ businessDetails: { name: 'Example Operator' } }],
      registration: { version: '2.1.1', party: 'NL/ABC' },
    });
    expect(await hub.callCredentials('GET', { token: 'hub-token-1', version: '2.1.1' })).toEqual({
      ok: true,
      data: { token: 'hub-token-1', url: 'https://hub.example/ocpi/versions', ...HUB_AS_PARTY },
    });
  });

  it('is asked for its versions and details with its token as it is', async () => {
    const hub = aHub();
    await register(hub);
    expect(hub.peer.requests.map(({ authorization }) => authorization)).toEqual(Array(2).fill('Token token-b'));
    expect(hub.store.get('peer').registration?.token.header).toBe('Token token-b');
    expect(hub.defects).toEqual([]);
  });

  it('may want it in Base64, which is learned and is a defect of its own', async () => {
    const hub = aHub();
    hub.peer.accepts = 'base64';
    await register(hub);
    expect(hub.store.get('peer').registration?.token.header).toBe('Token dG9rZW4tYg==');
    expect(hub.defects).toMatchObject([{ kind: 'token-encoding', detail: expect.stringContaining('as it is') }]);
  });

  it.each([
    ['CPO', INTERFACES_OF_A_CPO],
    ['EMSP', INTERFACES_OF_AN_EMSP],
    ['NSP', INTERFACES_OF_AN_EMSP],
  ])('offers what a %s implements: its endpoints name no role', async (role, interfaces) => {
    const hub = aHub([`${role} NL/ABC`]);
    expect(await register(hub)).toMatchObject({ ok: true });
    expect(interfacesOf(hub)).toEqual(interfaces);
  });

  it('offers nothing of what came after 2.1.1, whatever it lists', async () => {
    const hub = aHub(['EMSP NL/ABC']);
    hub.peer.speak211('locations', 'hubclientinfo', 'chargingprofiles', 'nltnm-own');
    await register(hub);
    expect(interfacesOf(hub)).toEqual(['credentials SENDER', 'locations RECEIVER', 'nltnm-own RECEIVER']);
  });

  it('is one party of those its operator listed: the one it names', async () => {
    const hub = aHub(['CPO NL/ONE', 'EMSP NL/ABC']);
    expect(await register(hub)).toMatchObject({ ok: true });
    expect(hub.store.get('peer').registration?.party).toBe('NL/ABC');
    expect(interfacesOf(hub)).toEqual(INTERFACES_OF_AN_EMSP);
  });

  it('is refused where its party has two roles, of which 2.1.1 names none', async () => {
    const hub = aHub(['CPO NL/ABC', 'EMSP NL/ABC']);
    expect(await register(hub)).toMatchObject({
      ...{ ok: false, http: 200, ocpi: 2001 },
      message: expect.stringMatching(/NL\/ABC has several roles at this hub, CPO and EMSP.*2\.1\.1 does not say/),
    });
    expect(hub.peer.requests).toEqual([]);
  });

  it.each([
    ['a party that its operator did not list', { ...CREDENTIALS, party_id: 'XYZ' }, 'NL/XYZ is not among those'],
    ['no party', { token: 'token-b', url: CREDENTIALS.url }, 'country_code must be two letters'],
    [
      'Credentials of a later version',
      { ...CREDENTIALS, party_id: undefined, roles: [] },
      'party_id must be three letters',
    ],
  ])('is refused with %s', async (_, body, complaint) => {
    expect(await register(aHub(), body)).toMatchObject({ ocpi: 2001, message: expect.stringContaining(complaint) });
  });

  it('gets 405 for a second POST, and may PUT and DELETE', async () => {
    const hub = aHub();
    await register(hub);
    const call = { token: 'hub-token-1', version: '2.1.1', body: CREDENTIALS } as const;
    expect(await hub.callCredentials('POST', call)).toMatchObject({ http: 405 });
    expect(await hub.callCredentials('PUT', call)).toMatchObject({ ok: true, data: { token: 'hub-token-2' } });
    expect(await hub.callCredentials('DELETE', { ...call, token: 'hub-token-2' })).toMatchObject({ ok: true });
  });

  it('goes on to a newer version by a PUT there, as the platform of all its parties', async () => {
    const hub = aHub();
    await register(hub);
    hub.peer.versions = [{ version: '2.2.1', url: 'https://peer.example/ocpi/2.2.1' }];
    hub.peer.endpoints = [{ identifier: 'locations', role: 'SENDER', url: 'https://peer.example/ocpi/locations' }];
    const roles = [{ role: 'CPO', country_code: 'NL', party_id: 'ABC' }];
    const body = { token: 'token-b', url: CREDENTIALS.url, roles };
    expect(await hub.callCredentials('PUT', { token: 'hub-token-1', body })).toMatchObject({ ok: true });
    expect(hub.store.get('peer').registration).toMatchObject({ version: '2.2.1' });
    expect(hub.store.get('peer').registration?.party).toBeUndefined();
  });
});

describe('a platform of OCPI 2.1.1 that the hub registers at', () => {
  it('gets the Credentials of the hub as a party, with its token as it is', async () => {
    const hub = aHub();
    hub.peer.tokens = ['token-of-theirs'];
    const invitation = { versionsUrl: hub.peer.versionsUrl, token: 'token-of-theirs' };
    const { result } = await hub.peerRegistration.connect(hub.store.get('peer'), invitation);
    expect(isFailure(result)).toBe(false);
    const posted = hub.peer.requests.find(({ method }) => method === 'POST');
    expect(posted?.authorization).toBe('Token token-of-theirs');
    expect(JSON.parse(new TextDecoder().decode(posted?.body ?? new Uint8Array()))).toEqual({
      ...{ token: 'hub-token-1', url: 'https://hub.example/ocpi/versions' },
      ...HUB_AS_PARTY,
    });
    expect(hub.store.get('peer').registration).toMatchObject({ version: '2.1.1', party: 'NL/ABC' });
    expect(interfacesOf(hub)).toEqual(INTERFACES_OF_A_CPO);
  });

  it('gets a raw token even where its versions can be read with another', async () => {
    const hub = aHub(['EMSP NL/ABC']);
    hub.peer.tokens = ['token-of-theirs'];
    const { versions, versionsUrl } = hub.peer;
    const listed = { data: versions, status_code: 1000, timestamp: '2026-01-31T12:00:00Z' };
    const bytes = new TextEncoder().encode(JSON.stringify(listed));
    hub.peer.replies.set(`GET ${versionsUrl}`, () => ({
      ...{ kind: 'answer', status: 200, headers: new Map() },
      body: { kind: 'whole', bytes },
    }));
    await hub.peerRegistration.connect(hub.store.get('peer'), { versionsUrl, token: 'token-of-theirs' });
    expect(hub.peer.requests.slice(1).map(({ authorization }) => authorization)).toEqual(
      Array(2).fill('Token token-of-theirs'),
    );
    expect(interfacesOf(hub)).toEqual(INTERFACES_OF_AN_EMSP);
  });

  it('is left for a newer version where it has one', async () => {
    const hub = aHubWithNewcomer({ parties: ['CPO NL/ABC'] });
    hub.peer.versions = ['2.1.1', '2.2.1'].map((version) => ({ version, url: `https://peer.example/ocpi/${version}` }));
    await hub.peerRegistration.connect(hub.store.get('peer'), { versionsUrl: hub.peer.versionsUrl, token: 'token-b' });
    expect(hub.store.get('peer').registration?.version).toBe('2.2.1');
  });
});

describe('the details of OCPI 2.1.1', () => {
  const url = (rest: string): string => `https://hub.example/ocpi/2.1.1/${rest}`;
  const FOR_A_CPO = [
    { identifier: 'credentials', url: url('credentials') },
    { identifier: 'cdrs', url: url('receiver/cdrs') },
    { identifier: 'commands', url: url('sender/commands') },
    { identifier: 'locations', url: url('receiver/locations') },
    { identifier: 'sessions', url: url('receiver/sessions') },
    { identifier: 'tariffs', url: url('receiver/tariffs') },
    { identifier: 'tokens', url: url('sender/tokens') },
  ];
  const FOR_AN_EMSP = [
    { identifier: 'credentials', url: url('credentials') },
    { identifier: 'cdrs', url: url('sender/cdrs') },
    { identifier: 'commands', url: url('receiver/commands') },
    { identifier: 'locations', url: url('sender/locations') },
    { identifier: 'sessions', url: url('sender/sessions') },
    { identifier: 'tariffs', url: url('sender/tariffs') },
    { identifier: 'tokens', url: url('receiver/tokens') },
  ];

  it.each([
    ['an eMSP to a CPO', ['CPO NL/ABC'], FOR_A_CPO],
    ['a CPO to an EMSP', ['EMSP NL/ABC'], FOR_AN_EMSP],
    ['a CPO to whoever may be several of the other side', ['EMSP NL/ABC', 'NSP NL/ABD'], FOR_AN_EMSP],
  ])('are those of %s, without roles, before and after it has registered', async (_, parties, expected) => {
    const hub = aHub(parties);
    expect(await detailsFor(hub, 'token-a')).toEqual(expected);
    expect(await register(hub)).toMatchObject({ ok: true });
    expect(await detailsFor(hub, 'hub-token-1')).toEqual(expected);
  });

  it('name only credentials to a platform that may be either, until its Credentials say who it is', async () => {
    const hub = aHub(['EMSP NL/XYZ', 'CPO NL/ABC']);
    expect(await detailsFor(hub, 'token-a')).toEqual(FOR_A_CPO.slice(0, 1));
    await register(hub);
    expect(await detailsFor(hub, 'hub-token-1')).toEqual(FOR_A_CPO);
  });

  it('name a custom module that the other side offers on 2.1.1', async () => {
    const hub = aHub(
      ['CPO NL/ABC'],
      { id: 'emsp', parties: ['EMSP BE/ONE'], offers: ['nltnm-a RECEIVER'], version: '2.1.1' },
      { id: 'cpo', parties: ['CPO BE/TWO'], offers: ['nltnm-b SENDER'], version: '2.1.1' },
      { id: 'newer', parties: ['EMSP BE/NEW'], offers: ['nltnm-c RECEIVER'] },
    );
    expect(await detailsFor(hub, 'token-a')).toEqual([
      ...FOR_A_CPO,
      { identifier: 'nltnm-a', url: url('receiver/nltnm-a') },
    ]);
  });
});
