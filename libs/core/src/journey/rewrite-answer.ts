import {
  carriedPlace,
  findQueryParameter,
  HEADER,
  hostOf,
  nextPageLink,
  nextPageUrl,
  stringAt,
  withoutParameters,
} from '@busbar/ocpi';
import { CDR_LOCATION_LIFETIME_MS } from '../carried-urls.js';
import type { CarriedUrls, HubIdentity, Ids, PeerDefectKind, PeerDefects, Sealer } from '../ports.js';
import { statusInAnswer } from './answer-status.js';
import type { ForwardedAnswer } from './forward.js';
import type { Routed } from './message.js';
import { isOnOwnHost } from './own-host.js';
import type { ReadBody } from './read-body.js';
import { refuse, type Refusal } from './refusal.js';
import { carriedUrl, type Outgoing } from './rewrite-request.js';

/** The parameter in which a next-page URL travels that the hub's own URL cannot express. */
export const PAGE_PARAMETER = 'busbar_page';

/** What rewriting an answer asks for. */
export interface RewriteAnswerPorts {
  readonly hub: HubIdentity;
  readonly ids: Ids;
  readonly carriedUrls: CarriedUrls;
  readonly sealer: Sealer;
  readonly defects: PeerDefects;
}

/** What a peer did wrong, in words for its developers. */
const DEFECTS = {
  'foreign-link': 'a Link header points at another host than the list it continues',
  'missing-location': 'a CDR was created without a Location header',
  'foreign-location': 'the Location of a created CDR points at a host that the platform never published',
} as const satisfies Partial<Record<PeerDefectKind, string>>;

/** A message and what its receiver answered. */
export interface Exchange {
  readonly message: Routed;
  readonly body: ReadBody;
  readonly answer: ForwardedAnswer;
}

/**
 * The headers of an answer that point somewhere, pointed at the hub: the Link of a page and the Location of a created CDR. Name and
 * value by turns; a URL that must not pass is left out.
 */
export function rewriteAnswer(
  exchange: Exchange,
  ports: RewriteAnswerPorts,
): readonly string[] | Promise<readonly string[]> {
  const { message, answer } = exchange;
  const link = answer.headers.get('link');
  const place = carriedPlace(message.plan.module, message.plan.interfaceRole, message.raw.method);
  if (place?.where === 'link') return link === undefined ? [] : rewriteLink(link, exchange, ports);
  return place?.where === 'location' ? rewriteLocation(exchange, ports) : [];
}

/** What leaves for the receiver where no URL must be replaced: a page asked for by a sealed parameter lies at the receiver's own URL. */
export function passRequest(message: Routed, body: ReadBody, sealer: Sealer): Outgoing | Refusal {
  const { query, plan } = message;
  const parameter = query?.includes(PAGE_PARAMETER) ? findQueryParameter(query, PAGE_PARAMETER) : null;
  if (parameter === null) return { url: plan.url, body: body.bytes };
  const text = parameter === 'duplicate' ? null : sealer.open(parameter.value, plan.receiver.platform.id);
  const prefix = sealPrefix(message);
  const url = text?.startsWith(prefix) ? text.slice(prefix.length) : null;
  return url !== null && message.raw.method === 'GET' && isOnOwnHost(url, plan.receiver.platform)
    ? { url, body: body.bytes }
    : refuse(
        'invalid-parameters',
        `${PAGE_PARAMETER} was not made by this hub for this list; start from the first page`,
      );
}

/** A page URL opens only for the module and interface it was sealed for, to be read, and while its host is still the receiver's. */
function sealPrefix(message: Routed): string {
  return `${message.plan.module} ${message.plan.interfaceRole} `;
}

function rewriteLink(header: string, { message, answer }: Exchange, ports: RewriteAnswerPorts): string[] {
  const next = nextPageUrl(header);
  if (next === null || message.address.kind !== 'module') return [];
  const asked = new URL(message.plan.url);
  const url = URL.canParse(next, asked.href) ? new URL(next, asked) : null;
  if (url === null || url.host !== asked.host || hostOf(url.href) === null) {
    noteDefect(ports.defects, message, 'foreign-link');
    return [];
  }
  const { module, interfaceRole, rest } = message.address;
  const base = `${ports.hub.publicUrl}/ocpi/${message.version}/${interfaceRole.toLowerCase()}/${module}${rest}`;
  const isPlain = trimSlash(url.pathname) === trimSlash(asked.pathname) && url.searchParams.has('offset');
  const query = isPlain ? url.search.slice(1) : queryOfOddPage(url, { message, answer }, ports.sealer);
  return [HEADER.link, nextPageLink(`${base}?${query}`)];
}

/** Clients rebuild page URLs from offset, limit and filters, so these stay real beside the sealed URL. */
function queryOfOddPage(url: URL, { message, answer }: Omit<Exchange, 'body'>, sealer: Sealer): string {
  const asked = new URLSearchParams(message.query ?? '');
  const limit =
    digits(answer.headers.get('x-limit')) ?? digits(url.searchParams.get('limit')) ?? digits(asked.get('limit'));
  const offset = digits(url.searchParams.get('offset')) ?? nextOffset(digits(asked.get('offset')), limit);
  const kept = withoutParameters(message.query, ['offset', 'limit', PAGE_PARAMETER]);
  const sealed = sealer.seal(`${sealPrefix(message)}${url.href}`, message.plan.receiver.platform.id);
  return [
    kept,
    offset === null ? null : `offset=${offset}`,
    limit === null ? null : `limit=${limit}`,
    `${PAGE_PARAMETER}=${sealed}`,
  ]
    .filter((part) => part !== null)
    .join('&');
}

/** Decoded text of a peer goes back into a header: but for digits it could end the link, or the header itself. */
function digits(text: string | null | undefined): string | null {
  return text !== null && text !== undefined && /^\d{1,15}$/.test(text) ? text : null;
}

function nextOffset(offset: string | null, limit: string | null): string | null {
  const next = Number(offset ?? 0) + Number(limit);
  return limit !== null && Number.isSafeInteger(next) ? String(next) : null;
}

/** A CDR's URL structure is its receiver's, so only a stored row can lead back to it (OCPI 2.2.1, CDRs > GET). */
async function rewriteLocation(
  { message, body, answer }: Exchange,
  ports: RewriteAnswerPorts,
): Promise<readonly string[]> {
  if (!wasCreated(answer)) return [];
  const url = theirLocation(message, answer, ports.defects) ?? madeLocation(message, body);
  if (url === null) return [];
  const { receiver } = message.plan;
  const id = ports.ids.carriedUrlId();
  const stored = await ports.carriedUrls.save({
    id,
    kind: 'cdr-location',
    url,
    ownerPlatformId: receiver.platform.id,
    owner: receiver.id,
    userPlatformId: message.platform.id,
    user: message.from,
    module: message.plan.module,
    correlationId: message.correlationId,
    createdAtMs: message.atMs,
    expiresAtMs: message.atMs + CDR_LOCATION_LIFETIME_MS,
  });
  // The receiver has the CDR: that must be told, even where nobody can be told its URL.
  return stored === 'stored' ? [HEADER.location, carriedUrl(ports.hub, message.version, id)] : [];
}

function wasCreated(answer: ForwardedAnswer): boolean {
  if ((answer.status !== 200 && answer.status !== 201) || answer.body.kind !== 'whole') return false;
  const code = statusInAnswer(answer.body.bytes);
  return code === null ? answer.status === 201 : code >= 1000 && code < 2000;
}

function theirLocation(message: Routed, answer: ForwardedAnswer, defects: PeerDefects): string | null {
  const header = answer.headers.get('location');
  if (header === undefined) {
    noteDefect(defects, message, 'missing-location');
    return null;
  }
  const url = URL.canParse(header, message.plan.url) ? new URL(header, message.plan.url).href : '';
  if (isOnOwnHost(url, message.plan.receiver.platform)) return url;
  noteDefect(defects, message, 'foreign-location');
  return null;
}

function madeLocation(message: Routed, body: ReadBody): string | null {
  const span = body.members.get('id');
  if (span === undefined || span === 'duplicate' || body.bytes === null) return null;
  const id = stringAt(body.bytes, span);
  const endpoint = message.snapshot.endpoint(message.plan.receiver.platform.id, message.plan.module, 'RECEIVER');
  return id === null || endpoint === null ? null : `${trimSlash(endpoint)}/${encodeURIComponent(id)}`;
}

function noteDefect(defects: PeerDefects, message: Routed, kind: keyof typeof DEFECTS): void {
  defects.note({ platformId: message.plan.receiver.platform.id, kind, detail: DEFECTS[kind] });
}

function trimSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
