import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ocpi, type PlatformAnswer, type PlatformRequest } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { endingOf } from '../support/hub-answers.js';
import type { HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';
import { forget, startRoaming } from '../support/roaming.js';

/**
 * Commands and charging profiles, whose result comes later to a URL that the asker gave: the receiver must see a URL of the hub, and
 * what it posts there must reach the asker. It observes both platforms.
 */
const COMMANDS = ['CANCEL_RESERVATION', 'RESERVE_NOW', 'START_SESSION', 'STOP_SESSION', 'UNLOCK_CONNECTOR'];
const CALLBACK = /^http:\/\/localhost:\d+\/ocpi\/2\.2\.1\/carried\/[A-Za-z0-9_-]{22}$/;
const ACCEPTED = { result: 'ACCEPTED' };

describe('an asynchronous result', () => {
  let hub: HubProcess;
  let cpo: JoinedPlatform;
  let emsp: JoinedPlatform;
  /** A CPO that the operator lets answer with swapped headers. */
  let lenient: JoinedPlatform;

  beforeAll(async () => {
    ({ hub, cpo, emsp } = await startRoaming());
    const parties = [{ id: 'FR/LEN', role: 'CPO' }] as const;
    lenient = await joinHub(hub, { parties, settings: { lenient_callbacks: true } });
  }, 60_000);

  beforeEach(() => forget(cpo, emsp, lenient));

  /** Where the EMSP wants results. */
  const ownUrl = (uid = 'uid-1', module = 'commands'): string => `${emsp.endpointUrl(module, 'SENDER')}/${uid}`;
  const command = (request: Partial<PlatformRequest> = {}): Promise<PlatformAnswer> =>
    emsp.request({
      method: 'POST',
      module: 'commands',
      interfaceRole: 'RECEIVER',
      path: '/START_SESSION',
      to: 'NL/CPO',
      body: { response_url: ownUrl(), location_id: 'LOC1' },
      ...request,
    });
  const profile = (request: Partial<PlatformRequest>): Promise<PlatformAnswer> =>
    emsp.request({
      method: 'GET',
      module: 'chargingprofiles',
      interfaceRole: 'RECEIVER',
      path: '/SESSION1',
      to: 'NL/CPO',
      ...request,
    });
  /** The URL that the receiver was told to send its result to. */
  const callbackAt = (receiver: JoinedPlatform): string => {
    const { json, query } = receiver.received.all.at(-1) ?? { json: null, query: null };
    const inBody = (json as { response_url?: string } | null | undefined)?.response_url;
    return inBody ?? new URLSearchParams(query ?? '').get('response_url') ?? 'no response_url arrived';
  };
  const giveResult = (request: Partial<PlatformRequest> = {}, by = cpo): Promise<PlatformAnswer> =>
    by.request({ method: 'POST', url: callbackAt(by), to: 'DE/MSP', body: ACCEPTED, ...request });

  const defectsOf = async ({ id }: JoinedPlatform): Promise<string[]> => {
    const view = await hub.operator<{ defects: { kind: string }[] }>('GET', `/platforms/${id}`);
    return view.body.defects.map(({ kind }) => kind);
  };

  it.each(COMMANDS)('of %s goes to the hub and from there to the URL that the asker gave', async (name) => {
    const url = ownUrl(`${name}/7?session=1&x=%20`);
    const body = `{ "a":0.10, "response_url" :"${url.replaceAll('/', '\\/')}","__proto__":{"x":1}, "z":1e400 }`;
    const asked = await command({ path: `/${name}`, body });
    expect(endingOf(asked)).toEqual({ http: 200, ocpi: 1000, from: 'NL/CPO', to: 'DE/MSP' });
    const callback = callbackAt(cpo);
    expect(callback).toMatch(CALLBACK);
    const written = `"${url.replaceAll('/', '\\/')}"`;
    expect(cpo.received.all[0]?.bytes.toString()).toBe(body.replace(written, JSON.stringify(callback)));

    emsp.answerTo({ module: 'commands' }, ocpi({ thanks: true }));
    const answer = await giveResult({ requestId: 'result-1', correlationId: 'correlation-1' });
    expect(answer.envelope?.data).toEqual({ thanks: true });
    expect(endingOf(answer)).toEqual({ http: 200, ocpi: 1000, from: 'DE/MSP', to: 'NL/CPO' });
    const [result] = emsp.received.all;
    expect(`${new URL(url).origin}${result?.target}`).toBe(url);
    expect(result).toMatchObject({ from: 'NL/CPO', to: 'DE/MSP', json: ACCEPTED, correlationId: 'correlation-1' });
    expect(result?.requestId).not.toBe('result-1');
    expect(emsp.tokens.read(result?.headers.authorization)).not.toBeNull();
  });

  describe('of a charging profile', () => {
    it('goes to the hub when the URL stands in the body of a PUT', async () => {
      await profile({ method: 'PUT', body: { charging_profile: {}, response_url: ownUrl('p', 'chargingprofiles') } });
      expect(callbackAt(cpo)).toMatch(CALLBACK);
      await giveResult();
      expect(emsp.received.matching({ module: 'chargingprofiles', path: '/p' })).toHaveLength(1);
    });

    it.each(['GET', 'DELETE'])('goes to the hub when the URL stands encoded in the query of a %s', async (method) => {
      const url = ownUrl('q?a=1&b=2', 'chargingprofiles');
      await profile({ method, query: `duration=900&x=%2f;y&response_url=${encodeURIComponent(url)}&last=` });
      const callback = callbackAt(cpo);
      expect(callback).toMatch(CALLBACK);
      expect(cpo.received.all[0]?.query).toBe(
        `duration=900&x=%2f;y&response_url=${encodeURIComponent(callback)}&last=`,
      );
      await giveResult();
      expect(`${new URL(url).origin}${emsp.received.all[0]?.target}`).toBe(url);
    });

    it("goes to the hub when the URL is not encoded, as in the specification's own example", async () => {
      const url = ownUrl('r?request_id=5678&x=y', 'chargingprofiles');
      await profile({ method: 'GET', query: `response_url=${url}&duration=900` });
      const callback = callbackAt(cpo);
      expect(cpo.received.all[0]?.query).toBe(`response_url=${encodeURIComponent(callback)}&duration=900`);
      await giveResult();
      expect(`${new URL(url).origin}${emsp.received.all[0]?.target}`).toBe(url);
    });
  });

  it('may come many times: a reservation is accepted now and cancelled later', async () => {
    await command({ path: '/RESERVE_NOW' });
    await giveResult();
    await giveResult({ body: { result: 'CANCELED_RESERVATION' } });
    expect(emsp.received.all.map(({ json }) => json)).toEqual([ACCEPTED, { result: 'CANCELED_RESERVATION' }]);
  });

  it('gets a URL of its own for each command, short enough and not to be guessed', async () => {
    const urls = new Set<string>();
    for (let i = 0; i < 20; i++) {
      await command();
      urls.add(callbackAt(cpo));
    }
    expect(urls.size).toBe(20);
    for (const url of urls) expect(url.length).toBeLessThanOrEqual(255);
  });

  it("is told the asker's own answer, whatever that is", async () => {
    await command();
    emsp.answerTo({ module: 'commands' }, ocpi(undefined, { status: 404, ocpiStatus: 2003 }));
    expect(endingOf(await giveResult())).toEqual({ http: 404, ocpi: 2003, from: 'DE/MSP', to: 'NL/CPO' });
  });

  describe('from', () => {
    it.each([
      ['another platform', (): JoinedPlatform => lenient],
      ['the asker itself', (): JoinedPlatform => emsp],
    ])('%s is taken from nobody', async (_title, stranger) => {
      await command();
      const answer = await stranger().request({ method: 'POST', url: callbackAt(cpo), to: 'DE/MSP', body: ACCEPTED });
      expect([answer.status, answer.envelope?.status_code]).toEqual([404, 2001]);
      expect(emsp.received.all).toEqual([]);
    });

    it('a stranger with no token is 401', async () => {
      await command();
      const answer = await giveResult({ token: 'of-nobody' });
      expect([answer.status, answer.envelope?.status_code]).toEqual([401, 2000]);
    });

    it('the right platform without routing headers is delivered, and recorded as a defect of that peer', async () => {
      await command();
      const answer = await giveResult({ from: null, to: null });
      expect(endingOf(answer)).toEqual({ http: 200, ocpi: 1000, from: 'DE/MSP', to: 'NL/CPO' });
      expect(emsp.received.all[0]).toMatchObject({ from: 'NL/CPO', to: 'DE/MSP' });
      await eventually('the defect to be shown', async () => (await defectsOf(cpo)).includes('callback-headers'));
    });

    it.each([
      ['its headers swapped', { from: 'DE/MSP', to: 'NL/CPO' }, /OCPI-from should name NL\/CPO/],
      ['the wrong receiver named', { to: 'FR/LEN' }, /OCPI-to should name DE\/MSP/],
    ])('the right platform with %s is 2001, which says what is wrong', async (_title, parties, message) => {
      await command();
      const answer = await giveResult(parties);
      expect(endingOf(answer)).toMatchObject({ http: 200, ocpi: 2001 });
      expect(answer.envelope?.status_message).toMatch(message);
      expect(emsp.received.all).toEqual([]);
    });

    it.each([
      ['swapped', { from: 'DE/MSP', to: 'FR/LEN' }],
      ['wrong', { to: 'NL/CPO' }],
    ])('a platform with %s headers is delivered where its operator set lenient_callbacks', async (_title, parties) => {
      await command({ to: 'FR/LEN' });
      const answer = await giveResult(parties, lenient);
      expect(endingOf(answer)).toEqual({ http: 200, ocpi: 1000, from: 'DE/MSP', to: 'FR/LEN' });
      expect(emsp.received.all[0]).toMatchObject({ from: 'FR/LEN', to: 'DE/MSP' });
    });
  });

  it.each(['GET', 'PUT', 'DELETE'])('is posted: %s on its URL is 405', async (method) => {
    await command();
    const answer = await cpo.request({ method, url: callbackAt(cpo), to: 'DE/MSP' });
    expect(endingOf(answer)).toMatchObject({ http: 405, ocpi: 2000 });
  });

  describe('is refused beforehand, with 2001 and nothing sent, when the URL', () => {
    it.each<[string, (own: URL) => unknown]>([
      ['lies at the address of a cloud metadata service', () => 'http://169.254.169.254/latest/meta-data'],
      ['lies on a loopback port that is not theirs', () => 'http://127.0.0.1:22/'],
      ["lies on another party's host", () => `${cpo.endpointUrl('commands', 'SENDER')}/x`],
      ['lies on the hub', () => `${hub.publicUrl}/api/v1/platforms`],
      ['spells their address in another way', (own) => `http://2130706433:${Number(own.port) + 1}/`],
      ['has another scheme', () => 'file:///etc/passwd'],
      ['runs script', () => 'javascript:alert(1)'],
      ['holds a user', (own) => `http://admin:pw@${own.host}/`],
      ['has more than 255 characters', (own) => `${own.origin}/${'x'.repeat(255)}`],
      ['is no text', () => 7],
      ['is empty', () => ''],
    ])('%s', async (_title, url) => {
      const answer = await command({ body: { response_url: url(new URL(ownUrl())) } });
      expect(endingOf(answer)).toEqual({ http: 200, ocpi: 2001, from: 'XX/HUB', to: 'DE/MSP' });
      expect(answer.envelope?.status_message).toContain('response_url');
      expect(cpo.received.all).toEqual([]);
    });

    it('stands twice in the body, also when one of them is spelled with an escape', async () => {
      const body = `{"response_url":"${ownUrl()}","response\\u005furl":"http://169.254.169.254/"}`;
      expect(endingOf(await command({ body }))).toMatchObject({ http: 200, ocpi: 2001 });
      expect(cpo.received.all).toEqual([]);
    });

    it('stands twice in the query', async () => {
      const url = encodeURIComponent(ownUrl('x', 'chargingprofiles'));
      expect(endingOf(await profile({ query: `response_url=${url}&response%5Furl=${url}` }))).toMatchObject({
        ocpi: 2001,
      });
      expect(cpo.received.all).toEqual([]);
    });
  });

  it('is found though the key is spelled with an escape', async () => {
    await command({ body: `{"response\\u005furl":"${ownUrl('escaped')}"}` });
    expect(callbackAt(cpo)).toMatch(CALLBACK);
    await giveResult();
    expect(emsp.received.matching({ path: '/escaped' })).toHaveLength(1);
  });
});
