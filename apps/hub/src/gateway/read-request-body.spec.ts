import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { readRequestBody } from './read-request-body.js';

describe('the body of a request', () => {
  it('is refused, not awaited for ever, when its asker left before anybody read it', async () => {
    const gone = new Promise<IncomingMessage>((resolve) => {
      const server = createServer((request) => {
        request.on('error', () => undefined).once('close', () => resolve(request));
        server.close();
      }).listen(0, '127.0.0.1', () => {
        const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
        socket.write('POST / HTTP/1.1\r\nHost: hub.example\r\nContent-Length: 100\r\n\r\n{"result":');
        void once(server, 'request').then(() => socket.destroy());
      });
    });
    expect(await readRequestBody(await gone, 1_000)).toMatchObject({ kind: 'body-too-slow' });
  });
});
