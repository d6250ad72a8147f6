import {
  envelopeJson,
  HEADER,
  namesParties,
  OCPI_STATUS,
  type Envelope,
  type OcpiVersion,
  type PartyId,
} from '@busbar/ocpi';
import type { ConfigurationAnswer } from '../configuration.js';
import { wordsOf, type TakenOn } from './enqueue.js';
import { namedHeaders, type ForwardedAnswer } from './forward.js';
import type { GatheredAnswer } from './gather.js';
import type { Addressed, GatherPlan, OwedPlan, OwnCopyPlan, Received, Reply, Routed } from './message.js';
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
  addRouting(headers, message, { from: message.plan.receiver.id, to: message.from });
  for (const [name, lowerName] of PASSED_BACK) {
    const value = answer.headers.get(lowerName);
    if (value !== undefined) headers.push(name, value);
  }
  for (const name of namedHeaders(message.platform, message.plan.receiver.platform)) {
    const value = answer.headers.get(name);
    if (value !== undefined) headers.push(name, value);
  }
  const length = answer.headers.get('content-length');
  if (answer.body.kind === 'stream' && length !== undefined) headers.push(HEADER.contentLength, length);
  headers.push(...pointing);
  return { status: answer.status, headers, body: answer.body };
}

/** Between whom an answer of the hub's own goes; null where the asker is not known. */
export interface Parties {
  readonly hub: PartyId;
  readonly asker: PartyId | null;
}

/** A refusal as an OCPI envelope, from the hub to the asker where that is known. */
export function decline(message: Received | Addressed, refusal: Refusal, { hub, asker }: Parties): ReplyContent {
  const version = versionOf(message);
  const { http, ocpi } = statusOf(refusal.kind, version);
  const headers = idHeaders(message);
  if (asker !== null) addRouting(headers, { version }, { from: hub, to: asker });
  if (refusal.retryAfterS !== null) headers.push(HEADER.retryAfter, String(refusal.retryAfterS));
  return { status: http, ...envelope(message, { statusCode: ocpi, statusMessage: refusal.message }, headers) };
}

/** The hub's own word that it has taken a message on, from the hub to the asker. OCPI 2.2.1, Broadcast Push. */
export function acknowledge(message: Routed<OwedPlan>, taken: TakenOn, hub: PartyId): ReplyContent {
  const headers = idHeaders(message);
  addRouting(headers, message, { from: hub, to: message.from });
  return {
    status: 200,
    ...envelope(message, { statusCode: OCPI_STATUS.success, statusMessage: wordsOf(message.plan, taken) }, headers),
  };
}

/** A list that the hub has gathered, or an object that it keeps, from the hub to the asker. OCPI 2.2.1, Transport and format > GET All via Hubs. */
export function answerKept(
  message: Routed<GatherPlan | OwnCopyPlan>,
  answer: GatheredAnswer,
  hub: PartyId,
): ReplyContent {
  const headers = idHeaders(message);
  addRouting(headers, message, { from: hub, to: message.from });
  headers.push(...answer.headers);
  return { status: 200, headers, body: { kind: 'whole', bytes: answer.bytes } };
}

/** The answer of a configuration module; these carry no routing headers. */
export function answerItself(message: Received, answer: ConfigurationAnswer): ReplyContent {
  const headers = idHeaders(message);
  headers.push(...(answer.headers ?? []));
  return { status: 200, ...envelope(message, { statusCode: OCPI_STATUS.success, data: answer.data }, headers) };
}

function envelope(message: Received, content: Envelope, headers: string[]): Omit<ReplyContent, 'status'> {
  headers.push(HEADER.contentType, 'application/json');
  return { headers, body: { kind: 'whole', bytes: UTF8.encode(envelopeJson(content, message.atMs)) } };
}

function idHeaders(message: Received): string[] {
  return [HEADER.requestId, message.requestId, HEADER.correlationId, message.correlationId];
}

/** The version that the asker speaks, as far as the message has been read. */
export function versionOf(message: Received | Addressed): OcpiVersion | null {
  return 'version' in message ? message.version : null;
}

/** OCPI 2.1.1 has no routing headers, and who speaks it gets none. */
function addRouting(
  headers: string[],
  { version }: { readonly version: OcpiVersion | null },
  { from, to }: { readonly from: PartyId; readonly to: PartyId },
): void {
  if (!namesParties(version)) return;
  headers.push(HEADER.toPartyId, to.partyId, HEADER.toCountryCode, to.countryCode);
  headers.push(HEADER.fromPartyId, from.partyId, HEADER.fromCountryCode, from.countryCode);
}
