import type { KeptModule, KeptScope, ObjectQuery, PagedObject } from '@busbar/core';
import type { OcpiVersion } from '@busbar/ocpi';
import { marks, type ColumnValue, type Statements } from '@busbar/database';
import { contractIn, keysOfId } from './rows.js';
import { eraseMarksOfToken } from './typeorm-deletions.js';
import { lockShelves, removeObjects, saveShelf, type Shelf, type ShelfName } from './typeorm-shelves.js';

/** What an operator wants to see of what is kept. */
export interface ObjectListQuery {
  readonly module: KeptModule | null;
  readonly owner: string | null;
  readonly scope: KeptScope | null;
  /** Only objects behind this one. */
  readonly afterSequence: number;
  readonly limit: number;
}

/** One object without its body. */
export interface ListedObject {
  readonly sequence: number;
  readonly module: KeptModule;
  readonly scope: KeptScope;
  readonly version: string;
  readonly owner: string;
  readonly id: string;
  readonly type: string;
  readonly lastUpdatedMs: number;
  readonly bytes: number;
}

/** A page of them, as they came. */
export type ListedObjects = readonly ListedObject[];

/** Which shelves retention looks at. */
export type RemovalQuery =
  | { readonly of: 'private' }
  | { readonly of: 'departed'; readonly beforeDay: number }
  | { readonly of: 'owner'; readonly owner: string };

/** What an erasure found: how many objects, and the contracts that they named. */
export interface ErasedToken {
  readonly objects: number;
  readonly contracts: readonly string[];
}

type ListedRow = Readonly<Record<'sequence' | 'lastUpdatedMs' | 'bytes', number | string>> &
  Omit<ListedObject, 'sequence' | 'lastUpdatedMs' | 'bytes'>;

/** Objects in the order in which they came, without bodies. */
export async function listObjects(statements: Statements, query: ObjectListQuery): Promise<ListedObjects> {
  const conditions: (readonly [string, ColumnValue])[] = [
    [' AND s.module = ?', query.module],
    [' AND s.owner = ?', query.owner],
    [' AND s.scope = ?', query.scope],
  ];
  const set = conditions.filter(([, bound]) => bound !== null);
  const rows = await statements.select<ListedRow>(
    `SELECT o.sequence AS sequence, s.module AS module, s.scope AS scope, s.version AS version, s.owner AS owner,
       o.object_id AS id, o.type AS type, o.last_updated AS lastUpdatedMs, o.bytes AS bytes
     FROM kept_objects o JOIN object_shelves s ON s.id = o.shelf
     WHERE o.sequence > ?${set.map(([sql]) => sql).join('')} ORDER BY o.sequence LIMIT ?`,
    [query.afterSequence, ...set.map(([, bound]) => bound), query.limit],
  );
  return rows.map((row) => ({
    ...row,
    sequence: Number(row.sequence),
    lastUpdatedMs: Number(row.lastUpdatedMs),
    bytes: Number(row.bytes),
  }));
}

/** One object of an owner: what all were told before what was seen in passing, and of a uid that has several types the newest. */
export async function findObject(
  statements: Statements,
  { module, owner, id }: ObjectQuery,
): Promise<PagedObject | null> {
  const [found] = await statements.select<{ readonly text: string; readonly version: OcpiVersion }>(
    `SELECT o.body AS text, s.version AS version FROM object_shelves s JOIN kept_objects o ON o.shelf = s.id
     WHERE s.owner = ? AND s.module = ? AND o.id_key >= ? AND o.id_key < ?
     ORDER BY s.scope DESC, o.last_updated DESC, o.sequence DESC LIMIT 1`,
    [owner, module, ...keysOfId(id)],
  );
  return found === undefined ? null : { ...found, owner };
}

/** Notes that these owners were parties on that day. */
export async function touchShelves(statements: Statements, owners: readonly string[], day: number): Promise<void> {
  if (owners.length === 0) return;
  await statements.change(
    `UPDATE object_shelves SET owner_seen_day = ? WHERE owner_seen_day < ? AND owner IN (${marks(owners.length)})`,
    [day, day, ...owners],
  );
}

/** Shelves that are not empty and that retention or an erasure is to look at. */
export async function findLeftShelves(statements: Statements, query: RemovalQuery): Promise<readonly number[]> {
  const [where, bound] = removalCondition(query);
  const rows = await statements.select<{ readonly id: number | string }>(
    `SELECT id FROM object_shelves WHERE objects > 0 AND ${where}`,
    bound,
  );
  return rows.map(({ id }) => Number(id));
}

function removalCondition(query: RemovalQuery): readonly [string, readonly ColumnValue[]] {
  switch (query.of) {
    case 'private':
      return ["scope = 'private'", []];
    case 'departed':
      return ['owner_seen_day < ?', [query.beforeDay]];
    case 'owner':
      return ['owner = ?', [query.owner]];
  }
}

/** Removes objects from one shelf; resolves to how many there were. */
export async function removeFromShelf(
  statements: Statements,
  id: number,
  { beforeDay, limit }: { readonly beforeDay: number | null; readonly limit: number },
): Promise<number> {
  const [name] = await statements.select<ShelfName>('SELECT module, scope, owner FROM object_shelves WHERE id = ?', [
    id,
  ]);
  const shelf = name && (await lockShelves(statements, name)).find((each) => each.id === id);
  if (shelf === undefined) return 0;
  const index = beforeDay === null ? 'ix_kept_objects_order' : 'ix_kept_objects_seen';
  const rows = await statements.select<Record<'sequence' | 'block', number | string>>(
    `SELECT sequence, block FROM kept_objects ${statements.by(index)}
     WHERE shelf = ?${beforeDay === null ? '' : ' AND seen_day < ?'} LIMIT ?`,
    [id, ...(beforeDay === null ? [] : [beforeDay]), limit],
  );
  await takeOff(statements, shelf, rows);
  return rows.length;
}

/** Removes every token of this uid, whoever owns it and whatever its type. */
export async function eraseToken(statements: Statements, uid: string): Promise<ErasedToken> {
  const names = await statements.select<ShelfName>(
    "SELECT DISTINCT module, scope, owner FROM object_shelves WHERE module = 'tokens' AND objects > 0 ORDER BY owner, scope",
    [],
  );
  const contracts = new Set<string>();
  let objects = 0;
  for (const name of names) {
    for (const shelf of await lockShelves(statements, name)) {
      const rows = await statements.select<Record<'sequence' | 'block', number | string> & { readonly body: string }>(
        'SELECT sequence, block, body FROM kept_objects WHERE shelf = ? AND id_key >= ? AND id_key < ?',
        [shelf.id, ...keysOfId(uid)],
      );
      await takeOff(statements, shelf, rows);
      objects += rows.length;
      for (const contract of rows.map(({ body }) => contractIn(body))) if (contract !== null) contracts.add(contract);
    }
  }
  await eraseMarksOfToken(statements, uid);
  return { objects, contracts: [...contracts] };
}

async function takeOff(
  statements: Statements,
  shelf: Shelf,
  rows: readonly Record<'sequence' | 'block', number | string>[],
): Promise<void> {
  const objects = rows.map(({ sequence, block }) => ({ sequence: Number(sequence), block: Number(block) }));
  await removeObjects(statements, shelf, objects);
  if (objects.length > 0) await saveShelf(statements, shelf);
}
