import { HEADER } from '@busbar/ocpi';
import { ocpi, type PlainAnswer } from '../http/answer.js';
import type { RecordedRequest } from '../http/recorded-request.js';
import type { OcpiObject } from './json-objects.js';

/** The most objects that a page holds, unless a platform says otherwise. */
const MAX_LIMIT = 50;

/**
 * One page of a list: `offset` and `limit`, `date_from` inclusive, `date_to` exclusive, and a Link that keeps the filters.
 * OCPI 2.2.1, Transport and format > Pagination.
 */
export function pageOf(
  objects: readonly OcpiObject[],
  request: RecordedRequest,
  page: { readonly listUrl: string; readonly maxLimit?: number | undefined },
): PlainAnswer {
  const { listUrl, maxLimit = MAX_LIMIT } = page;
  const query = new URLSearchParams(request.query ?? '');
  const offset = Math.max(0, Number(query.get('offset') ?? 0) || 0);
  const limit = Math.min(maxLimit, Math.max(1, Number(query.get('limit') ?? maxLimit) || maxLimit));
  const from = Date.parse(query.get('date_from') ?? '');
  const to = Date.parse(query.get('date_to') ?? '');
  const wanted = objects.filter((object) => {
    const updated = Date.parse(String(object['last_updated']));
    return !(updated < from) && !(updated >= to);
  });
  query.set('offset', String(offset + limit));
  query.set('limit', String(limit));
  const isLast = offset + limit >= wanted.length;
  const link = isLast ? [] : [HEADER.link, `<${listUrl}?${query.toString()}>; rel="next"`];
  return ocpi(wanted.slice(offset, offset + limit), {
    headers: [HEADER.totalCount, String(wanted.length), HEADER.limit, String(maxLimit), ...link],
  });
}

/** The URL of the next page, or null on the last one. */
export function nextPage(link: string | readonly string[] | undefined): string | null {
  const header = typeof link === 'string' ? link : (link?.[0] ?? '');
  return /<([^>]+)>\s*;\s*rel="next"/.exec(header)?.[1] ?? null;
}
