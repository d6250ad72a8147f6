import { describe, expect, it } from '@jest/globals';
import { CREDENTIALS_URL, endpoint, json, role, success, text } from '../../../../test/doubles/peer-platform.js';
import { aHubWithNewcomer, aRegisteredPeer, type RegistrationRig } from '../../../../test/support/registration-rig.js';
import type { PartyAnswer, PartyRequest } from '../ports.js';
import { isFailure } from './handshake-failure.js';
import type { OwnHandshakeOutcome } from './handshake.js';

const VERSIONS_URL = 'https://peer.example/ocpi/versions';
const TIMEOUT: PartyAnswer = { kind: 'no-answer', reason: 'timeout', detail: '' };

/** A hub that a platform invited: it handed out its versions URL and `their-token-a`. */
function anInvitedHub(): RegistrationRig {
  const hub = aHubWithNewcomer();
  hub.peer.tokens = ['their-token-a', 'token-c'];
  return hub;
}

const connect = (hub: RegistrationRig, token = 'their-token-a'): Promise<OwnHandshakeOutcome> =>
  hub.peerRegistration.connect(hub.store.get('peer'), { versionsUrl: VERSIONS_URL, token });
const rotate = (hub: RegistrationRig): Promise<OwnHandshakeOutcome> =>
  hub.peerRegistration.rotateToken(hub.store.get('peer'));

function bodyOf(request: PartyRequest | undefined): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(request?.body ?? new Uint8Array())) as Record<string, unknown>;
}

function faultOf({ result }: OwnHandshakeOutcome): string | null {
  return isFailure(result) ? `${result.failedAt}: ${result.fault}` : null;
}

describe('the hub connecting to a platform', () => {
  it('picks the newest version of both, fetches its details and POSTs its credentials', async () => {
    const hub = anInvitedHub();
    hub.peer.versions = ['3.0', '2.2.1', '2.1.1', '2.2'].map((version) => ({
      version,
      url: `https://peer.example/ocpi/${version}`,
    }));
    expect(faultOf(await connect(hub))).toBeNull();
    expect(hub.peer.asked).toEqual([
      `GET ${VERSIONS_URL}`,
      'GET https://peer.example/ocpi/2.2.1',
      `POST ${CREDENTIALS_URL}`,
    ]);
    expect(bodyOf(hub.peer.requests[2])).toEqual({
      token: 'hub-token-1',
      url: 'https://hub.example/ocpi/versions',
      roles: [{ role: 'HUB', country_code: 'NL', party_id: 'HUB', business_details: { name: 'Test hub' } }],
    });
  });

  it('uses their token C from then on, written as their GETs took it', async () => {
    const hub = anInvitedHub();
    hub.peer.accepts = 'raw';
    await connect(hub);
    expect(hub.peer.requests.at(-1)?.authorization).toBe('Token their-token-a');
    expect(hub.store.get('peer')).toMatchObject({ status: 'CONNECTED', registration: { version: '2.2.1' } });
    expect(hub.store.get('peer').registration?.token.header).toBe('Token token-c');
  });

  it('lets them call back with the new token before they answer', async () => {
    const hub = anInvitedHub();
    const calledBack: unknown[] = [];
    const answer = hub.peer.credentials;
    hub.peer.credentials = async (request) => {
      const token = String(bodyOf(request)['token']);
      calledBack.push((await hub.getVersions({ token })).ok, (await hub.getVersions({ token, version: '2.2.1' })).ok);
      return answer(request);
    };
    expect(faultOf(await connect(hub))).toBeNull();
    expect(calledBack).toEqual([true, true]);
  });

  it('leaves them the new token and no registration token', async () => {
    const hub = anInvitedHub();
    await connect(hub);
    expect([hub.opens('hub-token-1'), hub.opens('token-a')]).toEqual(['connection', null]);
    hub.clock.advance(400 * 86_400_000);
    expect(hub.opens('hub-token-1')).toBe('connection');
  });

  it('names in 2.3.0 itself in hub_party_id', async () => {
    const hub = anInvitedHub();
    hub.peer.versions = [{ version: '2.3.0', url: 'https://peer.example/ocpi/2.3.0' }];
    await connect(hub);
    expect(bodyOf(hub.peer.requests.at(-1))).toMatchObject({ hub_party_id: 'NLHUB', roles: [{ role: 'OTHER' }] });
  });

  it.each<[string, (hub: RegistrationRig) => unknown, string]>([
    [
      'no version in common',
      (hub) => (hub.peer.versions = [{ version: '2.0', url: VERSIONS_URL }]),
      'choose-version: no-mutual-version',
    ],
    ['a token nobody there knows', (hub) => (hub.peer.tokens = []), 'get-versions: api-unusable'],
    [
      'no functional module',
      (hub) => (hub.peer.endpoints = [endpoint('credentials', 'SENDER')]),
      'check-modules: no-functional-module',
    ],
    [
      'no credentials endpoint',
      (hub) => (hub.peer.endpoints = [endpoint('cdrs', 'SENDER')]),
      'check-modules: no-credentials-endpoint',
    ],
    ['a lost database', (hub) => (hub.store.isDatabaseLost = true), 'offer-token: database-lost'],
  ])('sends no credentials with %s', async (_, arrange, fault) => {
    const hub = anInvitedHub();
    arrange(hub);
    expect(faultOf(await connect(hub))).toBe(fault);
    expect(hub.peer.asked).not.toContain(`POST ${CREDENTIALS_URL}`);
    expect(hub.opens('hub-token-1')).toBeNull();
  });

  it('asks nobody with a token or URL that OCPI does not allow', async () => {
    const hub = anInvitedHub();
    expect(faultOf(await connect(hub, 'two words'))).toBe('begin: invalid-credentials');
    const wrong = { versionsUrl: 'file:///etc/passwd', token: 'their-token-a' };
    expect(faultOf(await hub.peerRegistration.connect(hub.store.get('peer'), wrong))).toBe(
      'get-versions: api-unusable',
    );
    expect(hub.peer.asked).toEqual([]);
  });

  it.each<[string, PartyAnswer, string]>([
    ['HTTP 403', text(403, ''), 'answered HTTP 403'],
    [
      'OCPI 3001',
      json(200, { status_code: 3001, status_message: 'no versions' }),
      'OCPI status 3001 (\\"no versions\\")',
    ],
    ['a refused connection', { kind: 'not-sent', reason: 'refused', detail: '' }, 'refuses the connection'],
  ])('withdraws the new token when they answer %s, and says so', async (_, reply, why) => {
    const hub = anInvitedHub();
    hub.peer.credentials = () => reply;
    const outcome = await connect(hub);
    expect(JSON.stringify(outcome.result)).toContain(why);
    expect(hub.opens('hub-token-1')).toBeNull();
    expect(hub.opens('token-a')).toBe('registration');
    expect(hub.store.get('peer')).toMatchObject({ registration: null, status: 'PLANNED' });
  });

  it('gives a new platform that did not answer ten minutes to come back with the new token', async () => {
    const hub = anInvitedHub();
    hub.peer.credentials = () => TIMEOUT;
    expect(faultOf(await connect(hub))).toBe('send-credentials: outcome-unknown');
    expect(hub.opens('hub-token-1')).toBe('connection');
    hub.clock.advance(600_000);
    expect(hub.opens('hub-token-1')).toBeNull();
  });

  it('updates by PUT where they know the hub already and answer 405 to POST', async () => {
    const hub = anInvitedHub();
    hub.peer.replies.set(`POST ${CREDENTIALS_URL}`, () => text(405, ''));
    expect(faultOf(await connect(hub))).toBeNull();
    expect(hub.peer.asked.slice(-2)).toEqual([`POST ${CREDENTIALS_URL}`, `PUT ${CREDENTIALS_URL}`]);
    expect(bodyOf(hub.peer.requests.at(-1))).toMatchObject({ token: 'hub-token-1' });
  });

  it.each([
    ['that claim a foreign party', [role('CPO', 'DE', 'XYZ')], 'check-roles: party-not-allowed'],
    ['that claim to be a hub', [role('HUB', 'NL', 'ABC')], 'check-roles: party-not-allowed'],
  ])('takes a registration back at once when they answer credentials %s', async (_, roles, fault) => {
    const hub = anInvitedHub();
    hub.peer.credentials = () => success({ token: 'token-c', url: VERSIONS_URL, roles });
    expect(faultOf(await connect(hub))).toBe(fault);
    const last = hub.peer.requests.at(-1);
    expect([last?.method, last?.url, last?.authorization]).toEqual([
      'DELETE',
      CREDENTIALS_URL,
      `Token ${btoa('token-c')}`,
    ]);
    expect(hub.opens('hub-token-1')).toBeNull();
    expect(hub.store.get('peer').registration).toBeNull();
  });

  it('withdraws the new token when their answer holds no credentials', async () => {
    const hub = anInvitedHub();
    hub.peer.credentials = () => success({ token: 'token-c' });
    expect(faultOf(await connect(hub))).toBe('read-answer: api-unusable');
    expect(hub.opens('hub-token-1')).toBeNull();
  });

  it('takes the registration back when it cannot be stored', async () => {
    const hub = anInvitedHub();
    const answer = hub.peer.credentials;
    hub.peer.credentials = (request) => {
      hub.store.isDatabaseLost = true;
      return answer(request);
    };
    expect(faultOf(await connect(hub))).toBe('store: database-lost');
    expect(hub.peer.asked.at(-1)).toBe(`DELETE ${CREDENTIALS_URL}`);
  });

  it('is refused while another handshake of the platform runs', async () => {
    const hub = anInvitedHub();
    const [first, second] = await Promise.all([connect(hub), connect(hub)]);
    expect([faultOf(first), faultOf(second)]).toEqual([null, 'begin: under-way']);
  });

  it('traces every request with its answer, and no token', async () => {
    const hub = anInvitedHub();
    hub.peer.credentials = ({ body }) =>
      json(200, { status_code: 2000, status_message: `bad: ${new TextDecoder().decode(body ?? new Uint8Array())}` });
    const { trace } = await connect(hub);
    expect(trace).toMatchObject({ direction: 'we-called', ok: false });
    expect(trace.entries.map(({ step, method, httpStatus, ok }) => [step, method, httpStatus, ok])).toEqual([
      ['get-versions', 'GET', 200, true],
      ['get-details', 'GET', 200, true],
      ['send-credentials', 'POST', 200, false],
    ]);
    expect(JSON.stringify(trace)).not.toMatch(/hub-token|their-token|token-c/);
    expect(hub.traces.kept).toEqual([{ platformId: 'peer', ...trace }]);
  });
});

describe('the hub rotating tokens', () => {
  it('PUTs a new token on the version in use and takes their new one', async () => {
    const hub = await aRegisteredPeer();
    hub.peer.versions = ['2.2.1', '2.3.0'].map((version) => ({ version, url: `https://peer.example/ocpi/${version}` }));
    expect(faultOf(await rotate(hub))).toBeNull();
    expect(hub.peer.asked).toEqual([
      `GET ${VERSIONS_URL}`,
      'GET https://peer.example/ocpi/2.2.1',
      `PUT ${CREDENTIALS_URL}`,
    ]);
    expect(hub.store.get('peer').registration?.token.header).toBe(`Token ${btoa('token-c')}`);
  });

  it('keeps their old token working until the new one is first used', async () => {
    const hub = await aRegisteredPeer();
    await rotate(hub);
    expect(hub.opens('hub-token-1')).toBe('connection');
    expect(hub.opens('hub-token-2')).toBe('connection');
    expect(hub.opens('hub-token-1')).toBeNull();
  });

  it('retires nothing when they call back with the new token and then refuse it', async () => {
    const hub = await aRegisteredPeer();
    hub.peer.credentials = async () => {
      await hub.getVersions({ token: 'hub-token-2' });
      return text(400, '');
    };
    expect(faultOf(await rotate(hub))).toBe('send-credentials: refused-by-peer');
    expect([hub.opens('hub-token-1'), hub.opens('hub-token-2')]).toEqual(['connection', null]);
  });

  it('leaves both tokens working when no clear answer comes, and can be repeated', async () => {
    const hub = await aRegisteredPeer();
    const answer = hub.peer.credentials;
    hub.peer.credentials = () => TIMEOUT;
    expect(faultOf(await rotate(hub))).toBe('send-credentials: outcome-unknown');
    hub.clock.advance(86_400_000);
    expect([hub.opens('hub-token-1'), hub.opens('hub-token-2')]).toEqual(['connection', 'connection']);
    hub.peer.credentials = answer;
    expect(faultOf(await rotate(hub))).toBeNull();
  });

  it('tells what to do when they do not take the hub for registered', async () => {
    const hub = await aRegisteredPeer();
    hub.peer.credentials = () => text(405, '');
    const { result } = await rotate(hub);
    expect(result).toHaveProperty(
      'message',
      expect.stringContaining('ask them for a registration token and connect anew'),
    );
  });

  it('is nothing for a platform that is not registered', async () => {
    const hub = aHubWithNewcomer();
    expect(faultOf(await rotate(hub))).toBe('begin: not-registered');
    expect(hub.peer.asked).toEqual([]);
  });
});

describe('the hub ending a registration at the peer', () => {
  it('DELETEs with the token they issued, and changes nothing here', async () => {
    const hub = await aRegisteredPeer();
    const before = hub.store.get('peer');
    expect(await hub.peerRegistration.unregisterAtPeer(before)).toMatchObject({ ok: true });
    expect(hub.peer.asked).toEqual([`DELETE ${CREDENTIALS_URL}`]);
    expect(hub.store.get('peer')).toBe(before);
  });

  it('says what went wrong where it does', async () => {
    const hub = await aRegisteredPeer();
    hub.peer.replies.set(`DELETE ${CREDENTIALS_URL}`, () => TIMEOUT);
    const trace = await hub.peerRegistration.unregisterAtPeer(hub.store.get('peer'));
    expect(trace).toMatchObject({ ok: false, entries: [{ method: 'DELETE', detail: 'did not answer in time' }] });
    expect(await hub.peerRegistration.unregisterAtPeer(aHubWithNewcomer().store.get('peer'))).toMatchObject({
      ok: false,
    });
  });
});

describe('a registration token', () => {
  it('is valid for seven days and ends the one before', async () => {
    const hub = aHubWithNewcomer();
    await hub.peerRegistration.issueRegistrationToken(hub.store.get('peer'));
    expect([hub.opens('token-a'), hub.opens('hub-token-1')]).toEqual([null, 'registration']);
    hub.clock.advance(7 * 86_400_000 - 1);
    expect(hub.opens('hub-token-1')).toBe('registration');
    hub.clock.advance(1);
    expect(hub.opens('hub-token-1')).toBeNull();
  });

  it.each(['PLANNED', 'CONNECTED', 'OFFLINE', 'SUSPENDED'] as const)(
    'is issued to a platform that is %s',
    async (status) => {
      const hub = await aRegisteredPeer();
      const issued = await hub.peerRegistration.issueRegistrationToken(hub.store.change('peer', { status }));
      expect(isFailure(issued)).toBe(false);
      expect([hub.opens('hub-token-1'), hub.opens('hub-token-2')]).toEqual(['connection', 'registration']);
    },
  );

  it('is not issued while the database is lost', async () => {
    const hub = aHubWithNewcomer();
    hub.store.isDatabaseLost = true;
    const issued = await hub.peerRegistration.issueRegistrationToken(hub.store.get('peer'));
    expect(issued).toMatchObject({ fault: 'database-lost' });
  });
});
