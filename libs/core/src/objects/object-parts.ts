import { applyChanges, arrayElements, lastMember, objectMembers, stringIn, type JsonSpan } from '@busbar/ocpi';
import { withMembers, type JsonMembers } from './object-text.js';

/** What the parts of a Location are called in it, from the outside in, and by what they are named. OCPI 2.2.1, Locations. */
export const LOCATION_PARTS = [
  { list: 'evses', id: 'uid' },
  { list: 'connectors', id: 'id' },
] as const;

/** Which element of which list. */
export interface PartName {
  readonly list: string;
  /** The member that names an element. */
  readonly id: string;
  readonly wanted: string;
}

/** Where the named element stands; null where the list has none of that id, `broken` where it is no list. */
export function childIn(text: string, members: JsonMembers, name: PartName): JsonSpan | null | 'broken' {
  const list = lastMember(members, name.list);
  if (list === undefined || text.slice(list.start, list.end) === 'null') return null;
  const elements = arrayElements(text, list.start);
  if (elements === null) return 'broken';
  const isWanted = ({ start }: JsonSpan): boolean => {
    const id = lastMember(objectMembers(text, start) ?? [], name.id);
    const value = id === undefined ? null : stringIn(text, id);
    return value?.toUpperCase() === name.wanted.toUpperCase();
  };
  return elements.find(isWanted) ?? null;
}

/** The text with `child` replaced, or appended to the list where it was not there. */
export function withChild(
  text: string,
  members: JsonMembers,
  { list: name, child, text: part }: { readonly list: string; readonly child: JsonSpan | null; readonly text: string },
): string {
  if (child !== null) return applyChanges(text, [{ ...child, text: part }]);
  const list = lastMember(members, name);
  const elements = list === undefined ? null : arrayElements(text, list.start);
  const last = elements?.at(-1);
  if (last !== undefined) return applyChanges(text, [{ start: last.end, end: last.end, text: `,${part}` }]);
  const whole = `{"${name}":[${part}]}`;
  return withMembers(text, members, { text: whole, members: objectMembers(whole) ?? [] });
}
