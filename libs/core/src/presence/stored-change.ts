import type { ConnectionStatus, Platform, Registration } from '../registry.js';
import type { ConnectionEvent } from './connection-status.js';

/** What the store said of a platform's connection. */
export type StoredConnection = Pick<Platform, 'status' | 'registration'>;

/**
 * What a newer state of the store means for the connection. SUSPENDED and PLANNED always win; a handshake connects; a status that
 * somebody else stored is taken over. `written` is the status this process is storing itself: its echo is no news.
 */
export function eventOfStoredChange(
  before: StoredConnection,
  after: StoredConnection,
  written: ConnectionStatus | null,
): ConnectionEvent {
  if (after.status === 'SUSPENDED') return 'suspended';
  if (after.status === 'PLANNED') return 'planned';
  const isConnected = after.status === 'CONNECTED';
  if (isConnected && !isSameRegistration(before.registration, after.registration)) return 'registered';
  if (after.status === before.status || after.status === written) return 'nothing-learned';
  return isConnected ? 'found-connected' : 'found-offline';
}

/** By content: each snapshot may hold new objects for what did not change. */
function isSameRegistration(a: Registration | null, b: Registration | null): boolean {
  if (a === null || b === null) return a === b;
  return a.versionsUrl === b.versionsUrl && a.version === b.version && a.token.reveal() === b.token.reveal();
}
