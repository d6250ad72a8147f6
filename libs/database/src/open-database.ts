import type { Database, StoreRef } from './database.js';
import { SqliteDatabase } from './sqlite-database.js';
import type { Report } from './thread-lane.js';

/** Where the database is: a file in the hub's data directory, or a server (`mysql://user:password@host:port/name`). */
export type DatabaseLocation =
  { readonly kind: 'sqlite'; readonly dataDir: string } | { readonly kind: 'mysql'; readonly url: string };

/** How a database is opened beside the usual. */
export interface OpenExtras {
  /** SQLite on the calling thread: for tests, which run TypeScript. */
  readonly inThread?: boolean;
  /** Told in one sentence when the database goes away or a connection thread is started again. */
  readonly report?: Report;
}

/**
 * Opens the database and brings its tables up to date. Rejects when a file cannot be opened or a server refuses the account;
 * a server that is away is waited for in the background, with every call rejected as DatabaseLost until it is there.
 */
export async function openDatabase(
  location: DatabaseLocation,
  stores: readonly StoreRef<object>[],
  extras: OpenExtras = {},
): Promise<Database> {
  const report = extras.report ?? (() => undefined);
  if (location.kind === 'mysql') {
    // Loaded only here: it brings TypeORM and the driver into this thread.
    const { MysqlDatabase } = await import('./mysql-database.js');
    return MysqlDatabase.open({ url: location.url, stores, report });
  }
  const options = { dataDir: location.dataDir, stores, report };
  return extras.inThread ? SqliteDatabase.openHere(options) : SqliteDatabase.openInThreads(options);
}
