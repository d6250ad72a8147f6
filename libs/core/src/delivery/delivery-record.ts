import type { PartyId } from '@busbar/ocpi';
import type { AttemptRow } from './delivery-store.js';
import type { Delivery, DeliveryState } from './delivery.js';

/** A delivery as the operator sees it: where it stands and why. */
export interface DeliveryRecord extends Delivery {
  readonly correlationId: string;
  readonly module: string;
  readonly method: string;
  readonly state: DeliveryState;
  /** Of its state, in words; empty while nothing has happened. */
  readonly reason: string;
  /** The delivery that replaced it. */
  readonly supersededBy: string | null;
  readonly acceptedAtMs: number;
  readonly endedAtMs: number | null;
}

/** A delivery with everything that was tried for it, oldest attempt first. */
export interface DeliveryStory {
  readonly record: DeliveryRecord;
  readonly attempts: readonly AttemptRow[];
}

/** Which deliveries are asked for; what is null does not narrow. */
export interface DeliveryFilter {
  readonly states: readonly DeliveryState[] | null;
  readonly platformId: string | null;
  /** The receiving party. */
  readonly party: PartyId | null;
  readonly module: string | null;
  readonly sinceMs: number | null;
  /** Exclusive. */
  readonly untilMs: number | null;
  /** Leaves out what a replay stands for. */
  readonly isUnreplayed?: true;
}

/** An attempt with whom it was meant for. */
export interface AddressedAttempt extends AttemptRow {
  readonly platformId: string;
  readonly to: PartyId | null;
}
