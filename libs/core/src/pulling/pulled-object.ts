import {
  lastMember,
  namesParties,
  objectMembers,
  partyKey,
  stringIn,
  type JsonMember,
  type OcpiVersion,
  type PartyId,
  type PartyKey,
} from '@busbar/ocpi';
import type { KeptModule, ObjectWrite } from '../objects/object-store.js';
import { keptTypeOf } from '../objects/write-of.js';

/** Whose list an object stands in. */
export interface ListOwner {
  readonly party: PartyKey;
  readonly version: OcpiVersion;
  readonly module: string;
}

/** Of whom an object of a list is: the party that was asked, another one, or nobody that can be read. */
export type ObjectOwnership = 'own' | 'foreign' | 'unreadable';

/** Whose the object is, as it says itself; one that names no owner, as some modules have, is its list's. */
export function ownershipOf(text: string, { party, version, module }: ListOwner): ObjectOwnership {
  const members = objectMembers(text);
  if (members === null) return 'unreadable';
  const named = ownerIn(text, members);
  if (named === null) return namesParties(version) && NAME_THEIR_OWNER.has(module) ? 'unreadable' : 'own';
  return partyKey(named) === party ? 'own' : 'foreign';
}

/** Objects with `country_code` and `party_id`, except in OCPI 2.1.1. OCPI 2.2.1, Locations, Tariffs, Tokens, Sessions and CDRs > Object. */
const NAME_THEIR_OWNER = new Set(['cdrs', 'locations', 'sessions', 'tariffs', 'tokens']);

/** The object as a write of its owner, or null where it has no id to be kept by. */
export function pulledWrite(
  text: string,
  owner: PartyId,
  kept: ListOwner & { readonly atMs: number; readonly askedMs: number },
): ObjectWrite | null {
  const members = objectMembers(text) ?? [];
  const stringOf = (key: string): string | null => {
    const member = lastMember(members, key);
    return member === undefined ? null : stringIn(text, member);
  };
  const module = kept.module as KeptModule;
  const id = stringOf(module === 'tokens' ? 'uid' : 'id');
  if (id === null || id === '') return null;
  return {
    scope: 'public',
    version: kept.version,
    module,
    owner,
    ids: [id],
    type: module === 'tokens' ? keptTypeOf(kept.version, stringOf('type')) : '',
    method: 'PUT',
    body: UTF8.encode(text),
    atMs: kept.atMs,
    askedMs: kept.askedMs,
  };
}

const UTF8 = new TextEncoder();

function ownerIn(text: string, members: readonly JsonMember[]): PartyId | null {
  const [country, party] = ['country_code', 'party_id'].map((key) => lastMember(members, key));
  const countryCode = country === undefined ? null : stringIn(text, country);
  const partyId = party === undefined ? null : stringIn(text, party);
  return countryCode === null || partyId === null ? null : { countryCode, partyId };
}
