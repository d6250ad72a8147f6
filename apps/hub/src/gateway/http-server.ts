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
      // Node would refuse a request without Host in words of its own; the gateway says the same in an envelope.
      requireHostHeader: false,
    },
    listener,
  );
  // Node drops header lines over its limit without a word; the gateway counts them and says so instead.
  server.maxHeadersCount = 0;
  server.on('clientError', refuseBrokenHttp);
  // An expectation that nobody knows may be left unfulfilled (RFC 9110, 10.1.1); Node alone would answer 417 without an envelope.
  server.on('checkExpectation', listener);
  server.on('request', (_, response) => {
    // close() looks for idle connections once: one that was busy then would be waited for until its client lets go.
    response.once('close', () => {
      if (!server.listening) server.closeIdleConnections();
    });
  });
  return server;
}
