import { Cancellation, type PartyAnswer } from '@busbar/core';
import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { aPartyClient, aRawParty, aRequest } from '../../../test/support/party-http.js';
import { aBlackHole } from '../../../test/support/black-hole.js';
import { eventually } from '../../../test/support/eventually.js';
import { freePort } from '../../../test/support/free-port.js';
import { httpAnswer, type RawAnswer } from '../../../test/support/raw-party.js';
import { SELF_SIGNED } from '../../../test/support/self-signed.js';
import type { ResolveHost } from './host-lookups.js';

/** May observe: real sockets on loopback, and the ending that the asker is given. */

async function endingAgainst(answer: RawAnswer, deadlineMs: number = 2000): Promise<PartyAnswer> {
  const party = await aRawParty(answer);
  return aPartyClient().exchange(aRequest(`${party.origin}/ocpi`, { deadlineMs }));
}

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

function drip(socket: Socket, everyMs: number): void {
  const timer = setInterval(() => socket.write('x'), everyMs);
  socket.on('close', () => clearInterval(timer));
}

describe('a request that did not leave the hub', () => {
  it('is "refused" where nobody listens', async () => {
    const url = `http://127.0.0.1:${await freePort()}/`;
    expect(await aPartyClient().exchange(aRequest(url))).toEqual({
      kind: 'not-sent',
      reason: 'refused',
      detail: 'the connection was refused (ECONNREFUSED)',
    });
  });

  it('is "tls" where the port speaks plain HTTP', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const ending = await aPartyClient().exchange(aRequest(`https://127.0.0.1:${port}/`));
    server.close();
    expect(ending).toMatchObject({ kind: 'not-sent', reason: 'tls' });
  });

  it('is "tls" where nobody vouches for the certificate', async () => {
    const party = await aRawParty((socket) => socket.end(httpAnswer('{}')), SELF_SIGNED);
    const ending = await aPartyClient().exchange(aRequest(`https://127.0.0.1:${party.port}/`));
    expect(ending).toMatchObject({ kind: 'not-sent', reason: 'tls' });
    expect(party.requests).toEqual([]);
  });

  it('is "tls" where a trusted certificate is for another host', async () => {
    const party = await aRawParty((socket) => socket.end(httpAnswer('{}')), SELF_SIGNED);
    const client = aPartyClient({ certificateAuthorities: [SELF_SIGNED.cert] });
    const ending = await client.exchange(aRequest(`https://127.0.0.1:${party.port}/`));
    expect(ending).toMatchObject({ kind: 'not-sent', reason: 'tls' });
  });

  it('is "connect-timeout" where the port is open and the TLS handshake is never answered, and the connection is given up', async () => {
    const party = await aRawParty(() => undefined);
    const started = performance.now();
    const ending = await aPartyClient().exchange(aRequest(`https://127.0.0.1:${party.port}/`, { deadlineMs: 150 }));
    expect(ending).toMatchObject({ kind: 'not-sent', reason: 'connect-timeout' });
    expect(performance.now() - started).toBeLessThan(1000);
    await eventually('the attempt to be given up', () => party.openConnections === 0);
  });

  it('is "connect-timeout" where the connection is never accepted', async () => {
    const ending = await aPartyClient().exchange(aRequest(await aBlackHole(), { deadlineMs: 300 }));
    expect(ending).toMatchObject({ kind: 'not-sent', reason: 'connect-timeout' });
  });

  it('is "connect-timeout" where the name server is silent', async () => {
    const client = aPartyClient({ resolveHost: () => new Promise(() => undefined) });
    const ending = await client.exchange(aRequest('https://party.example/', { deadlineMs: 100 }));
    expect(ending).toMatchObject({ kind: 'not-sent', reason: 'connect-timeout' });
  });

  it('is not sent after all when the name server answers after the deadline', async () => {
    const party = await aRawParty((socket) => socket.write(httpAnswer('{}')));
    let answerLookup = (): void => undefined;
    const resolveHost: ResolveHost = (name) =>
      new Promise((resolve) => {
        answerLookup = () => resolve([{ address: '127.0.0.1', family: 4 }]);
        if (name === 'prompt.example') answerLookup();
      });
    const client = aPartyClient({ resolveHost });
    const late = await client.exchange(aRequest(`http://late.example:${party.port}/late`, { deadlineMs: 50 }));
    expect(late).toMatchObject({ kind: 'not-sent', reason: 'connect-timeout' });
    answerLookup();
    expect((await client.exchange(aRequest(`http://prompt.example:${party.port}/`))).kind).toBe('answer');
    expect(party.connections).toBe(1);
  });

  it.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'hub-network'],
    ['ESERVFAIL', 'hub-network'],
  ])('is told apart when the name server says %s: %s', async (code, reason) => {
    const client = aPartyClient({ resolveHost: () => Promise.reject(Object.assign(new Error(code), { code })) });
    const ending = await client.exchange(aRequest('https://party.example/'));
    expect(ending).toMatchObject({ kind: 'not-sent', reason });
  });

  it('is "dns" where the name has no address at all', async () => {
    const client = aPartyClient({ resolveHost: () => Promise.resolve([]) });
    expect(await client.exchange(aRequest('https://party.example/'))).toMatchObject({
      kind: 'not-sent',
      reason: 'dns',
    });
  });

  it('counts against nobody and is reported when the hub itself made it wrong', async () => {
    const faults: unknown[] = [];
    const party = await aRawParty((socket) => socket.end(httpAnswer('{}')));
    const client = aPartyClient({ onFault: (error) => faults.push(error) });
    const ending = await client.exchange(aRequest(party.origin, { headers: ['x-request-id', 'a\r\nx-evil: 1'] }));
    expect(ending).toMatchObject({ kind: 'not-sent', reason: 'hub-network' });
    expect(faults).toHaveLength(1);
    expect(party.requests).toEqual([]);
  });
});

describe('a request that left the hub and has no whole answer', () => {
  it('is "timeout" where the party is silent', async () => {
    const ending = await endingAgainst(() => undefined, 150);
    expect(ending).toEqual({ kind: 'no-answer', reason: 'timeout', detail: 'no whole answer came within 150 ms' });
  });

  it('is "timeout" where bytes keep dripping in past the deadline', async () => {
    const started = performance.now();
    const ending = await endingAgainst((socket) => {
      socket.write(`${HEAD}Content-Length: 5000\r\n\r\n`);
      drip(socket, 30);
    }, 300);
    expect(ending).toMatchObject({ kind: 'no-answer', reason: 'timeout' });
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it('is "timeout" where the headers drip in', async () => {
    const ending = await endingAgainst((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nx-a: ');
      drip(socket, 30);
    }, 200);
    expect(ending).toMatchObject({ kind: 'no-answer', reason: 'timeout' });
  });

  it('is "reset" where the connection closes without a byte', async () => {
    expect(await endingAgainst((socket) => socket.end())).toMatchObject({ kind: 'no-answer', reason: 'reset' });
  });

  it('is "reset" where the connection is reset without a byte', async () => {
    expect(await endingAgainst((socket) => socket.resetAndDestroy())).toMatchObject({ reason: 'reset' });
  });

  it.each<[string, RawAnswer]>([
    ['the connection closes mid-body', (socket) => socket.end(`${HEAD}Content-Length: 100\r\n\r\n{"data":`)],
    ['a chunked body has no end', (socket) => socket.end(`${HEAD}Transfer-Encoding: chunked\r\n\r\n4\r\n{"da\r\n`)],
    [
      'a chunk size is no number',
      (socket) => socket.end(`${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n{"da\r\n0\r\n\r\n`),
    ],
    [
      'it has a length and is chunked as well',
      (socket) => socket.end(`${HEAD}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`),
    ],
    ['its status is one that HTTP has not', (socket) => socket.end('HTTP/1.1 099 No\r\nContent-Length: 2\r\n\r\n{}')],
    ['it is not HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
  ])('is "cut-off" where %s', async (_what, answer) => {
    expect(await endingAgainst(answer)).toMatchObject({ kind: 'no-answer', reason: 'cut-off' });
  });

  it('is "cut-off" where the connection is reset mid-body', async () => {
    const ending = await endingAgainst((socket) => {
      socket.write(`${HEAD}Content-Length: 100\r\n\r\n{"data":`, () => setTimeout(() => socket.resetAndDestroy(), 30));
    });
    expect(ending).toMatchObject({ kind: 'no-answer', reason: 'cut-off' });
  });

  it('is "too-large" where the headers are a flood', async () => {
    const ending = await endingAgainst((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      for (let n = 0; n < 3000; n += 1) socket.write(`x-flood-${n}: ${'f'.repeat(20)}\r\n`);
    });
    expect(ending).toMatchObject({ kind: 'no-answer', reason: 'too-large' });
  });

  it('is no answer where the party switches to another protocol unasked', async () => {
    const ending = await endingAgainst((socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n'),
    );
    expect(ending).toMatchObject({ kind: 'no-answer' });
  });

  it('never repeats the request by itself, not even on a kept connection that the party closes', async () => {
    const party = await aRawParty((socket, _request, nth) => {
      if (nth === 1) socket.write(httpAnswer('{}'));
      else socket.destroy();
    });
    const client = aPartyClient();
    await client.exchange(aRequest(party.origin));
    const ending = await client.exchange(aRequest(party.origin, { method: 'POST', body: Buffer.from('{}') }));
    expect(ending).toMatchObject({ kind: 'no-answer', reason: 'reset' });
    expect(party.requests).toHaveLength(2);
  });
});

describe('a request that nobody waits for any more', () => {
  it('ends at once, and so does its connection', async () => {
    const party = await aRawParty(() => undefined);
    const cancellation = new Cancellation();
    const client = aPartyClient();
    const ending = client.exchange(aRequest(`${party.origin}/ocpi`, { cancellation }));
    await eventually('the request to arrive', () => party.requests.length === 1);
    cancellation.cancel();
    expect(await ending).toMatchObject({ kind: 'no-answer', reason: 'asker-gone' });
    await eventually('its connection to be closed', () => party.openConnections === 0);
    expect([...client.figures().inFlight.values()]).toEqual([0]);
  });

  it('is not sent where that was known before', async () => {
    const party = await aRawParty(() => undefined);
    const cancellation = new Cancellation();
    cancellation.cancel();
    const ending = await aPartyClient().exchange(aRequest(`${party.origin}/ocpi`, { cancellation }));
    expect([ending.kind, party.requests]).toEqual(['no-answer', []]);
  });

  it('leaves an answer alone that was there before', async () => {
    const party = await aRawParty((socket) => socket.write(httpAnswer('{}')));
    const cancellation = new Cancellation();
    const ending = await aPartyClient().exchange(aRequest(`${party.origin}/ocpi`, { cancellation }));
    cancellation.cancel();
    expect([ending.kind, party.openConnections]).toEqual(['answer', 1]);
  });
});
