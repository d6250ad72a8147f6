import type { PlatformAnswer, PlatformRequest } from '../../apps/simulator/src/index.js';
import { headerOf } from './hub-answers.js';

/** A list as a client asks for it. */
export type Ask = (request: Pick<PlatformRequest, 'url' | 'query'>) => Promise<PlatformAnswer>;

/** What a client that read a list to its end has. */
export interface Crawled {
  readonly objects: readonly Record<string, unknown>[];
  readonly pages: number;
  /** As the first and the last page said it. */
  readonly totals: readonly (string | null)[];
}

/** What happens between two pages. */
export interface CrawlOptions {
  readonly query?: string;
  readonly between?: (page: number) => Promise<unknown>;
}

const MAX_PAGES = 500;

/** Reads a list by following each Link as it is, until there is none. OCPI 2.2.1, Transport and format > Paginated Response. */
export async function crawlByLink(ask: Ask, options: CrawlOptions = {}): Promise<Crawled> {
  return crawl(options, ask, (link) => ({ url: link }));
}

/**
 * Reads a list as clients do that take no more than parameters from a Link: the URL of the next page has the offset and limit of the Link's
 * query and the filters that were asked with. Each page is asked for twice, as after a lost answer.
 */
export async function crawlByOffset(ask: Ask, options: CrawlOptions = {}): Promise<Crawled> {
  const filters = new URLSearchParams(options.query);
  filters.delete('limit');
  const twice: Ask = async (request) => {
    await ask(request);
    return ask(request);
  };
  return crawl(options, twice, (link) => {
    const linked = new URL(link).searchParams;
    const rebuilt = new URLSearchParams(filters);
    for (const name of ['offset', 'limit']) rebuilt.set(name, linked.get(name) ?? 'undefined');
    return { query: rebuilt.toString() };
  });
}

async function crawl(
  { query, between }: CrawlOptions,
  ask: Ask,
  next: (link: string) => Parameters<Ask>[0],
): Promise<Crawled> {
  const objects: Record<string, unknown>[] = [];
  const totals: (string | null)[] = [];
  let request: Parameters<Ask>[0] = query === undefined ? {} : { query };
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const answer = await ask(request);
    if (answer.envelope?.status_code !== 1000)
      throw new Error(`page ${page} was answered ${answer.status} ${answer.text}`);
    objects.push(...(answer.envelope.data as Record<string, unknown>[]));
    totals.push(headerOf(answer, 'x-total-count'));
    const link = /<([^>]+)>; rel="next"/.exec(headerOf(answer, 'link') ?? '')?.[1];
    if (link === undefined) return { objects, pages: page, totals: [totals[0] ?? null, totals.at(-1) ?? null] };
    await between?.(page);
    request = next(link);
  }
  throw new Error(`the list did not end within ${MAX_PAGES} pages`);
}
