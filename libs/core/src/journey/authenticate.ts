import type { PartyDirectory } from '../ports.js';
import type { Admission } from './admission.js';
import type { Authenticated, Received } from './message.js';
import { refuse, type Refusal } from './refusal.js';
import { authenticated } from './stages.js';

/**
 * Finds out who sends, by token alone: headers say nothing about authority. A missing or unknown token is HTTP 401 whatever else
 * may be wrong, so that strangers learn nothing. OCPI 2.2.1, Transport and format > Authorization header.
 */
export function authenticate(
  received: Received,
  directory: PartyDirectory,
  admission: Admission,
): Authenticated | Refusal {
  const snapshot = directory.snapshot();
  if (snapshot === null) return refuse('database-lost', 'the hub is starting and has not read its registry yet', 2);
  const authorization = received.raw.headers.authorization;
  const holder = directory.whoPresents(typeof authorization === 'string' ? authorization : undefined);
  if (holder === null) {
    const wait = admission.wrongToken(received.raw.remoteAddress, received.atMs);
    return wait ?? refuse('unknown-token', unknownTokenMessage(authorization !== undefined));
  }
  return authenticated(received, snapshot, holder);
}

function unknownTokenMessage(given: boolean): string {
  return given
    ? 'the token in the Authorization header is not known here; send "Token " followed by the Base64 of the token the hub issued'
    : 'the Authorization header is missing; send "Token " followed by the Base64 of the token the hub issued';
}
