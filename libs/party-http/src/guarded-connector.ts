import type { LookupAddress } from 'node:dns';
import { connect as connectTcp, isIP, type Socket, type TcpNetConnectOpts } from 'node:net';
import type { buildConnector } from 'undici';
import type { AddressGuard } from './address-guard.js';
import type { HostLookups } from './host-lookups.js';

/** An address that the guard refused. An Error because undici hands connection failures on as such. */
export class AddressNotAllowed extends Error {}

/** The TLS handshake did not end well; `cause` says why. */
export class TlsFailed extends Error {
  constructor(cause: Error) {
    super('TLS failed', { cause });
  }
}

/** A name that exists and has no address, as `dns.lookup` would say it. */
class NoAddress extends Error {
  readonly code = 'ENOTFOUND';
}

/** The hub gave up the attempt to connect. */
class AttemptDropped extends Error {}

/** What the connections of one platform have in common. */
export interface ConnectorParts {
  readonly guard: AddressGuard;
  readonly lookups: HostLookups;
  /** Upgrades a connected socket to TLS; it remembers sessions. */
  readonly startTls: buildConnector.connector;
  /** An error that no peer and no network can cause. */
  readonly onFault: (error: unknown) => void;
}

const TCP_KEEP_ALIVE_AFTER_MS = 60_000;
const READ_AHEAD_BYTES = 64 * 1024;

/**
 * Opens the socket of one connection: resolves the name itself, refuses it when any of its addresses is not allowed, connects to
 * nothing but the addresses it checked, and checks the one it reached once more before the first byte is written, TLS included.
 */
export class GuardedConnector {
  readonly #parts: ConnectorParts;
  #attempt: { socket: Socket | null } | null = null;

  constructor(parts: ConnectorParts) {
    this.#parts = parts;
  }

  /** Ends an attempt that is under way, at once. */
  drop(): void {
    const attempt = this.#attempt;
    this.#attempt = null;
    attempt?.socket?.destroy(new AttemptDropped());
  }

  /** In the form that undici asks for. */
  readonly connect: buildConnector.connector = (options, callback) => {
    const attempt: { socket: Socket | null } = { socket: null };
    this.#attempt = attempt;
    const forget = (): void => {
      if (this.#attempt === attempt) this.#attempt = null;
    };
    this.#reach(options, attempt)
      .finally(forget)
      .then(
        (socket) => callback(null, socket),
        (error: Error) => callback(error, null),
      )
      // The callback is undici's: what it throws must not end the process; the deadline ends the exchange.
      .catch(this.#parts.onFault);
  };

  async #reach(options: buildConnector.Options, attempt: { socket: Socket | null }): Promise<Socket> {
    const { hostname, protocol } = options;
    const addresses = isIP(hostname) === 0 ? await this.#parts.lookups.addressesOf(hostname) : [literal(hostname)];
    if (addresses.length === 0) throw new NoAddress();
    for (const { address } of addresses) this.#check(address, protocol);
    if (this.#attempt !== attempt) throw new AttemptDropped();
    const socket = openTcp(options, addresses);
    attempt.socket = socket;
    await connected(socket);
    try {
      this.#check(socket.remoteAddress ?? '', protocol);
    } catch (error) {
      socket.destroy();
      throw error;
    }
    return protocol === 'https:' ? this.#upgraded(options, socket) : socket;
  }

  #check(address: string, protocol: string): void {
    const fault = this.#parts.guard.addressFault(address, protocol);
    if (fault !== null) throw new AddressNotAllowed(fault);
  }

  #upgraded(options: buildConnector.Options, socket: Socket): Promise<Socket> {
    return new Promise((resolve, reject) => {
      this.#parts.startTls({ ...options, httpSocket: socket }, (error, secured) => {
        if (error === null) return resolve(secured);
        socket.destroy();
        reject(new TlsFailed(error));
      });
    });
  }
}

function literal(address: string): LookupAddress {
  return { address, family: isIP(address) };
}

/** Node tries the addresses one after the other, soon and in both families (RFC 8305); it gets none but those checked. */
function openTcp(to: buildConnector.Options, addresses: readonly LookupAddress[]): Socket {
  // highWaterMark is a stream option, which net.connect passes on though its types leave it out.
  const options: TcpNetConnectOpts & { readonly highWaterMark: number } = {
    host: to.hostname,
    port: Number(to.port || (to.protocol === 'https:' ? 443 : 80)),
    lookup: (_hostname, _options, callback) => callback(null, [...addresses]),
    autoSelectFamily: true,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: TCP_KEEP_ALIVE_AFTER_MS,
    highWaterMark: READ_AHEAD_BYTES,
  };
  return connectTcp(options);
}

/** The listener stays: an error that comes while the socket changes hands must not be one that nobody listens to. */
function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.once('connect', resolve);
  });
}
