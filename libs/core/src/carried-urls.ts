import type { PartyId } from '@busbar/ocpi';

/** A URL that one party gave to another through the hub, and who may use the hub URL that stands for it. */
export interface CarriedUrl {
  /** The random part of the hub URL. */
  readonly id: string;
  readonly kind: 'response-url' | 'cdr-location';
  /** The URL as its owner gave it. */
  readonly url: string;
  /** Who gave it: requests to the hub URL are forwarded to this platform. */
  readonly ownerPlatformId: string;
  readonly owner: PartyId;
  /** Whom it was given to: only this platform may use the hub URL. */
  readonly userPlatformId: string;
  readonly user: PartyId;
  readonly module: string;
  /** The correlation id of the message that carried it. */
  readonly correlationId: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

const DAY_MS = 86_400_000;
/** A reservation may be cancelled weeks after its command: a response URL serves many times, this long. */
export const RESPONSE_URL_LIFETIME_MS = 30 * DAY_MS;
/** CDRs are looked up until their invoices are settled and audited: thirteen months. */
export const CDR_LOCATION_LIFETIME_MS = 400 * DAY_MS;
