/**
 * What a platform may put into its Credentials object, and what a registration token does and does not open. It may observe what
 * the platform is answered and asked, and what the operator sees.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CredentialsObject, PlatformAnswer, SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { freshCredentials, invite, platformAt, register, startPlatform } from '../support/onboarding.js';

let hub: HubProcess;
let platform: SimulatedPlatform;
let neighbour: SimulatedPlatform;
let id: string;
let token: string;

beforeAll(async () => {
  hub = await startHub();
  neighbour = await startPlatform('CPO NL/NEI');
  await register(hub, neighbour);
  platform = await startPlatform('CPO NL/REF');
  const invited = await invite(hub, platform, { parties: ['CPO NL/REF', 'EMSP NL/REF'] });
  id = invited.id;
  token = invited.registration.token;
});

/** Calls the hub's credentials endpoint with the registration token. */
function callCredentials(method: string, body?: unknown): Promise<PlatformAnswer> {
  return platform.request({ method, url: `${hub.publicUrl}/ocpi/2.2.1/credentials`, token, body });
}

function codes(answer: PlatformAnswer): readonly [number, number | undefined] {
  return [answer.status, answer.envelope?.status_code];
}

async function expectUntouched(): Promise<void> {
  expect(await platformAt(hub, id)).toMatchObject({ status: 'PLANNED', version: null, endpoints: [] });
  expect(codes(await callCredentials('GET'))).toEqual([200, 1000]);
}

describe('a platform claims', () => {
  beforeAll(() => platform.received.clear());

  const role = (name: string, country_code: string, party_id: string): Record<string, unknown> => ({
    role: name,
    country_code,
    party_id,
    business_details: { name: 'Claimant' },
  });
  const claiming = (...roles: readonly unknown[]): unknown => ({ ...freshCredentials(platform), roles });

  it('no party of another platform, and is not told whether there is one', async () => {
    const taken = await callCredentials('POST', claiming(role('CPO', 'NL', 'NEI')));
    const free = await callCredentials('POST', claiming(role('CPO', 'NL', 'FRE')));
    expect([codes(taken), codes(free)]).toEqual([
      [200, 2001],
      [200, 2001],
    ]);
    expect(taken.envelope?.status_message).toBe(free.envelope?.status_message?.replace('NL/FRE', 'NL/NEI'));
    await expectUntouched();
  });

  it.each([
    ['its own party in a role it does not have', [role('NSP', 'NL', 'REF')]],
    ['a party of its own together with a foreign one', [role('CPO', 'NL', 'REF'), role('CPO', 'NL', 'NEI')]],
    ['the hub', [role('HUB', 'XX', 'HUB')]],
    ['one party twice', [role('CPO', 'NL', 'REF'), role('CPO', 'nl', 'ref')]],
    ['nobody', []],
    ['ten thousand parties', Array.from({ length: 10_000 }, (_, nth) => role('CPO', 'NL', `${nth}`.padStart(3, '0')))],
  ])('not %s', async (_, roles) => {
    const refused = await callCredentials('POST', claiming(...roles));
    expect(codes(refused)).toEqual([200, 2001]);
    expect(refused.bytes.length).toBeLessThan(1000);
    expect(platform.received.matching({ module: 'versions' })).toHaveLength(0);
    await expectUntouched();
  });
});

describe('a Credentials object', () => {
  const without = (name: keyof CredentialsObject): unknown => ({ ...freshCredentials(platform), [name]: undefined });

  const OBJECTS: readonly (readonly [what: string, body: () => unknown, http: number])[] = [
    ['is missing', () => undefined, 200],
    ['is no JSON', () => '{"token":', 400],
    ['is a list', () => [], 200],
    ['has no token', () => without('token'), 200],
    ['has no url', () => without('url'), 200],
    ['has no roles', () => without('roles'), 200],
    ['has a token of 65 characters', () => platform.credentials('x'.repeat(65)), 200],
    ['has a token with a space', () => platform.credentials('two words'), 200],
    ['has an empty token', () => platform.credentials(''), 200],
    [
      'has a url of 256 characters',
      () => ({ ...freshCredentials(platform), url: `http://a.example/${'x'.repeat(239)}` }),
      200,
    ],
    [
      'names its token twice',
      () => JSON.stringify(freshCredentials(platform)).replace('{', '{"token":"the-other-one",'),
      200,
    ],
  ];

  it.each(OBJECTS)('that %s is answered 2001', async (_, body, http) => {
    expect(codes(await callCredentials('POST', body()))).toEqual([http, 2001]);
    await expectUntouched();
  });
});

describe('a registration token', () => {
  it('opens versions, version details and GET credentials', async () => {
    for (const path of ['/ocpi/versions', '/ocpi/2.2', '/ocpi/2.2.1', '/ocpi/2.3.0', '/ocpi/2.2.1/credentials']) {
      const answer = await platform.request({ method: 'GET', url: `${hub.publicUrl}${path}`, token });
      expect([path, ...codes(answer)]).toEqual([path, 200, 1000]);
    }
  });

  it('opens no functional module and not hubclientinfo: HTTP 401', async () => {
    const paths = [
      'sender/locations',
      'receiver/sessions/NL/REF/1',
      'sender/hubclientinfo',
      'receiver/commands/UNLOCK_CONNECTOR',
    ];
    for (const path of paths) {
      const answer = await platform.request({
        method: 'GET',
        url: `${hub.publicUrl}/ocpi/2.2.1/${path}`,
        token,
        to: 'NL/NEI',
      });
      expect([path, ...codes(answer)]).toEqual([path, 401, 2000]);
    }
  });

  it('neither changes nor ends what is not registered: PUT and DELETE are HTTP 405', async () => {
    expect(codes(await callCredentials('PUT', freshCredentials(platform)))).toEqual([405, 2000]);
    expect(codes(await callCredentials('DELETE'))).toEqual([405, 2000]);
    await expectUntouched();
  });

  it('still registers the platform after every refusal before', async () => {
    expect(codes(await callCredentials('POST', freshCredentials(platform)))).toEqual([200, 1000]);
    expect(await platformAt(hub, id)).toMatchObject({ status: 'CONNECTED', version: '2.2.1' });
  });
});

describe('methods that configuration modules do not have are HTTP 405', () => {
  it.each([
    ['PATCH', '2.2.1/credentials'],
    ['POST', 'versions'],
    ['DELETE', '2.2.1'],
    ['PUT', '2.2.1/sender/hubclientinfo'],
  ])('%s %s', async (method, path) => {
    const answer = await neighbour.request({ method, url: `${hub.publicUrl}/ocpi/${path}`, from: null });
    expect([answer.status, answer.envelope?.status_code]).toEqual([405, 2000]);
  });
});

describe('a token that the hub issued', () => {
  const versionsWith = async (authorization: string): Promise<number> => {
    const url = `${hub.publicUrl}/ocpi/versions`;
    return (await neighbour.request({ method: 'GET', url, from: null, headers: { authorization } })).status;
  };
  const issued = (): string => neighbour.peer?.token ?? '';

  it('is taken raw and in Base64, with or without padding, whatever the scheme is spelled like', async () => {
    const base64 = toBase64(issued());
    for (const text of [issued(), base64, base64.replace(/=+$/, '')]) {
      expect(await versionsWith(`Token ${text}`)).toBe(200);
      expect(await versionsWith(`token ${text}`)).toBe(200);
    }
  });

  it('is taken in no other way: HTTP 401', async () => {
    const base64 = toBase64(issued());
    const others = [
      `Token ${toBase64(base64)}`,
      `Token ${base64.slice(0, 8)}!!${base64.slice(8)}`,
      `Token ${issued().toUpperCase()}`,
      `Token ${issued()}x`,
      `Token ${issued().slice(0, -1)}`,
      `Bearer ${issued()}`,
      `Token`,
      issued(),
    ];
    for (const authorization of others)
      expect([authorization, await versionsWith(authorization)]).toEqual([authorization, 401]);
  });
});

describe('a token that a platform issued and that is Base64 itself', () => {
  it.each(['base64', 'raw'] as const)('is presented to it as it expects, %s', async (tokenEncoding) => {
    const party = tokenEncoding === 'raw' ? 'CPO NL/B6R' : 'CPO NL/B6B';
    const careful = await startPlatform(party, { tokenEncoding });
    const { id: carefulId, registration } = await invite(hub, careful);
    const tokenB = careful.tokens.issue('connection', toBase64('a token in disguise'));
    const url = `${hub.publicUrl}/ocpi/2.2.1/credentials`;
    const body = careful.credentials(tokenB);
    const answer = await careful.request({ method: 'POST', url, token: registration.token, body });
    expect(codes(answer)).toEqual([200, 1000]);
    expect(await hub.operator('POST', `/platforms/${carefulId}/probe`)).toMatchObject({ body: { ok: true } });
  });
});

function toBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}
