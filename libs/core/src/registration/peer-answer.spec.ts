import { describe, expect, it } from '@jest/globals';
import { json, text } from '../../../../test/doubles/peer-platform.js';
import type { BodyTarget, StreamEnd } from '../answer.js';
import type { PartyAnswer } from '../ports.js';
import { readPeerAnswer } from './peer-answer.js';

const read = (answer: PartyAnswer, secrets: readonly string[] = []): ReturnType<typeof readPeerAnswer> =>
  readPeerAnswer(answer, secrets);

/** An answer that arrives in pieces; tells how many of them were taken before the reader had enough. */
function streamed(pieces: readonly Uint8Array[], how: StreamEnd['how'] = 'complete'): PartyAnswer & { taken: number } {
  const answer = {
    kind: 'answer' as const,
    status: 200,
    headers: new Map<string, string>(),
    taken: 0,
    body: {
      kind: 'stream' as const,
      pipeTo: (target: BodyTarget): Promise<StreamEnd> => {
        let isStopped = false;
        target.onGone(() => (isStopped = true));
        for (const piece of pieces) {
          if (isStopped) break;
          answer.taken += 1;
          target.write(piece);
        }
        target.end();
        const nothing = new Uint8Array();
        return Promise.resolve({ how: isStopped ? 'asker-gone' : how, bytes: 0, head: nothing, tail: nothing });
      },
    },
  };
  return answer;
}

describe('the answer of a peer during a handshake', () => {
  it('is a document with HTTP 2xx and OCPI 1xxx, whatever else the envelope holds', async () => {
    const answer = json(201, { data: { a: 1 }, status_code: 1000, trace: 'x' });
    expect(await read(answer)).toEqual({ kind: 'document', httpStatus: 201, data: { a: 1 } });
  });

  it.each([401, 403, 404, 405])('is a refusal with HTTP %i, even in HTML', async (status) => {
    expect(await read(text(status, '<html>'))).toMatchObject({ kind: 'refused', httpStatus: status });
  });

  it('is a refusal with HTTP 200 and an OCPI status of somebody who does it in the body', async () => {
    const answer = json(200, { status_code: 2001, status_message: 'no such "client"' });
    const why = 'answered OCPI status 2001 ("no such \\"client\\"")';
    expect(await read(answer)).toEqual({ kind: 'refused', httpStatus: 200, why });
  });

  it("never repeats a token out of the peer's message", async () => {
    const answer = json(200, { status_code: 2000, status_message: 'unknown token s3cret' });
    expect(await read(answer, ['s3cret'])).toMatchObject({
      why: 'answered OCPI status 2000 ("unknown token [token]")',
    });
  });

  it.each([301, 302, 307, 308])('is useless as a redirect, HTTP %i', async (status) => {
    const answer = await read(text(status, ''));
    expect(answer.kind).toBe('useless');
    expect(answer).toHaveProperty('why', expect.stringContaining('redirects are not followed'));
  });

  it.each([
    ['HTTP 500', json(500, { status_code: 3000 }), 'answered HTTP 500'],
    ['HTML', text(200, '<html></html>'), 'did not answer JSON'],
    ['no envelope', json(200, [{ version: '2.2.1' }]), 'did not answer an OCPI envelope'],
    ['a status code in quotes', json(200, { status_code: '1000' }), 'did not answer an OCPI envelope'],
    ['OCPI 4xxx', json(200, { status_code: 4003 }), 'answered OCPI status 4003'],
    ['more than a megabyte', text(200, ' '.repeat(1_048_577)), 'answered more than 1048576 bytes'],
  ])('is useless with %s', async (_, answer, why) => {
    const found = await read(answer);
    expect(found.kind).toBe('useless');
    expect(found).toHaveProperty('why', expect.stringContaining(why));
  });

  it('tells what never left from what may have arrived', async () => {
    expect(await read({ kind: 'not-sent', reason: 'address-not-allowed', detail: '' })).toMatchObject({
      kind: 'not-sent',
    });
    expect(await read({ kind: 'no-answer', reason: 'timeout', detail: '' })).toMatchObject({
      kind: 'useless',
      httpStatus: null,
      why: 'did not answer in time',
    });
  });

  it('is put together from the pieces it arrives in', async () => {
    const pieces = ['{"status_', 'code":1000,', '"data":[1]}'].map((piece) => new TextEncoder().encode(piece));
    expect(await read(streamed(pieces))).toEqual({ kind: 'document', httpStatus: 200, data: [1] });
  });

  it('is useless when it breaks off', async () => {
    expect(await read(streamed([new TextEncoder().encode('{}')], 'cut-off'))).toMatchObject({
      kind: 'useless',
      why: 'broke off its answer',
    });
  });

  it('is not read past its cap', async () => {
    const endless = streamed(Array.from({ length: 100 }, () => new Uint8Array(500_000)));
    expect(await read(endless)).toMatchObject({ kind: 'useless', why: 'answered more than 1048576 bytes' });
    expect(endless.taken).toBe(3);
  });
});
