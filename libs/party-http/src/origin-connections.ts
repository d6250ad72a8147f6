import { Connection } from './connection.js';
import type { ConnectorParts } from './guarded-connector.js';

/**
 * The connections of one platform to one scheme, host and port: as many as exchanges were ever under way at once. The one used last
 * is used next, so that few stay warm and the others can go.
 */
export class OriginConnections {
  readonly #origin: string;
  readonly #parts: ConnectorParts;
  readonly #idle: Connection[] = [];
  readonly #busy = new Set<Connection>();
  #fewestIdle = 0;
  #isClosed = false;

  constructor(origin: string, parts: ConnectorParts) {
    this.#origin = origin;
    this.#parts = parts;
  }

  /** A connection for one exchange; it connects when the request is sent, unless it still stands. */
  take(): Connection {
    const connection = this.#idle.pop() ?? new Connection(this.#origin, this.#parts);
    if (this.#idle.length < this.#fewestIdle) this.#fewestIdle = this.#idle.length;
    this.#busy.add(connection);
    return connection;
  }

  /** The exchange is over; `isReusable` says whether the connection ended it in order. */
  giveBack(connection: Connection, isReusable: boolean): void {
    this.#busy.delete(connection);
    if (!isReusable) return;
    if (this.#isClosed) connection.drop();
    else this.#idle.push(connection);
  }

  /** Drops the connections that nobody needed since the last call; true when none is left. */
  sweep(): boolean {
    for (const connection of this.#idle.splice(0, this.#fewestIdle)) connection.drop();
    this.#fewestIdle = this.#idle.length;
    return this.#idle.length === 0 && this.#busy.size === 0;
  }

  /** Drops idle connections now and the others when their exchange is over. */
  close(): void {
    this.#isClosed = true;
    for (const connection of this.#idle.splice(0)) connection.drop();
  }

  /** Drops every connection now; exchanges under way end without an answer. */
  abort(): void {
    this.close();
    for (const connection of this.#busy) connection.drop();
  }
}
