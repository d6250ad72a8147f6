import { isBehindDeletion, mergeWrite, type KeptOutcome, type ObjectWrite } from '@busbar/core';
import { partyKey } from '@busbar/ocpi';
import { marks, type ColumnValue, type Statements } from '@busbar/database';
import { contractKeyIn, dayOf, objectKey, saysPublish } from './rows.js';
import { addMark, dropMark, findMarks, type KeptMark } from './typeorm-deletions.js';
import {
  addToBlock,
  BLOCK_SIZE,
  lockShelves,
  makeShelf,
  removeObjects,
  saveShelf,
  type Shelf,
  type ShelfName,
} from './typeorm-shelves.js';
import { noteWithdrawn } from './typeorm-withdrawn.js';

/** How much may be kept. */
export interface KeepBounds {
  /** Of one owner, module and scope. */
  readonly perOwner: number;
  /** New objects that the whole store still has room for. */
  readonly room: number;
}

/** One object with all its members may not grow beyond. */
const MAX_OBJECT_LENGTH = 8 * 1024 * 1024;
const OBJECT_COLUMNS = [
  'shelf',
  'block',
  'id_key',
  'object_id',
  'type',
  'last_updated',
  'seen_day',
  'is_told',
  'bytes',
  'body',
  'contract_key',
] as const;

/** What is kept of one object, or nothing; and what a batch of writes makes of it. */
interface State {
  readonly shelf: Shelf;
  readonly sequence: number;
  readonly block: number;
  text: string;
  lastUpdatedMs: number;
  isTold: boolean;
  seenDay: number;
  isChanged: boolean;
}

type ObjectRow = Readonly<Record<'sequence' | 'block' | 'lastUpdatedMs' | 'isTold' | 'seenDay', number | string>> & {
  readonly idKey: string;
  readonly body: string;
};

/** Writes of one owner, module and scope, in their order. */
interface Batch {
  readonly name: ShelfName;
  readonly writes: { readonly write: ObjectWrite; readonly index: number }[];
}

/** Merges writes into what is kept, in one transaction; resolves to what became of each, in their order. */
export async function keepWrites(
  statements: Statements,
  writes: readonly ObjectWrite[],
  bounds: KeepBounds,
): Promise<KeptOutcome[]> {
  const outcomes = new Array<KeptOutcome>(writes.length);
  const batches = batchesOf(writes);
  // All locks before anything is read, and in one order: the snapshot of a transaction begins behind the last of them.
  const shelves = new Map<Batch, Shelf[]>();
  for (const batch of batches) shelves.set(batch, await lockShelves(statements, batch.name));
  let room = bounds.room;
  for (const batch of batches) {
    const keeping = new Keeping(statements, batch.name, { shelves: shelves.get(batch) ?? [], bounds });
    room -= await keeping.run(batch.writes, room, outcomes);
  }
  return outcomes;
}

/** Notes that all were told of these writes, as far as they are what is kept. */
export async function noteTold(statements: Statements, writes: readonly ObjectWrite[]): Promise<void> {
  for (const { name, writes: theirs } of batchesOf(writes)) {
    const shelves = await lockShelves(statements, name);
    await new Keeping(statements, name, { shelves, bounds: { perOwner: 0, room: 0 } }).noteTold(theirs);
  }
}

function batchesOf(writes: readonly ObjectWrite[]): readonly Batch[] {
  const batches = new Map<string, Batch>();
  writes.forEach((write, index) => {
    const name = { module: write.module, scope: write.scope, owner: partyKey(write.owner) };
    const key = `${name.owner} ${name.module} ${name.scope}`;
    const known = batches.get(key);
    if (known) known.writes.push({ write, index });
    else batches.set(key, { name, writes: [{ write, index }] });
  });
  return [...batches].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, batch]) => batch);
}

/** One batch while it is merged. */
class Keeping {
  private readonly shelves: Shelf[];
  private readonly bounds: KeepBounds;
  private readonly states = new Map<string, State>();
  /** Of objects that are not there. */
  private readonly deletions = new Map<string, KeptMark>();
  private added = 0;

  constructor(
    private readonly statements: Statements,
    private readonly name: ShelfName,
    { shelves, bounds }: { readonly shelves: Shelf[]; readonly bounds: KeepBounds },
  ) {
    this.shelves = shelves;
    this.bounds = bounds;
  }

  /** Resolves to how many objects there are more. */
  async run(writes: Batch['writes'], room: number, outcomes: KeptOutcome[]): Promise<number> {
    await this.load([...new Set(writes.map(({ write }) => keyOf(write)))]);
    await this.loadDeletions(
      [...new Set(writes.map(({ write }) => keyOf(write)))].filter((key) => !this.states.has(key)),
    );
    for (const { write, index } of writes) outcomes[index] = await this.keepOne(write, room);
    for (const state of this.states.values()) if (state.isChanged) await this.update(state);
    for (const shelf of this.shelves) if (shelf.blockChanges.size > 0) await saveShelf(this.statements, shelf);
    return this.added;
  }

  /** Marks what is kept still as these writes would have it. */
  async noteTold(writes: Batch['writes']): Promise<void> {
    await this.load([...new Set(writes.map(({ write }) => keyOf(write)))]);
    for (const { write } of writes) {
      const state = this.states.get(keyOf(write));
      if (state === undefined || state.isTold || state.shelf.version !== write.version) continue;
      const merged = mergeWrite(state.text, write);
      if (merged.kind === 'text' && merged.text === state.text) Object.assign(state, { isTold: true, isChanged: true });
    }
    for (const state of this.states.values()) if (state.isChanged) await this.update(state);
  }

  private async load(keys: readonly string[]): Promise<void> {
    for (const shelf of this.shelves) {
      if (shelf.objects === 0) continue;
      const rows = await this.statements.select<ObjectRow>(
        `SELECT id_key AS idKey, sequence, block, last_updated AS lastUpdatedMs, is_told AS isTold, seen_day AS seenDay, body
         FROM kept_objects WHERE shelf = ? AND id_key IN (${marks(keys.length)})`,
        [shelf.id, ...keys],
      );
      for (const row of rows) this.states.set(row.idKey, stateOf(row, shelf));
    }
  }

  private async loadDeletions(keys: readonly string[]): Promise<void> {
    const shelves = this.shelves.map(({ id }) => id);
    for (const mark of await findMarks(this.statements, shelves, keys)) this.deletions.set(mark.idKey, mark);
  }

  private async keepOne(write: ObjectWrite, room: number): Promise<KeptOutcome> {
    const key = keyOf(write);
    const before = this.states.get(key);
    const isSameVersion = before?.shelf.version === write.version;
    const merged = mergeWrite(before !== undefined && isSameVersion ? before.text : null, write);
    if (merged.kind === 'deleted') return this.deleteAsTold(key, before, write);
    if (merged.kind !== 'text') return merged.kind;
    if (merged.text.length > MAX_OBJECT_LENGTH) return 'full';
    if (before !== undefined && this.withdraws(before.text, merged.text)) await this.noteWithdrawn(key, before, write);
    if (before !== undefined && isSameVersion) return this.replace(before, write, merged);
    const deletion = this.deletions.get(key);
    if (deletion !== undefined && isBehindDeletion(write, merged.lastUpdatedMs, deletion)) return 'older';
    if (before === undefined && (this.added >= room || this.isFull())) return 'full';
    if (before !== undefined) await this.remove(key, before);
    if (deletion !== undefined) await this.forgetDeletion(key, deletion);
    await this.add(key, write, merged);
    return 'kept';
  }

  /** What was told to one party alone was not published. */
  private withdraws(before: string, now: string): boolean {
    const { module, scope } = this.name;
    return module === 'locations' && scope === 'public' && saysPublish(now) === false && saysPublish(before) === true;
  }

  private noteWithdrawn(idKey: string, { shelf, text }: State, { atMs }: ObjectWrite): Promise<void> {
    const { owner } = this.name;
    return noteWithdrawn(this.statements, { owner, idKey }, { version: shelf.version, body: text, day: dayOf(atMs) });
  }

  private isFull(): boolean {
    return this.shelves.reduce((sum, { objects }) => sum + objects, 0) >= this.bounds.perOwner;
  }

  private replace(
    state: State,
    write: ObjectWrite,
    {
      text,
      lastUpdatedMs,
      isSame,
    }: { readonly text: string; readonly lastUpdatedMs: number; readonly isSame: () => boolean },
  ): KeptOutcome {
    // Only where an operator skips what is unchanged is anything ever told: long objects are not compared for nothing.
    const isTold = state.isTold && isSame();
    const seenDay = dayOf(write.atMs);
    if (text !== state.text || isTold !== state.isTold || seenDay > state.seenDay) {
      Object.assign(state, { text, lastUpdatedMs, isTold, seenDay, isChanged: true });
    }
    return isTold ? 'unchanged' : 'kept';
  }

  /** An older write must not bring it back. */
  private async deleteAsTold(key: string, state: State | undefined, { atMs }: ObjectWrite): Promise<KeptOutcome> {
    if (state === undefined) return 'nothing-to-patch';
    await this.remove(key, state);
    const mark = { shelf: state.shelf.id, idKey: key, lastUpdatedMs: state.lastUpdatedMs, deletedMs: atMs };
    await addMark(this.statements, mark);
    this.deletions.set(key, mark);
    return 'kept';
  }

  private async forgetDeletion(key: string, deletion: KeptMark): Promise<void> {
    await dropMark(this.statements, deletion);
    this.deletions.delete(key);
  }

  private async remove(key: string, state: State): Promise<void> {
    await removeObjects(this.statements, state.shelf, [state]);
    this.states.delete(key);
    this.added--;
  }

  private async add(
    key: string,
    write: ObjectWrite,
    { text, lastUpdatedMs }: { readonly text: string; readonly lastUpdatedMs: number },
  ): Promise<void> {
    const seenDay = dayOf(write.atMs);
    const shelf = await this.shelfFor(write.version, seenDay);
    const beginsBlock = shelf.block === 0 || shelf.blockTaken >= BLOCK_SIZE;
    const block = beginsBlock ? shelf.block + 1 : shelf.block;
    const id = write.ids[0].slice(0, 255);
    const values: ColumnValue[] = [shelf.id, block, key, id, write.type.slice(0, 64), lastUpdatedMs];
    values.push(seenDay, 0, text.length, text, this.contractKeyOf(text));
    const row = { table: 'kept_objects', columns: OBJECT_COLUMNS, values };
    const sequence = await this.statements.insertCounted(row);
    if (beginsBlock) {
      await this.statements.insert({
        table: 'object_blocks',
        columns: ['shelf', 'number', 'first_sequence', 'objects'],
        values: [shelf.id, block, sequence, 0],
      });
    }
    Object.assign(shelf, { block, blockTaken: beginsBlock ? 1 : shelf.blockTaken + 1 });
    addToBlock(shelf, block, 1);
    this.added++;
    this.states.set(key, { shelf, sequence, block, text, lastUpdatedMs, isTold: false, seenDay, isChanged: false });
  }

  private async shelfFor(version: string, day: number): Promise<Shelf> {
    const known = this.shelves.find((shelf) => shelf.version === version);
    if (known !== undefined) return known;
    const made = await makeShelf(this.statements, this.name, { version, day });
    this.shelves.push(made);
    return made;
  }

  private async update(state: State): Promise<void> {
    await this.statements.change(
      `UPDATE kept_objects SET last_updated = ?, seen_day = ?, is_told = ?, bytes = ?, body = ?, contract_key = ?
       WHERE sequence = ?`,
      [
        state.lastUpdatedMs,
        state.seenDay,
        state.isTold ? 1 : 0,
        state.text.length,
        state.text,
        this.contractKeyOf(state.text),
        state.sequence,
      ],
    );
  }

  /** Tokens are found by their contracts too. */
  private contractKeyOf(text: string): string | null {
    return this.name.module === 'tokens' ? contractKeyIn(text) : null;
  }
}

function keyOf({ ids, type }: ObjectWrite): string {
  return objectKey(ids[0], type);
}

function stateOf(row: ObjectRow, shelf: Shelf): State {
  return {
    shelf,
    sequence: Number(row.sequence),
    block: Number(row.block),
    text: row.body,
    lastUpdatedMs: Number(row.lastUpdatedMs),
    isTold: Number(row.isTold) === 1,
    seenDay: Number(row.seenDay),
    isChanged: false,
  };
}
