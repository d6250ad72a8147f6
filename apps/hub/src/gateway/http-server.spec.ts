import { once } from 'node:events';
import { Agent, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { createBoundedServer } from './http-server.js';

describe('a server that is closed', () => {
  it('lets go of a kept-alive connection as soon as the answer under way is out', async () => {
    let answerLater: (response: ServerResponse) => void = () => undefined;
    const asked = new Promise<ServerResponse>((resolve) => (answerLater = resolve));
    const server = createBoundedServer((_, response) => answerLater(response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const agent = new Agent({ keepAlive: true });
    const asking = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', agent });
    const answered = once(asking, 'response') as Promise<[IncomingMessage]>;
    asking.end();
    const response = await asked;

    const closed = once(server, 'close');
    server.close();
    response.end('late');

    const [answer] = await answered;
    answer.resume();
    await closed;
    expect(answer.statusCode).toBe(200);
    agent.destroy();
  });
});
