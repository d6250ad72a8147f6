import type { ConnectionStatus } from '../registry.js';

/** What the hub believes about the connection to one platform; a value, replaced as a whole when something changes. */
export interface Connection {
  readonly status: ConnectionStatus;
  /** Exchanges that failed since the last answer. */
  readonly failuresInARow: number;
  /** The platform answers 401: the hub's token is no longer accepted there. */
  readonly credentialsRefused: boolean;
  /** Something hints that the OFFLINE platform is back: it is to be probed soon, not at the next turn. */
  readonly wantsProbe: boolean;
}

/** What can happen to a connection. */
export type ConnectionEvent =
  /** A 2xx answer: the platform lives and accepts the hub's token. */
  | 'accepted'
  /** Any other answer below 500. */
  | 'answered'
  /** 5xx, or an answer that broke off: somebody is there, perhaps only the proxy before a dead platform. */
  | 'answered-badly'
  /** 401. */
  | 'credentials-refused'
  /** Nothing could be sent, or nothing came back although nothing else was answered meanwhile. */
  | 'failed'
  /** An ending that says nothing about the platform. */
  | 'nothing-learned'
  /** An authenticated request came from the platform. */
  | 'heard'
  | 'probe-started'
  /** A handshake was completed. */
  | 'registered'
  /** By the operator, or because the registration was ended. */
  | 'suspended'
  /** Back to before its first handshake. */
  | 'planned'
  /** The store says so: an operator's resume, or another process of the hub. */
  | 'found-connected'
  | 'found-offline';

/** Events that show that bytes of an answer came back. */
export type SignOfLife = Extract<ConnectionEvent, 'accepted' | 'answered' | 'answered-badly' | 'credentials-refused'>;

/** When the hub changes its mind about a platform. */
export interface PresenceSettings {
  /** Failures in a row after which a platform is OFFLINE. */
  readonly offlineAfter: number;
  /** Silence after which a platform is asked whether it lives (OCPI 2.2.1, HubClientInfo > Still alive check). */
  readonly aliveAfterMs: number;
  /** At most one announced change per platform in this time. */
  readonly statusHoldMs: number;
}

/** A connection as it is first met, with the status that was stored; one that is OFFLINE is probed soon. */
export function newConnection(status: ConnectionStatus): Connection {
  return { status, failuresInARow: 0, credentialsRefused: false, wantsProbe: status === 'OFFLINE' };
}

/**
 * The connection after an event; the very same object when nothing changed, which is the case for nearly every message.
 * PLANNED and SUSPENDED are left by handshake or operator only, whatever else is seen of the platform.
 */
export function nextConnection(connection: Connection, event: ConnectionEvent, offlineAfter: number): Connection {
  switch (event) {
    case 'registered':
    case 'found-connected':
      return newConnection('CONNECTED');
    case 'found-offline':
      // Whoever found it so has just tried.
      return { ...newConnection('OFFLINE'), wantsProbe: false };
    case 'suspended':
      return connection.status === 'SUSPENDED' ? connection : newConnection('SUSPENDED');
    case 'planned':
      return connection.status === 'PLANNED' ? connection : newConnection('PLANNED');
    default:
      break;
  }
  if (connection.status === 'CONNECTED') return whileConnected(connection, event, offlineAfter);
  return connection.status === 'OFFLINE' ? whileOffline(connection, event) : connection;
}

type ObservedEvent = Exclude<
  ConnectionEvent,
  'registered' | 'suspended' | 'planned' | 'found-connected' | 'found-offline'
>;

function whileConnected(connection: Connection, event: ObservedEvent, offlineAfter: number): Connection {
  switch (event) {
    case 'accepted':
      return answered(connection, false);
    case 'answered':
    case 'answered-badly':
      return answered(connection, connection.credentialsRefused);
    case 'credentials-refused':
      return answered(connection, true);
    case 'failed': {
      const failuresInARow = connection.failuresInARow + 1;
      const status = failuresInARow >= offlineAfter ? 'OFFLINE' : 'CONNECTED';
      return { ...connection, status, failuresInARow };
    }
    // A request from the platform ends its silence, but does not say that it can be reached: failures go on counting.
    case 'heard':
    case 'probe-started':
    case 'nothing-learned':
      return connection;
  }
}

function whileOffline(connection: Connection, event: ObservedEvent): Connection {
  switch (event) {
    case 'accepted':
      return newConnection('CONNECTED');
    case 'answered':
      return { ...newConnection('CONNECTED'), credentialsRefused: connection.credentialsRefused };
    case 'credentials-refused':
      return { ...newConnection('CONNECTED'), credentialsRefused: true };
    case 'failed':
      return { ...connection, failuresInARow: connection.failuresInARow + 1 };
    case 'heard':
      return connection.wantsProbe ? connection : { ...connection, wantsProbe: true };
    case 'probe-started':
      return connection.wantsProbe ? { ...connection, wantsProbe: false } : connection;
    case 'answered-badly':
    case 'nothing-learned':
      return connection;
  }
}

function answered(connection: Connection, credentialsRefused: boolean): Connection {
  const isUnchanged = connection.failuresInARow === 0 && connection.credentialsRefused === credentialsRefused;
  return isUnchanged ? connection : { ...connection, failuresInARow: 0, credentialsRefused };
}
