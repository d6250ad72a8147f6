import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { DatabaseLost, Undone, type Database, type StoreRef } from '@busbar/database';
import { counterStore, type CounterStore } from '../support/counter-store.js';
import { databasesUnderTest, type DatabasePlace } from '../support/databases.js';

/** Adds a row and then takes it back by throwing Undone. */
class UndoingStore {
  constructor(private readonly entityManager: EntityManager) {}

  async addAndUndo(id: number): Promise<string> {
    await this.entityManager.query('INSERT INTO counted (id) VALUES (?)', [id]);
    throw new Undone('nothing was kept');
  }
}
const undoingStore: StoreRef<UndoingStore> = {
  name: 'undoing',
  url: 'in-thread:only',
  load: async () => ({ entities: [], Store: UndoingStore }),
};

describe.each(databasesUnderTest())('a database on $name', ({ make }) => {
  let place: DatabasePlace;
  let database: Database;
  let writer: CounterStore;
  let reader: CounterStore;

  beforeAll(async () => {
    place = await make();
    database = await place.open([counterStore, undoingStore]);
    writer = database.writer(counterStore);
    reader = database.reader(counterStore);
    await writer.makeTable();
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await place.close();
  }, 20_000);
  beforeEach(() => writer.clear());

  it('keeps what an operation wrote, and a reader sees it once the operation has returned', async () => {
    await expect(writer.add(1)).resolves.toBe(1);
    await expect(reader.count()).resolves.toBe(1);
  });

  it('says what time it is', async () => {
    const before = Date.now();
    const now = await database.now();
    expect(now).toBeGreaterThanOrEqual(before - 1);
    expect(now).toBeLessThanOrEqual(Date.now() + 1);
  });

  it('undoes the whole of an operation that throws, and nothing of those beside it', async () => {
    const [first, thrown, last] = await Promise.allSettled([writer.add(1), writer.addAndThrow(2), writer.add(3)]);

    expect([first.status, thrown.status, last.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(reader.count()).resolves.toBe(2);
  });

  it('tells the fault of an operation from the loss of the database', async () => {
    const fault = await writer.addAndThrow(1).catch((error: unknown) => error);

    expect(fault).toBeInstanceOf(Error);
    expect(fault).not.toBeInstanceOf(DatabaseLost);
    expect(String(fault)).toContain('thrown by the operation');
  });

  it('answers with a value when an operation undoes itself', async () => {
    await expect(database.writer(undoingStore).addAndUndo(1)).resolves.toBe('nothing was kept');
    await expect(reader.count()).resolves.toBe(0);
  });

  it('lets hundreds of calls in at once', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => index);

    await expect(Promise.all(ids.map((id) => writer.add(id)))).resolves.toEqual(ids);
    await expect(reader.count()).resolves.toBe(500);
  });

  it('carries out both of two operations that lock the same rows in opposite orders', async () => {
    await Promise.all([writer.add(1), writer.add(2)]);

    await expect(Promise.all([writer.touchBoth(1, 2), writer.touchBoth(2, 1)])).resolves.toHaveLength(2);
  });

  it('is reachable while it is open', async () => {
    await expect(database.isReachable()).resolves.toBe(true);
  });

  it('can be opened by two processes at once, which leave the tables as one would', async () => {
    const others = await Promise.all([place.open([counterStore]), place.open([counterStore])]);

    await expect(others[0].reader(counterStore).count()).resolves.toBe(0);
    await Promise.all(others.map((other) => other.close()));
  });
});
