import { joinEndpoint, type OcpiVersion } from '@busbar/ocpi';
import type { Receiver } from '../journey/message.js';
import { factsInListed } from '../objects/facts-in.js';
import type { OwnerIndex } from '../objects/owner-index.js';
import type { KeptOutcome, ObjectStore, ObjectWrite } from '../objects/object-store.js';
import type { Clock, HubIdentity, Ids, PartyClient, PeerDefects, Presence } from '../ports.js';
import { changedSince, listHeaders, listQuery, readListPage, type ListFault, type ListPage } from './list-page.js';
import type { ListedName, PullClaim, PullProgress, PullStore } from './pull.js';
import { restMs } from './pull-schedule.js';
import { ownershipOf, pulledWrite } from './pulled-object.js';

/** Objects asked for in one page. */
const PAGE_LIMIT = 100;
/** One page is in memory at a time. Peers that know no limit answer everything they have at once. */
const MAX_PAGE_BYTES = 32 * 1_048_576;
/** What no list has: a peer that counts up and up is left. */
const MAX_PAGES = 20_000;
const MAX_OBJECTS = 1_000_000;
/** Objects in one transaction. */
const PORTION = 100;
const REMOVED_AT_ONCE = 500;
/** After so many failures at one page the next try begins at the first one: what it was reached by may be worth nothing any more. */
const RESTARTS_AFTER = 4;

/** What pulling works with. */
export interface RunPullPorts {
  readonly store: PullStore;
  readonly objects: ObjectStore;
  readonly owners: Pick<OwnerIndex, 'learn'>;
  readonly parties: PartyClient;
  readonly presence: Presence;
  readonly defects: PeerDefects;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'uuid'>;
  readonly hub: Pick<HubIdentity, 'party'>;
  /** Deadline of a page, in ms. */
  readonly pageDeadlineMs: number;
  readonly leaseMs: number;
  /** Whether this process ends: the pull goes on elsewhere. */
  readonly isStopping: () => boolean;
}

/** The list that is pulled. */
export interface PulledList {
  readonly source: Receiver;
  readonly version: OcpiVersion;
  /** The Sender interface of the module, as its platform publishes it. */
  readonly endpoint: string;
}

/** How a pull ended here. */
export type PullEnding =
  | { readonly kind: 'done'; readonly objects: number; readonly removed: number }
  | { readonly kind: 'failed'; readonly why: string }
  /** Another process has it, this one ends, or the database is away. */
  | { readonly kind: 'left' };

const LEFT: PullEnding = { kind: 'left' };

/**
 * Pulls one list page by page, from where it stands. A page is kept before its successor is written down, so that a crash repeats one
 * page and skips none. After a full pull that came to its end, what the party no longer lists is removed.
 */
export async function runPull(claim: PullClaim, list: PulledList, ports: RunPullPorts): Promise<PullEnding> {
  let { progress, failures } = claim;
  const visited = new Set<string>();
  for (;;) {
    if (ports.isStopping()) return leave(claim, ports);
    const url = progress.nextUrl ?? urlAt(0, claim, list);
    const askedMs = ports.clock.now();
    const page = await askPage(claim, { ...list, url, visited }, ports);
    if (page.kind === 'fault') return fail({ ...claim, failures }, page, ports);
    const listed = await keepPage(page, claim, { list, askedMs, ports });
    if (listed === 'database-lost') return leave(claim, ports);
    if (listed === 'full')
      return fail({ ...claim, failures }, faultOf('has more objects than the hub keeps of one party'), ports);
    const objects = progress.objects + page.texts.length;
    const next = nextOf(page, objects, (offset) => urlAt(offset, claim, list));
    progress = { ...progress, nextUrl: next, pages: progress.pages + 1, objects };
    const leasedUntilMs = ports.clock.now() + ports.leaseMs;
    const stored = await ports.store.advance(claim, { progress, listed, leasedUntilMs });
    failures = 0;
    if (stored === 'database-lost') return leave(claim, ports);
    if (stored === 'lost') return LEFT;
    if (next === null) return finish(claim, { progress, page }, ports);
    if (progress.pages >= MAX_PAGES || progress.objects >= MAX_OBJECTS) {
      return fail(
        { ...claim, failures },
        faultOf(`has a list of more than ${MAX_PAGES} pages or ${MAX_OBJECTS} objects`),
        ports,
      );
    }
  }
}

function urlAt(offset: number, { sinceMs }: PullClaim, { endpoint, source }: PulledList): string {
  const query = listQuery({ offset, limit: PAGE_LIMIT, filters: sinceMs === null ? null : changedSince(sinceMs) });
  return joinEndpoint(endpoint, { rest: '', query, trailingSlash: source.platform.settings.trailing_slash });
}

interface NextPage extends PulledList {
  readonly url: string;
  /** What was asked for since this process has it: a list that leads back into itself has no end. */
  readonly visited: Set<string>;
}

async function askPage(
  claim: PullClaim,
  { source, url, visited }: NextPage,
  ports: RunPullPorts,
): Promise<ListPage | ListFault> {
  if (visited.has(url)) return faultOf('leads its list back to a page that was read');
  visited.add(url);
  const { platform } = source;
  const startedAt = ports.clock.elapsed();
  const answer = await ports.parties.exchange({
    platform,
    method: 'GET',
    url,
    headers: listHeaders(ports.hub.party, source, { request: ports.ids.uuid(), correlation: ports.ids.uuid() }),
    body: null,
    deadlineMs: ports.pageDeadlineMs,
  });
  const page = await readListPage(answer, { platform, url, maxBytes: MAX_PAGE_BYTES });
  ports.presence.exchangeEnded(platform, answer, startedAt);
  if (page.kind === 'fault' && page.defect !== null) {
    ports.defects.note({ platformId: platform.id, kind: page.defect, detail: `a list of ${claim.module} ${page.why}` });
  }
  return page;
}

/** Nothing is kept of an object that is not the asked party's own: nobody speaks for another. */
async function keepPage(
  page: ListPage,
  claim: PullClaim,
  { list, askedMs, ports }: { readonly list: PulledList; readonly askedMs: number; readonly ports: RunPullPorts },
): Promise<readonly ListedName[] | 'full' | 'database-lost'> {
  const owned = { party: claim.party, version: list.version, module: claim.module, atMs: ports.clock.now(), askedMs };
  const writes: ObjectWrite[] = [];
  const left = { foreign: 0, unreadable: 0 };
  for (const text of page.texts) {
    const ownership = ownershipOf(text, owned);
    const write = ownership === 'own' ? pulledWrite(text, list.source.id, owned) : null;
    if (write !== null) writes.push(write);
    else left[ownership === 'foreign' ? 'foreign' : 'unreadable'] += 1;
  }
  let unreadable = left.unreadable;
  for (let start = 0; start < writes.length; start += PORTION) {
    const portion = writes.slice(start, start + PORTION);
    const outcomes = await ports.objects.keep(portion);
    if (outcomes === 'database-lost') return 'database-lost';
    if (outcomes.includes('full')) return 'full';
    const readable = portion.filter((_, index) => outcomes[index] !== 'unreadable');
    ports.owners.learn(readable.flatMap((write) => factsInListed({ ...write, id: write.ids[0], source: list.source })));
    unreadable += outcomes.filter((outcome: KeptOutcome) => outcome === 'unreadable').length;
  }
  const { id } = list.source.platform;
  if (left.foreign > 0) {
    const detail = `its list of ${claim.module} for ${claim.party} has objects of other parties`;
    ports.defects.note({ platformId: id, kind: 'foreign-object', detail });
  }
  if (unreadable > 0) {
    const detail = `its list of ${claim.module} for ${claim.party} has objects without id, owner or last_updated`;
    ports.defects.note({ platformId: id, kind: 'unreadable-object', detail });
  }
  return writes.map(({ ids: [id], type }) => ({ id, type }));
}

/** Peers leave the Link out: as long as their total says that there is more, it is asked for by offset. */
function nextOf(page: ListPage, read: number, ask: (offset: number) => string): string | null {
  if (page.nextUrl !== null) return page.nextUrl;
  return page.total === null || page.texts.length === 0 || read >= page.total ? null : ask(read);
}

async function finish(
  claim: PullClaim,
  { progress, page }: { readonly progress: PullProgress; readonly page: ListPage },
  { store, clock, ...ports }: RunPullPorts,
): Promise<PullEnding> {
  // A list that lost objects while it was read has shifted under its offsets: what was not seen may be there all the same.
  const isSeenWhole = page.total === null || progress.objects >= page.total;
  let removed = 0;
  if (progress.kind === 'full' && isSeenWhole) {
    for (let portion = REMOVED_AT_ONCE; portion === REMOVED_AT_ONCE; removed += portion) {
      const gone = await store.removeUnlisted(claim, REMOVED_AT_ONCE);
      if (gone === 'database-lost') return leave(claim, { store, clock, ...ports });
      if (gone === 'lost') return LEFT;
      portion = gone;
    }
  }
  const stored = await store.finish(claim, progress, clock.now());
  return stored === 'stored' ? { kind: 'done', objects: progress.objects, removed } : LEFT;
}

async function fail(claim: PullClaim, fault: ListFault, ports: RunPullPorts): Promise<PullEnding> {
  const failures = claim.failures + 1;
  const atMs = ports.clock.now();
  const restarts = fault.isRefused || failures % RESTARTS_AFTER === 0;
  const notBeforeMs = atMs + restMs(failures, fault.retryAfterS);
  await ports.store.fail(claim, { why: fault.why.slice(0, 500), atMs, notBeforeMs, restarts });
  return { kind: 'failed', why: fault.why };
}

async function leave(claim: PullClaim, ports: RunPullPorts): Promise<PullEnding> {
  await ports.store.release(claim);
  return LEFT;
}

function faultOf(why: string): ListFault {
  return { kind: 'fault', why, isRefused: false, retryAfterS: null, defect: null };
}
