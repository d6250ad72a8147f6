import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '@busbar/database';
import { counterStore, type CounterStore } from '../support/counter-store.js';
import { eventually } from '../support/eventually.js';
import { temporaryDirectory } from '../support/temp-dir.js';

/** Threads run compiled files only: this suite needs `npm run build` and imports what it made. */
const compiled = new URL('../../dist/libs/database/src/index.js', import.meta.url).href;
const { DatabaseLost, openDatabase, SQLITE_FILE } = (await import(compiled)) as typeof import('@busbar/database');

describe('SQLite in threads of its own', () => {
  const troubles: string[] = [];
  let dataDir: string;
  let database: Database;
  let writer: CounterStore;
  let reader: CounterStore;

  beforeEach(async () => {
    dataDir = temporaryDirectory();
    const report = (trouble: string): number => troubles.push(trouble);
    database = await openDatabase({ kind: 'sqlite', dataDir }, [counterStore], { report });
    writer = database.writer(counterStore);
    reader = database.reader(counterStore);
    await writer.makeTable();
  });
  afterEach(() => database.close());

  it('loses the calls of a thread that dies, reports it, and works again soon with all that was committed', async () => {
    await writer.add(1);

    await expect(writer.crash()).rejects.toBeInstanceOf(DatabaseLost);
    await expect(writer.add(2)).rejects.toBeInstanceOf(DatabaseLost);
    expect(troubles.join()).toContain('writer thread');

    await eventually('the writer thread to be back', () => writer.add(3));
    await expect(reader.count()).resolves.toBe(2);
  });

  it('reads on while the writer is gone', async () => {
    await writer.add(1);

    await expect(writer.crash()).rejects.toBeInstanceOf(DatabaseLost);
    await expect(reader.count()).resolves.toBe(1);
    await expect(database.isReachable()).resolves.toBe(false);
    await eventually('the writer thread to be back', () => database.isReachable());
  });

  it('keeps the calling thread free while it writes', async () => {
    const note = 'x'.repeat(10_000);
    let longestPauseMs = 0;
    let lastMs = performance.now();
    const pulse = setInterval(() => {
      longestPauseMs = Math.max(longestPauseMs, performance.now() - lastMs);
      lastMs = performance.now();
    }, 5);

    await Promise.all(Array.from({ length: 2_000 }, (_, id) => writer.add(id, note)));

    clearInterval(pulse);
    expect(longestPauseMs).toBeLessThan(500);
  });

  it('refuses more calls than may wait, at once', async () => {
    const calls = Array.from({ length: 11_000 }, (_, id) => writer.add(id));

    const endings = await Promise.allSettled(calls);
    const refused = endings.filter((ending) => ending.status === 'rejected');
    expect(refused).toHaveLength(1_000);
    expect(refused[0]?.reason).toBeInstanceOf(DatabaseLost);
  });

  it('makes its tables once when several processes start at once', async () => {
    const place = { kind: 'sqlite', dataDir: temporaryDirectory() } as const;

    const opened = await Promise.all([1, 2, 3].map(() => openDatabase(place, [counterStore])));

    const [one, ...others] = opened.map((each) => each.writer(counterStore));
    await one?.makeTable();
    await Promise.all(others.map((other, id) => other.add(id)));
    await expect(one?.count()).resolves.toBe(2);
    await Promise.all(opened.map((each) => each.close()));
  });

  it('says why a file cannot be opened', async () => {
    const broken = join(temporaryDirectory(), 'data');
    mkdirSync(broken);
    writeFileSync(join(broken, SQLITE_FILE), 'this is no database '.repeat(100));

    await expect(openDatabase({ kind: 'sqlite', dataDir: broken }, [counterStore])).rejects.toThrow(/not a database/);
  });
});
