import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  plain,
  redirectTo,
  unauthorized,
  type AnswerSource,
  type PlatformAnswer,
  type PlatformRequest,
} from '../../apps/simulator/src/index.js';
import { endingOf, headerOf } from '../support/hub-answers.js';
import type { HubProcess } from '../support/hub-process.js';
import { joinHub, plannedPlatform, type JoinedPlatform, type JoinOptions } from '../support/joined-platform.js';
import { forget, GET_LOCATIONS, PUT_TOKEN, startRoaming } from '../support/roaming.js';
import { statusRows } from '../support/status-rows.js';

/**
 * The hub's own answers: each row of docs/status-codes.md is provoked over HTTP and compared with what the page promises. It observes
 * the answer, and that the receiver heard of nothing.
 */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'broken-http': 'hostile-requests',
  'headers-too-large': 'hostile-requests',
  'body-too-slow': 'hostile-requests',
  'too-many-requests': 'slow-party and hostile-requests',
  'no-agreement': 'agreements',
  'incomplete-list': 'get-all',
  'token-unknown': 'authorize-everybody',
  'unknown-object': 'ocpi-2-1-1',
  'ambiguous-owner': 'open-routing',
  'against-object-model': 'validation',
  'broken-answer': 'validation',
  'database-lost': 'database-away',
  overloaded: 'lasts for the moments in which a hub starts or stops',
  'internal-error': 'nobody knows how to provoke it from outside',
};
const START_SESSION = {
  method: 'POST',
  module: 'commands',
  interfaceRole: 'RECEIVER',
  path: '/START_SESSION',
} as const;

describe("the hub's own answers", () => {
  let hub: HubProcess;
  let cpo: JoinedPlatform;
  let emsp: JoinedPlatform;
  /** Two parties on one platform, and a short deadline towards it. */
  let pair: JoinedPlatform;
  let suspended: JoinedPlatform;
  /** On another OCPI version. */
  let older: JoinedPlatform;
  /** Never registered: its token A is still good. */
  let newcomer: JoinedPlatform;

  beforeAll(async () => {
    const env = { BUSBAR_OFFLINE_AFTER: '1000', BUSBAR_MAX_BODY_BYTES: '65536', BUSBAR_ROLE_RULES: 'refuse' };
    ({ hub, cpo, emsp } = await startRoaming({ env }));
    pair = await joinHub(hub, {
      parties: [
        { id: 'FR/ONE', role: 'CPO' },
        { id: 'FR/TWO', role: 'CPO' },
      ],
      settings: { timeout_ms: 300 },
    });
    newcomer = await plannedPlatform(hub, { parties: [{ id: 'BE/NEW', role: 'CPO' }] });
    suspended = await joinHub(hub, { parties: [{ id: 'BE/SUS', role: 'CPO' }] });
    await hub.operator('POST', `/platforms/${suspended.id}/suspend`);
    older = await joinHub(hub, {
      parties: [{ id: 'BE/OLD', role: 'CPO' }],
      versions: ['2.2'],
      alsoOffers: [{ module: 'x-extra', interfaceRole: 'RECEIVER' }],
    });
  }, 60_000);

  beforeEach(() => forget(cpo, emsp, pair));

  const ask = (request: Partial<PlatformRequest> = {}): Promise<PlatformAnswer> =>
    emsp.request({ ...GET_LOCATIONS, ...request });
  const askAt = (path: string, request: Partial<PlatformRequest> = {}): Promise<PlatformAnswer> =>
    emsp.request({ method: 'GET', url: `${hub.publicUrl}/ocpi${path}`, ...request });
  const cpoAnswers = (answer: AnswerSource): Promise<PlatformAnswer> => {
    cpo.answerTo({ module: 'locations' }, answer);
    return ask();
  };
  const present = (platform: JoinedPlatform, method: string, body: unknown): Promise<PlatformAnswer> =>
    platform.request({
      method,
      url: `${hub.publicUrl}/ocpi/2.2.1/credentials`,
      token: platform.registrationToken,
      body,
    });
  const registration = async (id: string, options: Partial<JoinOptions>): Promise<PlatformAnswer> => {
    const platform = await plannedPlatform(hub, { parties: [{ id, role: 'CPO' }], ...options });
    return present(platform, 'POST', platform.credentials(platform.tokens.issue('connection')));
  };

  /** How each ending is brought about. */
  const provoked: Readonly<Record<string, () => Promise<PlatformAnswer>>> = {
    'unknown-token': () => ask({ token: 'a-token-of-nobody' }),
    'registration-token-only': () => ask({ token: newcomer.registrationToken }),
    'not-your-party': () => ask({ from: 'NL/CPO' }),
    'platform-suspended': () => suspended.request(GET_LOCATIONS),
    'unknown-module': () => askAt('/2.2.1/sender/weather'),
    'unknown-version': () => askAt('/3.0/sender/locations'),
    'other-version': () => askAt('/2.3.0/sender/locations', { to: 'NL/CPO' }),
    'not-your-object': () => ask({ ...PUT_TOKEN, path: '/DE/XXX/1', body: {} }),
    'unknown-carried-url': () => askAt('/2.2.1/carried/AAAAAAAAAAAAAAAAAAAAAA', { method: 'POST', body: {} }),
    'method-not-allowed': () => askAt('/2.2.1/sender/hubclientinfo', { method: 'DELETE' }),
    'already-registered': () => askAt('/2.2.1/credentials', { method: 'POST', body: {} }),
    'not-registered': () => present(newcomer, 'PUT', {}),
    'broken-json': () => ask({ ...PUT_TOKEN, body: '{"uid":' }),
    'broken-header': () => ask({ headers: { 'OCPI-to-party-id': ['CPO', 'CPO'] } }),
    'refused-path': () => ask({ path: '/../../admin' }),
    'body-too-large': () => ask({ ...PUT_TOKEN, body: JSON.stringify('x'.repeat(65_536)) }),
    'half-header-pair': () => ask({ headers: { 'OCPI-to-country-code': null } }),
    'no-from': () => pair.request({ ...GET_LOCATIONS, from: null }),
    'wrong-routing': () => ask({ to: 'XX/HUB', path: '/LOC1' }),
    'against-role-rules': () => ask({ method: 'PUT', interfaceRole: 'RECEIVER', path: '/DE/MSP/L1', body: {} }),
    'invalid-parameters': () => ask({ ...START_SESSION, body: {} }),
    'client-api-unusable': () => registration('BE/OUT', { publicHost: '127.0.0.2', host: '127.0.0.1' }),
    'no-mutual-version': () => registration('BE/VER', { versions: ['2.2'] }),
    'no-matching-endpoints': () => registration('BE/NIL', { offers: [] }),
    'unknown-receiver': () => ask({ to: 'ZZ/ZZZ' }),
    'not-connected': () => ask({ to: newcomer.party }),
    'not-sent': async () => {
      await cpo.stop();
      return ask().finally(() => cpo.start());
    },
    'module-not-offered': () => ask({ to: 'FR/ONE', interfaceRole: 'RECEIVER', path: '/DE/MSP/1' }),
    'credentials-refused': () => cpoAnswers(unauthorized()),
    'no-answer': () => {
      pair.answerTo({ module: 'locations' }, { kind: 'silence' });
      return ask({ to: 'FR/TWO' });
    },
    'no-bridge': () => askAt('/2.2.1/receiver/x-extra/1', { method: 'PUT', body: {}, to: 'BE/OLD' }),
    'untranslatable-answer': () => {
      older.answerTo({ module: 'locations' }, plain({ body: 'no envelope' }));
      return ask({ to: 'BE/OLD' });
    },
    redirected: () => cpoAnswers(redirectTo('http://127.0.0.1:9/elsewhere', 307)),
  };

  it.each(statusRows().filter(({ ending }) => !(ending in ELSEWHERE)))(
    'are HTTP $http and $ocpi in an envelope for $ending',
    async ({ ending, http, ocpi }) => {
      const answer = await provoked[ending]?.();
      if (answer === undefined) throw new Error(`nobody knows how to provoke ${ending}`);
      expect(endingOf(answer)).toMatchObject({ http, ocpi });
      expect(answer.envelope?.status_message).toMatch(/\w+ \w+/);
      expect(answer.envelope?.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
      expect(headerOf(answer, 'content-type')).toBe('application/json');
      expect(headerOf(answer, 'x-request-id')).toBe(answer.sentRequestId);
      expect(headerOf(answer, 'x-correlation-id')).toBe(answer.sentCorrelationId);
    },
  );

  it('are promised in one row for each ending', () => {
    const endings = statusRows().map(({ ending }) => ending);
    expect(endings).toEqual([...new Set(endings)]);
    expect([...Object.keys(provoked), ...Object.keys(ELSEWHERE)].sort()).toEqual([...endings].sort());
  });

  it('come from the hub and go to the asking party, as it wrote itself', async () => {
    const answers = [
      await ask({ from: 'de/msp', to: 'ZZ/ZZZ' }),
      await ask({ from: 'de/msp', ...PUT_TOKEN, body: '{' }),
    ];
    for (const answer of answers) expect(endingOf(answer)).toMatchObject({ from: 'XX/HUB', to: 'de/msp' });
  });

  it('name nobody where the asker is not known', async () => {
    expect(endingOf(await ask({ token: 'a-token-of-nobody' }))).toMatchObject({ from: null, to: null });
  });

  it('say to strangers nothing about parties, modules or versions', async () => {
    const asStranger = { token: 'a-token-of-nobody' };
    const answers = [
      await ask(asStranger),
      await ask({ ...asStranger, to: 'ZZ/ZZZ' }),
      await askAt('/9.9/sender/locations', asStranger),
      await askAt('/2.2.1/sender/weather', asStranger),
      await ask({ ...asStranger, ...PUT_TOKEN, body: '{' }),
      await ask({ ...asStranger, path: '/../x' }),
    ];
    const told = answers.map(({ status, envelope }) => [status, envelope?.status_code, envelope?.status_message]);
    expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  describe('Authorization', () => {
    it.each([
      ['a missing one', null],
      ['an empty one', ''],
      ['no token behind the scheme', 'Token'],
      ['another scheme', 'Bearer abc'],
      ['text that is no Base64', 'Token !!!notb64%%'],
      ['two words', 'Token abc def'],
    ])('of %s is 401 with 2000', async (_title, value) => {
      expect(endingOf(await ask({ headers: { Authorization: value } }))).toMatchObject({ http: 401, ocpi: 2000 });
    });

    it('may hold the token raw or in Base64, and not in Base64 twice', async () => {
      const token = emsp.peer?.token ?? '';
      const once = Buffer.from(token).toString('base64');
      const statuses = [token, once, Buffer.from(once).toString('base64')].map(async (text) => {
        const answer = await ask({ headers: { Authorization: `Token ${text}` } });
        return answer.status;
      });
      expect(await Promise.all(statuses)).toEqual([200, 200, 401]);
    });

    it('of one party opens nothing in the name of another', async () => {
      const answer = await cpo.request({ ...GET_LOCATIONS, from: 'DE/MSP', to: 'NL/CPO' });
      expect(endingOf(answer)).toMatchObject({ http: 403, ocpi: 2000 });
      expect(cpo.received.all).toEqual([]);
    });
  });

  describe('tell the developer on the other side what to change', () => {
    it.each<[string, Partial<PlatformRequest>, RegExp]>([
      [
        'which header of a pair is missing',
        { headers: { 'OCPI-to-country-code': null } },
        /OCPI-to-country-code is missing/,
      ],
      ['which one is malformed', { headers: { 'OCPI-to-party-id': 'CPO,CPO' } }, /OCPI-to-party-id must be/],
      [
        'what was looked at for a receiver',
        { to: null, path: '/LOC1' },
        /looked at .*: name the receiver in OCPI-to-\*/,
      ],
      [
        'that the hub holds no copies',
        { to: 'XX/HUB', interfaceRole: 'RECEIVER' },
        /name the party whose copy is wanted/,
      ],
      ['that nobody is called so', { to: 'ZZ/ZZZ' }, /ZZ\/ZZZ.*not known/],
      ['that it wrote to itself', { to: 'DE/MSP' }, /the sender itself/],
      ['that the receiver is not there yet', { to: 'BE/NEW' }, /BE\/NEW is PLANNED/],
      ['that the receiver is suspended', { to: 'BE/SUS' }, /BE\/SUS is SUSPENDED/],
      [
        'which interface is not offered',
        { to: 'FR/ONE', interfaceRole: 'RECEIVER' },
        /FR\/ONE does not offer the RECEIVER interface of locations/,
      ],
      ['whose party OCPI-from names', { from: 'NL/CPO' }, /NL\/CPO, which is no party of this platform/],
      [
        'how the URL of a push ends',
        { ...PUT_TOKEN, path: '/only-an-id', body: {} },
        /\/\{country_code\}\/\{party_id\}\/\{id\}/,
      ],
      ['where JSON breaks', { ...PUT_TOKEN, body: '{"a":1,}' }, /not well-formed JSON \(at byte 7\)/],
      ['which key is missing', { ...START_SESSION, body: { token: {} } }, /response_url is missing in the body/],
    ])('%s', async (_title, request, message) => {
      const answer = await ask(request);
      expect(answer.envelope?.status_message).toMatch(message);
      expect(answer.envelope?.status_code).toBeGreaterThanOrEqual(2000);
    });

    it('that sessions are never broadcast', async () => {
      const session = { method: 'PUT', module: 'sessions', interfaceRole: 'RECEIVER', path: '/DE/MSP/S1' } as const;
      const answer = await ask({ ...session, to: 'XX/HUB', body: {} });
      expect(endingOf(answer)).toEqual({ http: 200, ocpi: 2001, from: 'XX/HUB', to: 'DE/MSP' });
      expect(answer.envelope?.status_message).toMatch(/which does not broadcast it.*name the receiver in OCPI-to-\*/);
    });
  });

  it('do not concern a push in the name of another party of the same platform, in any case', async () => {
    const push = { method: 'PUT', module: 'tariffs', interfaceRole: 'RECEIVER', body: {}, to: 'DE/MSP' } as const;
    const answer = await pair.request({ ...push, from: 'FR/ONE', path: '/fr/two/T1' });
    expect(endingOf(answer)).toEqual({ http: 200, ocpi: 1000, from: 'DE/MSP', to: 'FR/ONE' });
  });

  it('take a message to its own sender for one to the hub where the operator set to_self_is_hub', async () => {
    const parties = [{ id: 'BE/OWN', role: 'EMSP' }] as const;
    const own = await joinHub(hub, { parties, settings: { to_self_is_hub: true } });
    const answer = await own.request({ ...GET_LOCATIONS, interfaceRole: 'RECEIVER', to: 'BE/OWN' });
    expect(endingOf(answer)).toMatchObject({ http: 200, ocpi: 2001 });
    expect(answer.envelope?.status_message).toMatch(/addressed to the hub/);
  });

  it('leave the receiver in peace', async () => {
    for (const ending of ['not-your-party', 'not-your-object', 'broken-json', 'broken-header', 'half-header-pair']) {
      await provoked[ending]?.();
    }
    expect(cpo.received.all).toEqual([]);
  });

  it.each([
    '/',
    '/2.2.1/sender',
    '/2.2.1/locations',
    '/2.2.1/SENDER/locations',
    '/2.2.1/sender/versions',
    '/2.2.1/carried/',
  ])('are 404 with 2001 at %s', async (path) => {
    expect(endingOf(await askAt(path))).toMatchObject({ http: 404, ocpi: 2001 });
  });
});
