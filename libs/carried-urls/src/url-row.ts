import type { CarriedUrl } from '@busbar/core';

/** Seals text for one context: what was sealed for one row opens in no other. */
export interface TextSeals {
  sealText(text: string, context: string): string;
  /** Null for anything but what was sealed for this context, whole and unchanged. */
  openText(sealed: string, context: string): string | null;
}

/** A carried URL as it is stored. */
export interface UrlRow {
  readonly id: string;
  readonly kind: CarriedUrl['kind'];
  readonly sealedUrl: string;
  readonly ownerPlatformId: string;
  readonly ownerCountryCode: string;
  readonly ownerPartyId: string;
  readonly userPlatformId: string;
  readonly userCountryCode: string;
  readonly userPartyId: string;
  readonly module: string;
  readonly correlationId: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** The row of a URL; the URL itself is sealed. */
export function toRow(carried: CarriedUrl, seals: TextSeals): UrlRow {
  const { url, owner, user, ...rest } = carried;
  return {
    ...rest,
    sealedUrl: seals.sealText(url, contextOf(carried.id)),
    ownerCountryCode: owner.countryCode,
    ownerPartyId: owner.partyId,
    userCountryCode: user.countryCode,
    userPartyId: user.partyId,
  };
}

/** The URL of a row; null when it was sealed with a key that the hub no longer has. */
export function fromRow(row: UrlRow, seals: TextSeals): CarriedUrl | null {
  const { sealedUrl, ownerCountryCode, ownerPartyId, userCountryCode, userPartyId, ...rest } = row;
  const url = seals.openText(sealedUrl, contextOf(row.id));
  if (url === null) return null;
  return {
    ...rest,
    url,
    owner: { countryCode: ownerCountryCode, partyId: ownerPartyId },
    user: { countryCode: userCountryCode, partyId: userPartyId },
  };
}

function contextOf(id: string): string {
  return `carried url ${id}`;
}
