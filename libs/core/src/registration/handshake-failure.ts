/** Where a handshake can end; docs and console use these words. */
export type HandshakeStep =
  | 'begin'
  | 'read-credentials'
  | 'check-roles'
  | 'get-versions'
  | 'choose-version'
  | 'get-details'
  | 'check-modules'
  | 'offer-token'
  | 'send-credentials'
  | 'read-answer'
  | 'store';

/** Why a handshake ended early, in either direction. */
export type HandshakeFault =
  /** The Credentials object, or what the operator typed, is not in order. */
  | 'invalid-credentials'
  | 'party-not-allowed'
  /** Their versions or details could not be had or used. */
  | 'api-unusable'
  | 'no-mutual-version'
  | 'no-functional-module'
  /** One handshake per platform at a time. */
  | 'under-way'
  /** Another handshake of the platform finished first. */
  | 'registered-meanwhile'
  /** The platform was changed while this handshake ran: another try makes sense. */
  | 'changed-meanwhile'
  | 'platform-suspended'
  | 'platform-gone'
  | 'database-lost';

/** Why a handshake that the hub began ended early. */
export type OwnHandshakeFault =
  | HandshakeFault
  /** There is nothing to rotate or to end. */
  | 'not-registered'
  | 'no-credentials-endpoint'
  | 'refused-by-peer'
  /** They may have taken our credentials or not: no whole answer came. */
  | 'outcome-unknown';

/** An expected ending of a handshake: where, why, and what to say about it. No tokens. */
export interface HandshakeFailure<Fault extends OwnHandshakeFault = HandshakeFault> {
  readonly failedAt: HandshakeStep;
  readonly fault: Fault;
  /** One sentence that says what was found and what to change. */
  readonly message: string;
}

/** Makes a failure. */
export function failure<Fault extends OwnHandshakeFault>(
  failedAt: HandshakeStep,
  fault: Fault,
  message: string,
): HandshakeFailure<Fault> {
  return { failedAt, fault, message };
}

/** Whether a step ended in a failure. */
export function isFailure<Fault extends OwnHandshakeFault>(
  value: object | HandshakeFailure<Fault>,
): value is HandshakeFailure<Fault> {
  return 'failedAt' in value;
}
