import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnswerBody, Reply, StreamEnd } from '@busbar/core';
import { sendReply } from './send-reply.js';

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

interface Concluded {
  readonly reply: Reply;
  readonly ends: (StreamEnd | null)[];
}

function aReply(headers: readonly string[], body: AnswerBody): Concluded {
  const ends: (StreamEnd | null)[] = [];
  return { reply: { status: 200, headers, body, conclude: (end) => ends.push(end) }, ends };
}

const WHOLE: AnswerBody = { kind: 'whole', bytes: new TextEncoder().encode('{}') };

/** A server that hands over each exchange, and a request to it. */
async function exchange(handler: (request: IncomingMessage, response: ServerResponse) => void) {
  server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return request({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }).end();
}

describe('a reply', () => {
  it.each(['line\nbreak', 'euro \u20ac'])(
    'with a header that no response can carry (%j) is one 500 with the correlation id, and the process goes on',
    async (value) => {
      const { reply, ends } = aReply(['X-Correlation-ID', 'c-1', 'Link', value], WHOLE);
      const asking = await exchange((_, response) => sendReply(reply, response));
      const [answer] = (await once(asking, 'response')) as [IncomingMessage];
      const text = (await answer.toArray()).join('');
      expect([answer.statusCode, JSON.parse(text)]).toEqual([
        500,
        expect.objectContaining({ status_code: 3000, status_message: expect.stringContaining('c-1') }),
      ]);
      expect(ends).toEqual([null]);
    },
  );

  it('whose asker left before it began stops its source at once', async () => {
    const stopped = new Promise<string>((resolve) => {
      const body: AnswerBody = {
        kind: 'stream',
        pipeTo: (target) => {
          target.onGone(() => resolve('stopped'));
          return new Promise(() => undefined);
        },
      };
      void exchange((incoming, response) => {
        response.once('close', () => sendReply(aReply([], body).reply, response));
        incoming.socket.destroy();
      }).then((asking) => asking.on('error', () => undefined));
    });
    expect(await stopped).toBe('stopped');
  });
});
