import { askPage, type Asking } from './gather-asking.js';
import { totalsOf } from './gather-totals.js';
import type { GatheredPage, GatherPorts } from './gather-ports.js';
import type { GatherRequest } from './gather-request.js';
import { refuseIncomplete } from './incomplete-list.js';
import type { GatherPlan, Receiver, Routed } from './message.js';
import type { ListFault, ListPage } from '../pulling/list-page.js';
import { placeOf } from './resolve-gather.js';
import { isRefusal, refuse, type Refusal } from './refusal.js';

/** Parties asked at once for one page. */
const AT_ONCE = 8;
/** A list of more parties than this is not gathered in the time that an asker waits. */
const MAX_SOURCES = 500;

/** Where a page begins: at which party's list, at which page of it, and behind how many objects of that page. */
interface Place {
  readonly source: number;
  /** The party's own URL of the page; null where it is asked for by offset. */
  readonly url: string | null;
  readonly offset: number;
  readonly skip: number;
}

/** The page that is being filled. */
interface Filling {
  readonly asking: Asking;
  readonly sources: readonly Receiver[];
  readonly limit: number;
  readonly texts: string[];
  /** Objects passed, those included that were left out: offsets count as the parties do. */
  passed: number;
  place: Place | null;
}

/**
 * A page of objects that the hub does not keep, asked for in the asker's name from those who have them, one party's list behind the
 * other's in an order that does not change. A party that cannot be asked, or answers wrongly, ends it: there is no partial list.
 */
export async function gatherLive(
  message: Routed<GatherPlan>,
  request: GatherRequest,
  ports: GatherPorts,
): Promise<GatheredPage | Refusal> {
  const { sources } = message.plan;
  if (sources.length > MAX_SOURCES) {
    return refuse('incomplete-list', `${sources.length} parties have such lists: ask each of them for its own`);
  }
  const away = sources.find(({ platform }) => ports.presence.statusOf(platform) !== 'CONNECTED');
  if (away !== undefined) return refuseIncomplete(away, `is ${ports.presence.statusOf(away.platform)}`);
  const asking: Asking = { message, request, ports, endsAt: ports.clock.elapsed() + ports.forwardTimeoutMs };
  const start = await startOf(asking, sources);
  if (isRefusal(start)) return start;
  const { limit } = request;
  const filling: Filling = { asking, sources, limit, texts: [], passed: 0, place: start.place };
  const refusal = await fill(filling);
  if (refusal !== null) return refusal;
  const { texts, passed, place } = filling;
  const next = place === null ? null : { offset: request.offset + passed, place: write(place, sources, start.total) };
  return { texts, total: Math.max(start.total, request.offset + passed), next };
}

async function startOf(
  asking: Asking,
  sources: readonly Receiver[],
): Promise<{ readonly place: Place | null; readonly total: number } | Refusal> {
  const known = asking.request.place === null ? null : read(asking.request.place, sources);
  if (known !== null) return known;
  const totals = await totalsOf(asking, sources, AT_ONCE);
  if (isRefusal(totals)) return totals;
  let before = 0;
  for (const [source, total] of totals.entries()) {
    const offset = asking.request.offset - before;
    before += total;
    if (offset < total) {
      return { place: { source, url: null, offset, skip: 0 }, total: totals.reduce((sum, each) => sum + each, 0) };
    }
  }
  return { place: null, total: before };
}

/** The first party alone, since a list mostly goes on where it is; then those behind it, side by side, until the page is full. */
async function fill(filling: Filling): Promise<Refusal | null> {
  for (let atOnce = 1; filling.place !== null && filling.texts.length < filling.limit; atOnce = AT_ONCE) {
    const first = filling.place;
    const batch = filling.sources.slice(first.source, first.source + atOnce);
    const places = batch.map((_, index) => (index === 0 ? first : beginningOf(first.source + index)));
    const pages = await Promise.all(batch.map((source, index) => askAt(filling, source, places[index] ?? first)));
    for (const [index, page] of pages.entries()) {
      const [source, place] = [batch[index], places[index]];
      if (source === undefined || place === undefined || filling.place?.source !== place.source) break;
      if (page.kind === 'fault') return refuseIncomplete(source, page.why);
      take(filling, page, place);
      if (filling.texts.length >= filling.limit) return null;
    }
    if (filling.texts.length > 0 && isLate(filling)) return null;
  }
  return null;
}

/** Half the time is gone: what the page has is answered, and the next page goes on. */
function isLate({ asking }: Filling): boolean {
  return asking.endsAt - asking.ports.clock.elapsed() < asking.ports.forwardTimeoutMs / 2;
}

function askAt({ asking, limit }: Filling, source: Receiver, { url, offset }: Place): Promise<ListPage | ListFault> {
  return askPage(asking, source, { url, offset, limit });
}

/** Takes what the page has room for, and notes where the next one begins. */
function take(filling: Filling, page: ListPage, place: Place): void {
  const room = filling.limit - filling.texts.length;
  const left = page.texts.slice(place.skip);
  // Of objects that are left out the page keeps the offset and not the text.
  const taken = left.slice(0, room);
  filling.texts.push(...taken.filter((text) => text !== ''));
  filling.passed += taken.length;
  const offset = place.offset + page.texts.length;
  if (taken.length < left.length) filling.place = { ...place, skip: place.skip + taken.length };
  else if (page.nextUrl !== null) filling.place = { source: place.source, url: page.nextUrl, offset, skip: 0 };
  else if (page.total !== null && page.texts.length > 0 && offset < page.total) {
    filling.place = { source: place.source, url: null, offset, skip: 0 };
  } else {
    const next = place.source + 1;
    filling.place = next < filling.sources.length ? beginningOf(next) : null;
  }
}

function beginningOf(source: number): Place {
  return { source, url: null, offset: 0, skip: 0 };
}

/** Parties are named, not numbered: some may come and go until the next page. */
function write({ source, url, offset, skip }: Place, sources: readonly Receiver[], total: number): string {
  const named = sources[source];
  return JSON.stringify([named === undefined ? '' : placeOf(named), url, offset, skip, total]);
}

function read(text: string, sources: readonly Receiver[]): { readonly place: Place | null; readonly total: number } {
  const [name, url, offset, skip, total] = JSON.parse(text) as [string, string | null, number, number, number];
  const source = sources.findIndex((each) => placeOf(each) >= name);
  const named = sources[source];
  if (named === undefined) return { place: null, total };
  return { place: placeOf(named) === name ? { source, url, offset, skip } : beginningOf(source), total };
}
