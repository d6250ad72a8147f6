import type { KeptModule, ListedName } from '@busbar/core';
import { marks, type Statements } from '@busbar/database';
import type { PullEntity } from './pull.entity.js';
import { objectKey } from './rows.js';
import { lockShelves, removeObjects, saveShelf } from './typeorm-shelves.js';

/** Keys in one statement. */
const PORTION = 100;

/** The newest object that is kept of anybody: what comes later came after this moment. */
export async function newestObject(statements: Statements): Promise<number> {
  const [row] = await statements.select<{ readonly newest: number | string | null }>(
    'SELECT MAX(sequence) AS newest FROM kept_objects',
    [],
  );
  return Number(row?.newest ?? 0);
}

/** Marks objects that are kept as listed by their owner. */
export async function markListed(
  statements: Statements,
  pull: PullEntity,
  listed: readonly ListedName[],
): Promise<void> {
  const shelves = await shelvesOf(statements, pull);
  const keys = listed.map(({ id, type }) => objectKey(id, type));
  for (let start = 0; start < keys.length; start += PORTION) {
    const portion = keys.slice(start, start + PORTION);
    for (const shelf of shelves) {
      await statements.change(
        `REPLACE INTO pull_marks (pull, sequence, round)
         SELECT ${Number(pull.number)}, sequence, ${Number(pull.round)} FROM kept_objects
         WHERE shelf = ? AND id_key IN (${marks(portion.length)})`,
        [shelf, ...portion],
      );
    }
  }
}

/** Removes what was there when the pull began and is not marked, at most `limit` of it; resolves to how many. */
export async function removeUnmarked(statements: Statements, pull: PullEntity, limit: number): Promise<number> {
  const name = { module: pull.module as KeptModule, scope: 'public' as const, owner: pull.party };
  let removed = 0;
  for (const shelf of await lockShelves(statements, name)) {
    const rows = await statements.select<Record<'sequence' | 'block', number | string>>(
      `SELECT o.sequence AS sequence, o.block AS block FROM kept_objects o ${statements.by('ix_kept_objects_order')}
       LEFT JOIN pull_marks m ON m.pull = ? AND m.sequence = o.sequence AND m.round = ?
       WHERE o.shelf = ? AND o.sequence <= ? AND m.sequence IS NULL ORDER BY o.sequence LIMIT ?`,
      [pull.number, pull.round, shelf.id, pull.newestAtStart, limit - removed],
    );
    const objects = rows.map(({ sequence, block }) => ({ sequence: Number(sequence), block: Number(block) }));
    await removeObjects(statements, shelf, objects);
    if (objects.length > 0) await saveShelf(statements, shelf);
    removed += objects.length;
    if (removed >= limit) break;
  }
  return removed;
}

/** Forgets marks of a pull, at most `limit`; resolves to how many. */
export async function clearMarks(statements: Statements, pull: number, limit: number): Promise<number> {
  const rows = await statements.select<{ readonly sequence: number | string }>(
    'SELECT sequence FROM pull_marks WHERE pull = ? LIMIT ?',
    [pull, limit],
  );
  if (rows.length === 0) return 0;
  return statements.change(`DELETE FROM pull_marks WHERE pull = ? AND sequence IN (${marks(rows.length)})`, [
    pull,
    ...rows.map(({ sequence }) => Number(sequence)),
  ]);
}

async function shelvesOf(statements: Statements, { module, party }: PullEntity): Promise<readonly number[]> {
  const rows = await statements.select<{ readonly id: number | string }>(
    "SELECT id FROM object_shelves WHERE module = ? AND scope = 'public' AND owner = ?",
    [module, party],
  );
  return rows.map(({ id }) => Number(id));
}
