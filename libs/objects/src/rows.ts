import { lastMember, objectMembers, stringIn } from '@busbar/ocpi';
import { createHash } from 'node:crypto';

/** A day, in ms. */
export const DAY_MS = 86_400_000;

/** The day a moment lies in, counted since the epoch. */
export function dayOf(atMs: number): number {
  return Math.floor(atMs / DAY_MS);
}

const PLAIN = /^[\x20-\x7e]{0,63}[\x21-\x7e]$/;

/**
 * An id as it is compared (OCPI 2.2.1, Types > CiString), at most 64 characters: what is longer, or not plain ASCII, is hashed. A space
 * at the end counts as none in some databases, so it is hashed too.
 */
export function idKey(id: string): string {
  const key = id.toUpperCase();
  return PLAIN.test(key) && !key.startsWith('#') ? key : `#${createHash('sha256').update(key).digest('base64url')}`;
}

/** The key of an object: its id and, of a token, its type. */
export function objectKey(id: string, type: string): string {
  const typeKey = type.length <= 44 ? idKey(type || '-') : idKey(type.padEnd(65));
  return `${idKey(id)}\n${typeKey}`;
}

/** Between these two lie the keys of all objects that carry this id, whatever their types. */
export function keysOfId(id: string): readonly [string, string] {
  const key = idKey(id);
  // The character behind the line feed.
  return [`${key}\n`, `${key}\v`];
}

/** `contract_id` of a token, or `auth_id` as OCPI 2.1.1 calls it; null where it has none. */
export function contractIn(body: string): string | null {
  const members = objectMembers(body) ?? [];
  const member = lastMember(members, 'contract_id') ?? lastMember(members, 'auth_id');
  return member === undefined ? null : stringIn(body, member);
}

/** The contract of a token as it is compared. */
export function contractKeyIn(body: string): string | null {
  const contract = contractIn(body);
  return contract === null ? null : idKey(contract);
}

/** Whether a Location says of itself that it may be published, or that it must not; null where it says neither. */
export function saysPublish(body: string): boolean | null {
  const member = lastMember(objectMembers(body) ?? [], 'publish');
  const value = member && body.slice(member.start, member.end);
  return value === 'true' ? true : value === 'false' ? false : null;
}
