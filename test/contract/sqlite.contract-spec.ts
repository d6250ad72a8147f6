import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseLost, openDatabase, SQLITE_FILE, type Database } from '@busbar/database';
import { counterStore, type CounterStore } from '../support/counter-store.js';
import { eventually } from '../support/eventually.js';
import { temporaryDirectory } from '../support/temp-dir.js';

const PAGE_AND_FRAME_HEADER_BYTES = 4_096 + 24;

describe('SQLite', () => {
  const dataDir = temporaryDirectory();
  const file = join(dataDir, SQLITE_FILE);
  let database: Database;
  let writer: CounterStore;
  let reader: CounterStore;

  beforeAll(async () => {
    database = await openDatabase({ kind: 'sqlite', dataDir }, [counterStore], { inThread: true });
    writer = database.writer(counterStore);
    reader = database.reader(counterStore);
    await writer.makeTable();
  });
  afterAll(() => database.close());

  /** Each commit appends at least one page to the write-ahead log. */
  async function pagesLoggedBy(work: () => Promise<unknown>): Promise<number> {
    const before = statSync(`${file}-wal`).size;
    await work();
    return (statSync(`${file}-wal`).size - before) / PAGE_AND_FRAME_HEADER_BYTES;
  }

  it('writes calls made at the same time with a shared commit', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => index);

    const pagesOneByOne = await pagesLoggedBy(async () => {
      for (const id of ids) await writer.add(id);
    });
    const pagesTogether = await pagesLoggedBy(() => Promise.all(ids.map((id) => writer.add(1_000 + id))));

    expect(pagesOneByOne).toBeGreaterThanOrEqual(100);
    expect(pagesTogether).toBeLessThan(20);
  });

  it.each([
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['auto_vacuum', 2],
  ])('runs with %s = %s', async (name, value) => {
    await expect(writer.pragma(name)).resolves.toBe(value);
  });

  it('lets readers change nothing', async () => {
    await expect(reader.add(5_000)).rejects.toThrow(/readonly|read-only|query_only/i);
  });

  it('loses what no longer fits on the disk, keeps what it had, and goes on when there is space again', async () => {
    await writer.clear();
    await writer.add(1);
    const pages = Number(await writer.pragma('page_count'));
    await writer.pragma(`max_page_count = ${pages + 20}`);

    const large = 'x'.repeat(1_000_000);
    const endings = await Promise.allSettled([writer.add(2), writer.add(3, large), writer.add(4)]);

    const lost = { status: 'rejected', reason: expect.any(DatabaseLost) };
    expect(endings).toEqual([lost, lost, lost]);
    await expect(reader.count()).resolves.toBe(1);

    await writer.pragma('max_page_count = 1000000');
    await writer.add(5, large);
    await expect(reader.count()).resolves.toBe(2);
  });

  it('lets nobody but its own user read its files', () => {
    const rights = [file, `${file}-wal`].map((path) => statSync(path).mode & 0o777);

    expect(rights).toEqual([0o600, 0o600]);
  });

  it('gives the space of deleted rows back to the file system', async () => {
    const note = 'x'.repeat(2_000);
    await Promise.all(Array.from({ length: 500 }, (_, index) => writer.add(10_000 + index, note)));
    await writer.clear();
    await expect(writer.pragma('freelist_count')).resolves.toBeGreaterThan(200);

    await database.giveBackSpace();

    await eventually('the free pages to be gone', async () => (await writer.pragma('freelist_count')) === 0);
  });
});
