/**
 * Registrations that fail because the platform's API cannot be used. It may observe what the platform is answered,
 * whom the hub connected to, and what the operator sees.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ocpi,
  plain,
  redirectTo,
  unknownObject,
  type AnswerSource,
  type PlatformAnswer,
  type SimulatedPlatform,
} from '../../apps/simulator/src/index.js';
import { freePort } from '../support/free-port.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { freshCredentials, invite, platformAt, startPlatform } from '../support/onboarding.js';
import { httpAnswer, RawParty } from '../support/raw-party.js';

let hub: HubProcess;
let platform: SimulatedPlatform;
let id: string;
let token: string;
/** Somebody who must never hear from the hub. */
let bystander: RawParty;

beforeAll(async () => {
  hub = await startHub({ env: { BUSBAR_FORWARD_TIMEOUT_MS: '700' } });
  bystander = await RawParty.listening((socket) => socket.end(httpAnswer('{"status_code":1000,"data":[]}')));
  platform = await startPlatform('CPO NL/REF', { versions: ['2.2', '2.2.1'] });
  const invited = await invite(hub, platform);
  id = invited.id;
  token = invited.registration.token;
});
afterAll(() => bystander.close());

/** Calls the hub's credentials endpoint with the registration token. */
function callCredentials(method: string, body?: unknown, version = '2.2.1'): Promise<PlatformAnswer> {
  return platform.request({ method, url: `${hub.publicUrl}/ocpi/${version}/credentials`, token, body });
}

function codes(answer: PlatformAnswer): readonly [number, number | undefined] {
  return [answer.status, answer.envelope?.status_code];
}

async function expectUntouched(): Promise<void> {
  expect(await platformAt(hub, id)).toMatchObject({ status: 'PLANNED', version: null, endpoints: [] });
  expect(codes(await callCredentials('GET'))).toEqual([200, 1000]);
}

const REDIRECTS = [301, 302, 303, 307, 308] as const;

describe('a platform whose API cannot be used is answered 3001 and stays PLANNED', () => {
  const USELESS: readonly { readonly what: string; readonly answer: () => AnswerSource; readonly says: RegExp }[] = [
    { what: 'is no JSON', answer: () => plain({ body: '<html>welcome</html>' }), says: /did not answer JSON/ },
    { what: 'is no envelope', answer: () => plain({ body: '[]' }), says: /envelope/ },
    { what: 'has no data', answer: () => ocpi(), says: /data is no/ },
    { what: 'is HTTP 404', answer: () => unknownObject(2003, 'not here'), says: /HTTP 404/ },
    { what: 'is HTTP 500', answer: () => plain({ status: 500 }), says: /HTTP 500/ },
    { what: 'is OCPI 2000', answer: () => ocpi([], { ocpiStatus: 2000 }), says: /OCPI status 2000/ },
    { what: 'is OCPI 3000', answer: () => ocpi([], { ocpiStatus: 3000 }), says: /OCPI status 3000/ },
    { what: 'breaks off', answer: () => ({ kind: 'cut-off', announcedBytes: 500, sentBytes: 20 }), says: /broke off/ },
    { what: 'never comes', answer: () => ({ kind: 'silence' }), says: /did not answer in time/ },
    { what: 'is a reset', answer: () => ({ kind: 'reset' }), says: /closed the connection/ },
    { what: 'has no end', answer: () => ({ kind: 'endless' }), says: /more than 1048576 bytes/ },
  ];

  for (const module of ['versions', 'version-details'] as const) {
    it.each(USELESS)(`where the answer to its ${module} $what`, async ({ answer, says }) => {
      platform.answerTo({ module }, answer());
      const refused = await callCredentials('POST', freshCredentials(platform));
      platform.clearAnswers();
      expect(codes(refused)).toEqual([200, 3001]);
      expect(refused.envelope?.status_message).toMatch(says);
      await expectUntouched();
    });

    it.each(REDIRECTS)(`where its ${module} answer redirect %d, which is not followed`, async (status) => {
      platform.answerTo({ module }, redirectTo(`${bystander.origin}/ocpi/versions`, status));
      const refused = await callCredentials('POST', freshCredentials(platform));
      platform.clearAnswers();
      expect(codes(refused)).toEqual([200, 3001]);
      expect(refused.envelope?.status_message).toMatch(/redirects are not followed/);
      expect(bystander.connections).toBe(0);
      await expectUntouched();
    });
  }

  it('where nobody listens at its versions URL', async () => {
    const url = `http://127.0.0.1:${await freePort()}/ocpi/versions`;
    const refused = await callCredentials('POST', { ...freshCredentials(platform), url });
    expect(codes(refused)).toEqual([200, 3001]);
    expect(refused.envelope?.status_message).toMatch(/refuses the connection/);
    await expectUntouched();
  });

  it('where it does not accept the very token it sent', async () => {
    const refused = await callCredentials('POST', platform.credentials('nobody-issued-this'));
    expect(codes(refused)).toEqual([200, 3001]);
    expect(refused.envelope?.status_message).toMatch(/HTTP 401, whether the token comes in Base64 or raw/);
    await expectUntouched();
  });
});

describe('URLs that a platform may not make the hub call', () => {
  const elsewhere = (): readonly string[] => [
    `${bystander.origin}/ocpi/2.2.1/sender/locations`,
    `http://localhost:${bystander.port}/ocpi/2.2.1/sender/locations`,
    'http://127.0.0.1:22/locations',
    'http://127.0.0.1:6379/locations',
    'file:///etc/passwd',
    'gopher://127.0.0.1/locations',
    `http://user@127.0.0.1:${platform.port}/locations`,
    `http://127.0.0.1:${platform.port}@127.0.0.1:${bystander.port}/locations`,
    'http://аррle.example/locations',
    'http://other.example/locations',
    '/ocpi/2.2.1/sender/locations',
    '',
  ];

  it('as an endpoint of a module are answered 3001', async () => {
    for (const url of elsewhere()) {
      const endpoints = [{ identifier: 'locations', role: 'SENDER', url }];
      platform.answerTo({ module: 'version-details' }, ocpi({ version: '2.2.1', endpoints }), 1);
      const refused = await callCredentials('POST', freshCredentials(platform));
      expect([url, ...codes(refused)]).toEqual([url, 200, 3001]);
    }
    expect(bystander.connections).toBe(0);
    await expectUntouched();
  });

  it('as version details are answered 3001', async () => {
    for (const url of elsewhere()) {
      platform.answerTo({ module: 'versions' }, ocpi([{ version: '2.2.1', url }]), 1);
      const refused = await callCredentials('POST', freshCredentials(platform));
      expect([url, ...codes(refused)]).toEqual([url, 200, 3001]);
    }
    expect(bystander.connections).toBe(0);
    await expectUntouched();
  });

  it('as the API of the hub itself are answered 3001: its messages would go round in circles', async () => {
    for (const url of [`${hub.publicUrl}/ocpi/versions`, `${hub.url}/ocpi/versions`]) {
      // With its registration token the hub would answer itself.
      const refused = await callCredentials('POST', { ...platform.credentials(token), url });
      expect([url, ...codes(refused)]).toEqual([url, 200, 3001]);
    }
    await expectUntouched();
  });

  it('as the versions URL itself are refused without a connection', async () => {
    const urls = elsewhere().filter((url) => !url.startsWith(bystander.origin) && !url.includes('localhost'));
    for (const url of urls) {
      const refused = await callCredentials('POST', { ...freshCredentials(platform), url });
      expect([url, refused.status, [2001, 3001].includes(refused.envelope?.status_code ?? 0)]).toEqual([
        url,
        200,
        true,
      ]);
    }
    expect(bystander.connections).toBe(0);
    await expectUntouched();
  });
});

describe('versions and modules that do not fit', () => {
  it('are answered 3002 where the platform does not list the version whose endpoint it called', async () => {
    const refused = await callCredentials('POST', freshCredentials(platform), '2.3.0');
    expect(codes(refused)).toEqual([200, 3002]);
    expect(refused.envelope?.status_message).toMatch(/does not list 2\.3\.0.*it lists 2\.2, 2\.2\.1/);
    await expectUntouched();
  });

  it('are answered 3003 where the platform offers nothing but configuration modules', async () => {
    const endpoints = [
      { identifier: 'credentials', role: 'RECEIVER', url: platform.endpointUrl('credentials', 'SENDER') },
      { identifier: 'hubclientinfo', role: 'RECEIVER', url: platform.endpointUrl('hubclientinfo', 'RECEIVER') },
    ];
    platform.answerTo({ module: 'version-details' }, ocpi({ version: '2.2.1', endpoints }), 1);
    const refused = await callCredentials('POST', freshCredentials(platform));
    expect(codes(refused)).toEqual([200, 3003]);
    await expectUntouched();
  });

  it('are HTTP 404 where the hub has no such version', async () => {
    for (const version of ['2.0', '3.0']) {
      expect(codes(await callCredentials('POST', freshCredentials(platform), version))).toEqual([404, 2001]);
    }
  });
});
