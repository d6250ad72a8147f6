import { marks, type Statements } from '@busbar/database';
import type { KeptModule, KeptScope } from '@busbar/core';

/** So many objects ever go into one block. */
export const BLOCK_SIZE = 500;

/** Which objects lie together, whatever their version. */
export interface ShelfName {
  readonly module: KeptModule;
  readonly scope: KeptScope;
  readonly owner: string;
}

/** A shelf while it is written to. */
export interface Shelf {
  readonly id: number;
  readonly version: string;
  objects: number;
  block: number;
  blockTaken: number;
  /** What was added to the counts of blocks, by number. */
  readonly blockChanges: Map<number, number>;
}

type ShelfRow = Readonly<Record<'id' | 'objects' | 'block' | 'taken', number | string>> & { readonly version: string };

const COLUMNS = 'id, version, objects, block, block_taken AS taken';

/**
 * The shelves of an owner, one per version, locked for the rest of the transaction: sequences are given out in the order in which
 * writers commit, so that nobody who pages by them misses what a slower writer adds below.
 */
export async function lockShelves(statements: Statements, { module, scope, owner }: ShelfName): Promise<Shelf[]> {
  const rows = await statements.select<ShelfRow>(
    `SELECT ${COLUMNS} FROM object_shelves WHERE owner = ? AND module = ? AND scope = ?
     ORDER BY id${statements.forUpdate}`,
    [owner, module, scope],
  );
  return rows.map(({ id, version, objects, block, taken }) => ({
    id: Number(id),
    version,
    objects: Number(objects),
    block: Number(block),
    blockTaken: Number(taken),
    blockChanges: new Map<number, number>(),
  }));
}

/** A new shelf, or the one that somebody else has just made. */
export async function makeShelf(
  statements: Statements,
  { module, scope, owner }: ShelfName,
  { version, day }: { readonly version: string; readonly day: number },
): Promise<Shelf> {
  await statements.insert({
    table: 'object_shelves',
    columns: ['module', 'scope', 'version', 'owner', 'objects', 'block', 'block_taken', 'owner_seen_day'],
    values: [module, scope, version, owner, 0, 0, 0, day],
    ignoringKnown: true,
  });
  const made = await lockShelves(statements, { module, scope, owner });
  const shelf = made.find((each) => each.version === version);
  if (shelf === undefined) throw new Error('a shelf that was just made is not there');
  return shelf;
}

/** Writes down what was counted. */
export async function saveShelf(statements: Statements, shelf: Shelf): Promise<void> {
  await statements.change('UPDATE object_shelves SET objects = ?, block = ?, block_taken = ? WHERE id = ?', [
    shelf.objects,
    shelf.block,
    shelf.blockTaken,
    shelf.id,
  ]);
  for (const [number, change] of shelf.blockChanges) {
    if (change === 0) continue;
    await statements.change('UPDATE object_blocks SET objects = objects + ? WHERE shelf = ? AND number = ?', [
      change,
      shelf.id,
      number,
    ]);
  }
  shelf.blockChanges.clear();
}

/** Takes objects off a shelf, and from its counts. */
export async function removeObjects(
  statements: Statements,
  shelf: Shelf,
  objects: readonly { readonly sequence: number; readonly block: number }[],
): Promise<void> {
  if (objects.length === 0) return;
  await statements.change(
    `DELETE FROM kept_objects WHERE sequence IN (${marks(objects.length)})`,
    objects.map(({ sequence }) => sequence),
  );
  for (const { block } of objects) addToBlock(shelf, block, -1);
}

/** Counts one object more, or one fewer, in a block and on its shelf. */
export function addToBlock(shelf: Shelf, block: number, change: 1 | -1): void {
  shelf.objects += change;
  shelf.blockChanges.set(block, (shelf.blockChanges.get(block) ?? 0) + change);
}
