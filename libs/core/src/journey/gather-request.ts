import { findQueryParameter, partyKey, withoutParameters } from '@busbar/ocpi';
import type { Sealer } from '../ports.js';
import { readPageRequest } from '../presence/page-request.js';
import type { GatherPlan, Routed } from './message.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';
import { PAGE_PARAMETER } from './rewrite-answer.js';

/** The most objects in one page of a gathered list, and how many where the asker does not say. */
export const GATHER_LIMIT = 100;

/** Which page of a gathered list is asked for. */
export interface GatherRequest {
  readonly offset: number;
  readonly limit: number;
  /** On `last_updated`, ms since the epoch; null where none was given. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** Everything else of the query, as it was sent. */
  readonly filters: string | null;
  /** Where the page begins, as the page before said; it decides over `offset`. */
  readonly place: string | null;
}

/** Reads the query of a list; a bad parameter is refused by name. OCPI 2.2.1, Transport and format > Paginated request. */
export function readGatherRequest(message: Routed<GatherPlan>, sealer: Sealer): GatherRequest | Refusal {
  const { query } = message;
  const page = readPageRequest(query, GATHER_LIMIT);
  if (isRefusal(page)) return page;
  const place = readPlace(message, sealer);
  if (isRefusal(place)) return place;
  return {
    offset: page.offset,
    limit: page.limit,
    fromMs: Number.isFinite(page.fromMs) ? page.fromMs : null,
    toMs: Number.isFinite(page.toMs) ? page.toMs : null,
    filters: withoutParameters(query, ['offset', 'limit', PAGE_PARAMETER]),
    place: place?.text ?? null,
  };
}

/** The query of the page that follows: real offset, limit and filters for those who rebuild URLs, the place for those who follow them. */
export function nextQuery(
  message: Routed<GatherPlan>,
  request: GatherRequest,
  next: { readonly offset: number; readonly place: string; readonly sealer: Sealer },
): string {
  const sealed = next.sealer.seal(`${prefixOf(message)}${next.place}`, message.platform.id);
  return [request.filters, `offset=${next.offset}`, `limit=${request.limit}`, `${PAGE_PARAMETER}=${sealed}`]
    .filter((part) => part !== null)
    .join('&');
}

function readPlace(
  { query, ...message }: Routed<GatherPlan>,
  sealer: Sealer,
): { readonly text: string } | null | Refusal {
  const parameter = query === null ? null : findQueryParameter(query, PAGE_PARAMETER);
  if (parameter === null) return null;
  const text = parameter === 'duplicate' ? null : sealer.open(parameter.value, message.platform.id);
  const prefix = prefixOf(message);
  return text?.startsWith(prefix)
    ? { text: text.slice(prefix.length) }
    : refuse(
        'invalid-parameters',
        `${PAGE_PARAMETER} was not made by this hub for this list; start from the first page`,
      );
}

/** A place opens only for the list and the party that it was sealed for. */
function prefixOf({ from, plan }: Pick<Routed<GatherPlan>, 'from' | 'plan'>): string {
  return `list of ${plan.module} for ${partyKey(from)} `;
}
