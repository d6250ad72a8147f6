import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { badChunking, ocpi, plain, type Answer, type PlatformAnswer } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { endingOf, headerNames, headerOf } from '../support/hub-answers.js';
import { expectUnharmed } from '../support/hub-health.js';
import type { HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';
import { httpAnswer } from '../support/raw-party.js';
import { residentMiB } from '../support/resident-memory.js';
import { forget, GET_LOCATIONS, startRoaming } from '../support/roaming.js';

/**
 * Receivers that answer with anything but OCPI. It observes what the asker gets (the bytes, or one of the hub's own answers), that
 * the next answer is its own again, and that the hub is unharmed at the end.
 */
const TIMEOUT_MS = 700;
const SUCCESS = '{"status_code":1000,"timestamp":"2026-01-01T00:00:00Z"}';

describe('a receiver', () => {
  let hub: HubProcess;
  let cpo: JoinedPlatform;
  let emsp: JoinedPlatform;
  /** A CPO that writes bytes instead of answers. */
  let broken: JoinedPlatform;

  beforeAll(async () => {
    const env = { BUSBAR_OFFLINE_AFTER: '1000', BUSBAR_FORWARD_TIMEOUT_MS: String(TIMEOUT_MS) };
    ({ hub, cpo, emsp } = await startRoaming({ env }));
    broken = await joinHub(hub, { parties: [{ id: 'FR/RAW', role: 'CPO' }] });
  }, 60_000);

  afterAll(() => expectUnharmed(hub));

  beforeEach(() => forget(cpo, emsp, broken));

  const ask = (to: string = cpo.party): Promise<PlatformAnswer> => emsp.request({ ...GET_LOCATIONS, to });
  const afterAnswer = (answer: Answer): Promise<PlatformAnswer> => {
    cpo.answerTo({ module: 'locations' }, answer, 1);
    return ask();
  };
  /** What the asker gets when the receiver writes these bytes; the connection stays open unless it hangs up. */
  const afterBytes = (bytes: string, hangUp = false): Promise<PlatformAnswer> => {
    broken.answerTo({ module: 'locations' }, { kind: 'raw', bytes, staysOpen: !hangUp });
    return ask(broken.party);
  };

  /** Whatever it did: the next message to it is answered by its own answer. */
  afterEach(async () => {
    expect((await afterBytes(httpAnswer('"next"'))).text).toBe('"next"');
    expect((await ask()).isSuccess).toBe(true);
  });

  describe('is said to have given no whole answer, 4002, when it', () => {
    it.each<[string, Answer]>([
      ['hangs up', { kind: 'close' }],
      ['resets the connection', { kind: 'reset' }],
      ['keeps silent', { kind: 'silence' }],
      ['drips a byte now and then', { kind: 'drip', totalBytes: 1000, everyMs: 100 }],
      ['breaks off a short answer', { kind: 'cut-off', announcedBytes: 1000, sentBytes: 500 }],
      ['announces a gigabyte', { kind: 'cut-off', announcedBytes: 1_000_000_000, sentBytes: 10 }],
      ['sends chunks that are none', badChunking()],
      ['speaks another protocol', { kind: 'raw', bytes: 'SSH-2.0-OpenSSH_9.2\r\n' }],
      ['answers with nothing but line breaks', { kind: 'raw', bytes: '\r\n\r\n' }],
    ])('%s', async (_title, answer) => {
      const startedAt = performance.now();
      const ending = endingOf(await afterAnswer(answer));
      expect(ending).toEqual({ http: 200, ocpi: 4002, from: 'XX/HUB', to: 'DE/MSP' });
      expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_MS + 1_500);
    });

    it.each<[string, string]>([
      ['switches protocols', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'],
      ['promises to go on, and does not', 'HTTP/1.1 100 Continue\r\n\r\n'],
      ['stops in its head', 'HTTP/1.1 200 OK\r\nContent-Type: applic'],
      ['sends 64 KB of Link', httpAnswer(SUCCESS, [`Link: <${'x'.repeat(65_536)}>; rel="next"`])],
      [
        'has 5000 headers',
        httpAnswer(
          SUCCESS,
          Array.from({ length: 5000 }, (_, i) => `X-${i}: 1`),
        ),
      ],
      ['ends a header with a bare CR', httpAnswer(SUCCESS, ['Link: <x>\rSet-Cookie: a=b'])],
      ['has NUL in a header', httpAnswer(SUCCESS, ['X-Limit: 5\0'])],
      ['gives two lengths', `HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
      ['gives a negative length', 'HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}'],
      [
        'gives a length and chunks',
        `HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      ],
      ['has a status below 100', 'HTTP/1.1 099 Nothing\r\nContent-Length: 2\r\n\r\n{}'],
      ['has the status 000', 'HTTP/1.1 000 Nothing\r\nContent-Length: 2\r\n\r\n{}'],
      ['has a status that is no number', 'HTTP/1.1 OK 200\r\nContent-Length: 0\r\n\r\n'],
    ])('%s', async (_title, bytes) => {
      expect(endingOf(await afterBytes(bytes))).toEqual({ http: 200, ocpi: 4002, from: 'XX/HUB', to: 'DE/MSP' });
    });
  });

  describe('is passed on as it answered when it', () => {
    it.each<[string, string, string]>([
      [
        'has hints to give before its answer',
        `HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${httpAnswer(SUCCESS)}`,
        SUCCESS,
      ],
      ['speaks HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nold but whole', 'old but whole'],
      ['has no Content-Type', httpAnswer('?'), '?'],
      [
        'answers with bytes that are no text',
        'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\x80\xff\0\x01',
        '\x80\xff\0\x01',
      ],
      [
        'sends trailers',
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nSet-Cookie: a=b\r\n\r\n',
        '{}',
      ],
    ])('%s', async (_title, bytes, body) => {
      const answer = await afterBytes(bytes, true);
      expect([answer.status, answer.bytes.toString('latin1')]).toEqual([200, body]);
      expect(endingOf(answer)).toMatchObject({ from: 'FR/RAW', to: 'DE/MSP' });
    });

    it.each([200, 201, 202, 299, 400, 404, 418, 500, 503, 599])('has the HTTP status %i', async (status) => {
      const answer = await afterBytes(httpAnswer('{}', [], status));
      expect([answer.status, answer.text]).toEqual([status, '{}']);
    });

    it.each([600, 999])('has an HTTP status that there is not: %i', async (status) => {
      const answer = await afterBytes(httpAnswer('{}', [], status));
      expect([answer.status, answer.envelope?.status_code ?? null]).toEqual([status, null]);
    });
  });

  it.each([301, 302, 303, 304, 307, 308, 399])('that redirects (%i) is not followed: 4000', async (status) => {
    const answer = await afterBytes(httpAnswer('', [`Location: ${cpo.endpointUrl('locations', 'SENDER')}`], status));
    expect(endingOf(answer)).toEqual({ http: 200, ocpi: 4000, from: 'XX/HUB', to: 'DE/MSP' });
    expect(headerOf(answer, 'location')).toBeNull();
    expect(cpo.received.all).toEqual([]);
  });

  it('passes none of its own headers to the asker', async () => {
    const theirs = [
      'Set-Cookie: session=1',
      'Server: nginx/1.0',
      'Strict-Transport-Security: max-age=1',
      'Access-Control-Allow-Origin: *',
      'Content-Disposition: attachment',
      'Refresh: 0; url=http://evil',
      'Authorization: Token abc',
      'WWW-Authenticate: Basic',
      'Location: http://evil',
      'Connection: close, X-Private',
      'Keep-Alive: timeout=1',
      'Upgrade: h2c',
      'Content-Type: application/json',
      'X-Limit: 5',
    ];
    const answer = await afterBytes(httpAnswer(SUCCESS, theirs), true);
    expect(answer.text).toBe(SUCCESS);
    expect(
      headerNames(answer.rawHeaders)
        .map((name) => name.toLowerCase())
        .sort(),
    ).toEqual([
      'connection',
      'content-length',
      'content-type',
      'date',
      'ocpi-from-country-code',
      'ocpi-from-party-id',
      'ocpi-to-country-code',
      'ocpi-to-party-id',
      'x-correlation-id',
      'x-limit',
      'x-request-id',
    ]);
    expect(headerOf(answer, 'connection')).not.toContain('X-Private');
  });

  it.each([
    ['Latin-1', 'X-Total-Count: 1\xe9'],
    ['UTF-8', `Content-Type: text/plain; x=${asBytes('ł😀')}`],
    ['bytes that are no text', 'Retry-After: \xff\xfe\x80'],
    ['a tab', 'X-Limit: 5\t6'],
    ['UTF-8 in a Link', `Link: <${asBytes('/ł😀?offset=1&x=é')}>; rel="next"`],
  ])('whose headers have %s harms nobody', async (_title, header) => {
    const answer = await afterBytes(httpAnswer(SUCCESS, [header]));
    expect(answer.text).toBe(SUCCESS);
    expect(endingOf(answer)).toEqual({ http: 200, ocpi: 1000, from: 'FR/RAW', to: 'DE/MSP' });
  });

  it('that answers more than it was asked does not answer the next one with it', async () => {
    const poison = '{"status_code":1000,"data":"of somebody else"}';
    expect((await afterBytes(httpAnswer(SUCCESS) + httpAnswer(poison))).text).toBe(SUCCESS);
    for (let i = 0; i < 5; i++) {
      expect((await afterBytes(httpAnswer(`{"n":${i}}`))).text).toBe(`{"n":${i}}`);
    }
  });

  it('that says more than its length is cut at it, and its connection not used again', async () => {
    const answer = await afterBytes(`HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}GARBAGE`);
    expect(answer.text).toBe('{}');
    await afterBytes(httpAnswer(SUCCESS));
    const [first, second] = broken.received.matching({ module: 'locations' });
    expect(second?.connection).not.toBe(first?.connection);
  });

  it('that falls silent in the middle of a long answer costs its asker no more than the deadline', async () => {
    const startedAt = performance.now();
    const begun = `HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n${'x'.repeat(100_000)}`;
    await expect(afterBytes(begun)).rejects.toThrow('broke off after 100000 bytes');
    expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_MS + 1_500);
  });

  it('that never ends costs no memory: the asker gets a torn answer', async () => {
    const before = await residentMiB(hub.pid);
    await expect(afterAnswer({ kind: 'endless' })).rejects.toThrow(/broke off after \d+ bytes/);
    expect((await residentMiB(hub.pid)) - before).toBeLessThan(80);
  });

  it('that fails a hundred times in a hundred ways holds no place in the hub', async () => {
    const answers: Answer[] = [
      { kind: 'reset' },
      { kind: 'close' },
      { kind: 'silence' },
      badChunking(),
      plain({ status: 500 }),
    ];
    const asked = Array.from({ length: 100 }, (_, i) => {
      cpo.answerTo({ module: 'locations' }, () => answers[i % answers.length] ?? ocpi(), 1);
      return ask();
    });
    const endings = (await Promise.all(asked)).map((answer) => answer.envelope?.status_code ?? answer.status);
    expect(new Set(endings)).toEqual(new Set([4002, 500]));
    await eventually('every place to be free again', async () => {
      const figures = await (await fetch(`${hub.url}/metrics`)).text();
      const inFlight = [...figures.matchAll(/^busbar_platform_in_flight\{[^}]*\} (\d+)$/gm)].map(([, value]) =>
        Number(value),
      );
      expect(inFlight).toEqual([0, 0, 0]);
      return true;
    });
  });
});

/** UTF-8 as the bare party writes it: a byte per character. */
function asBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}
