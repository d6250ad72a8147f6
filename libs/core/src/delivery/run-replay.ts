import type { Clock, PartyDirectory } from '../ports.js';
import type { RegistrySnapshot } from '../registry.js';
import type { FanOut } from './delivery-store.js';
import { readFailedPush, type ReplayablePush } from './failed-push.js';
import type { LaneScheduler } from './lane-scheduler.js';
import { countWithin, findStale } from './prepare-replay.js';
import { whyUnsendable, type ReplayCandidate } from './replay.js';
import type { FailedPushes, ReplayClaim, ReplayItem, ReplaySettlement, ReplayStore } from './replay-store.js';

/** What a replay goes on with. */
export interface RunReplayPorts {
  readonly store: ReplayStore;
  readonly pushes: FailedPushes;
  readonly directory: Pick<PartyDirectory, 'snapshot'>;
  readonly lanes: Pick<LaneScheduler, 'wake'>;
  readonly clock: Clock;
  /** Resolves after so long, in ms. */
  readonly pause: (forMs: number) => Promise<void>;
  /** True once the process ends. */
  readonly isStopping: () => boolean;
  /** How long what is replayed is kept for its receiver. */
  readonly deliveryTtlMs: number;
  /** At most so many are sent in a second. */
  readonly perSecond: number;
  /** How long a claim holds without a word. */
  readonly leaseMs: number;
}

/** How a run ended: with the replay, or so that somebody goes on with it later. */
export type ReplayEnding = 'over' | 'stopped' | 'lost' | 'database-lost';

/** At most so many are settled in one transaction. */
const MAX_PORTION = 50;
/** A second is spread over so many portions. */
const PORTIONS_PER_SECOND = 10;

/** Goes on with a replay until nothing is left, no faster than it may. */
export async function runReplay(claim: ReplayClaim, ports: RunReplayPorts): Promise<ReplayEnding> {
  const portion = Math.max(1, Math.min(MAX_PORTION, Math.floor(ports.perSecond / PORTIONS_PER_SECOND)));
  while (!ports.isStopping()) {
    const items = await nextItems(claim, portion, ports);
    if (items === 'database-lost') return items;
    if (items.length === 0) return over(await ports.store.finish(claim, ports.clock.now()));
    const sorted = await sortOut(items, claim, ports);
    if (sorted === 'database-lost') return sorted;
    const sentAt = ports.clock.elapsed();
    const nowMs = ports.clock.now();
    const times = { atMs: nowMs, expiresAtMs: nowMs + ports.deliveryTtlMs, leaseUntilMs: nowMs + ports.leaseMs };
    const stored = await ports.store.settle({ claim, ...times, ...settled(sorted, times.expiresAtMs) });
    if (stored !== 'stored') return stored;
    const sent = sorted.flatMap(({ fate, candidate }) => (fate === 'sent' ? (candidate?.platformId ?? []) : []));
    for (const platformId of new Set(sent)) ports.lanes.wake(platformId);
    const dueMs = (sent.length * 1000) / ports.perSecond;
    await ports.pause(Math.max(0, dueMs - (ports.clock.elapsed() - sentAt)));
  }
  return 'stopped';
}

/** No more than may lie in memory together; the others come with the next portion. */
async function nextItems(
  claim: ReplayClaim,
  portion: number,
  { store, pushes }: RunReplayPorts,
): Promise<readonly ReplayItem[] | 'database-lost'> {
  const items = await store.next(claim, portion);
  if (items === 'database-lost') return items;
  const bytes = await pushes.keptBytes(items.flatMap((item) => (item.kind === 'message' ? [item.messageId] : [])));
  if (bytes === 'database-lost') return bytes;
  return items.slice(
    0,
    countWithin(items.map((item) => (item.kind === 'message' ? (bytes.get(item.messageId) ?? 0) : 0))),
  );
}

const GONE = 'it is no longer kept';

/** An item and what becomes of it. */
interface Sorted {
  readonly item: ReplayItem;
  readonly candidate: ReplayCandidate | null;
  readonly push: ReplayablePush | null;
  readonly fate: 'sent' | 'stale' | { readonly refused: string };
}

async function sortOut(
  items: readonly ReplayItem[],
  claim: ReplayClaim,
  ports: RunReplayPorts,
): Promise<readonly Sorted[] | 'database-lost'> {
  const snapshot = ports.directory.snapshot();
  const messageIds = items.flatMap((item) => (item.kind === 'message' ? [item.messageId] : []));
  const rows = messageIds.length === 0 ? [] : await ports.pushes.load(messageIds);
  if (rows === 'database-lost' || snapshot === null) return 'database-lost';
  const pushes = new Map(rows.map((row) => [row.id, readFailedPush(row, snapshot)]));
  const sorted = items.map((item) => lookAt(item, pushes, snapshot));
  if (claim.force) return sorted;
  const sendable = sorted.flatMap(({ fate, candidate }) => (fate === 'sent' ? (candidate ?? []) : []));
  const stale = await findStale(sendable, ports);
  if (stale === 'database-lost') return stale;
  return sorted.map((each) => (stale.has(each.candidate?.id ?? '') ? { ...each, fate: 'stale' } : each));
}

function lookAt(
  item: ReplayItem,
  pushes: ReadonlyMap<string, ReplayablePush | string>,
  snapshot: RegistrySnapshot,
): Sorted {
  const push = item.kind === 'message' ? (pushes.get(item.messageId) ?? GONE) : null;
  if (typeof push === 'string') return refused(item, push);
  const candidate = item.kind === 'delivery' ? item.candidate : push?.candidate;
  if (!candidate) return refused(item, GONE);
  const reason = whyUnsendable(candidate, snapshot);
  return reason === null ? { item, candidate, push, fate: 'sent' } : refused(item, reason);
}

function refused(item: ReplayItem, reason: string): Sorted {
  return { item, candidate: null, push: null, fate: { refused: reason } };
}

function settled(
  sorted: readonly Sorted[],
  expiresAtMs: number,
): Pick<ReplaySettlement, 'sent' | 'pushes' | 'stale' | 'refused'> {
  const sent: string[] = [];
  const pushes: { item: string; fanOut: FanOut }[] = [];
  const stale: string[] = [];
  const refused: { item: string; reason: string }[] = [];
  for (const { item, push, fate } of sorted) {
    if (fate === 'stale') stale.push(item.id);
    else if (fate !== 'sent') refused.push({ item: item.id, reason: fate.refused });
    else if (push === null) sent.push(item.id);
    else pushes.push({ item: item.id, fanOut: fanOutOf(push, expiresAtMs) });
  }
  return { sent, pushes, stale, refused };
}

function fanOutOf({ candidate, content }: ReplayablePush, expiresAtMs: number): FanOut {
  const { object, platformId, to, cameInAtMs } = candidate;
  // Dated when it came in, not now: what came in since is newer.
  return { content, kind: 'replay', object, owed: [{ platformId, to }], atMs: cameInAtMs, expiresAtMs, repeat: null };
}

function over(stored: 'stored' | 'lost' | 'database-lost'): ReplayEnding {
  return stored === 'stored' ? 'over' : stored;
}
