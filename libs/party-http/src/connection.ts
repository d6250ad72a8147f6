import type { EventEmitter } from 'node:events';
import { Client, type Dispatcher } from 'undici';
import { GuardedConnector, type ConnectorParts } from './guarded-connector.js';

const MAX_HEADER_BYTES = 16 * 1024;
/** Node servers close idle connections after 5 s: without a Keep-Alive hint of the peer we close first. */
const IDLE_MS = 4_000;
const MOST_IDLE_MS = 60_000;

/**
 * One connection to a party: an undici client that carries one exchange at a time and connects again when it must. undici's own Pool
 * is not used because it queues, and because it cannot give up the attempt to connect of one request whose deadline has passed.
 */
export class Connection {
  readonly #connector: GuardedConnector;
  readonly #client: Client;

  constructor(origin: string, parts: ConnectorParts) {
    this.#connector = new GuardedConnector(parts);
    this.#client = new Client(origin, {
      connect: this.#connector.connect,
      pipelining: 1,
      maxHeaderSize: MAX_HEADER_BYTES,
      keepAliveTimeout: IDLE_MS,
      keepAliveMaxTimeout: MOST_IDLE_MS,
      // Both measure inactivity; the deadline of the exchange is the only clock.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    // What a handler throws out of place; undici's types leave this event out.
    const emitter: EventEmitter = this.#client;
    emitter.on('error', parts.onFault);
  }

  /** Connects where needed and writes the request; everything that follows comes through the handler. */
  send(request: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#client.dispatch(request, handler);
  }

  /** Closes it at once, whatever it is doing; its exchange learns so through its handler. */
  drop(): void {
    this.#connector.drop();
    void this.#client.destroy();
  }
}
