import { once } from 'node:events';
import { Agent, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { BoundedServer } from './http-server.js';

/** Longer than anything here takes. */
const LONG_MS = 20_000;
const SOON_MS = 2_000;

const agent = new Agent({ keepAlive: true });
const sockets: Socket[] = [];

afterEach(() => {
  agent.destroy();
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** A server whose answers the test gives, and the first request as it came. */
async function listening(): Promise<{ server: BoundedServer; port: number; asked: Promise<ServerResponse> }> {
  let answerLater: (response: ServerResponse) => void = () => undefined;
  const asked = new Promise<ServerResponse>((resolve) => (answerLater = resolve));
  const server = new BoundedServer((_, response) => answerLater(response));
  server.http.listen(0, '127.0.0.1');
  await once(server.http, 'listening');
  return { server, port: (server.http.address() as AddressInfo).port, asked };
}

function ask(port: number): Promise<IncomingMessage> {
  const asking = request({ port, host: '127.0.0.1', agent });
  asking.end();
  return once(asking, 'response').then(([answer]) => answer as IncomingMessage);
}

async function openSocket(port: number, bytes: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}

async function msToEnd(server: BoundedServer, withinMs = LONG_MS): Promise<number> {
  const startedAt = performance.now();
  await server.end(withinMs);
  return performance.now() - startedAt;
}

describe('a server that ends', () => {
  it('lets go of a kept-alive connection as soon as the answer under way is out', async () => {
    const { server, port, asked } = await listening();
    const answered = ask(port);
    const response = await asked;

    const ended = msToEnd(server);
    response.end('late');

    const answer = await answered;
    answer.resume();
    expect(answer.statusCode).toBe(200);
    expect(await ended).toBeLessThan(SOON_MS);
  });

  it.each([
    ['that never asked anything', ''],
    ['that stopped within its first headers', 'GET / HTTP/1.1\r\nHost: hub.example\r\n'],
  ])('does not wait for a connection %s', async (_which, bytes) => {
    const { server, port } = await listening();
    const socket = await openSocket(port, bytes);
    const closed = once(socket, 'close');
    socket.resume();

    expect(await msToEnd(server)).toBeLessThan(SOON_MS);
    await closed;
  });

  it('does not wait for answers that stood in line on a connection which is gone', async () => {
    const { server, port, asked } = await listening();
    const socket = await openSocket(port, 'GET / HTTP/1.1\r\nHost: hub.example\r\n\r\n'.repeat(3));
    const response = await asked;
    const closed = once(response, 'close');
    socket.resetAndDestroy();
    await closed;

    expect(await msToEnd(server)).toBeLessThan(SOON_MS);
  });

  it('ends what is not answered in the time it has', async () => {
    const { server, port, asked } = await listening();
    const answered = ask(port);
    await asked;

    const refused = expect(answered).rejects.toThrow('socket hang up');
    expect(await msToEnd(server, 100)).toBeLessThan(SOON_MS);
    await refused;
  });

  it('asks each asker to close his connection while it drains', async () => {
    const { server, port, asked } = await listening();
    server.drain();
    const answered = ask(port);
    (await asked).end();
    expect((await answered).headers.connection).toBe('close');
    await server.end(LONG_MS);
  });
});
