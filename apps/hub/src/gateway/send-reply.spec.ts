import { once } from 'node:events';
import {
  createServer,
  request,
  type ClientRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnswerBody, BodyTarget, Reply, StreamEnd } from '@busbar/core';
import { eventually } from '../../../../test/support/eventually.js';
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

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(handler: Handler): Promise<number> {
  server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A request to a server that hands over each exchange. */
async function exchange(handler: Handler): Promise<ClientRequest> {
  return request({ host: '127.0.0.1', port: await serve(handler) }).end();
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

  it.each(['read', 'never read'])(
    'in line behind others keeps its place until it is out or its asker gone: %s',
    async (how) => {
      // More than the sockets of both ends hold between them.
      const bytes = new Uint8Array(16 * 1024 * 1024);
      const concluded: Concluded[] = [];
      const port = await serve((_, response) => {
        const next = aReply([], { kind: 'whole', bytes });
        concluded.push(next);
        sendReply(next.reply, response);
      });
      const socket = connect(port, '127.0.0.1').pause();
      socket.write('GET / HTTP/1.1\r\nHost: hub.example\r\n\r\n'.repeat(3));
      await eventually('three replies', () => concluded.length === 3);
      const ends = (): number => concluded.flatMap((each) => each.ends).length;
      expect(ends()).toBe(0);

      if (how === 'read') socket.resume();
      else socket.destroy();
      await eventually('all three to be concluded', () => ends() === 3);
      socket.destroy();
    },
  );

  it('that streamed is concluded at once although its connection stays open', async () => {
    const end: StreamEnd = { how: 'complete', bytes: 2, head: new Uint8Array(), tail: new Uint8Array() };
    const concluded: Concluded[] = [];
    const port = await serve((_, response) => {
      const finished = new Promise((resolve) => response.once('finish', resolve));
      const pipeTo = async (target: BodyTarget): Promise<StreamEnd> => {
        target.write(new TextEncoder().encode('{}'));
        target.end();
        await finished;
        return end;
      };
      const next = aReply([], { kind: 'stream', pipeTo });
      concluded.push(next);
      sendReply(next.reply, response);
    });
    const socket = connect(port, '127.0.0.1').resume();
    socket.write('GET / HTTP/1.1\r\nHost: hub.example\r\n\r\n');
    await eventually('the reply to be concluded', () => concluded[0]?.ends.length === 1, {
      withinMs: 2_000,
    });
    expect(socket.destroyed).toBe(false);
    socket.destroy();
  });

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
