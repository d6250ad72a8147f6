import type { KeptOutcome, ObjectPage, ObjectPageQuery, ObjectQuery, ObjectWrite, PagedObject } from '@busbar/core';
import { Statements, type EntityClass } from '@busbar/database';
import type { EntityManager } from 'typeorm';
import { DeletedObjectEntity, KeptObjectEntity, ObjectBlockEntity, ObjectShelfEntity } from './kept-object.entity.js';
import { dropOldMarks, eraseMarksOfOwner } from './typeorm-deletions.js';
import { readPage } from './typeorm-object-pages.js';
import { keepWrites, noteTold, type KeepBounds } from './typeorm-object-writes.js';
import {
  findLeftShelves,
  findObject,
  eraseToken,
  listObjects,
  removeFromShelf,
  touchShelves,
} from './typeorm-object-keeping.js';
import type { ErasedToken, ListedObjects, ObjectListQuery, RemovalQuery } from './typeorm-object-keeping.js';

/** The tables that the store needs. */
export const entities: readonly EntityClass[] = [
  ObjectShelfEntity,
  ObjectBlockEntity,
  KeptObjectEntity,
  DeletedObjectEntity,
];

/** The tables of kept objects; each call is one transaction. */
export class Store {
  private readonly statements: Statements;

  constructor(entityManager: EntityManager) {
    this.statements = new Statements(entityManager);
  }

  keep(writes: readonly ObjectWrite[], bounds: KeepBounds): Promise<KeptOutcome[]> {
    return keepWrites(this.statements, writes, bounds);
  }

  noteTold(writes: readonly ObjectWrite[]): Promise<void> {
    return noteTold(this.statements, writes);
  }

  page(query: ObjectPageQuery): Promise<ObjectPage> {
    return readPage(this.statements, query);
  }

  find(query: ObjectQuery): Promise<PagedObject | null> {
    return findObject(this.statements, query);
  }

  list(query: ObjectListQuery): Promise<ListedObjects> {
    return listObjects(this.statements, query);
  }

  /** How many objects there are in all. */
  async count(): Promise<number> {
    const [row] = await this.statements.select<{ readonly objects: number | string | null }>(
      'SELECT SUM(objects) AS objects FROM object_shelves',
      [],
    );
    return Number(row?.objects ?? 0);
  }

  /** Notes on which day owners were parties of this hub. */
  touch(owners: readonly string[], day: number): Promise<void> {
    return touchShelves(this.statements, owners, day);
  }

  /** Shelves that have anything to be removed, by number. */
  leftShelves(query: RemovalQuery): Promise<readonly number[]> {
    return findLeftShelves(this.statements, query);
  }

  /** Removes objects from one shelf, at most `limit` of those not seen since that day; null: whenever. */
  remove(shelf: number, beforeDay: number | null, limit: number): Promise<number> {
    return removeFromShelf(this.statements, shelf, { beforeDay, limit });
  }

  /** Forgets deletions before that moment, at most `limit`; resolves to how many. */
  dropDeletions(beforeMs: number, limit: number): Promise<number> {
    return dropOldMarks(this.statements, beforeMs, limit);
  }

  /** Forgets what a party deleted. */
  eraseDeletions(owner: string): Promise<void> {
    return eraseMarksOfOwner(this.statements, owner);
  }

  eraseToken(uid: string): Promise<ErasedToken> {
    return eraseToken(this.statements, uid);
  }
}
