import { envelopeJson, HEADER, OCPI_STATUS, type PartyId } from '@busbar/ocpi';
import type { ConfigurationAnswer } from '../configuration.js';
import type { ForwardedAnswer } from './forward.js';
import type { Received, Reply, Routed } from './message.js';
import { statusOf, type Refusal } from './refusal.js';

/** A reply without its ending: the journey adds what happens once it has left. */
export type ReplyContent = Omit<Reply, 'conclude'>;

/** Headers of an answer that pass beside those the hub writes itself. OCPI 2.2.1, Transport and format. */
const PASSED_BACK = [
  [HEADER.contentType, 'content-type'],
  [HEADER.contentEncoding, 'content-encoding'],
  [HEADER.totalCount, 'x-total-count'],
  [HEADER.limit, 'x-limit'],
  [HEADER.retryAfter, 'retry-after'],
] as const;

const UTF8 = new TextEncoder();

/**
 * The receiver's answer as the asker gets it: same status, same bytes, the asker's own request id and the routing headers swapped
 * (OCPI 2.2.1, Transport and format > Message Routing Headers).
 */
export function passOn(message: Routed, answer: ForwardedAnswer, pointing: readonly string[]): ReplyContent {
  const headers = idHeaders(message);
  addRouting(headers, message.plan.receiver.id, message.from);
  for (const [name, lowerName] of PASSED_BACK) {
    const value = answer.headers.get(lowerName);
    if (value !== undefined) headers.push(name, value);
  }
  const { forward_headers: theirs } = message.plan.receiver.platform.settings;
  for (const name of new Set([...theirs, ...message.platform.settings.forward_headers])) {
    const value = answer.headers.get(name);
    if (value !== undefined) headers.push(name, value);
  }
  const length = answer.headers.get('content-length');
  if (answer.body.kind === 'stream' && length !== undefined) headers.push(HEADER.contentLength, length);
  headers.push(...pointing);
  return { status: answer.status, headers, body: answer.body };
}

/** A refusal as an OCPI envelope, from the hub to the asker where that is known. */
export function decline(message: Received, refusal: Refusal, hub: PartyId, asker: PartyId | null): ReplyContent {
  const { http, ocpi } = statusOf(refusal.kind);
  const headers = idHeaders(message);
  if (asker !== null) addRouting(headers, hub, asker);
  if (refusal.retryAfterS !== null) headers.push(HEADER.retryAfter, String(refusal.retryAfterS));
  return envelope(message, http, { statusCode: ocpi, statusMessage: refusal.message }, headers);
}

/** The answer of a configuration module; these carry no routing headers. */
export function answerItself(message: Received, answer: ConfigurationAnswer): ReplyContent {
  const headers = idHeaders(message);
  headers.push(...(answer.headers ?? []));
  return envelope(message, 200, { statusCode: OCPI_STATUS.success, data: answer.data }, headers);
}

function envelope(
  message: Received,
  status: number,
  content: Parameters<typeof envelopeJson>[0],
  headers: string[],
): ReplyContent {
  headers.push(HEADER.contentType, 'application/json');
  return { status, headers, body: { kind: 'whole', bytes: UTF8.encode(envelopeJson(content, message.atMs)) } };
}

function idHeaders(message: Received): string[] {
  return [HEADER.requestId, message.requestId, HEADER.correlationId, message.correlationId];
}

function addRouting(headers: string[], from: PartyId, to: PartyId): void {
  headers.push(HEADER.toPartyId, to.partyId, HEADER.toCountryCode, to.countryCode);
  headers.push(HEADER.fromPartyId, from.partyId, HEADER.fromCountryCode, from.countryCode);
}
