import type { NoAnswerReason, NotSentReason, PartyAnswer } from '@busbar/core';
import { errors } from 'undici';
import { AddressNotAllowed, TlsFailed } from './guarded-connector.js';

/** An exchange that brought no answer. */
export type Failure = Exclude<PartyAnswer, { kind: 'answer' }>;

/** Nothing of the request left the hub. */
export function notSent(reason: NotSentReason, detail: string): Failure {
  return { kind: 'not-sent', reason, detail };
}

/** The request left the hub, or part of it; what became of it is unknown. */
export function noAnswer(reason: NoAnswerReason, detail: string): Failure {
  return { kind: 'no-answer', reason, detail };
}

const OWN_NETWORK = 'the hub itself could not connect';
const DNS_TROUBLE = 'the hub could not ask its name server';

/** What error codes say before the request was written. A code that is not here is a fault of our own, not the peer's. */
const CONNECT_ENDINGS: Readonly<Record<string, readonly [NotSentReason, string]>> = {
  ECONNREFUSED: ['refused', 'the connection was refused'],
  ECONNRESET: ['refused', 'the connection was reset before the request was sent'],
  ECONNABORTED: ['refused', 'the connection was closed before the request was sent'],
  EHOSTUNREACH: ['refused', 'the host cannot be reached'],
  EHOSTDOWN: ['refused', 'the host is down'],
  ETIMEDOUT: ['connect-timeout', 'the host did not accept the connection in time'],
  ENOTFOUND: ['dns', 'the host name does not exist'],
  ENODATA: ['dns', 'the host name has no address'],
  EAI_AGAIN: ['hub-network', DNS_TROUBLE],
  EAI_FAIL: ['hub-network', DNS_TROUBLE],
  EAI_MEMORY: ['hub-network', DNS_TROUBLE],
  ESERVFAIL: ['hub-network', DNS_TROUBLE],
  ETIMEOUT: ['hub-network', DNS_TROUBLE],
  ENETUNREACH: ['hub-network', OWN_NETWORK],
  ENETDOWN: ['hub-network', OWN_NETWORK],
  EADDRNOTAVAIL: ['hub-network', OWN_NETWORK],
  EACCES: ['hub-network', OWN_NETWORK],
  EPERM: ['hub-network', OWN_NETWORK],
  EMFILE: ['hub-network', OWN_NETWORK],
  ENFILE: ['hub-network', OWN_NETWORK],
  ENOBUFS: ['hub-network', OWN_NETWORK],
  ENOMEM: ['hub-network', OWN_NETWORK],
  UND_ERR_DESTROYED: ['hub-network', 'the hub closed the connection'],
};

/** A fault of the hub's own code counts against no peer. */
export function faultEnding(wasSent: boolean): Failure {
  const detail = 'the hub failed over a fault of its own';
  return wasSent ? noAnswer('cut-off', detail) : notSent('hub-network', detail);
}

/** How an exchange ended that failed before its request was written; null where the error is a fault of our own. */
export function endingBeforeRequest(error: Error): Failure | null {
  if (error instanceof AddressNotAllowed) return notSent('address-not-allowed', `the URL is refused: ${error.message}`);
  if (error instanceof TlsFailed) return notSent('tls', `the TLS handshake failed (${codeOf(error.cause)})`);
  const code = codeOf(mostTelling(error));
  const known = CONNECT_ENDINGS[code];
  return known === undefined ? null : notSent(known[0], `${known[1]} (${code})`);
}

/** How an exchange ended that failed after its request was written; null where the error is a fault of our own. */
export function endingAfterRequest(error: Error, answerBegan: boolean): Failure | null {
  const code = codeOf(error);
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return noAnswer('too-large', 'the headers of the answer are too large');
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return noAnswer('cut-off', 'the answer is shorter or longer than its Content-Length');
  if (error instanceof errors.HTTPParserError) return noAnswer('cut-off', 'the answer is not valid HTTP/1.1');
  if (!isConnectionLost(code)) return null;
  return answerBegan
    ? noAnswer('cut-off', 'the answer broke off')
    : noAnswer('reset', 'the connection was closed before an answer came');
}

function isConnectionLost(code: string): boolean {
  return (
    code === 'UND_ERR_SOCKET' || code === 'UND_ERR_DESTROYED' || /^E[A-Z]{2,}$|^ERR_(SSL|TLS)_|^EPROTO$/.test(code)
  );
}

/** Several addresses were tried: the hub's own trouble with one family says nothing where the other reached the host. */
function mostTelling(error: unknown): unknown {
  if (!isObject(error) || !Array.isArray(error['errors'])) return error;
  const attempts: readonly unknown[] = error['errors'];
  const isOfTheHost = (each: unknown): boolean => CONNECT_ENDINGS[codeOf(each)]?.[0] !== 'hub-network';
  return attempts.find(isOfTheHost) ?? attempts[0];
}

function codeOf(error: unknown): string {
  return isObject(error) && typeof error['code'] === 'string' ? error['code'] : 'no code';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
