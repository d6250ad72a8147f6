import {
  arrayElements,
  HEADER,
  namesParties,
  nextPageUrl,
  ocpiDateTime,
  readJsonText,
  type PartyId,
} from '@busbar/ocpi';
import type { Receiver } from '../journey/message.js';
import type { PartyAnswer, PeerDefectKind } from '../ports.js';
import { isOnOwnHost } from '../journey/own-host.js';
import { collectBody } from '../registration/collect-body.js';
import type { Platform } from '../registry.js';

/** A longer next URL is not followed: it would have to be written down, or travel in a Link. */
export const MAX_NEXT_URL = 2_000;

/** One page of a party's list. */
export interface ListPage {
  readonly kind: 'page';
  /** The JSON of each object, as it stands in the answer. */
  readonly texts: readonly string[];
  /** Of the whole list, where the party says so (X-Total-Count). */
  readonly total: number | null;
  /** Null on the last page. */
  readonly nextUrl: string | null;
}

/** Why an answer is no page; `why` completes a sentence about the party. */
export interface ListFault {
  readonly kind: 'fault';
  readonly why: string;
  /** The party was reached and will not answer this very request otherwise. */
  readonly isRefused: boolean;
  readonly retryAfterS: number | null;
  /** What its developers are to be told. */
  readonly defect: PeerDefectKind | null;
}

/** What was asked for. */
export interface AskedPage {
  readonly platform: Platform;
  readonly url: string;
  readonly maxBytes: number;
}

/** Reads an answer to the end as a page of a list. OCPI 2.2.1, Transport and format > Pagination. Never rejects. */
export async function readListPage(answer: PartyAnswer, asked: AskedPage): Promise<ListPage | ListFault> {
  if (answer.kind !== 'answer') return fault(answer.detail);
  const body = await collectBody(answer.body, asked.maxBytes);
  if (answer.status < 200 || answer.status >= 300) {
    const isRefused = answer.status >= 400 && answer.status < 500 && ![401, 403, 408, 425, 429].includes(answer.status);
    return {
      ...fault(`answered HTTP ${answer.status}`),
      isRefused,
      retryAfterS: secondsIn(answer.headers.get('retry-after')),
    };
  }
  if (body === 'too-large') return fault(`answered a page of more than ${asked.maxBytes} bytes`);
  if (body === 'cut-off') return fault('broke off its answer');
  if (answer.headers.has('content-encoding')) return fault('answered in an encoding that was not asked for');
  const read = textsIn(body);
  if (typeof read === 'string') return { ...fault(read), isRefused: read.startsWith('answered OCPI status') };
  const next = nextOf(answer.headers.get('link'), asked);
  if (typeof next === 'object' && next !== null) return next;
  return { kind: 'page', texts: read.texts, total: countIn(answer.headers.get('x-total-count')), nextUrl: next };
}

/** Headers of a request for a page; OCPI 2.1.1 has none that name the parties. */
export function listHeaders(
  from: PartyId,
  to: Receiver,
  ids: { readonly request: string; readonly correlation: string },
): string[] {
  const headers = [
    ...[HEADER.accept, 'application/json'],
    ...[HEADER.requestId, ids.request],
    ...[HEADER.correlationId, ids.correlation],
  ];
  if (!namesParties(to.platform.registration?.version ?? null)) return headers;
  headers.push(HEADER.toPartyId, to.id.partyId, HEADER.toCountryCode, to.id.countryCode);
  headers.push(HEADER.fromPartyId, from.partyId, HEADER.fromCountryCode, from.countryCode);
  return headers;
}

/** `offset`, `limit` and what filters, as a query. */
export function listQuery({
  offset,
  limit,
  filters,
}: {
  offset: number;
  limit: number;
  filters: string | null;
}): string {
  return [filters, `offset=${offset}`, `limit=${limit}`].filter((part) => part !== null && part !== '').join('&');
}

/** A filter for what changed since. */
export function changedSince(ms: number): string {
  return `date_from=${ocpiDateTime(ms)}`;
}

function fault(why: string): ListFault {
  return { kind: 'fault', why, isRefused: false, retryAfterS: null, defect: null };
}

/** The elements of `data`, or what is wrong with the answer. */
function textsIn(body: Uint8Array): { readonly texts: readonly string[] } | string {
  const json = readJsonText(body, ['data', 'status_code']);
  if (!json.ok) return 'did not answer JSON in UTF-8';
  const code = numberAt(body, json.members.get('status_code'));
  if (code === null) return 'did not answer an OCPI envelope with a status_code';
  if (code < 1000 || code >= 2000) return `answered OCPI status ${code}`;
  const span = json.members.get('data');
  if (span === undefined || span === 'duplicate') return 'answered no list';
  const text = UTF8.decode(body.subarray(span.start, span.end));
  const elements = arrayElements(text);
  return elements === null ? 'answered no list' : { texts: elements.map(({ start, end }) => text.slice(start, end)) };
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

type Found = ReturnType<Extract<ReturnType<typeof readJsonText>, { ok: true }>['members']['get']>;

function numberAt(body: Uint8Array, span: Found): number | null {
  if (span === undefined || span === 'duplicate') return null;
  const value = Number(UTF8.decode(body.subarray(span.start, span.end)).replaceAll('"', ''));
  return Number.isInteger(value) ? value : null;
}

/** A Link that cannot be followed is a fault and no end: what lies behind it would be missing. */
function nextOf(link: string | undefined, { url, platform }: AskedPage): string | null | ListFault {
  const next = link === undefined ? null : nextPageUrl(link);
  if (next === null) return null;
  const resolved = URL.canParse(next, url) ? new URL(next, url).href : '';
  if (!isOnOwnHost(resolved, platform)) {
    return { ...fault('continues its list at a host that it never published'), defect: 'foreign-link' };
  }
  if (resolved === new URL(url).href) return fault('continues a page of its list with the same page');
  return resolved.length > MAX_NEXT_URL
    ? fault(`continues its list at a URL of more than ${MAX_NEXT_URL} characters`)
    : resolved;
}

function countIn(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function secondsIn(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : null;
}
