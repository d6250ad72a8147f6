import { DELETIONS_REMEMBERED, type DeletionMark } from '@busbar/core';
import { marks as placeholders, type Statements } from '@busbar/database';
import { keysOfId } from './rows.js';

type Row = Readonly<Record<'shelf' | 'lastUpdatedMs' | 'deletedMs', number | string>> & { readonly idKey: string };

/** Where a mark lies. */
export interface MarkName {
  readonly shelf: number;
  readonly idKey: string;
}

/** A mark that is kept, and where. */
export type KeptMark = MarkName & DeletionMark;

/** The marks of these objects on these shelves. */
export async function findMarks(
  statements: Statements,
  shelves: readonly number[],
  keys: readonly string[],
): Promise<readonly KeptMark[]> {
  if (shelves.length === 0 || keys.length === 0) return [];
  const rows = await statements.select<Row>(
    `SELECT shelf, id_key AS idKey, last_updated AS lastUpdatedMs, deleted_at AS deletedMs FROM deleted_objects
     WHERE shelf IN (${placeholders(shelves.length)}) AND id_key IN (${placeholders(keys.length)})`,
    [...shelves, ...keys],
  );
  return rows.map(({ shelf, idKey, lastUpdatedMs, deletedMs }) => ({
    shelf: Number(shelf),
    idKey,
    lastUpdatedMs: Number(lastUpdatedMs),
    deletedMs: Number(deletedMs),
  }));
}

/** Remembers a deletion; the oldest one of its shelf is forgotten where there are too many. Under the lock of the shelf. */
export async function addMark(
  statements: Statements,
  { shelf, idKey, lastUpdatedMs, deletedMs }: KeptMark,
): Promise<void> {
  const [last] = await statements.select<{ readonly number: number | string | null }>(
    'SELECT MAX(number) AS number FROM deleted_objects WHERE shelf = ?',
    [shelf],
  );
  const number = Number(last?.number ?? 0) + 1;
  await statements.change(
    'REPLACE INTO deleted_objects (shelf, id_key, number, last_updated, deleted_at) VALUES (?, ?, ?, ?, ?)',
    [shelf, idKey, number, lastUpdatedMs, deletedMs],
  );
  await statements.change('DELETE FROM deleted_objects WHERE shelf = ? AND number <= ?', [
    shelf,
    number - DELETIONS_REMEMBERED,
  ]);
}

/** Forgets one: the object is there again. */
export async function dropMark(statements: Statements, { shelf, idKey }: MarkName): Promise<void> {
  await statements.change('DELETE FROM deleted_objects WHERE shelf = ? AND id_key = ?', [shelf, idKey]);
}

/** Forgets deletions before that moment, at most `limit`; resolves to how many. */
export async function dropOldMarks(statements: Statements, beforeMs: number, limit: number): Promise<number> {
  const rows = await statements.select<{ readonly shelf: number | string; readonly idKey: string }>(
    'SELECT shelf, id_key AS idKey FROM deleted_objects WHERE deleted_at < ? LIMIT ?',
    [beforeMs, limit],
  );
  for (const { shelf, idKey } of rows) await dropMark(statements, { shelf: Number(shelf), idKey });
  return rows.length;
}

/** Forgets that tokens of this uid were ever deleted. */
export async function eraseMarksOfToken(statements: Statements, uid: string): Promise<void> {
  await statements.change(
    `DELETE FROM deleted_objects WHERE id_key >= ? AND id_key < ?
     AND shelf IN (SELECT id FROM object_shelves WHERE module = 'tokens')`,
    [...keysOfId(uid)],
  );
}

/** Forgets what a party deleted. */
export async function eraseMarksOfOwner(statements: Statements, owner: string): Promise<void> {
  await statements.change(
    'DELETE FROM deleted_objects WHERE shelf IN (SELECT id FROM object_shelves WHERE owner = ?)',
    [owner],
  );
}
