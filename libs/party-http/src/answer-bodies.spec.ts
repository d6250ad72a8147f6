import type { AnswerBody, PartyAnswer, PartyRequest } from '@busbar/core';
import { describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import type { Socket } from 'node:net';
import { CollectingTarget } from '../../../test/doubles/collecting-target.js';
import { eventually } from '../../../test/support/eventually.js';
import { aPartyClient, aRawParty, aRequest, platformWith } from '../../../test/support/party-http.js';
import { httpAnswer, type RawAnswer, type RawParty } from '../../../test/support/raw-party.js';
import type { PartyHttpOptions, UndiciPartyClient } from './undici-party-client.js';

/** May observe: real sockets on loopback, what the asker is given, the client's figures. */

type Answered = PartyAnswer & { readonly kind: 'answer' };
type Streamed = AnswerBody & { readonly kind: 'stream' };

const MIB = 1024 * 1024;

async function answered(answer: RawAnswer, changes: Partial<PartyRequest> = {}): Promise<Answered> {
  const party = await aRawParty(answer);
  return asAnswer(await aPartyClient().exchange(aRequest(`${party.origin}/ocpi`, changes)));
}

function asAnswer(ending: PartyAnswer): Answered {
  if (ending.kind !== 'answer') throw new Error(`no answer but ${JSON.stringify(ending)}`);
  return ending;
}

function textOf(answer: Answered): string {
  if (answer.body.kind !== 'whole') throw new Error('the answer is streamed');
  return Buffer.from(answer.body.bytes).toString();
}

interface Streaming {
  readonly body: Streamed;
  readonly client: UndiciPartyClient;
  readonly party: RawParty;
}

async function streaming(
  answer: RawAnswer,
  { deadlineMs = 10_000, ...options }: Partial<PartyHttpOptions> & { readonly deadlineMs?: number } = {},
): Promise<Streaming> {
  const party = await aRawParty(answer);
  const client = aPartyClient(options);
  const { body } = asAnswer(await client.exchange(aRequest(party.origin, { deadlineMs })));
  if (body.kind !== 'stream') throw new Error('the answer is whole');
  return { body, client, party };
}

function endless(socket: Socket): void {
  const block = Buffer.alloc(64 * 1024, 'e');
  const more = (): void => {
    let hasRoom = true;
    while (hasRoom && !socket.destroyed) hasRoom = socket.write(block);
  };
  socket.on('drain', more);
  socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
  more();
}

function sized(bytes: number, sent: number = bytes): RawAnswer {
  return (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes}\r\n\r\n`);
    socket.write(Buffer.alloc(sent, 's'), () => {
      if (sent < bytes) socket.destroy();
    });
  };
}

/** More than the buffers of two loopback sockets hold. */
const LARGE_BYTES = 40 * MIB;

async function streamingLarge(): Promise<Streaming & { readonly hasLeftParty: () => boolean }> {
  let hasLeft = false;
  const { body, ...rest } = await streaming((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${LARGE_BYTES}\r\n\r\n`);
    socket.write(Buffer.alloc(LARGE_BYTES, 's'), () => (hasLeft = true));
  });
  return { body, ...rest, hasLeftParty: () => hasLeft };
}

/** Waits until five looks in a row see the same. */
async function standstill(look: () => number): Promise<void> {
  let [seen, looksAlike] = [-1, 0];
  await eventually('everything to stand still', () => {
    looksAlike = seen === look() ? looksAlike + 1 : 0;
    seen = look();
    return looksAlike === 5;
  });
}

function underWay(client: UndiciPartyClient): number {
  return [...client.figures().inFlight.values()].reduce((sum, each) => sum + each, 0);
}

describe('a short answer', () => {
  it('comes whole, with its status and every header in lower case, repeated ones joined', async () => {
    const headers = ['Content-Type: application/json', 'Set-Cookie: a=1', 'set-cookie: b=2', 'X-Total-Count: 7'];
    const answer = await answered((socket) => socket.write(httpAnswer('{"status_code":1000}', headers, 418)));
    expect(answer.status).toBe(418);
    expect(textOf(answer)).toBe('{"status_code":1000}');
    expect(Object.fromEntries(answer.headers)).toEqual({
      'content-type': 'application/json',
      'set-cookie': 'a=1, b=2',
      'x-total-count': '7',
      'content-length': '20',
    });
  });

  it('may be in chunks, or end with its connection, or be empty', async () => {
    const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n';
    expect(textOf(await answered((socket) => socket.write(chunked)))).toBe('{"a":1}');
    expect(textOf(await answered((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n[]')))).toBe('[]');
    expect(textOf(await answered((socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n')))).toBe('');
  });

  it('comes after interim answers, which are nobody’s business', async () => {
    const interim = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n';
    const answer = await answered((socket) => socket.write(interim + httpAnswer('{}')));
    expect(answer.status).toBe(200);
    expect(answer.headers.has('link')).toBe(false);
  });

  it('is not unpacked, and nothing asked for it to be packed', async () => {
    const packed = gzipSync('{"status_code":1000}');
    const party = await aRawParty((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`);
      socket.write(packed);
    });
    const answer = asAnswer(await aPartyClient().exchange(aRequest(party.origin)));
    expect(answer.body).toMatchObject({ kind: 'whole' });
    expect(answer.body.kind === 'whole' && packed.equals(answer.body.bytes)).toBe(true);
    expect(party.requests[0]).not.toMatch(/accept-encoding/i);
  });

  it.each([301, 302, 303, 307, 308])('with status %d is an answer, and nobody goes where it points', async (status) => {
    const target = await aRawParty((socket) => socket.write(httpAnswer('{}')));
    const location = `Location: ${target.origin}/elsewhere`;
    const answer = await answered((socket) => socket.write(httpAnswer('', [location], status)));
    expect(answer.status).toBe(status);
    expect(target.connections).toBe(0);
  });

  it('may have headers that are named like the innards of objects', async () => {
    const answer = await answered((socket) => socket.write(httpAnswer('{}', ['__proto__: x', 'constructor: y'])));
    expect(answer.headers.get('constructor')).toBe('y');
    expect(Object.prototype).not.toHaveProperty('x');
  });
});

describe('a long answer', () => {
  it('is streamed byte for byte and ends with what its first and last 2 KB were', async () => {
    const text = Array.from({ length: 40_000 }, (_, n) => String(n).padStart(6)).join('');
    const { body, client } = await streaming((socket) => socket.write(httpAnswer(text)));
    const target = new CollectingTarget();
    const end = await body.pipeTo(target);
    expect(target.text).toBe(text);
    expect(target.ended).toBe('ended');
    expect(end).toMatchObject({ how: 'complete', bytes: text.length });
    expect(Buffer.from(end.head).toString()).toBe(text.slice(0, 2048));
    expect(Buffer.from(end.tail).toString()).toBe(text.slice(-2048));
    expect(underWay(client)).toBe(0);
  });

  it('is whole at 64 KiB and streamed one byte later', async () => {
    expect((await answered(sized(64 * 1024))).body.kind).toBe('whole');
    expect((await answered(sized(64 * 1024 + 1))).body.kind).toBe('stream');
  });

  it.each([1, 5 * MIB])('stays with the party when the asker stops reading after %d bytes', async (fullAtBytes) => {
    const { body, hasLeftParty } = await streamingLarge();
    const target = new CollectingTarget({ keeps: false, fullAtBytes });
    const piped = body.pipeTo(target);
    await eventually('the asker to be full', () => target.bytes >= fullAtBytes);
    await standstill(() => target.bytes);
    expect(target.bytesWhileFull).toBeLessThan(MIB);
    expect(hasLeftParty()).toBe(false);
    target.drain();
    expect(await piped).toMatchObject({ how: 'complete', bytes: LARGE_BYTES });
    expect(hasLeftParty()).toBe(true);
  });

  it('stays with the party until somebody fetches it', async () => {
    const { body, hasLeftParty } = await streamingLarge();
    await standstill(() => 1);
    expect(hasLeftParty()).toBe(false);
    expect(await body.pipeTo(new CollectingTarget({ keeps: false }))).toMatchObject({ bytes: LARGE_BYTES });
  });

  it('that breaks off ends the asker’s connection', async () => {
    const { body } = await streaming(sized(MIB, 300_000));
    const target = new CollectingTarget();
    expect(await body.pipeTo(target)).toMatchObject({ how: 'cut-off', bytes: 300_000 });
    expect(target.ended).toBe('destroyed');
  });

  it('that never ends is cut off at the cap', async () => {
    const { body, client, party } = await streaming(endless, { maxAnswerBytes: 3 * MIB });
    const target = new CollectingTarget({ keeps: false });
    expect(await body.pipeTo(target)).toMatchObject({ how: 'cut-off' });
    expect(target.bytes).toBeLessThanOrEqual(3 * MIB);
    expect(target.ended).toBe('destroyed');
    expect(underWay(client)).toBe(0);
    await eventually('the party to see its connection closed', () => party.openConnections === 0);
  });

  it('that announces more than the cap is not read at all', async () => {
    const party = await aRawParty(sized(3 * MIB, 0));
    const client = aPartyClient({ maxAnswerBytes: 2 * MIB });
    expect(await client.exchange(aRequest(party.origin))).toMatchObject({ kind: 'no-answer', reason: 'too-large' });
    expect(underWay(client)).toBe(0);
  });

  it('is cut off by the deadline of the exchange, however slowly it is read', async () => {
    const { body, client } = await streaming(endless, { deadlineMs: 200 });
    const target = new CollectingTarget({ keeps: false, fullAtBytes: 1 });
    expect(await body.pipeTo(target)).toMatchObject({ how: 'cut-off' });
    expect(target.ended).toBe('destroyed');
    expect(underWay(client)).toBe(0);
  });

  it('that nobody fetches is given up at the deadline, and who comes later is told so', async () => {
    const { body, client, party } = await streaming(endless, { deadlineMs: 150 });
    await eventually('the exchange to end', () => underWay(client) === 0);
    await eventually('the party to see its connection closed', () => party.openConnections === 0);
    const target = new CollectingTarget();
    expect(await body.pipeTo(target)).toMatchObject({ how: 'cut-off', bytes: 0 });
    expect(target.ended).toBe('destroyed');
  });

  it('stops at its source when the asker goes away', async () => {
    const { body, client, party } = await streaming(endless);
    const target = new CollectingTarget({ keeps: false, fullAtBytes: 1 });
    const piped = body.pipeTo(target);
    target.leave();
    expect(await piped).toMatchObject({ how: 'asker-gone' });
    expect(underWay(client)).toBe(0);
    await eventually('the party to see its connection closed', () => party.openConnections === 0);
  });

  it('whose asker fails costs that asker only', async () => {
    const faults: unknown[] = [];
    const { body, client, party } = await streaming(sized(MIB), { onFault: (error) => faults.push(error) });
    const target = new CollectingTarget({ fullAtBytes: 1 });
    const piped = body.pipeTo(target);
    target.write = () => {
      throw new Error('a fault of the gateway');
    };
    target.drain();
    expect(await piped).toMatchObject({ how: 'cut-off' });
    expect(faults).toHaveLength(1);
    const next = await client.exchange(aRequest(party.origin, { platform: platformWith() }));
    expect(next.kind).toBe('answer');
  });
});
