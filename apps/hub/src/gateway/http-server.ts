import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { refuseBrokenHttp } from './plain-refusal.js';

/** Bytes of request line and headers together; more is HTTP 431. */
const MAX_HEADER_BYTES = 16_384;

/** After the last answer is out: for a connection that is in the middle of its first request line, in ms. */
const LAST_WORDS_MS = 500;

/**
 * A server with a limit on everything a stranger can make it wait for or hold: headers within 10 s, a whole request within 30 s,
 * 16 KB of headers, idle connections closed after 65 s (longer than the usual balancer's 60 s, so that it closes first).
 */
export class BoundedServer {
  readonly http: Server;
  /** Answers under way by connection. One that closes takes along those in line behind its first, which Node tells nothing of. */
  private readonly underWay = new Map<Socket, number>();
  private isDraining = false;
  private onQuiet: () => void = () => undefined;

  constructor(listener: RequestListener) {
    this.http = createServer(
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
      (request, response) => {
        this.follow(request, response);
        listener(request, response);
      },
    );
    // Node drops header lines over its limit without a word; the gateway counts them and says so instead.
    this.http.maxHeadersCount = 0;
    this.http.on('clientError', refuseBrokenHttp);
    this.http.on('connection', (socket) => socket.once('close', () => this.leave(socket, 0)));
    // An expectation that nobody knows may be left unfulfilled (RFC 9110, 10.1.1); Node alone would answer 417 without an envelope.
    this.http.on('checkExpectation', (request, response) => this.http.emit('request', request, response));
  }

  /** From now on every answer asks its asker to close the connection and connect to another process. */
  drain(): void {
    this.isDraining = true;
  }

  /**
   * Takes no more connections and waits for answers under way, at most `withinMs`. Connections that carry nothing do not hold it up:
   * neither kept-alive ones nor those that never asked anything, which Node does not count as idle.
   */
  async end(withinMs: number): Promise<void> {
    if (!this.http.listening) return;
    this.drain();
    const closed = new Promise<void>((resolve) => this.http.close(() => resolve()));
    const latest = setTimeout(() => this.http.closeAllConnections(), withinMs);
    await new Promise<void>((resolve) => {
      this.onQuiet = resolve;
      if (this.underWay.size === 0) resolve();
    });
    const silent = setTimeout(() => this.http.closeAllConnections(), LAST_WORDS_MS);
    await closed;
    clearTimeout(latest);
    clearTimeout(silent);
  }

  private follow({ socket }: IncomingMessage, response: ServerResponse): void {
    if (this.isDraining) response.shouldKeepAlive = false;
    this.underWay.set(socket, (this.underWay.get(socket) ?? 0) + 1);
    response.once('close', () => {
      this.leave(socket, (this.underWay.get(socket) ?? 1) - 1);
      // close() looks for idle connections once: one that was busy then would be waited for until its client lets go.
      if (!this.http.listening) this.http.closeIdleConnections();
    });
  }

  private leave(socket: Socket, left: number): void {
    if (left > 0) this.underWay.set(socket, left);
    else this.underWay.delete(socket);
    if (this.underWay.size === 0) this.onQuiet();
  }
}
