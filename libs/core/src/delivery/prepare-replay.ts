import type { PartyDirectory } from '../ports.js';
import type { DeliveryFilter } from './delivery-record.js';
import { readFailedPush } from './failed-push.js';
import { whyUnsendable, type ReplayCandidate } from './replay.js';
import type { FailedPushes, FailedPushFilter, ReplaySelection, ReplayStore } from './replay-store.js';

/** What an operator asks to be replayed, of deliveries and of direct pushes: by ids, or all that a filter finds. */
export interface AskedReplay {
  readonly deliveries: { readonly ids: readonly string[] } | { readonly filter: DeliveryFilter };
  readonly pushes: { readonly ids: readonly string[] } | { readonly filter: FailedPushFilter };
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
  readonly store: Pick<ReplayStore, 'select' | 'candidates' | 'findStale' | 'unreplayed' | 'replayable'>;
  readonly pushes: FailedPushes;
  readonly directory: Pick<PartyDirectory, 'snapshot'>;
}

/** A replay of more is to be asked for in parts. */
export const MAX_REPLAYED = 50_000;
const PORTION = 200;

/** Counts what a replay would take, and what of it is stale, without changing anything. */
export async function prepareReplay(
  { deliveries, pushes }: AskedReplay,
  ports: PrepareReplayPorts,
): Promise<PreparedReplay | 'too-many' | 'database-lost'> {
  const deliveryIds =
    'ids' in deliveries ? deliveries.ids : await ports.store.select(deliveries.filter, MAX_REPLAYED + 1);
  if (deliveryIds === 'database-lost') return deliveryIds;
  const messageIds = 'ids' in pushes ? pushes.ids : await selectPushes(pushes.filter, ports);
  if (messageIds === 'database-lost') return messageIds;
  if (deliveryIds.length + messageIds.length > MAX_REPLAYED) return 'too-many';
  const owed = await look(deliveryIds, (ids) => ports.store.candidates(ids), ports);
  if (owed === 'database-lost') return owed;
  const direct = await look(messageIds, (ids) => pushCandidates(ids, ports), ports);
  if (direct === 'database-lost') return direct;
  return {
    selection: { deliveryIds: owed.ids, messageIds: direct.ids },
    count: owed.ids.length + direct.ids.length,
    stale: owed.stale + direct.stale,
  };
}

/** Which of these are stale by what deliveries and direct pushes have passed. */
export async function findStale(
  candidates: readonly ReplayCandidate[],
  { store, pushes }: { readonly store: Pick<ReplayStore, 'findStale'>; readonly pushes: FailedPushes },
): Promise<ReadonlySet<string> | 'database-lost'> {
  if (candidates.length === 0) return new Set();
  const owed = await store.findStale(candidates);
  if (owed === 'database-lost') return owed;
  const stale = new Set(owed);
  const direct = await pushes.findStale(candidates.filter(({ id }) => !stale.has(id)));
  return direct === 'database-lost' ? direct : new Set([...stale, ...direct]);
}

interface Looked {
  readonly ids: readonly string[];
  readonly stale: number;
}

/** A portion at a time: however much is asked for, others are not kept waiting. */
async function look(
  asked: readonly string[],
  candidatesOf: (ids: readonly string[]) => Promise<readonly ReplayCandidate[] | 'database-lost'>,
  ports: PrepareReplayPorts,
): Promise<Looked | 'database-lost'> {
  const ids: string[] = [];
  let stale = 0;
  for (let start = 0; start < asked.length; start += PORTION) {
    const candidates = await candidatesOf(asked.slice(start, start + PORTION));
    if (candidates === 'database-lost') return candidates;
    const found = await findStale(candidates, ports);
    if (found === 'database-lost') return found;
    ids.push(...candidates.map(({ id }) => id));
    stale += found.size;
  }
  return { ids, stale };
}

/** Oldest first: what was pushed first goes first. */
async function selectPushes(
  filter: FailedPushFilter,
  { pushes, store }: PrepareReplayPorts,
): Promise<readonly string[] | 'database-lost'> {
  const ids: string[] = [];
  let before: string | null = null;
  while (ids.length <= MAX_REPLAYED) {
    const page: Awaited<ReturnType<FailedPushes['list']>> = await pushes.list(filter, before, PORTION);
    if (page === 'database-lost') return page;
    const unreplayed = await store.unreplayed(page.map(({ id }) => id));
    if (unreplayed === 'database-lost') return unreplayed;
    ids.push(...unreplayed);
    if (page.length < PORTION) break;
    before = page.at(-1)?.id ?? null;
  }
  return ids.reverse();
}

async function pushCandidates(
  messageIds: readonly string[],
  { store, pushes, directory }: PrepareReplayPorts,
): Promise<readonly ReplayCandidate[] | 'database-lost'> {
  const snapshot = directory.snapshot();
  const replayable = await store.replayable(messageIds);
  if (replayable === 'database-lost') return replayable;
  const bytes = await pushes.keptBytes(replayable);
  if (bytes === 'database-lost' || snapshot === null) return 'database-lost';
  const candidates: ReplayCandidate[] = [];
  for (let left = replayable; left.length > 0;) {
    const together = left.slice(0, countWithin(left.map((id) => bytes.get(id) ?? 0)));
    left = left.slice(together.length);
    const rows = await pushes.load(together);
    if (rows === 'database-lost') return rows;
    for (const row of rows) {
      const push = readFailedPush(row, snapshot);
      if (typeof push !== 'string' && whyUnsendable(push.candidate, snapshot) === null) candidates.push(push.candidate);
    }
  }
  return candidates;
}

/** Bodies are read by so many bytes together, and at least one: some may be megabytes long. */
const BYTES_TOGETHER = 8 * 1024 * 1024;

/** How many of these, from the first on, are read together. */
export function countWithin(bytes: readonly number[]): number {
  let sum = 0;
  const tooMany = bytes.findIndex((each, index) => (sum += each) > BYTES_TOGETHER && index > 0);
  return tooMany === -1 ? bytes.length : tooMany;
}
