import { openDatabase, type Database, type DatabaseLocation, type StoreRef } from '@busbar/database';
import { temporaryDirectory } from './temp-dir.js';
import { hasMariadb, privateSchema } from './private-mariadb.js';

/** An empty place for a database that can be opened several times. */
export interface DatabasePlace {
  readonly location: DatabaseLocation;
  open(stores: readonly StoreRef<object>[]): Promise<Database>;
  close(): Promise<void>;
}

/** One kind of database, for `describe.each`. */
export interface DatabaseUnderTest {
  readonly name: string;
  readonly make: () => Promise<DatabasePlace>;
}

const sqlite: DatabaseUnderTest = {
  name: 'SQLite',
  async make() {
    const location = { kind: 'sqlite', dataDir: temporaryDirectory() } as const;
    return {
      location,
      open: (stores) => openDatabase(location, stores, { inThread: true }),
      close: async () => undefined,
    };
  },
};

const mariadb: DatabaseUnderTest = {
  name: 'MariaDB',
  async make() {
    const schema = await privateSchema();
    const location = { kind: 'mysql', url: schema.url } as const;
    return { location, open: (stores) => openDatabase(location, stores), close: schema.close };
  },
};

/** Every kind of database that a contract must hold on; without MariaDB on this machine a warning says so. */
export function databasesUnderTest(): readonly DatabaseUnderTest[] {
  if (hasMariadb()) return [sqlite, mariadb];
  process.emitWarning('MariaDB contracts do not run: install mariadb-server or set BUSBAR_TEST_DATABASE_URL');
  return [sqlite];
}
