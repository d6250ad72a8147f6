import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { BodyBudget } from './body-budget.js';
import { RequestBody } from './read-request-body.js';

const HEAD = 'POST / HTTP/1.1\r\nHost: hub.example\r\nContent-Length: 100\r\n\r\n';

/** A request of which so much has been sent, once `when` has come. */
async function requestAfter(
  bytes: string,
  when: (request: IncomingMessage, socket: Socket) => Promise<unknown>,
): Promise<IncomingMessage> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined).write(HEAD + bytes);
  const [request] = (await once(server, 'request')) as [IncomingMessage];
  request.on('error', () => undefined);
  await when(request, socket);
  server.close();
  return request;
}

const budgetOf = (bytes: number): BodyBudget => new BodyBudget({ totalBytes: bytes, platformBytes: bytes });

describe('the body of a request', () => {
  it('is refused, not awaited for ever, when its asker left before anybody read it', async () => {
    const request = await requestAfter('{"result":', async (made, socket) => {
      const closed = new Promise((resolve) => made.once('close', resolve));
      socket.destroy();
      await closed;
    });
    const body = new RequestBody(request, { maxBytes: 1_000, budget: budgetOf(1_000) });
    expect(await body.read('emsp')).toMatchObject({ kind: 'body-too-slow' });
  });

  it('is refused where the memory for bodies is used up, and gives its own back when it is over', async () => {
    const budget = budgetOf(50);
    const request = await requestAfter('x'.repeat(100), () => Promise.resolve());
    const body = new RequestBody(request, { maxBytes: 1_000, budget });
    expect(await body.read('emsp')).toMatchObject({ kind: 'overloaded', retryAfterS: 1 });
    body.release();
    expect(budget.take('emsp', 50)).toBe(true);
    request.socket.destroy();
  });
});
