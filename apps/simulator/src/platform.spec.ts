import { afterEach, describe, expect, it } from '@jest/globals';
import {
  badChunking,
  NoWholeAnswer,
  ocpi,
  plain,
  redirectTo,
  SimulatedPlatform,
  type PlatformOptions,
} from './index.js';

const platforms: SimulatedPlatform[] = [];

async function started(
  options: Partial<PlatformOptions> & Pick<PlatformOptions, 'parties'>,
): Promise<SimulatedPlatform> {
  const platform = new SimulatedPlatform(options);
  platforms.push(platform);
  await platform.start();
  return platform;
}

const cpo = { parties: [{ id: 'NL/AMP', role: 'CPO' }] } as const;
const emsp = { parties: [{ id: 'DE/EMO', role: 'EMSP' }] } as const;

async function registered(
  atCpo: Partial<PlatformOptions> = {},
  atEmsp: Partial<PlatformOptions> = {},
): Promise<[SimulatedPlatform, SimulatedPlatform]> {
  const [operator, provider] = await Promise.all([started({ ...cpo, ...atCpo }), started({ ...emsp, ...atEmsp })]);
  const token = operator.issueRegistrationToken();
  expect(await provider.registerWith({ versionsUrl: operator.versionsUrl, token })).toMatchObject({ done: true });
  return [operator, provider];
}

afterEach(async () => {
  await Promise.all(platforms.splice(0).map(async (platform) => platform.stop()));
});

const locations = { method: 'GET', module: 'locations', interfaceRole: 'SENDER' } as const;

describe('registration between two simulated platforms', () => {
  it('gives each side the token and endpoints of the other', async () => {
    const [operator, provider] = await registered();
    expect(provider.peer?.credentials?.roles).toEqual([
      { role: 'CPO', country_code: 'NL', party_id: 'AMP', business_details: { name: 'NL/AMP' } },
    ]);
    expect(operator.peer?.credentials?.token).toBe(operator.peer?.token);
    expect((await provider.request(locations)).envelope).toMatchObject({ status_code: 1000, data: [] });
    const push = { method: 'PUT', module: 'sessions', interfaceRole: 'RECEIVER', path: '/NL/AMP/1', body: {} } as const;
    expect((await operator.request(push)).isSuccess).toBe(true);
  });

  it('ends token A with the registration and admits it to versions and credentials only', async () => {
    const [operator, provider] = await Promise.all([started(cpo), started(emsp)]);
    const token = operator.issueRegistrationToken();
    const url = operator.endpointUrl('locations', 'SENDER');
    expect((await provider.request({ method: 'GET', url, token })).status).toBe(401);
    await provider.registerWith({ versionsUrl: operator.versionsUrl, token });
    expect((await provider.request({ method: 'GET', url: operator.versionsUrl, token })).status).toBe(401);
  });

  it('answers 405 to a second POST and to PUT or DELETE before the first', async () => {
    const [operator, provider] = await registered();
    const again = { method: 'POST', module: 'credentials', body: provider.credentials('x') };
    expect((await provider.request(again)).status).toBe(405);
    const token = operator.issueRegistrationToken();
    for (const method of ['PUT', 'DELETE']) {
      expect((await provider.request({ method, module: 'credentials', token })).status).toBe(405);
    }
  });

  it('renews both tokens by PUT and ends the old ones', async () => {
    const [operator, provider] = await registered();
    const [oldC, oldB] = [provider.peer?.token, operator.peer?.token];
    expect(await provider.updateCredentials()).toMatchObject({ done: true });
    expect(provider.peer?.token).not.toBe(oldC);
    expect(operator.peer?.token).not.toBe(oldB);
    expect((await provider.request({ ...locations, token: oldC ?? '' })).status).toBe(401);
    expect((await provider.request(locations)).status).toBe(200);
  });

  it('ends the connection on both sides by DELETE', async () => {
    const [operator, provider] = await registered();
    expect((await provider.unregister()).isSuccess).toBe(true);
    expect([operator.peer, provider.peer]).toEqual([null, null]);
  });

  it('says 3001 when the other side cannot be called back, 3002 when it lacks the version', async () => {
    const operator = await started(cpo);
    const mute = await started({ ...emsp });
    mute.answerTo({ module: 'version-details' }, ocpi(undefined, { ocpiStatus: 3000 }));
    const old = await started({ ...emsp, versions: ['2.2.1'], versionsData: () => [] });
    for (const [platform, status_code] of [
      [mute, 3001],
      [old, 3002],
    ] as const) {
      const token = operator.issueRegistrationToken();
      const handshake = await platform.registerWith({ versionsUrl: operator.versionsUrl, token });
      expect(handshake).toMatchObject({ done: false, step: 'credentials' });
      expect(handshake.answer.envelope).toMatchObject({ status_code });
    }
  });

  it('takes the newest version that both have', async () => {
    const [, provider] = await registered({ versions: ['2.2', '2.2.1', '2.3.0'] }, { versions: ['2.2', '2.2.1'] });
    expect(provider.peer?.version).toBe('2.2.1');
  });

  it('reads tokens only in the encoding it was given', async () => {
    const operator = await started({ ...cpo, tokenEncoding: 'raw' });
    const token = operator.issueRegistrationToken();
    const versions = { versionsUrl: operator.versionsUrl, token };
    expect(await (await started(emsp)).registerWith(versions)).toMatchObject({ done: false, step: 'versions' });
    const raw = await started({ ...emsp, tokenEncoding: 'raw' });
    expect(await raw.registerWith(versions)).toMatchObject({ done: true });
  });
});

describe('what a simulated platform shows on the wire', () => {
  it('sends routing headers and ids, and answers with them swapped', async () => {
    const [operator, provider] = await registered();
    const answer = await provider.request({ ...locations, to: 'nl/amp', correlationId: 'story-1' });
    const seen = await operator.received.waitFor({ module: 'locations' });
    expect(seen).toMatchObject({ from: 'DE/EMO', to: 'nl/amp', correlationId: 'story-1', rest: '', query: null });
    expect(seen.requestId).toBe(answer.sentRequestId);
    expect(answer.headers).toMatchObject({
      'ocpi-from-country-code': 'nl',
      'ocpi-from-party-id': 'amp',
      'ocpi-to-country-code': 'DE',
      'ocpi-to-party-id': 'EMO',
      'x-request-id': answer.sentRequestId,
      'x-correlation-id': 'story-1',
    });
  });

  it('keeps bytes, path, query and the case of header names in both directions', async () => {
    const [operator, provider] = await registered();
    const body = '{ "a": 1e400, "a": 0.1000, "x": "\\u00e9é" }';
    operator.answerTo({ module: 'tokens' }, plain({ body, headers: ['x-ODD-name', '1'] }));
    const path = '/DE/EMO/%41%2fb;c//d';
    const answer = await provider.request({
      ...{ method: 'PUT', module: 'tokens', interfaceRole: 'RECEIVER', path, query: 'type=RFID&x=%20', body },
      headers: { 'X-Odd-Name': ['1', '2'], 'Content-Type': null },
    });
    const seen = await operator.received.waitFor({ module: 'tokens' });
    expect(seen.bytes.toString()).toBe(body);
    expect(seen).toMatchObject({ rest: path, query: 'type=RFID&x=%20' });
    expect(seen.rawHeaders.filter((_, i) => seen.rawHeaders[i - (i % 2)] === 'X-Odd-Name')).toEqual([
      ...['X-Odd-Name', '1', 'X-Odd-Name', '2'],
    ]);
    expect(seen.headers['content-type']).toBeUndefined();
    expect(answer.text).toBe(body);
    expect(answer.rawHeaders).toContain('x-ODD-name');
  });

  it('leaves routing headers out where it was told to, and with configuration modules always', async () => {
    const [operator, provider] = await registered({}, { omitRoutingHeaders: true });
    await provider.request(locations);
    expect(await operator.received.waitFor({ module: 'locations' })).toMatchObject({ from: null, to: null });
    expect(operator.received.matching({ module: 'credentials' })[0]).toMatchObject({ from: null, to: null });
  });

  it('lists custom modules and endpoints where it was told, and serves them there', async () => {
    const [operator, provider] = await registered({
      publicHost: 'localhost',
      alsoOffers: [{ module: 'nlextra', interfaceRole: 'SENDER' }],
      endpointUrl: ({ module, version }, origin) => `${origin}/api/${version ?? 'all'}/${module}/`,
    });
    expect(operator.endpointUrl('nlextra', 'SENDER')).toBe(`http://localhost:${operator.port}/api/2.2.1/nlextra/`);
    const answer = await provider.request({ method: 'GET', module: 'nlextra', interfaceRole: 'SENDER', path: '/a/b' });
    expect(answer.isSuccess).toBe(true);
    expect(operator.received.all.at(-1)).toMatchObject({ rest: '/a/b', target: '/api/2.2.1/nlextra/a/b' });
  });

  it('answers on the same port after it was stopped and started', async () => {
    const [operator, provider] = await registered();
    await operator.stop();
    await expect(provider.request(locations)).rejects.toThrow(NoWholeAnswer);
    await operator.start();
    expect((await provider.request(locations)).isSuccess).toBe(true);
  });
});

describe('a simulated platform that misbehaves', () => {
  it.each([
    ['closes without a byte', { kind: 'close' }, null],
    ['resets', { kind: 'reset' }, null],
    ['says nothing', { kind: 'silence' }, null],
    ['cuts off', { kind: 'cut-off', announcedBytes: 100, sentBytes: 40 }, 40],
    ['drips', { kind: 'drip', totalBytes: 1000, everyMs: 100 }, expect.any(Number)],
    ['never ends', { kind: 'endless' }, expect.any(Number)],
    ['breaks its chunks', badChunking(), expect.any(Number)],
  ] as const)('%s', async (_, misbehaviour, received) => {
    const [operator, provider] = await registered();
    operator.answerTo({ module: 'locations' }, misbehaviour);
    const ending = await provider.request({ ...locations, timeoutMs: 400 }).catch((reason: unknown) => reason);
    expect(ending).toBeInstanceOf(NoWholeAnswer);
    expect(ending).toMatchObject(received === null ? { status: null } : { status: 200, received });
  });

  it('redirects, and its own client does not follow', async () => {
    const [operator, provider] = await registered();
    operator.answerTo({ module: 'locations' }, redirectTo('http://127.0.0.1:1/'));
    expect(await provider.request(locations)).toMatchObject({
      status: 302,
      headers: { location: 'http://127.0.0.1:1/' },
    });
  });

  it('does what was programmed last, as often as it was told', async () => {
    const [operator, provider] = await registered();
    operator.answerTo({ module: 'locations' }, ocpi(['always']));
    operator.answerTo({ module: 'locations' }, ({ query }) => ocpi([query]), 1);
    expect((await provider.request({ ...locations, query: 'once=1' })).envelope?.data).toEqual(['once=1']);
    expect((await provider.request(locations)).envelope?.data).toEqual(['always']);
    operator.clearAnswers();
    expect((await provider.request(locations)).envelope?.data).toEqual([]);
  });

  it('says what it waited for when a request does not come', async () => {
    const operator = await started(cpo);
    const waiting = operator.received.waitFor({ module: 'tokens', method: 'PUT' }, 1, 20);
    await expect(waiting).rejects.toThrow('request 1 of "PUT tokens" did not arrive within 20 ms; what came: nothing');
  });
});
