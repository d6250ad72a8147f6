import type { PartyDirectory } from '../ports.js';
import { readFailedPush } from './failed-push.js';
import { whyUnsendable, type ReplayCandidate } from './replay.js';
import type { FailedPushes, FailedPushFilter, ReplaySelection, ReplayStore } from './replay-store.js';

/** What an operator asks to be replayed: `pushes` null takes no direct pushes. */
export interface AskedReplay {
  readonly deliveries: ReplaySelection['deliveries'];
  readonly pushes: { readonly ids: readonly string[] } | { readonly filter: FailedPushFilter } | null;
}

/** What a replay would do now. */
export interface PreparedReplay {
  readonly selection: ReplaySelection;
  /** All it would take, stale ones included. */
  readonly count: number;
  readonly stale: number;
}

/** What a replay is prepared with. */
export interface PrepareReplayPorts {
  readonly store: Pick<ReplayStore, 'candidates' | 'findStale' | 'unreplayed'>;
  readonly pushes: FailedPushes;
  readonly directory: Pick<PartyDirectory, 'snapshot'>;
}

/** A replay of more is to be asked for in parts. */
export const MAX_REPLAYED = 50_000;
const PORTION = 200;

/** Counts what a replay would take, and what of it is stale, without changing anything. */
export async function prepareReplay(
  asked: AskedReplay,
  ports: PrepareReplayPorts,
): Promise<PreparedReplay | 'too-many' | 'database-lost'> {
  const deliveries = await countDeliveries(asked.deliveries, ports);
  if (typeof deliveries === 'string') return deliveries;
  const pushes = await gatherPushes(asked.pushes, ports);
  if (typeof pushes === 'string') return pushes;
  const count = deliveries.count + pushes.ids.length;
  if (count > MAX_REPLAYED) return 'too-many';
  return {
    selection: { deliveries: asked.deliveries, messageIds: pushes.ids },
    count,
    stale: deliveries.stale + pushes.stale,
  };
}

/** Which of these are stale by what deliveries and direct pushes have passed. */
export async function findStale(
  candidates: readonly ReplayCandidate[],
  { store, pushes }: Pick<PrepareReplayPorts, 'pushes'> & { readonly store: Pick<ReplayStore, 'findStale'> },
): Promise<ReadonlySet<string> | 'database-lost'> {
  if (candidates.length === 0) return new Set();
  const owed = await store.findStale(candidates);
  if (owed === 'database-lost') return owed;
  const stale = new Set(owed);
  const direct = await pushes.findStale(candidates.filter(({ id }) => !stale.has(id)));
  return direct === 'database-lost' ? direct : new Set([...stale, ...direct]);
}

async function countDeliveries(
  selection: ReplaySelection['deliveries'],
  ports: PrepareReplayPorts,
): Promise<{ readonly count: number; readonly stale: number } | 'too-many' | 'database-lost'> {
  let [count, stale] = [0, 0];
  for (let after: string | null = null; ;) {
    const portion = await ports.store.candidates(selection, after, PORTION);
    if (portion === 'database-lost') return portion;
    const found = await findStale(portion, ports);
    if (found === 'database-lost') return found;
    count += portion.length;
    stale += found.size;
    if (count > MAX_REPLAYED) return 'too-many';
    if (portion.length < PORTION) return { count, stale };
    after = portion.at(-1)?.id ?? null;
  }
}

async function gatherPushes(
  asked: AskedReplay['pushes'],
  ports: PrepareReplayPorts,
): Promise<{ readonly ids: readonly string[]; readonly stale: number } | 'too-many' | 'database-lost'> {
  const all = asked === null ? [] : 'ids' in asked ? asked.ids : await listPushes(asked.filter, ports.pushes);
  if (typeof all === 'string') return all;
  const ids: string[] = [];
  let stale = 0;
  for (let start = 0; start < all.length; start += PORTION) {
    const candidates = await pushCandidates(all.slice(start, start + PORTION), ports);
    if (candidates === 'database-lost') return candidates;
    const found = await findStale(candidates, ports);
    if (found === 'database-lost') return found;
    ids.push(...candidates.map(({ id }) => id));
    stale += found.size;
  }
  return { ids, stale };
}

async function listPushes(
  filter: FailedPushFilter,
  pushes: FailedPushes,
): Promise<readonly string[] | 'too-many' | 'database-lost'> {
  const ids: string[] = [];
  for (;;) {
    const page = await pushes.list(filter, ids.at(-1) ?? null, PORTION);
    if (page === 'database-lost') return page;
    ids.push(...page.map(({ id }) => id));
    if (ids.length > MAX_REPLAYED) return 'too-many';
    // The oldest first: what was pushed first goes first.
    if (page.length < PORTION) return ids.reverse();
  }
}

/** Those that nobody has replayed and that can be sent. */
async function pushCandidates(
  messageIds: readonly string[],
  { store, pushes, directory }: PrepareReplayPorts,
): Promise<readonly ReplayCandidate[] | 'database-lost'> {
  const snapshot = directory.snapshot();
  const unreplayed = await store.unreplayed(messageIds);
  if (unreplayed === 'database-lost') return unreplayed;
  const rows = await pushes.load(unreplayed);
  if (rows === 'database-lost' || snapshot === null) return 'database-lost';
  return rows.flatMap((row) => {
    const push = readFailedPush(row, snapshot);
    return typeof push === 'string' || whyUnsendable(push.candidate, snapshot) !== null ? [] : [push.candidate];
  });
}
