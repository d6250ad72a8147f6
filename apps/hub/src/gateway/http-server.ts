import { createServer, type RequestListener, type Server } from 'node:http';
import { refuseBrokenHttp } from './plain-refusal.js';

/** Bytes of request line and headers together; more is HTTP 431. */
const MAX_HEADER_BYTES = 16_384;

/**
 * A server with a limit on everything a stranger can make it wait for or hold: headers within 10 s, a whole request within 30 s,
 * 16 KB of headers, idle connections closed after 65 s (longer than the usual balancer's 60 s, so that it closes first).
 */
export function createBoundedServer(listener: RequestListener): Server {
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 2_000,
      noDelay: true,
    },
    listener,
  );
  // Node drops header lines over its limit without a word; the gateway counts them and says so instead.
  server.maxHeadersCount = 0;
  server.on('clientError', refuseBrokenHttp);
  server.on('request', (_, response) => {
    // close() looks for idle connections once: one that was busy then would be waited for until its client lets go.
    response.once('close', () => {
      if (!server.listening) server.closeIdleConnections();
    });
  });
  return server;
}
