import type { ObjectPage, ObjectPageQuery, PagedObject } from '@busbar/core';
import type { OcpiVersion, PartyKey } from '@busbar/ocpi';
import { marks, type ColumnValue, type Statements } from '@busbar/database';

/** A page is no larger than this, and one object at least. */
const MAX_PAGE_LENGTH = 8 * 1024 * 1024;
const SHELVES_PER_LOOK = 500;

/** What a page takes from one shelf. */
interface Part {
  readonly id: number;
  readonly owner: PartyKey;
  readonly version: OcpiVersion;
  readonly objects: number;
  /** How many of its objects the query finds. */
  readonly count: number;
  /** Whether some of its objects are not found: only then is `last_updated` looked at. */
  readonly isFiltered: boolean;
}

interface Found {
  readonly part: Part;
  readonly sequence: number;
  readonly bytes: number;
}

/** Where a page begins on the first shelf that it takes from. */
type Start = { readonly afterSequence: number } | { readonly skip: number };

type Times = Pick<ObjectPageQuery, 'fromMs' | 'toMs'>;

/** One page of public objects, ordered by owner and, of one owner and version, by when the hub first saw them. */
export async function readPage(statements: Statements, query: ObjectPageQuery): Promise<ObjectPage> {
  const parts = await partsOf(statements, query);
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  // One more than is asked for tells whether this page is the last.
  const found = await findObjects(statements, parts, query);
  const page = withinLength(found.slice(0, query.limit));
  const last = page.at(-1);
  const isLast = last === undefined || page.length === found.length;
  return {
    objects: await readBodies(statements, page),
    total,
    after: isLast ? null : `${last.part.owner} ${last.sequence} ${last.part.id}`,
  };
}

/** The shelves that the query finds anything on, in the order of their owners. */
async function partsOf(statements: Statements, query: ObjectPageQuery): Promise<readonly Part[]> {
  const owners = new Set(query.owners);
  const rows = await statements.select<Record<'id' | 'objects', number | string> & Pick<Part, 'owner' | 'version'>>(
    `SELECT id, owner, version, objects FROM object_shelves
     WHERE module = ? AND scope = 'public'${query.version === null ? '' : ' AND version = ?'} AND objects > 0
     ORDER BY owner, id`,
    [query.module, ...(query.version === null ? [] : [query.version])],
  );
  const parts = rows
    .filter(({ owner }) => owners.has(owner))
    .map(({ id, owner, version, objects }) => ({
      id: Number(id),
      owner,
      version,
      objects: Number(objects),
      count: Number(objects),
      isFiltered: false,
    }));
  if (query.fromMs === null && query.toMs === null) return parts;
  const filtered: Part[] = [];
  for (let start = 0; start < parts.length; start += SHELVES_PER_LOOK) {
    filtered.push(...(await filterParts(statements, parts.slice(start, start + SHELVES_PER_LOOK), query)));
  }
  return filtered.filter(({ count }) => count > 0);
}

/** A shelf that lies within the times as a whole, or outside of them, is not counted through. */
async function filterParts(statements: Statements, parts: readonly Part[], times: Times): Promise<readonly Part[]> {
  const edge = (order: 'ASC' | 'DESC'): string =>
    `(SELECT o.last_updated FROM kept_objects o WHERE o.shelf = s.id ORDER BY o.last_updated ${order} LIMIT 1)`;
  const edges = await statements.select<Record<'id' | 'oldest' | 'newest', number | string | null>>(
    `SELECT s.id AS id, ${edge('ASC')} AS oldest, ${edge('DESC')} AS newest FROM object_shelves s
     WHERE s.id IN (${marks(parts.length)})`,
    parts.map(({ id }) => id),
  );
  const byId = new Map(edges.map((row) => [Number(row.id), row]));
  const [from, to] = [times.fromMs ?? -Infinity, times.toMs ?? Infinity];
  const result: Part[] = [];
  for (const part of parts) {
    const { oldest, newest } = byId.get(part.id) ?? { oldest: null, newest: null };
    if (oldest === null || newest === null || Number(newest) < from || Number(oldest) >= to) continue;
    const isWhole = Number(oldest) >= from && Number(newest) < to;
    result.push(isWhole ? part : { ...part, count: await countOf(statements, part, times), isFiltered: true });
  }
  return result;
}

async function countOf(statements: Statements, part: Part, times: Times): Promise<number> {
  const { sql, bound } = within(times);
  const [row] = await statements.select<{ readonly found: number | string }>(
    `SELECT COUNT(*) AS found FROM kept_objects ${statements.by('ix_kept_objects_updated')} WHERE shelf = ?${sql}`,
    [part.id, ...bound],
  );
  return Number(row?.found ?? 0);
}

async function findObjects(
  statements: Statements,
  parts: readonly Part[],
  query: ObjectPageQuery,
): Promise<readonly Found[]> {
  const { first, start } = startOf(parts, query);
  const found: Found[] = [];
  let from = start;
  for (const part of parts.slice(first)) {
    const wanted = query.limit + 1 - found.length;
    if (wanted <= 0) break;
    found.push(...(await findOnShelf(statements, part, { times: query, start: from, wanted })));
    from = { skip: 0 };
  }
  return found;
}

/** Whole owners are skipped by their counts. */
function startOf(
  parts: readonly Part[],
  { after, offset }: ObjectPageQuery,
): { readonly first: number; readonly start: Start } {
  if (after !== null) {
    const [owner = '', sequence = '', shelf = ''] = after.split(' ');
    const first = parts.findIndex((part) => part.owner > owner || (part.owner === owner && part.id >= Number(shelf)));
    if (first < 0) return { first: parts.length, start: { skip: 0 } };
    const isSame = parts[first]?.owner === owner && parts[first].id === Number(shelf);
    return { first, start: isSame ? { afterSequence: Number(sequence) || 0 } : { skip: 0 } };
  }
  let skip = offset;
  for (const [first, { count }] of parts.entries()) {
    if (skip < count) return { first, start: { skip } };
    skip -= count;
  }
  return { first: parts.length, start: { skip: 0 } };
}

async function findOnShelf(
  statements: Statements,
  part: Part,
  { times, start, wanted }: { readonly times: Times; readonly start: Start; readonly wanted: number },
): Promise<readonly Found[]> {
  const filter = part.isFiltered ? within(times) : { sql: '', bound: [] };
  const { afterSequence, skip } = await placeOf(statements, part, start);
  // Few of many: by their times, sorted, without touching a row. Most of them: in order, passing over the others.
  const isFew = part.isFiltered && (skip > 0 || part.count * 2 < part.objects);
  const index = statements.by(isFew ? 'ix_kept_objects_updated' : 'ix_kept_objects_order');
  const found = await statements.select<{ readonly sequence: number | string }>(
    `SELECT sequence FROM kept_objects ${index}
     WHERE shelf = ? AND sequence > ?${filter.sql} ORDER BY sequence LIMIT ? OFFSET ?`,
    [part.id, afterSequence, ...filter.bound, wanted, skip],
  );
  if (found.length === 0) return [];
  const rows = await statements.select<Record<'sequence' | 'bytes', number | string>>(
    `SELECT sequence, bytes FROM kept_objects WHERE sequence IN (${marks(found.length)}) ORDER BY sequence`,
    found.map(({ sequence }) => Number(sequence)),
  );
  return rows.map(({ sequence, bytes }) => ({
    part,
    sequence: Number(sequence),
    bytes: Number(bytes),
  }));
}

/** An offset far behind is found in the counts of blocks; what is left is less than one block. */
async function placeOf(
  statements: Statements,
  part: Part,
  start: Start,
): Promise<{ readonly afterSequence: number; readonly skip: number }> {
  if ('afterSequence' in start) return { afterSequence: start.afterSequence, skip: 0 };
  let { skip } = start;
  if (skip === 0 || part.isFiltered) return { afterSequence: 0, skip };
  const blocks = await statements.select<Record<'first' | 'objects', number | string>>(
    'SELECT first_sequence AS first, objects FROM object_blocks WHERE shelf = ? ORDER BY number',
    [part.id],
  );
  for (const { first, objects } of blocks) {
    if (skip < Number(objects)) return { afterSequence: Number(first) - 1, skip };
    skip -= Number(objects);
  }
  return { afterSequence: Number.MAX_SAFE_INTEGER, skip: 0 };
}

function withinLength(found: readonly Found[]): readonly Found[] {
  let length = 0;
  const end = found.findIndex(({ bytes }, index) => (length += bytes) > MAX_PAGE_LENGTH && index > 0);
  return end < 0 ? found : found.slice(0, end);
}

async function readBodies(statements: Statements, page: readonly Found[]): Promise<PagedObject[]> {
  if (page.length === 0) return [];
  const sequences = page.map(({ sequence }) => sequence);
  const rows = await statements.select<{ readonly sequence: number | string; readonly body: string }>(
    `SELECT sequence, body FROM kept_objects WHERE sequence IN (${marks(sequences.length)})`,
    sequences,
  );
  const bodies = new Map(rows.map(({ sequence, body }) => [Number(sequence), body]));
  return page.flatMap(({ sequence, part: { owner, version } }) => {
    const text = bodies.get(sequence);
    return text === undefined ? [] : [{ text, owner, version }];
  });
}

function within({ fromMs, toMs }: Times): { readonly sql: string; readonly bound: readonly ColumnValue[] } {
  const conditions: (readonly [string, number | null])[] = [
    [' AND last_updated >= ?', fromMs],
    [' AND last_updated < ?', toMs],
  ];
  const set = conditions.filter(([, bound]) => bound !== null);
  return { sql: set.map(([sql]) => sql).join(''), bound: set.map(([, bound]) => bound) };
}
