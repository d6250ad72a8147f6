import { isSameParty, lastMember, namesParties, objectMembers, readJsonText, stringIn } from '@busbar/ocpi';
import { instantOf, parentTouched, sameButDated, withMembers, type JsonMembers } from './object-text.js';
import type { ObjectWrite } from './object-store.js';
import { childIn, LOCATION_PARTS, withChild } from './object-parts.js';

/** What a write makes of the object that is kept. `isSame` compares when it is asked: whether the write says nothing but another `last_updated`. */
export type Merged =
  | { readonly kind: 'text'; readonly text: string; readonly lastUpdatedMs: number; readonly isSame: () => boolean }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'older' | 'nothing-to-patch' | 'unreadable' };

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const TO_UTF8 = new TextEncoder();
const UNREADABLE: Merged = { kind: 'unreadable' };
const OLDER: Merged = { kind: 'older' };
const NOTHING_TO_PATCH: Merged = { kind: 'nothing-to-patch' };

/**
 * Merges a write into the kept text of its object; `kept` is null where there is none. Text in, text out: members that the write does
 * not name, and the spelling of their numbers, stay as their owner wrote them. Null in a PATCH is a value like any other.
 */
export function merge(kept: string | null, write: ObjectWrite): Merged {
  if (write.method === 'DELETE') return mergeDeletion(kept, write);
  const body = readObject(write.body);
  if (body === null || !isOf(write, body)) return UNREADABLE;
  const [, ...parts] = write.ids;
  if (parts.length > (write.module === 'locations' ? LOCATION_PARTS.length : 0)) return UNREADABLE;
  if (kept === null && (write.method === 'PATCH' || parts.length > 0)) return NOTHING_TO_PATCH;
  const text = kept === null ? body.text : mergeAt(kept, body, { parts, level: 0, isPatch: write.method === 'PATCH' });
  if (typeof text !== 'string') return text;
  // What is put into a list stands deeper than it stood in its own body.
  if (kept !== null && !readJsonText(TO_UTF8.encode(text)).ok) return UNREADABLE;
  const lastUpdatedMs = instantOf(text, objectMembers(text) ?? []) ?? 0;
  return { kind: 'text', text, lastUpdatedMs, isSame: () => kept !== null && sameButDated(kept, text) };
}

function mergeDeletion(kept: string | null, { ids }: ObjectWrite): Merged {
  if (ids.length > 1) return UNREADABLE;
  return kept === null ? NOTHING_TO_PATCH : { kind: 'deleted' };
}

interface Body {
  readonly text: string;
  readonly members: JsonMembers;
}

interface Place {
  /** Ids below the object that the text is of. */
  readonly parts: readonly string[];
  readonly level: number;
  readonly isPatch: boolean;
}

/** The text with the body in its place: here, or in one of the parts, whose parents are then as new as it is. */
function mergeAt(kept: string, body: Body, { parts, level, isPatch }: Place): string | Merged {
  const members = objectMembers(kept);
  if (members === null) return UNREADABLE;
  const [id, ...deeper] = parts;
  const part = LOCATION_PARTS[level];
  if (id === undefined || part === undefined) return mergeHere(kept, body, { members, isPatch });
  const child = childIn(kept, members, { ...part, wanted: id });
  if (child === 'broken') return UNREADABLE;
  if (child === null && (isPatch || deeper.length > 0)) return NOTHING_TO_PATCH;
  const merged =
    child === null
      ? body.text
      : mergeAt(kept.slice(child.start, child.end), body, { parts: deeper, level: level + 1, isPatch });
  if (typeof merged !== 'string') return merged;
  return parentTouched(withChild(kept, members, { list: part.list, child, text: merged }), body);
}

function mergeHere(
  kept: string,
  body: Body,
  { members, isPatch }: { readonly members: JsonMembers; readonly isPatch: boolean },
): string | Merged {
  const [before, now] = [instantOf(kept, members), instantOf(body.text, body.members)];
  if (before !== null && now !== null && now < before) return OLDER;
  return isPatch ? withMembers(kept, members, body) : body.text;
}

function readObject(bytes: Uint8Array | null): Body | null {
  if (bytes === null || !readJsonText(bytes).ok) return null;
  const text = UTF8.decode(bytes).trim();
  const members = objectMembers(text);
  return members === null ? null : { text, members };
}

/** Whether what the body says of its own id and owner is what the URL says: nobody may slip in another's object. */
function isOf({ version, module, owner, ids, type }: ObjectWrite, { text, members }: Body): boolean {
  const says = (key: string): string | null | undefined => {
    const member = lastMember(members, key);
    return member === undefined ? undefined : stringIn(text, member);
  };
  const agrees = (key: string, wanted: string): boolean => {
    const said = says(key);
    return said === undefined || said?.toUpperCase() === wanted.toUpperCase();
  };
  const idKey = ids.length === 2 || module === 'tokens' ? 'uid' : 'id';
  const isOwner =
    ids.length > 1 ||
    isSameParty(owner, {
      countryCode: says('country_code') ?? owner.countryCode,
      partyId: says('party_id') ?? owner.partyId,
    });
  return (
    agrees(idKey, ids.at(-1) ?? '') &&
    isOwner &&
    (module !== 'tokens' || !namesParties(version) || agrees('type', type))
  );
}
