import type { DeliveryContent, DeliveryKind, WrittenObject } from '@busbar/core';
import { parsePartyId, type PartyId } from '@busbar/ocpi';

/** A message and whom it is owed to, as compact as it goes to another thread. */
export interface AcceptRequest {
  readonly content: ContentColumns;
  /** Platform id and `NL/ABC` (or null), by turns. */
  readonly owed: readonly (string | null)[];
  readonly expiresAtMs: number;
  /** A hash over what makes a repeat; null where nothing does. */
  readonly repeatId: string | null;
  /** What was accepted by then is forgotten. */
  readonly repeatsAfterMs: number;
}

/** What is stored of a message; path, query and body are in the sealed piece. */
export interface ContentColumns {
  readonly messageId: string;
  readonly kind: DeliveryKind;
  readonly correlationId: string;
  readonly version: string;
  readonly module: string;
  readonly interfaceRole: string;
  readonly method: string;
  readonly fromParty: string | null;
  readonly objectHash: number;
  readonly objectKey: string;
  readonly objectPath: string;
  readonly objectWrite: WrittenObject['write'];
  readonly objectLastUpdatedMs: number | null;
  readonly acceptedAtMs: number;
  readonly sealed: Uint8Array;
}

/** What a content row says, and the sealed piece. */
export interface ContentRow extends Omit<DeliveryContent, 'rest' | 'query' | 'contentType' | 'body'> {
  readonly sealed: Uint8Array;
}

/** The lease of a lane that was given back. */
export const NO_LEASE = 0;

/** Ends the lease of a lane that was never given back: over at any time, and still to be told from {@link NO_LEASE}. */
export const LEASE_OF_THE_DEAD = 1;

/** `NL/ABC` in the spelling of the headers. */
export function spellParty(party: PartyId | null): string | null {
  return party === null ? null : `${party.countryCode}/${party.partyId}`;
}

/** What {@link spellParty} made. */
export function readParty(spelt: string | null): PartyId | null {
  return spelt === null ? null : parsePartyId(spelt);
}

/** A text as long as its column. */
export function cut(text: string, maxLength: number): string {
  return text.length > maxLength ? text.slice(0, maxLength) : text;
}

/** The sequence that a delivery's id spells; null for what is no such id. */
export function sequenceOf(id: string): number | null {
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : null;
}
