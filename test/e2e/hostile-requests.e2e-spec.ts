import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlatformAnswer, PlatformRequest } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { endingOf, headerNames, headerOf } from '../support/hub-answers.js';
import { expectUnharmed } from '../support/hub-health.js';
import type { HubProcess } from '../support/hub-process.js';
import type { JoinedPlatform } from '../support/joined-platform.js';
import { askRaw, RawAsker, type RawAnswer } from '../support/raw-asker.js';
import { residentMiB } from '../support/resident-memory.js';
import { forget, GET_LOCATIONS, PUT_TOKEN, startRoaming } from '../support/roaming.js';

/**
 * Requests that no proper platform sends: bytes that are no HTTP, headers and bodies without end, JSON made to hurt. It observes the
 * answer on the wire, what reaches the receiver (nothing), the hub's memory and whether others are served meanwhile.
 */
const MIB = 1024 * 1024;

describe('a hostile request', () => {
  let hub: HubProcess;
  let cpo: JoinedPlatform;
  let emsp: JoinedPlatform;
  /** Headers of a request that is in order. */
  let proper: string;
  let slow: { readonly headers: RawAsker; readonly body: RawAsker };

  beforeAll(async () => {
    ({ hub, cpo, emsp } = await startRoaming());
    const token = Buffer.from(emsp.peer?.token ?? '').toString('base64');
    proper = `Host: hub\r\nAuthorization: Token ${token}\r\nOCPI-to-country-code: NL\r\nOCPI-to-party-id: CPO\r\n`;
    slow = { headers: await RawAsker.to(hub.url), body: await RawAsker.to(hub.url) };
    // The hub's patience is long for a test: these begin now and are looked at last.
    await slow.headers.write(`${get()}X-Slow: `);
    await slow.body.write(`${put()}Content-Length: 100\r\n\r\n{"uid":`);
  }, 60_000);

  afterAll(() => expectUnharmed(hub));

  beforeEach(() => forget(cpo, emsp));

  const get = (rest = ''): string => `GET /ocpi/2.2.1/sender/locations${rest} HTTP/1.1\r\n${proper}`;
  const put = (): string => `PUT /ocpi/2.2.1/receiver/tokens/DE/MSP/1 HTTP/1.1\r\n${proper}`;
  const chunked = (chunks: string): string => `${put()}Transfer-Encoding: chunked\r\n\r\n${chunks}`;
  const withLength = (length: string): string => `${put()}Content-Length: ${length}\r\n\r\n{}`;
  const ask = (request: Partial<PlatformRequest> = {}): Promise<PlatformAnswer> =>
    emsp.request({ ...GET_LOCATIONS, ...request });
  const push = (body: string | Uint8Array, headers: PlatformRequest['headers'] = {}): Promise<PlatformAnswer> =>
    ask({ ...PUT_TOKEN, body, headers });
  const codesOf = ({ status, body }: RawAnswer): readonly (number | undefined)[] => {
    const [, code] = /"status_code":(\d{4})/.exec(body) ?? [];
    return [status, code === undefined ? undefined : Number(code)];
  };

  describe('whose bytes are no HTTP/1.1 is 400 with 2001 in an envelope, reaches nobody and ends the connection:', () => {
    it.each<[string, () => string]>([
      ['a bare CR in a header', () => `${get()}X-Request-ID: a\rb\r\n\r\n`],
      [
        'a bare LF in a header, as if it began another one',
        () => `${get()}X-Request-ID: a\nOCPI-to-party-id: EVL\r\n\r\n`,
      ],
      ['bare LFs at all line ends', () => `${get()}\r\n`.replaceAll('\r\n', '\n')],
      ['a folded header', () => `${get()}X-Request-ID: a\r\n b\r\n\r\n`],
      ['a space before the colon', () => `${get()}X-Request-ID : a\r\n\r\n`],
      ['NUL in a header', () => `${get()}X-Request-ID: a\0b\r\n\r\n`],
      ['a control character in a header', () => `${get()}Accept: a\x01b\r\n\r\n`],
      ['Content-Length and chunks', () => `${put()}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
      ['two Content-Lengths', () => `${put()}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
      ['the same Content-Length twice', () => `${put()}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`],
      ['two lengths in one header', () => withLength('2, 2')],
      ['a length with a sign', () => withLength('+2')],
      ['a negative length', () => withLength('-1')],
      ['a hexadecimal length', () => withLength('0x2')],
      ['a length that no number holds', () => withLength('99999999999999999999')],
      ['an unknown transfer coding', () => `${put()}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
      ['chunks that are not the last coding', () => `${put()}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
      [
        'two Transfer-Encodings',
        () => `${put()}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      ],
      ['a chunk without a size', () => chunked('ZZ\r\n{}\r\n0\r\n\r\n')],
      ['a chunk that ends with a bare LF', () => chunked('2\n{}\n0\n\n')],
      ['a chunk extension of 30 KB', () => chunked(`2;a=${'b'.repeat(30_000)}\r\n{}\r\n0\r\n\r\n`)],
      ['NUL in the path', () => get('/\0')],
      ['bytes above ASCII in the path', () => `${get('/\xc3\xa9')}\r\n`],
      ['a space in the path', () => `${get('/a b')}\r\n`],
      ['a method in small letters', () => `${get().toLowerCase()}\r\n`],
      ['no Host', () => `${get().replace('Host: hub\r\n', '')}\r\n`],
      ['HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
      ['an HTTP of the future', () => `${get().replace('HTTP/1.1', 'HTTP/9.9')}\r\n`],
      ['a TLS handshake', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ])('%s', async (_title, bytes) => {
      const asker = await RawAsker.to(hub.url);
      await asker.write(bytes());
      expect(codesOf(await asker.ended())).toEqual([400, 2001]);
      expect(cpo.received.all).toEqual([]);
    });
  });

  it.each([
    ['one of 32 KB', () => `X-Big: ${'a'.repeat(32_768)}\r\n`],
    ['3000 of them', () => 'a: b\r\n'.repeat(3000)],
    ['more than a hundred small ones', () => 'a: b\r\n'.repeat(120)],
  ])('with a flood of headers is 431 with 2000: %s', async (_title, flood) => {
    expect(codesOf(await askRaw(hub.url, `${get()}${flood()}\r\n`))).toEqual([431, 2000]);
    expect(cpo.received.all).toEqual([]);
  });

  it.each(['TRACE', 'OPTIONS', 'PROPFIND'])('with the method %s is 405 with 2000', async (method) => {
    expect(codesOf(await askRaw(hub.url, `${get().replace('GET', method)}\r\n`))).toEqual([405, 2000]);
  });

  it('that wants a tunnel gets none', async () => {
    const answer = await askRaw(hub.url, `CONNECT 127.0.0.1:22 HTTP/1.1\r\n${proper}\r\n`);
    expect([answer.status, answer.isClosed]).toEqual([0, true]);
  });

  it('that expects what nobody has heard of is answered all the same', async () => {
    const request = `${put()}Content-Length: 2\r\nExpect: miracles\r\n\r\n{}`;
    expect(codesOf(await askRaw(hub.url, request))).toEqual([200, 1000]);
  });

  it('cannot smuggle another one: requests in a row get their own answers, in order', async () => {
    const asker = await RawAsker.to(hub.url);
    await asker.write(
      `${get('/A')}X-Request-ID: p-1\r\n\r\n${get('/B')}X-Request-ID: p-2\r\nConnection: close\r\n\r\n`,
    );
    const { text } = await asker.ended();
    expect([...text.matchAll(/^x-request-id: (.*)\r$/gim)].map(([, id]) => id)).toEqual(['p-1', 'p-2']);
    expect(cpo.received.all.map(({ rest }) => rest)).toEqual(['/A', '/B']);
  });

  it('passes none of its hop-by-hop, forwarding, cookie or own headers on', async () => {
    const strange = [
      'Connection: keep-alive, X-Private, Upgrade',
      'X-Private: 1',
      'Upgrade: websocket',
      'Keep-Alive: timeout=9',
      'TE: trailers',
      'Trailer: X-T',
      'Proxy-Authorization: Basic eA==',
      'X-Forwarded-For: 10.0.0.1',
      'X-Forwarded-Host: evil',
      'Forwarded: for=10.0.0.1',
      'Cookie: a=b',
      'Accept-Encoding: gzip',
      'X-HTTP-Method-Override: DELETE',
      'Accept: application/json',
      'User-Agent: x',
    ];
    expect(codesOf(await askRaw(hub.url, `${get()}${strange.join('\r\n')}\r\n\r\n`))).toEqual([200, 1000]);
    const [arrived] = cpo.received.all;
    expect(arrived?.method).toBe('GET');
    expect(
      headerNames(arrived?.rawHeaders ?? [])
        .map((name) => name.toLowerCase())
        .sort(),
    ).toEqual([
      'accept',
      'authorization',
      'connection',
      'host',
      'ocpi-from-country-code',
      'ocpi-from-party-id',
      'ocpi-to-country-code',
      'ocpi-to-party-id',
      'x-correlation-id',
      'x-request-id',
    ]);
    expect(headerOf(arrived ?? { headers: {} }, 'connection')).toBe('keep-alive');
  });

  describe('with a routing or id header that is', () => {
    const names = ['OCPI-to-country-code', 'OCPI-to-party-id', 'OCPI-from-country-code', 'OCPI-from-party-id'];

    it.each([...names, 'X-Request-ID', 'X-Correlation-ID'])('given twice (%s) is 400 with 2001', async (name) => {
      const value = name.endsWith('code') ? ['NL', 'NL'] : ['CPO', 'CPO'];
      expect(endingOf(await ask({ headers: { [name]: value } }))).toMatchObject({ http: 400, ocpi: 2001 });
      expect(cpo.received.all).toEqual([]);
    });

    it.each([
      ['joined by a comma', { 'OCPI-to-party-id': 'CPO, CPO' }],
      ['too long', { 'OCPI-to-party-id': 'CPOO' }],
      ['too short', { 'OCPI-to-country-code': 'N' }],
      ['empty', { 'OCPI-to-party-id': '' }],
      ['not ASCII', { 'OCPI-to-party-id': 'CP\u00d6' }],
      ['the number of a country', { 'OCPI-to-country-code': '12' }],
      ['a kilobyte', { 'OCPI-from-party-id': 'A'.repeat(1024) }],
      ['an id of 129 characters', { 'X-Request-ID': 'a'.repeat(129) }],
      ['an id with a space', { 'X-Correlation-ID': 'a b' }],
      ['an id that is not ASCII', { 'X-Request-ID': '\u00e9' }],
    ])('%s is 400 with 2001', async (_title, headers) => {
      expect(endingOf(await ask({ headers }))).toMatchObject({ http: 400, ocpi: 2001 });
      expect(cpo.received.all).toEqual([]);
    });
  });

  it.each<[string, string[]]>([
    ['dot segments', ['/..', '/../x', '/./x', '/a/..', '/a/./b']],
    ['encoded dots', ['/%2e%2e', '/%2E./x', '/.%2e/x', '/%2e/x']],
    ['encoded slashes beside dots', ['/a%2f..%2fb', '/..%2f..%2fadmin', '/a%5c..%5cb']],
    ['dots with parameters', ['/..;/x', '/..%3bx/y']],
    ['NUL, a backslash and a fragment', ['/%00', '/a%00b', '/a\\b', '/a#b']],
    ['an id of 4 KB', [`/${'a'.repeat(4100)}`]],
  ])('whose path is to lead elsewhere is 400 with 2001: %s', async (_title, paths) => {
    for (const path of paths) {
      expect([path, codesOf(await askRaw(hub.url, `${get(path)}\r\n`))]).toEqual([path, [400, 2001]]);
    }
    expect(cpo.received.all).toEqual([]);
  });

  it.each([
    ['a byte order mark', Buffer.from('\ufeff{"uid":"1"}')],
    ['UTF-16', Buffer.from('{"uid":"1"}', 'utf16le')],
    ['Latin-1', Buffer.from('{"uid":"\u00e9"}', 'latin1')],
    ['a lone surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['an overlong slash', Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
    ['NaN', '{"kwh":NaN}'],
    ['Infinity', '[-Infinity]'],
    ['a comment', '{"a":1/**/}'],
    ['single quotes', "{'a':1}"],
    ['a trailing comma', '[1,]'],
    ['a leading zero', '[01]'],
    ['a raw line break in text', '"a\nb"'],
    ['two values', '{}{}'],
    ['nothing but space', ' \n'],
    ['a form', 'a=1&b=2'],
    ['XML', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
  ])('with %s for JSON is 400 with 2001', async (_title, body) => {
    expect(endingOf(await push(body))).toMatchObject({ http: 400, ocpi: 2001 });
    expect(cpo.received.all).toEqual([]);
  });

  it('with a compressed body is 400 with 2001: nothing is unpacked', async () => {
    expect(endingOf(await push('{}', { 'Content-Encoding': 'gzip' }))).toMatchObject({ http: 400, ocpi: 2001 });
  });

  describe('of JSON made to hurt', () => {
    /** The longest time that a neighbour waits while `work` is under way. */
    const longestWaitDuring = async (work: Promise<unknown>): Promise<number> => {
      let [isOver, longestMs] = [false, 0];
      const watched = work.finally(() => (isOver = true));
      do {
        const startedAt = performance.now();
        await fetch(`${hub.url}/healthz`);
        longestMs = Math.max(longestMs, performance.now() - startedAt);
      } while (!isOver);
      await watched;
      return longestMs;
    };

    it.each([
      ['five million arrays deep', '['.repeat(5_000_000)],
      ['200,000 objects deep', `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`],
      ['65 deep', `${'['.repeat(65)}${']'.repeat(65)}`],
    ])('%s is 400 with 2001, and nobody else waits for it', async (_title, body) => {
      const asking = push(body);
      expect(await longestWaitDuring(asking)).toBeLessThan(1_000);
      expect(endingOf(await asking)).toMatchObject({ http: 400, ocpi: 2001 });
      expect(cpo.received.all).toEqual([]);
    });

    it.each([
      ['64 deep', `${'['.repeat(64)}${']'.repeat(64)}`],
      ['of 400,000 elements', `[${'1234,'.repeat(400_000)}0]`],
      ['of 100,000 keys', `{${Array.from({ length: 100_000 }, (_, i) => `"k${i}":${i}`).join()}}`],
      ['with a key of a megabyte', `{"${'k'.repeat(MIB)}":1}`],
      ['with a number of a megabyte', `[${'9'.repeat(MIB)}]`],
    ])('%s is JSON all the same: it passes byte for byte, and nobody else waits for it', async (_title, body) => {
      const asking = push(body);
      expect(await longestWaitDuring(asking)).toBeLessThan(1_000);
      expect((await asking).isSuccess).toBe(true);
      expect(cpo.received.all[0]?.bytes.equals(Buffer.from(body))).toBe(true);
    });
  });

  describe('of 100 MB', () => {
    it('is 413 with 2000 before a byte of it was sent', async () => {
      const answer = await askRaw(hub.url, `${put()}Content-Length: ${100 * MIB}\r\n\r\n`);
      expect(codesOf(answer)).toEqual([413, 2000]);
    });

    it.each<[string, () => string, string]>([
      ['with its length', () => `${put()}Content-Length: ${100 * MIB}\r\n\r\n`, 'x'.repeat(MIB)],
      ['in chunks', () => chunked(''), `100000\r\n${'x'.repeat(MIB)}\r\n`],
    ])('%s is 413 with 2000 while it still arrives, and costs no memory', async (_title, head, piece) => {
      const before = await residentMiB(hub.pid);
      const asker = await RawAsker.to(hub.url);
      await asker.write(head());
      for (let sent = 0; sent < 100 && !asker.answer.isClosed; sent++) await asker.write(piece);
      expect(codesOf(await asker.answered())).toEqual([413, 2000]);
      expect((await residentMiB(hub.pid)) - before).toBeLessThan(60);
      asker.close();
      expect(cpo.received.all).toEqual([]);
    });
  });

  it('that goes away half way leaves nothing behind', async () => {
    for (let i = 0; i < 20; i++) {
      const asker = await RawAsker.to(hub.url);
      await asker.write(`${put()}Content-Length: 1000\r\n\r\n{"uid":`);
      asker.close();
    }
    expect((await ask()).isSuccess).toBe(true);
    expect(cpo.received.matching({ method: 'PUT' })).toEqual([]);
  });

  it('of a stranger who guesses tokens is told to wait, and delays nobody whose token is right', async () => {
    const guess = (i: number): Promise<PlatformAnswer> => ask({ token: `guess-${i}` });
    const waits = await eventually('the guesses to be used up', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => guess(i)));
      return answers.find(({ status }) => status === 429);
    });
    expect(waits.envelope?.status_code).toBe(2000);
    expect(Number(headerOf(waits, 'retry-after'))).toBeGreaterThan(0);
    expect((await ask()).isSuccess).toBe(true);
  });

  it('whose headers or body never end is 408 with 2000, and its connection ended', async () => {
    expect(codesOf(await slow.headers.ended(40_000))).toEqual([408, 2000]);
    expect(codesOf(await slow.body.ended(40_000))).toEqual([408, 2000]);
    expect(cpo.received.all).toEqual([]);
  }, 60_000);
});
