import { describe, expect, it } from '@jest/globals';
import { endpoint, json, role, success, text } from '../../../../test/doubles/peer-platform.js';
import {
  aHubWithNewcomer,
  aRegisteredPeer,
  CPO_OF_PEER,
  type HubAnswer,
  type RegistrationRig,
} from '../../../../test/support/registration-rig.js';
import type { PartyAnswer } from '../ports.js';

const HUB_AS_HUB = { role: 'HUB', country_code: 'NL', party_id: 'HUB', business_details: { name: 'Test hub' } };
const post = (hub: RegistrationRig, body: unknown = CPO_OF_PEER, token = 'token-a'): Promise<HubAnswer> =>
  hub.callCredentials('POST', { token, body });

describe('POST of credentials', () => {
  it('fetches versions and details with token B and answers token C', async () => {
    const hub = aHubWithNewcomer();
    expect(await post(hub)).toEqual({
      ok: true,
      data: { token: 'hub-token-1', url: 'https://hub.example/ocpi/versions', roles: [HUB_AS_HUB] },
    });
    expect(hub.peer.asked).toEqual(['GET https://peer.example/ocpi/versions', 'GET https://peer.example/ocpi/2.2.1']);
    expect(hub.peer.requests.map(({ authorization }) => authorization)).toEqual(Array(2).fill('Token dG9rZW4tYg=='));
    expect(hub.opens('hub-token-1')).toBe('connection');
  });

  it('stores version, endpoints and hosts, and the platform is CONNECTED', async () => {
    const hub = aHubWithNewcomer();
    await post(hub);
    const { registration, status } = hub.store.get('peer');
    expect(status).toBe('CONNECTED');
    expect(registration).toMatchObject({
      version: '2.2.1',
      versionsUrl: 'https://peer.example/ocpi/versions',
      hosts: ['peer.example'],
      endpoints: [
        { module: 'credentials', interfaceRole: 'SENDER', url: 'https://peer.example/ocpi/credentials' },
        { module: 'locations', interfaceRole: 'SENDER', url: 'https://peer.example/ocpi/locations' },
        { module: 'tokens', interfaceRole: 'RECEIVER', url: 'https://peer.example/ocpi/tokens' },
      ],
    });
    expect(registration?.token.header).toBe('Token dG9rZW4tYg==');
  });

  it('takes business details of the roles it names and leaves the other parties of the platform as they are', async () => {
    const hub = aHubWithNewcomer();
    await post(hub);
    expect(hub.store.get('peer').parties).toMatchObject([
      { role: 'CPO', businessDetails: { name: 'Peer' } },
      { role: 'EMSP', businessDetails: { name: 'EMSP NL/ABC' } },
    ]);
  });

  it('carries ids and no routing headers to the peer, with the correlation id of the call', async () => {
    const hub = aHubWithNewcomer();
    await post(hub);
    expect(hub.peer.requests.map(({ headers }) => headers)).toEqual(
      ['uuid-1', 'uuid-2'].map((id) => [
        ...['Accept', 'application/json'],
        ...['X-Request-ID', id],
        ...['X-Correlation-ID', 'their-correlation-id'],
      ]),
    );
  });

  it('retires token A at once', async () => {
    const hub = aHubWithNewcomer();
    await post(hub);
    expect(hub.opens('token-a')).toBeNull();
    expect(await post(hub)).toMatchObject({ http: 401, ocpi: 2000 });
  });

  it('is refused with 405 when the platform is registered', async () => {
    const hub = await aRegisteredPeer();
    expect(await post(hub, CPO_OF_PEER, 'hub-token-1')).toMatchObject({ http: 405, ocpi: 2000 });
    expect(hub.peer.asked).toEqual([]);
  });

  it('registers a registered platform again when it comes with a registration token, and ends its former tokens', async () => {
    const hub = await aRegisteredPeer();
    await hub.peerRegistration.issueRegistrationToken(hub.store.get('peer'));
    expect(await post(hub, CPO_OF_PEER, 'hub-token-2')).toMatchObject({ ok: true, data: { token: 'hub-token-3' } });
    expect([hub.opens('hub-token-1'), hub.opens('hub-token-2')]).toEqual([null, null]);
  });

  it.each([
    ['of a stranger', [role('CPO', 'NL', 'ABC'), role('CPO', 'DE', 'XYZ')], 'role CPO DE/XYZ'],
    ["of another platform's party", [role('EMSP', 'BE', 'OTH')], 'role EMSP BE/OTH'],
  ])('cannot take a party %s: 2001 names the role, nothing is fetched, nothing changes', async (_, roles, name) => {
    const hub = aHubWithNewcomer({}, { id: 'other', parties: ['EMSP BE/OTH'] });
    const before = hub.store.get('peer');
    const answer = await post(hub, { ...CPO_OF_PEER, roles });
    expect(answer).toMatchObject({ http: 200, ocpi: 2001 });
    expect(answer).toHaveProperty('message', expect.stringContaining(name));
    expect(hub.peer.asked).toEqual([]);
    expect(hub.store.get('peer')).toBe(before);
  });

  it.each([
    ['no body', undefined],
    ['no token', { ...CPO_OF_PEER, token: undefined }],
    ['no roles', { ...CPO_OF_PEER, roles: [] }],
    ['ten thousand roles', { ...CPO_OF_PEER, roles: Array(10_000).fill(role('CPO', 'NL', 'ABC')) }],
    ['a key given twice', '{"token":"a","token":"b","url":"https://peer.example","roles":[]}'],
  ])('is refused with 2001 and %s', async (_, body) => {
    const hub = aHubWithNewcomer();
    expect(await hub.callCredentials('POST', { token: 'token-a', body })).toMatchObject({ http: 200, ocpi: 2001 });
    expect(hub.peer.asked).toEqual([]);
  });

  it.each(['file:///etc/passwd', 'https://user:pw@peer.example/versions', 'peer.example/versions'])(
    'is refused with 3001 without a packet when the URL is %s',
    async (url) => {
      const hub = aHubWithNewcomer();
      expect(await post(hub, { ...CPO_OF_PEER, url })).toMatchObject({ http: 200, ocpi: 3001 });
      expect(hub.peer.asked).toEqual([]);
    },
  );

  const versionsUrl = 'https://peer.example/ocpi/versions';
  const detailsUrl = 'https://peer.example/ocpi/2.2.1';
  const notAllowed: PartyAnswer = { kind: 'not-sent', reason: 'address-not-allowed', detail: '' };
  it.each<[string, string, PartyAnswer, string]>([
    ['the versions URL is at a forbidden address', versionsUrl, notAllowed, 'does not connect to'],
    ['nobody listens', versionsUrl, { kind: 'not-sent', reason: 'refused', detail: '' }, 'refuses the connection'],
    ['the details time out', detailsUrl, { kind: 'no-answer', reason: 'timeout', detail: '' }, 'in time'],
    ['the versions are HTML', versionsUrl, text(200, '<html>'), 'did not answer JSON'],
    ['the versions lack the envelope', versionsUrl, json(200, []), 'envelope'],
    ['the versions redirect', versionsUrl, text(302, ''), 'redirects are not followed'],
    ['the details redirect', detailsUrl, text(308, ''), 'redirects are not followed'],
    ['the details are gone', detailsUrl, text(404, ''), 'HTTP 404'],
    ['the versions fail', versionsUrl, json(500, {}), 'HTTP 500'],
    ['the versions are no list', versionsUrl, success({}), 'data is no list'],
    ['the details are no object', detailsUrl, success([]), 'data is no object'],
  ])('is refused with 3001 naming the URL when %s', async (_, url, ...[reply, why]) => {
    const hub = aHubWithNewcomer();
    const before = hub.store.get('peer');
    hub.peer.replies.set(`GET ${url}`, () => reply);
    const answer = await post(hub);
    expect(answer).toMatchObject({ http: 200, ocpi: 3001 });
    expect(answer).toHaveProperty('message', expect.stringContaining(`GET ${url} `));
    expect(answer).toHaveProperty('message', expect.stringContaining(why));
    expect(hub.store.get('peer')).toBe(before);
    expect(hub.opens('token-a')).toBe('registration');
  });

  it('is refused with 3001 when details lead to a file, another site or an odd port', async () => {
    for (const url of ['file:///etc/passwd', 'https://evil.example/cdrs', 'https://peer.example:6379/']) {
      const hub = aHubWithNewcomer();
      hub.peer.endpoints = [{ identifier: 'cdrs', role: 'SENDER', url }];
      expect(await post(hub)).toMatchObject({ ocpi: 3001 });
    }
  });

  it('does not call details on another site', async () => {
    const hub = aHubWithNewcomer();
    hub.peer.versions = [{ version: '2.2.1', url: 'https://evil.example/2.2.1' }];
    expect(await post(hub)).toMatchObject({ ocpi: 3001 });
    expect(hub.peer.asked).toEqual([`GET ${versionsUrl}`]);
  });

  it('is refused with 3002 when the version that was called is not among theirs', async () => {
    const hub = aHubWithNewcomer();
    const answer = await hub.callCredentials('POST', { token: 'token-a', version: '2.3.0', body: CPO_OF_PEER });
    expect(answer).toMatchObject({ http: 200, ocpi: 3002 });
    expect(answer).toHaveProperty('message', expect.stringContaining('it lists 2.2, 2.2.1'));
  });

  it('is refused with 3003 only when there is no functional module at all', async () => {
    const hub = aHubWithNewcomer();
    hub.peer.endpoints = [endpoint('credentials', 'SENDER'), endpoint('hubclientinfo', 'RECEIVER')];
    expect(await post(hub)).toMatchObject({ http: 200, ocpi: 3003 });
    hub.peer.endpoints.push(endpoint('nltnm-custom', 'RECEIVER'));
    expect(await post(hub)).toMatchObject({ ok: true });
  });

  it('answers 503 and to come back when the database is lost; the same token serves again', async () => {
    const hub = aHubWithNewcomer();
    hub.store.isDatabaseLost = true;
    expect(await post(hub)).toMatchObject({ http: 503, ocpi: 3000, retryAfterS: 5 });
    hub.store.isDatabaseLost = false;
    expect(await post(hub)).toMatchObject({ ok: true });
  });

  it('has one deadline over versions and details together', async () => {
    const hub = aHubWithNewcomer();
    hub.peer.replies.set(`GET ${versionsUrl}`, () => {
      hub.clock.advance(7_000);
      return success(hub.peer.versions);
    });
    await post(hub);
    expect(hub.peer.requests.map(({ deadlineMs }) => deadlineMs)).toEqual([10_000, 3_000]);
  });

  it('does not bring a platform back that the operator has suspended', async () => {
    const hub = await aRegisteredPeer();
    await hub.peerRegistration.issueRegistrationToken(hub.store.change('peer', { status: 'SUSPENDED' }));
    expect(await post(hub, CPO_OF_PEER, 'hub-token-2')).toMatchObject({ http: 403, kind: 'platform-suspended' });
    expect(hub.store.get('peer').status).toBe('SUSPENDED');
  });

  it('leaves a trace of every step for the operator, without a token in it', async () => {
    const hub = aHubWithNewcomer();
    await post(hub);
    const [trace] = hub.traces.kept;
    expect(trace).toMatchObject({ platformId: 'peer', direction: 'they-called', ok: true });
    expect(trace?.entries.map(({ step, ok, httpStatus }) => [step, ok, httpStatus])).toEqual([
      ['read-credentials', true, null],
      ['check-roles', true, null],
      ['get-versions', true, 200],
      ['get-details', true, 200],
    ]);
    expect(JSON.stringify(hub.traces.kept)).not.toMatch(/token-[abc]|hub-token|dG9rZW4/);
  });

  it('leaves a trace of the step that failed, once', async () => {
    const hub = aHubWithNewcomer();
    hub.peer.replies.set(`GET ${detailsUrl}`, () => text(404, ''));
    await post(hub);
    expect(hub.traces.kept.at(-1)?.entries.at(-1)).toMatchObject({ step: 'get-details', ok: false, httpStatus: 404 });
    await post(hub, { ...CPO_OF_PEER, roles: [] });
    expect(hub.traces.kept.at(-1)?.entries).toMatchObject([{ step: 'read-credentials', ok: false }]);
  });
});

describe('GET of credentials', () => {
  it('returns the token that was presented: the hub keeps none in clear', async () => {
    const hub = await aRegisteredPeer();
    const answer = await hub.callCredentials('GET', { token: 'hub-token-1' });
    expect(answer).toMatchObject({ ok: true, data: { token: 'hub-token-1', roles: [HUB_AS_HUB] } });
  });

  it('names only the hub up to 2.2.1, whoever is connected', async () => {
    const hub = await aRegisteredPeer({ id: 'other', parties: ['EMSP BE/OTH'] });
    for (const version of ['2.2', '2.2.1'] as const) {
      const answer = await hub.callCredentials('GET', { token: 'hub-token-1', version });
      expect(answer).toMatchObject({ data: { roles: [HUB_AS_HUB] } });
      expect(answer).not.toHaveProperty('data.hub_party_id');
    }
  });

  it('names in 2.3.0 the parties that can be reached, and not the own ones', async () => {
    const hub = await aRegisteredPeer(
      { id: 'on', parties: ['EMSP BE/ONE'] },
      { id: 'off', parties: ['EMSP BE/OFF'], status: 'OFFLINE' },
      { id: 'gone', parties: ['EMSP BE/GON'], status: 'SUSPENDED' },
      { id: 'new', parties: ['EMSP BE/NEW'], status: 'PLANNED', offers: null },
    );
    expect(await hub.callCredentials('GET', { token: 'hub-token-1', version: '2.3.0' })).toMatchObject({
      data: {
        hub_party_id: 'NLHUB',
        roles: [
          { role: 'EMSP', country_code: 'BE', party_id: 'ONE', business_details: { name: 'EMSP BE/ONE' } },
          { role: 'EMSP', country_code: 'BE', party_id: 'OFF' },
        ],
      },
    });
  });

  it('names in 2.3.0 the hub as OTHER when nobody can be reached, since roles may not be empty', async () => {
    const hub = await aRegisteredPeer();
    expect(await hub.callCredentials('GET', { token: 'hub-token-1', version: '2.3.0' })).toMatchObject({
      data: { hub_party_id: 'NLHUB', roles: [{ ...HUB_AS_HUB, role: 'OTHER' }] },
    });
  });

  it('has nothing below it but takes a closing slash', async () => {
    const hub = await aRegisteredPeer();
    expect(await hub.callCredentials('GET', { token: 'hub-token-1', rest: '/' })).toMatchObject({ ok: true });
    expect(await hub.callCredentials('GET', { token: 'hub-token-1', rest: '/x' })).toMatchObject({ http: 404 });
  });
});

describe('DELETE of credentials', () => {
  it('ends the registration: the token is gone and the platform SUSPENDED', async () => {
    const hub = await aRegisteredPeer();
    expect(await hub.callCredentials('DELETE', { token: 'hub-token-1' })).toEqual({ ok: true, data: null });
    expect(hub.opens('hub-token-1')).toBeNull();
    expect(hub.store.get('peer')).toMatchObject({ status: 'SUSPENDED', registration: null });
  });

  it('is refused with 405 when the platform is not registered', async () => {
    expect(await aHubWithNewcomer().callCredentials('DELETE', { token: 'token-a' })).toMatchObject({
      http: 405,
      ocpi: 2000,
    });
  });

  it('can be followed by another registration', async () => {
    const hub = await aRegisteredPeer();
    await hub.callCredentials('DELETE', { token: 'hub-token-1' });
    await hub.peerRegistration.issueRegistrationToken(hub.store.get('peer'));
    expect(await post(hub, CPO_OF_PEER, 'hub-token-2')).toMatchObject({ ok: true });
    expect(hub.store.get('peer').status).toBe('CONNECTED');
  });

  it('answers 503 when the database is lost', async () => {
    const hub = await aRegisteredPeer();
    hub.store.isDatabaseLost = true;
    expect(await hub.callCredentials('DELETE', { token: 'hub-token-1' })).toMatchObject({ http: 503, ocpi: 3000 });
  });
});
