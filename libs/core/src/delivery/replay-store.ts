import type { MessageRow } from '../journal.js';
import type { PartyId } from '@busbar/ocpi';
import type { DeliveryFilter } from './delivery-record.js';
import type { FanOut } from './delivery-store.js';
import type { ReplayCandidate } from './replay.js';

/** What is to be replayed: failed deliveries and failed direct pushes. */
export interface ReplaySelection {
  readonly deliveryIds: readonly string[];
  readonly messageIds: readonly string[];
}

/** A replay that an operator asks for. */
export interface ReplayOrder {
  /** A UUID. */
  readonly id: string;
  /** Sends what is stale too. */
  readonly force: boolean;
  readonly atMs: number;
}

/** Where a replay stands; what it found when it was made is fixed. */
export interface ReplayProgress {
  readonly id: string;
  readonly state: 'running' | 'done' | 'cancelled';
  readonly force: boolean;
  readonly createdAtMs: number;
  readonly endedAtMs: number | null;
  /** All it found; the others add up to it. */
  readonly count: number;
  readonly sent: number;
  /** Not sent because a newer version of the object has passed. */
  readonly stale: number;
  /** Not sent because it cannot be any more. */
  readonly refused: number;
  /** Not looked at yet; given up in a replay that was cancelled. */
  readonly left: number;
}

/** The right to go on with a replay; whoever has a lower fence has lost it. */
export interface ReplayClaim {
  readonly id: string;
  readonly fence: number;
  readonly force: boolean;
}

/** One part of a replay that is not done yet; `candidate` is null where the delivery is no longer kept. */
export type ReplayItem =
  | { readonly id: string; readonly kind: 'delivery'; readonly candidate: ReplayCandidate | null }
  | { readonly id: string; readonly kind: 'message'; readonly messageId: string };

/** What becomes of some items; all of it or nothing, only under the claim's fence. */
export interface ReplaySettlement {
  readonly claim: ReplayClaim;
  /** Items of deliveries that are owed anew. */
  readonly sent: readonly string[];
  /** Items of direct pushes with what is owed now. */
  readonly pushes: readonly { readonly item: string; readonly fanOut: FanOut }[];
  readonly stale: readonly string[];
  readonly refused: readonly { readonly item: string; readonly reason: string }[];
  readonly atMs: number;
  readonly expiresAtMs: number;
  readonly leaseUntilMs: number;
}

/** Where newer versions of objects may have passed since. */
export interface PassedVersions {
  /** The ids of those candidates that something newer makes stale; see `makesStale`. */
  findStale(candidates: readonly ReplayCandidate[]): Promise<readonly string[] | 'database-lost'>;
}

/** Replays as they are kept: what is left to do survives every crash, and nothing is sent twice. */
export abstract class ReplayStore implements PassedVersions {
  /** Failed deliveries that the filter finds and that no replay stands for yet, oldest first, at most `limit`. */
  abstract select(filter: DeliveryFilter, limit: number): Promise<readonly string[] | 'database-lost'>;
  /**
   * Those of these deliveries that a replay would take, in their order: they failed, what they say can still be read, and no replay of
   * them is pending or was delivered.
   */
  abstract candidates(ids: readonly string[]): Promise<readonly ReplayCandidate[] | 'database-lost'>;
  abstract findStale(candidates: readonly ReplayCandidate[]): Promise<readonly string[] | 'database-lost'>;
  /** Which of these messages no replay stands for yet. */
  abstract unreplayed(messageIds: readonly string[]): Promise<readonly string[] | 'database-lost'>;
  /** Which of these messages have no replay that is pending or was delivered. */
  abstract replayable(messageIds: readonly string[]): Promise<readonly string[] | 'database-lost'>;
  /** Fixes what the replay is to do: what of the selection may still be replayed. Resolves to how much that is. */
  abstract create(order: ReplayOrder, selection: ReplaySelection): Promise<number | 'database-lost'>;
  abstract find(id: string): Promise<ReplayProgress | null | 'database-lost'>;
  /** Gives up what is left; null where there is no such replay. */
  abstract cancel(id: string, atMs: number): Promise<ReplayProgress | null | 'database-lost'>;
  /** A running replay that nobody goes on with, for `leaseMs`; null where there is none. */
  abstract claim(nowMs: number, leaseMs: number): Promise<ReplayClaim | null | 'database-lost'>;
  /** What is to be done next, oldest first. */
  abstract next(claim: ReplayClaim, limit: number): Promise<readonly ReplayItem[] | 'database-lost'>;
  /** Writes what became of items and extends the lease; `lost` where the fence has moved on or the replay was cancelled. */
  abstract settle(settlement: ReplaySettlement): Promise<'stored' | 'lost' | 'database-lost'>;
  /** Ends a replay that has nothing left. */
  abstract finish(claim: ReplayClaim, atMs: number): Promise<'stored' | 'lost' | 'database-lost'>;
}

/** Which failed direct pushes are asked for; what is null does not narrow. */
export interface FailedPushFilter {
  /** The receiving platform. */
  readonly platformId: string | null;
  /** The receiving party. */
  readonly party: PartyId | null;
  readonly module: string | null;
  readonly sinceMs: number | null;
  /** Exclusive. */
  readonly untilMs: number | null;
}

/** Direct pushes that failed, as the journal keeps them. */
export abstract class FailedPushes implements PassedVersions {
  /** At most `limit` that are older than the message `beforeId`, newest first, without payloads. */
  abstract list(
    filter: FailedPushFilter,
    beforeId: string | null,
    limit: number,
  ): Promise<readonly MessageRow[] | 'database-lost'>;
  /** How many bytes are kept of what each of these messages said; those of which nothing is are left out. */
  abstract keptBytes(messageIds: readonly string[]): Promise<ReadonlyMap<string, number> | 'database-lost'>;
  /**
   * These messages with their payloads where those are kept, in order of arrival, and with the party ids as their senders spelt them.
   * Bodies may be long: whoever asks for many looks at {@link keptBytes} first.
   */
  abstract load(messageIds: readonly string[]): Promise<readonly MessageRow[] | 'database-lost'>;
  abstract findStale(candidates: readonly ReplayCandidate[]): Promise<readonly string[] | 'database-lost'>;
}
