import type { BridgedEndpoint } from './bridge.js';

/** An authorization reference and what it was given for: what a Session or CDR of 2.1.1 is recognized by. */
export interface SeenAuthorization {
  readonly reference: string;
  readonly contractId: string | null;
  readonly uid: string | null;
  readonly locationId: string | null;
}

/**
 * The authorization reference in an exchange, in any version from 2.2 on: in the body of START_SESSION and RESERVE_NOW, in the data of
 * the answer to authorize. The hub remembers it, because the Session and CDR of a 2.1.1 party cannot say it.
 */
export function authorizationsIn(
  _endpoint: BridgedEndpoint,
  _message: { readonly body: unknown; readonly envelope: unknown },
): readonly SeenAuthorization[] {
  return [];
}
