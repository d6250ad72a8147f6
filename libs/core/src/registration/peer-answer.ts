import { readJsonText } from '@busbar/ocpi';
import type { NoAnswerReason, NotSentReason, PartyAnswer } from '../ports.js';
import { collectBody } from './collect-body.js';
import { isJsonObject } from './unusable.js';

/** Versions, details and Credentials are small; what is larger is none of them. */
export const MAX_DOCUMENT_BYTES = 1_048_576;

/** What came of asking a peer during a handshake. */
export type PeerAnswer =
  | { readonly kind: 'document'; readonly httpStatus: number; readonly data: unknown }
  /**
   * The peer said no: HTTP 4xx, or an OCPI status of the client's making. On a GET the token may have been written the wrong way;
   * some implementations answer HTTP 200 with 2xxx then.
   */
  | { readonly kind: 'refused'; readonly httpStatus: number; readonly why: string }
  /** It cannot have taken anything in: the request never left. */
  | { readonly kind: 'not-sent'; readonly why: string }
  /** Anything else: what the peer made of the request is not known. */
  | { readonly kind: 'useless'; readonly httpStatus: number | null; readonly why: string };

/**
 * Reads an answer to the end and takes its OCPI envelope off. Never rejects; `why` completes a sentence about the URL. `secrets` are
 * the texts that the request carried and that the peer may repeat in its message.
 */
export async function readPeerAnswer(answer: PartyAnswer, secrets: readonly string[]): Promise<PeerAnswer> {
  if (answer.kind === 'not-sent') return { kind: 'not-sent', why: NOT_SENT[answer.reason] };
  if (answer.kind === 'no-answer') return { kind: 'useless', httpStatus: null, why: NO_ANSWER[answer.reason] };
  const { status: httpStatus } = answer;
  const useless = (why: string): PeerAnswer => ({ kind: 'useless', httpStatus, why });
  const body = await collectBody(answer.body, MAX_DOCUMENT_BYTES);
  if (httpStatus >= 300 && httpStatus < 400) {
    return useless(`answered HTTP ${httpStatus}: redirects are not followed, publish the final URL`);
  }
  if (httpStatus >= 400 && httpStatus < 500) return { kind: 'refused', httpStatus, why: `answered HTTP ${httpStatus}` };
  if (httpStatus < 200 || httpStatus >= 300) return useless(`answered HTTP ${httpStatus}`);
  if (body === 'too-large') return useless(`answered more than ${MAX_DOCUMENT_BYTES} bytes`);
  if (body === 'cut-off') return useless(NO_ANSWER['cut-off']);
  if (!readJsonText(body).ok) return useless('did not answer JSON in UTF-8');
  return readEnvelope(httpStatus, JSON.parse(new TextDecoder().decode(body)), secrets);
}

/** OCPI 2.2.1, Transport and format > Response format. */
function readEnvelope(httpStatus: number, envelope: unknown, secrets: readonly string[]): PeerAnswer {
  const statusCode = isJsonObject(envelope) ? envelope['status_code'] : undefined;
  if (!isJsonObject(envelope) || typeof statusCode !== 'number') {
    return { kind: 'useless', httpStatus, why: 'did not answer an OCPI envelope with a status_code' };
  }
  if (statusCode >= 1000 && statusCode < 2000) return { kind: 'document', httpStatus, data: envelope['data'] };
  const why = `answered OCPI status ${statusCode}${quotedMessage(envelope['status_message'], secrets)}`;
  return statusCode >= 2000 && statusCode < 4000
    ? { kind: 'refused', httpStatus, why }
    : { kind: 'useless', httpStatus, why };
}

/** The peer's own words help most, cut short and without what must not be written down. */
function quotedMessage(message: unknown, secrets: readonly string[]): string {
  if (typeof message !== 'string' || message === '') return '';
  const words = secrets.reduce((text, secret) => text.replaceAll(secret, '[token]'), message);
  return ` (${JSON.stringify(words.replace(/[^\x20-\x7e]/g, ' ').slice(0, 200))})`;
}

const NOT_SENT: Readonly<Record<NotSentReason, string>> = {
  refused: 'refuses the connection',
  dns: 'has a host name that does not resolve',
  tls: 'has no TLS certificate that this hub trusts, or does not speak TLS',
  'connect-timeout': 'cannot be reached in time',
  'in-flight-cap': 'has too many requests of this hub under way',
  'address-not-allowed': 'is at an address that this hub does not connect to: use https and a public address',
  'hub-network': 'cannot be reached because the network of this hub fails',
};

const NO_ANSWER: Readonly<Record<NoAnswerReason, string>> = {
  timeout: 'did not answer in time',
  reset: 'closed the connection without an answer',
  'cut-off': 'broke off its answer',
  'too-large': 'answered too much',
  'asker-gone': 'was not waited for',
};
