import type { Stored } from '../ports.js';
import type { Delivery, DeliveryContent, DeliveryKind, DeliveryState, WrittenObject } from './delivery.js';
import type { PartyId } from '@busbar/ocpi';

/** One party that a message is owed to. */
export interface Owed {
  readonly platformId: string;
  readonly to: PartyId | null;
}

/** What the hub takes responsibility for, all of it or nothing. */
export interface FanOut {
  readonly content: DeliveryContent;
  readonly kind: DeliveryKind;
  readonly object: WrittenObject;
  readonly owed: readonly Owed[];
  readonly atMs: number;
  readonly expiresAtMs: number;
  /** What makes a repeat of the same request known; null where the hub itself is the sender. */
  readonly repeat: RepeatKey | null;
}

/** Sender, request id and body of a request: the same three within ten minutes are one message. */
export interface RepeatKey {
  readonly platformId: string;
  readonly from: PartyId;
  readonly requestId: string;
  /** SHA-256 over method, URL and body, hexadecimal. */
  readonly contentHash: string;
}

/** What became of a fan-out. */
export type Accepted =
  | { readonly kind: 'accepted'; readonly count: number }
  /** The same request was accepted before; nothing was added. */
  | { readonly kind: 'repeat'; readonly messageId: string; readonly count: number }
  /** The store holds as many pending deliveries as it may. */
  | { readonly kind: 'full' }
  | { readonly kind: 'database-lost' };

/** The right to drain a lane; whoever has a lower fence than the row has lost it. */
export interface LaneClaim {
  readonly platformId: string;
  readonly fence: number;
  /** How often the lane had been resumed by then: who claimed it before a resume cannot make it wait again. */
  readonly resumes: number;
  /** Whoever had it before did not give it back: its process has ended, or lost the database. */
  readonly wasAbandoned: boolean;
  readonly state: LaneState;
}

/** Somebody wants to drain a lane for `leaseMs`, with what is due as {@link DeliveryStore.pending} loads it. */
export interface BeginRequest {
  readonly platformId: string;
  readonly nowMs: number;
  readonly leaseMs: number;
  readonly limit: number;
}

/** A lane that is claimed, and what is to be sent first. */
export interface BegunLane {
  readonly claim: LaneClaim;
  readonly loaded: readonly LoadedDelivery[];
}

/** A lane that was given back, and when its next delivery is due or expires, whatever it waits for; null: nothing is pending. */
export interface ReleasedLane {
  readonly nextDueMs: number | null;
}

/** What a lane remembers between drains. */
export interface LaneState {
  /** Failures since something last got through. */
  readonly failuresInARow: number;
  /** Nothing is tried before; 0 where nothing holds the lane. */
  readonly waitUntilMs: number;
  /**
   * The platform's revision when it refused the hub's credentials; the lane waits until a handshake or a resume gives it another one,
   * or a probe succeeds. Null: not paused.
   */
  readonly pausedAtRevision: number | null;
  /** When something last got through, or 0. */
  readonly lastSuccessAtMs: number;
}

/** A delivery with what it says. */
export interface LoadedDelivery {
  readonly delivery: Delivery;
  readonly content: DeliveryContent;
}

/** What is written about deliveries of a lane after a while of draining; all of it or nothing, only under the claim's fence. */
export interface LaneReport {
  readonly claim: LaneClaim;
  readonly endings: readonly DeliveryEnding[];
  readonly retries: readonly DeliveryRetry[];
  readonly attempts: readonly AttemptRow[];
  readonly state: LaneState;
  /** Null leaves lease and state as they are: neither says anything new, and most reports cost a row less. */
  readonly leaseUntilMs: number | null;
}

/** A delivery reached a final state. */
export interface DeliveryEnding {
  readonly id: string;
  readonly state: Exclude<DeliveryState, 'pending'>;
  readonly reason: string;
  /** Of the delivery that replaced it. */
  readonly supersededBy: string | null;
  readonly atMs: number;
}

/**
 * A delivery is to be tried again, and nothing else of its stream before. Said again it also holds back what has joined the stream
 * since.
 */
export interface DeliveryRetry {
  readonly id: string;
  /** Null leaves what was said before, and what is counted of leases: no attempt has ended. */
  readonly reason: string | null;
  /** Null while none of its attempts failed: the hub could not try, or was not let in. */
  readonly firstFailedAtMs: number | null;
  /** As the delivery's, with the attempt that this retry follows. */
  readonly completedAttempts: number;
  readonly nextAttemptAtMs: number;
}

/** One HTTP exchange for a delivery. */
export interface AttemptRow {
  readonly deliveryId: string;
  readonly requestId: string;
  readonly atMs: number;
  readonly durationMs: number;
  readonly httpStatus: number | null;
  readonly ocpiStatus: number | null;
  readonly outcome: string;
  readonly reason: string;
}

/** What is owed, to whom, and what became of it: the record; queues only say when to look. */
export abstract class DeliveryStore {
  /**
   * Resolves once message, deliveries and repeat key are committed in one transaction. After `database-lost` the same message or
   * repeat may be handed in again: what was committed then is not committed twice.
   */
  abstract accept(fanOut: FanOut): Promise<Accepted>;
  /** Whether something of this stream (see `streamOf`) is still pending in the lane; it may rarely say so of another one. */
  abstract isWaiting(platformId: string, stream: string): Promise<boolean | 'database-lost'>;
  /** Lanes that nobody holds, soonest first: with something due, unless they wait or are paused, or with something expired. */
  abstract dueLanes(nowMs: number, limit: number): Promise<readonly string[] | 'database-lost'>;
  /** The lane, with a higher fence than anyone before; null while somebody else holds it, or nothing was ever owed. */
  abstract begin(request: BeginRequest): Promise<BegunLane | null | 'database-lost'>;
  /**
   * The streams of those `limit` deliveries that have been due longest and of as many that have expired, each from its oldest
   * pending delivery on, due or not: what waits holds back what is behind it, and what replaces it is seen. In order of arrival, and
   * cut at the end where they are more than memory should hold. Deliveries whose content cannot be read any more are rejected.
   */
  abstract pending(
    claim: LaneClaim,
    nowMs: number,
    limit: number,
  ): Promise<readonly LoadedDelivery[] | 'database-lost'>;
  /** What these messages say, by message id; what cannot be read any more is left out. */
  abstract contents(messageIds: readonly string[]): Promise<ReadonlyMap<string, DeliveryContent> | 'database-lost'>;
  /** Counts up `leases` of deliveries that are about to go out; `lost` where the fence has moved on. */
  abstract countLeases(claim: LaneClaim, ids: readonly string[]): Promise<'stored' | 'lost' | 'database-lost'>;
  /** Writes a report and extends the lease; `lost` where the fence has moved on: nothing was written then. */
  abstract report(report: LaneReport): Promise<'stored' | 'lost' | 'database-lost'>;
  /** Writes a last report and gives the lane back; `lost` where the fence has moved on. */
  abstract release(report: Omit<LaneReport, 'leaseUntilMs'>): Promise<ReleasedLane | 'lost' | 'database-lost'>;
  /**
   * Ends wait and pause of a lane: its platform lets the hub in again, or the operator says so. `paused` leaves a lane alone that is
   * not paused.
   */
  abstract resume(platformId: string, which?: 'any' | 'paused'): Promise<Stored>;
  /**
   * Ends every claim, of lanes and of running replays: whoever had them is known to be gone. Fences stay, so that one who is not writes
   * nothing over what others wrote since.
   */
  abstract endClaims(): Promise<Stored>;
  /** Gives up deliveries that are pending, rejected or expired; resolves to how many there were. */
  abstract discard(ids: readonly string[], reason: string, atMs: number): Promise<number | 'database-lost'>;
  /** Gives up everything that is pending for a platform. */
  abstract discardLane(platformId: string, reason: string, atMs: number): Promise<number | 'database-lost'>;
}
