import { askPage, type Asking } from './gather-asking.js';
import { GATHER_LIMIT } from './gather-request.js';
import { refuseIncomplete } from './incomplete-list.js';
import type { Receiver } from './message.js';
import type { Refusal } from './refusal.js';

/** Pages that are read only to count what is on them, for a party that does not say how many objects it has. */
const MAX_COUNTED_PAGES = 100;

/** How many objects each party has for the asker, in the same order; some are asked at once. */
export async function totalsOf(
  asking: Asking,
  sources: readonly Receiver[],
  atOnce: number,
): Promise<readonly number[] | Refusal> {
  const totals = new Array<number>(sources.length).fill(0);
  let refusal: Refusal | null = null;
  let next = 0;
  const work = async (): Promise<void> => {
    while (refusal === null && next < sources.length) {
      const at = next++;
      const source = sources[at];
      const total = source === undefined ? 0 : await totalOf(asking, source);
      if (typeof total === 'number') totals[at] = total;
      else refusal ??= total;
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, sources.length) }, work));
  return refusal ?? totals;
}

async function totalOf(asking: Asking, source: Receiver): Promise<number | Refusal> {
  const first = await askPage(asking, source, { url: null, offset: 0, limit: 1 });
  if (first.kind === 'fault') return refuseIncomplete(source, first.why);
  if (first.total !== null) return first.total;
  return first.nextUrl === null ? first.texts.length : countPages(asking, source);
}

async function countPages(asking: Asking, source: Receiver): Promise<number | Refusal> {
  let counted = 0;
  let url: string | null = null;
  for (let pages = 0; pages < MAX_COUNTED_PAGES; pages++) {
    const page = await askPage(asking, source, { url, offset: 0, limit: GATHER_LIMIT });
    if (page.kind === 'fault') return refuseIncomplete(source, page.why);
    counted += page.texts.length;
    if (page.nextUrl === null) return counted;
    url = page.nextUrl;
  }
  return refuseIncomplete(source, 'does not say how many objects it has, and has too many to be counted');
}
