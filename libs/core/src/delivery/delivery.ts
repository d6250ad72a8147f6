import type { InterfaceRole, OcpiVersion, PartyId } from '@busbar/ocpi';

/** Where a delivery stands. All but `pending` are final; a replay makes a new delivery. */
export type DeliveryState = 'pending' | 'delivered' | 'superseded' | 'rejected' | 'expired' | 'discarded';

/** Why the hub owes a delivery: it sets who is named as its sender, and how long it is kept. */
export type DeliveryKind = 'broadcast' | 'client-info' | 'replay' | 'held';

/** What a message says, once for all its deliveries. */
export interface DeliveryContent {
  readonly messageId: string;
  readonly correlationId: string;
  readonly version: OcpiVersion;
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  readonly method: string;
  /** Below the module, byte for byte. */
  readonly rest: string;
  readonly query: string | null;
  readonly contentType: string | null;
  readonly body: Uint8Array | null;
  /** Named in OCPI-from: the hub for a broadcast, the original sender for what goes on its behalf; null: no routing headers. */
  readonly from: PartyId | null;
}

/** Which object a delivery writes, and how: what may overtake, replace or wait for it. */
export interface WrittenObject {
  /** Module, owner and first id; a type for tokens, a role for ClientInfo. Compared without case. */
  readonly key: string;
  /** What is written below the object: nothing for a whole Location, an EVSE uid, an EVSE uid and a connector id. */
  readonly path: readonly string[];
  readonly write: 'put' | 'patch' | 'delete' | 'post';
  /** The object's own `last_updated` in ms since the epoch; null where it says none. */
  readonly lastUpdatedMs: number | null;
}

/** One message owed to one party of one platform. */
export interface Delivery {
  readonly id: string;
  readonly messageId: string;
  readonly kind: DeliveryKind;
  /** The lane: deliveries to one platform go in one ordered stream. */
  readonly platformId: string;
  /** Named in OCPI-to; null for ClientInfo, which has no routing headers. */
  readonly to: PartyId | null;
  /** Grows with each delivery the hub takes on: the order of arrival. */
  readonly sequence: number;
  readonly object: WrittenObject;
  /** HTTP exchanges that were begun for it. */
  readonly attempts: number;
  /** Those of them that reached its receiver and failed: only these can make it poison. */
  readonly completedAttempts: number;
  /** How often it went out after a process had ended with its lane, since an attempt of it last ended. */
  readonly leases: number;
  /** When the first attempt failed; null while none has. */
  readonly firstFailedAtMs: number | null;
  readonly nextAttemptAtMs: number;
  readonly expiresAtMs: number;
}

/** The ordered stream a delivery belongs to within its lane: one object of one receiving party. */
export function streamOf(delivery: Pick<Delivery, 'to' | 'object'>): string {
  const to = delivery.to === null ? '' : `${delivery.to.countryCode}/${delivery.to.partyId}`.toUpperCase();
  return `${to} ${delivery.object.key}`;
}
