import { gzipSync } from 'node:zlib';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ocpi, plain } from '../../apps/simulator/src/index.js';
import { endingOf, headerNames, headerOf } from '../support/hub-answers.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';
import { forget, GET_LOCATIONS, PUT_TOKEN, startRoaming } from '../support/roaming.js';

/** What a direct message looks like on both sides of the hub: ids, headers and bytes on the wire. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Everything that reading and writing JSON again would change. */
const ODD_JSON =
  '\n{ "big":1e400,"long":123456789012345678901234567890,"zero":-0,"trailing":0.1000,\r\n\t"twice":1,"twice":{"a":2},' +
  '"__proto__":{"polluted":true},"constructor":{"prototype":{}},"unknown_field":[ ],"\\u00fcmlaut":"\\ud83d\\ude00 😀 é","lone":"\\ud800" } ';

describe('a direct message', () => {
  let cpo: JoinedPlatform;
  let emsp: JoinedPlatform;
  /** Two whose operator lets a header of their own pass. */
  let ours: JoinedPlatform;
  let theirs: JoinedPlatform;

  beforeAll(async () => {
    const roaming = await startRoaming();
    ({ cpo, emsp } = roaming);
    const settings = { forward_headers: ['x-acme-trace'] };
    ours = await joinHub(roaming.hub, { parties: [{ id: 'FR/OUR', role: 'EMSP' }], settings });
    theirs = await joinHub(roaming.hub, { parties: [{ id: 'FR/THE', role: 'CPO' }], settings });
  }, 60_000);

  beforeEach(() => forget(cpo, emsp, ours, theirs));

  describe('ids and headers', () => {
    it('gives the receiver a new request id, the same correlation id and the token that it issued', async () => {
      await emsp.request({ ...GET_LOCATIONS, requestId: 'request-1', correlationId: 'correlation-1' });
      const [arrived] = cpo.received.all;
      expect(arrived?.correlationId).toBe('correlation-1');
      expect(arrived?.requestId).toMatch(UUID);
      expect(cpo.tokens.read(arrived?.headers.authorization)).toMatchObject({ purpose: 'connection' });
    });

    it("gives the asker its own ids back, whatever the receiver answers with, and the receiver's parties swapped", async () => {
      const theirs = ['X-Request-ID', 'theirs', 'X-Correlation-ID', 'theirs', 'OCPI-from-party-id', 'ZZZ'];
      cpo.answerTo({ module: 'locations' }, ocpi([], { headers: theirs }));
      const answer = await emsp.request({ ...GET_LOCATIONS, requestId: 'request-2', correlationId: 'correlation-2' });
      expect([headerOf(answer, 'x-request-id'), headerOf(answer, 'x-correlation-id')]).toEqual([
        'request-2',
        'correlation-2',
      ]);
      expect(endingOf(answer)).toMatchObject({ from: 'NL/CPO', to: 'DE/MSP' });
    });

    it('makes ids where the asker sends none, the same correlation id for both sides', async () => {
      const headers = { 'X-Request-ID': null, 'X-Correlation-ID': null };
      const answer = await emsp.request({ ...GET_LOCATIONS, headers });
      const [arrived] = cpo.received.all;
      expect(headerOf(answer, 'x-correlation-id')).toMatch(UUID);
      expect(headerOf(answer, 'x-correlation-id')).toBe(arrived?.correlationId);
      expect(headerOf(answer, 'x-request-id')).toMatch(UUID);
      expect(headerOf(answer, 'x-request-id')).not.toBe(arrived?.requestId);
    });

    it('finds parties in any case and forwards their ids as they were written', async () => {
      const answer = await emsp.request({ ...GET_LOCATIONS, from: 'De/mSP', to: 'nl/cPo' });
      const [arrived] = cpo.received.all;
      expect([arrived?.from, arrived?.to]).toEqual(['De/mSP', 'nl/cPo']);
      expect(endingOf(answer)).toEqual({ http: 200, ocpi: 1000, from: 'nl/cPo', to: 'De/mSP' });
    });

    it('reads header names in any case and sends them as the specification spells them', async () => {
      const shouted = {
        'X-Request-ID': null,
        'OCPI-to-country-code': null,
        'OCPI-to-party-id': null,
        'x-request-id': 'small',
        'OCPI-TO-COUNTRY-CODE': 'NL',
        'ocpi-TO-party-ID': 'CPO',
      };
      const answer = await emsp.request({ ...GET_LOCATIONS, headers: shouted });
      const spelled = [
        'X-Request-ID',
        'X-Correlation-ID',
        'OCPI-from-country-code',
        'OCPI-from-party-id',
        'OCPI-to-country-code',
        'OCPI-to-party-id',
      ];
      expect(headerOf(answer, 'x-request-id')).toBe('small');
      expect(headerNames(answer.rawHeaders)).toEqual(expect.arrayContaining(spelled));
      expect(headerNames(cpo.received.all[0]?.rawHeaders ?? [])).toEqual(expect.arrayContaining(spelled));
    });

    it('infers the sending party of a platform that has one and leaves the headers out', async () => {
      const answer = await emsp.request({ ...GET_LOCATIONS, from: null });
      expect(cpo.received.all[0]?.from).toBe('DE/MSP');
      expect(endingOf(answer)).toMatchObject({ http: 200, ocpi: 1000, to: 'DE/MSP' });
    });

    it('passes the headers of a page and nothing that a receiver adds of its own', async () => {
      const headers = [
        'X-Total-Count',
        '7',
        'X-Limit',
        '3',
        'Set-Cookie',
        'a=b',
        'Server',
        'nginx',
        'X-Powered-By',
        'x',
      ];
      cpo.answerTo({ module: 'locations' }, ocpi([], { headers }));
      const answer = await emsp.request(GET_LOCATIONS);
      expect([headerOf(answer, 'x-total-count'), headerOf(answer, 'x-limit')]).toEqual(['7', '3']);
      expect(headerNames(answer.rawHeaders)).not.toEqual(expect.arrayContaining(['Set-Cookie']));
      expect(answer.headers).not.toHaveProperty('server');
      expect(answer.headers).not.toHaveProperty('x-powered-by');
    });

    it.each([
      ['asker', (): JoinedPlatform => ours, (): JoinedPlatform => cpo],
      ['receiver', (): JoinedPlatform => emsp, (): JoinedPlatform => theirs],
    ])('passes a header, both ways, that the operator named for the %s, and no other one', async (_title, from, to) => {
      const [asker, receiver] = [from(), to()];
      receiver.answerTo({ module: 'locations' }, ocpi([], { headers: ['X-Acme-Trace', 'back', 'X-Acme-Other', 'no'] }));
      const headers = { 'X-Acme-Trace': 'there', 'X-Acme-Other': 'no' };
      const answer = await asker.request({ ...GET_LOCATIONS, to: receiver.party, headers });
      const [arrived] = receiver.received.matching({ module: 'locations' });
      expect([arrived?.headers['x-acme-trace'], arrived?.headers['x-acme-other']]).toEqual(['there', undefined]);
      expect([headerOf(answer, 'x-acme-trace'), headerOf(answer, 'x-acme-other')]).toEqual(['back', null]);
    });

    it('passes Retry-After with the refusal it belongs to', async () => {
      cpo.answerTo(
        { module: 'locations' },
        ocpi(undefined, { status: 429, ocpiStatus: 2000, headers: ['Retry-After', '7'] }),
      );
      const answer = await emsp.request(GET_LOCATIONS);
      expect([answer.status, headerOf(answer, 'retry-after')]).toEqual([429, '7']);
    });
  });

  describe('bytes', () => {
    it('arrive as they were sent, with their content type: odd numbers, duplicate keys, __proto__, spacing', async () => {
      const headers = { 'Content-Type': 'application/json; charset=UTF-8' };
      await emsp.request({ ...PUT_TOKEN, body: ODD_JSON, headers });
      const [arrived] = cpo.received.all;
      expect(arrived?.bytes.toString()).toBe(ODD_JSON);
      expect(arrived?.headers['content-type']).toBe('application/json; charset=UTF-8');
    });

    it('come back as they were answered', async () => {
      cpo.answerTo({ module: 'tokens' }, plain({ status: 201, body: ODD_JSON }));
      const answer = await emsp.request({ ...PUT_TOKEN, body: '{}' });
      expect([answer.status, answer.text]).toEqual([201, ODD_JSON]);
    });

    it('arrive whole when they were sent in chunks', async () => {
      const headers = { 'Transfer-Encoding': 'chunked' };
      await emsp.request({ ...PUT_TOKEN, body: ODD_JSON, headers });
      const [arrived] = cpo.received.all;
      expect(arrived?.bytes.toString()).toBe(ODD_JSON);
      expect(arrived?.headers['transfer-encoding']).toBeUndefined();
    });

    it('may be none, in a request and in an answer', async () => {
      cpo.answerTo({ module: 'tokens' }, plain({ status: 200, body: '' }));
      const answer = await emsp.request({ ...PUT_TOKEN, body: '' });
      expect([answer.status, answer.bytes.length]).toEqual([200, 0]);
      expect(cpo.received.all[0]?.bytes).toHaveLength(0);
    });

    it('may be none behind a 204', async () => {
      cpo.answerTo({ module: 'tokens' }, plain({ status: 204 }));
      const answer = await emsp.request({ ...PUT_TOKEN, method: 'DELETE' });
      expect([answer.status, answer.bytes.length, answer.headers['content-length']]).toEqual([204, 0, undefined]);
    });

    it('come back compressed when the receiver compressed them, though nobody asked it to', async () => {
      const body = gzipSync(JSON.stringify({ status_code: 1000, data: 'x'.repeat(2000) }));
      cpo.answerTo({ module: 'locations' }, plain({ body, headers: ['Content-Encoding', 'gzip'] }));
      const answer = await emsp.request({ ...GET_LOCATIONS, headers: { 'Accept-Encoding': 'gzip, br' } });
      expect(cpo.received.all[0]?.headers['accept-encoding']).toBeUndefined();
      expect(headerOf(answer, 'content-encoding')).toBe('gzip');
      expect(answer.bytes.equals(body)).toBe(true);
    });

    it.each([
      ['an HTML page with 404', plain({ status: 404, headers: ['Content-Type', 'text/html'], body: '<h1>gone</h1>' })],
      ['an OCPI 3000 with 200', ocpi(undefined, { ocpiStatus: 3000, message: 'their own trouble' })],
      ['an OCPI 2004 with 404', ocpi(undefined, { status: 404, ocpiStatus: 2004 })],
      ['a 403', ocpi(undefined, { status: 403, ocpiStatus: 2000 })],
      ['a 500 of plain text', plain({ status: 500, headers: ['Content-Type', 'text/plain'], body: 'boom' })],
      ['broken JSON with 200', plain({ body: '{"status_code":10' })],
      ['a hub error of theirs', ocpi(undefined, { ocpiStatus: 4001 })],
    ])('of %s go back with their status and content type', async (_title, theirs) => {
      cpo.answerTo({ module: 'locations' }, theirs);
      const answer = await emsp.request(GET_LOCATIONS);
      expect([answer.status, answer.text]).toEqual([theirs.status, Buffer.from(theirs.body).toString()]);
      expect(headerOf(answer, 'content-type')).toBe(theirs.headers[1] ?? 'application/json');
      expect(endingOf(answer)).toMatchObject({ from: 'NL/CPO', to: 'DE/MSP' });
    });
  });

  describe('path and query', () => {
    it.each([
      ['encoded slashes, semicolons and everything a path may have', "/LOC%2F1/EV%20SE;v=1/~x@:!$&'()*+,=", undefined],
      ['slashes in a row', '/LOC1//EVSE1', undefined],
      ['lower-case escapes', '/%c3%a9%C3%A9', undefined],
      ['dots that are no segment', '/LOC.1/..2', undefined],
      [
        'a query with every oddity',
        '/L',
        'date_from=2026-01-01T00:00:00Z&x=%20%2B+&y=a;b&&z=%F0%9F%98%80&offset=-1&limit=1000000000&?',
      ],
      ['an unknown parameter twice', '', 'type=RFID&type=APP_USER&busbar=1'],
      ['a query with dots', '/L', 'file=../../etc/passwd'],
      ['date_to before date_from', '', 'date_from=2026-02-01T00:00:00Z&date_to=2026-01-01T00:00:00Z'],
    ])('pass byte for byte: %s', async (_title, path, query) => {
      await emsp.request({ ...GET_LOCATIONS, path, ...(query === undefined ? {} : { query }) });
      const { pathname } = new URL(cpo.endpointUrl('locations', 'SENDER'));
      expect(cpo.received.all[0]?.target).toBe(`${pathname}${path}${query === undefined ? '' : `?${query}`}`);
    });
  });
});
