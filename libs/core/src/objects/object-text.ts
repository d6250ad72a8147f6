import {
  applyChanges,
  arrayElements,
  lastMember,
  objectMembers,
  parseOcpiDateTime,
  stringIn,
  withoutSpace,
  type JsonChange,
  type JsonMember,
} from '@busbar/ocpi';

/** The members of an object in its text. */
export type JsonMembers = readonly JsonMember[];

/** An object's text and its members. */
export interface ObjectText {
  readonly text: string;
  readonly members: JsonMembers;
}

const DATED = 'last_updated';
/** Lists of what has a `last_updated` of its own, from the outside in. OCPI 2.2.1, Locations > EVSE and Connector object. */
const DATED_LISTS = ['evses', 'connectors'];

/** The instant of its `last_updated`; null where it has none that can be read. */
export function instantOf(text: string, members: JsonMembers): number | null {
  const member = lastMember(members, DATED);
  const value = member === undefined ? null : stringIn(text, member);
  return value === null ? null : parseOcpiDateTime(value);
}

/** The text with each member of `patch` in place of its own, wherever it has it, and those that it has not at its end. */
export function withMembers(text: string, members: JsonMembers, patch: ObjectText): string {
  const changes: JsonChange[] = [];
  const added = new Map<string, string>();
  for (const [key, value] of lastValues(patch)) {
    const own = members.filter((member) => member.key === key);
    if (own.length === 0) added.set(key, value);
    for (const { start, end } of own) changes.push({ start, end, text: value });
  }
  if (added.size > 0) changes.push(addition(text, members, added));
  return applyChanges(text, changes);
}

/** The parent of what was written, as new as that: OCPI 2.2.1, Locations > PUT and PATCH Method. Never older than it was. */
export function parentTouched(parent: string, written: ObjectText): string {
  const now = instantOf(written.text, written.members);
  const members = objectMembers(parent) ?? [];
  const before = instantOf(parent, members);
  if (now === null || (before !== null && before >= now)) return parent;
  const dated = lastMember(written.members, DATED);
  return dated === undefined ? parent : withMembers(parent, members, { text: written.text, members: [dated] });
}

/** Whether two texts say the same but for `last_updated`, of the object or of a part. */
export function sameButDated(a: string, b: string): boolean {
  return a === b || undated(a) === undated(b);
}

function undated(text: string): string {
  const changes: JsonChange[] = [];
  collectDates(text, 0, { level: 0, changes });
  return withoutSpace(applyChanges(text, changes));
}

function collectDates(
  text: string,
  at: number,
  into: { readonly level: number; readonly changes: JsonChange[] },
): void {
  for (const { key, start, end } of objectMembers(text, at) ?? []) {
    if (key === DATED) into.changes.push({ start, end, text: '0' });
    if (key !== DATED_LISTS[into.level]) continue;
    for (const element of arrayElements(text, start) ?? []) {
      collectDates(text, element.start, { level: into.level + 1, changes: into.changes });
    }
  }
}

/** Of a key that stands there twice the last value counts, as readers have it. A Map: a key may be `__proto__`. */
function lastValues({ text, members }: ObjectText): ReadonlyMap<string, string> {
  return new Map(members.map(({ key, start, end }) => [key, text.slice(start, end)]));
}

function addition(text: string, members: JsonMembers, added: ReadonlyMap<string, string>): JsonChange {
  const last = members.at(-1);
  const at = last === undefined ? text.indexOf('{') + 1 : last.end;
  const listed = [...added].map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',');
  return { start: at, end: at, text: last === undefined ? listed : `,${listed}` };
}
