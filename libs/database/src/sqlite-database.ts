import { join } from 'node:path';
import { Database, type StoreRef } from './database.js';
import { InThreadLane } from './in-thread-lane.js';
import { probe, probeStore } from './probe.js';
import type { SqliteLane } from './sqlite-lane.js';
import { loadStores, storeProxy } from './stores.js';
import { ThreadLane, type Report } from './thread-lane.js';

/** Longer than the busy timeout, shorter than the patience of who waits for an acknowledged push. */
const WRITE_WITHIN_MS = 5_000;
/** Lists over a million rows with an unlucky filter. */
const READ_WITHIN_MS = 15_000;

/** The file in the data directory. */
export const SQLITE_FILE = 'busbar.sqlite';

/** What both ways to open SQLite need. */
export interface SqliteOptions {
  readonly dataDir: string;
  readonly stores: readonly StoreRef<object>[];
  readonly report: Report;
}

/** SQLite with one connection that writes and one that reads. */
export class SqliteDatabase extends Database {
  private constructor(
    private readonly writing: SqliteLane,
    private readonly reading: SqliteLane,
  ) {
    super();
  }

  /** Each connection in a thread of its own. Both load their code side by side; the reader opens what the writer has made. */
  static async openInThreads(options: SqliteOptions): Promise<SqliteDatabase> {
    const stores = [...options.stores, probeStore].map(({ name, url }) => ({ name, url }));
    const file = join(options.dataDir, SQLITE_FILE);
    const writing = new ThreadLane({ file, role: 'writer', stores }, WRITE_WITHIN_MS, options.report);
    const reading = new ThreadLane({ file, role: 'reader', stores }, READ_WITHIN_MS, options.report);
    const database = new SqliteDatabase(writing, reading);
    try {
      await writing.open();
      await reading.open();
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  /** Both connections on the calling thread. */
  static async openHere(options: SqliteOptions): Promise<SqliteDatabase> {
    const modules = await loadStores([...options.stores, probeStore]);
    const file = join(options.dataDir, SQLITE_FILE);
    const writing = await InThreadLane.open({ file, role: 'writer', modules, timeLimitMs: WRITE_WITHIN_MS });
    const reading = await InThreadLane.open({ file, role: 'reader', modules, timeLimitMs: READ_WITHIN_MS });
    return new SqliteDatabase(writing, reading);
  }

  override writer<S extends object>(store: StoreRef<S>): S {
    return storeProxy(store, (...call) => this.writing.call(...call));
  }

  override reader<S extends object>(store: StoreRef<S>): S {
    return storeProxy(store, (...call) => this.reading.call(...call));
  }

  /** A file has the time of its machine. */
  override now(): Promise<number> {
    return Promise.resolve(Date.now());
  }

  override isReachable(): Promise<boolean> {
    return probe(this.writer(probeStore));
  }

  override async giveBackSpace(): Promise<void> {
    await this.writing.giveBackSpace();
  }

  override async close(): Promise<void> {
    await Promise.all([this.writing.close(), this.reading.close()]);
  }
}
