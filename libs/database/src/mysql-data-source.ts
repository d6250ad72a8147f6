import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import type { EntityClass } from './database.js';
import { migrations } from './migrations/index.js';
import { IDLE_AT_MOST_MS } from './mysql-session.js';

/** A server that does not accept a connection by then is down. */
const CONNECT_WITHIN_MS = 2_000;
/** How long a process waits for another one's migrations. */
const MIGRATION_LOCK_S = 60;

/** How many connections one process opens. */
export const POOL_SIZE = 12;

/**
 * Connects to the server and brings the tables up to date under a lock of the server's, so that any number of processes may
 * start at once.
 */
export async function openMysqlDataSource(url: string, entities: readonly EntityClass[]): Promise<DataSource> {
  const account = readUrl(url);
  const connection = await createConnection({
    ...account,
    connectTimeout: CONNECT_WITHIN_MS,
  });
  try {
    await takeMigrationLock(connection, account.database);
    await compareByBytes(connection, account.database);
    const { username, ...rest } = { ...account, username: account.user };
    const dataSource = new DataSource({
      type: (await isMariadb(connection)) ? 'mariadb' : 'mysql',
      ...rest,
      username,
      charset: 'utf8mb4',
      connectTimeout: CONNECT_WITHIN_MS,
      poolSize: POOL_SIZE,
      // The driver looks for idle connections only where it may keep fewer than all.
      extra: { idleTimeout: IDLE_AT_MOST_MS, maxIdle: POOL_SIZE - 1 },
      bigNumberStrings: false,
      entities: [...entities],
      migrations: [...migrations],
    });
    await dataSource.initialize();
    widenColumns(dataSource);
    // A statement that changes tables commits by itself here: a transaction around it would only look as if it helped.
    await dataSource.runMigrations({ transaction: 'none' });
    return dataSource;
  } finally {
    // The lock ends with its connection.
    connection.destroy();
  }
}

/** The entities' side of {@link wideTypes}. */
function widenColumns(dataSource: DataSource): void {
  for (const column of dataSource.entityMetadatas.flatMap((entity) => entity.columns)) {
    if (column.type === 'text') column.type = 'longtext';
    if (column.type === 'blob') column.type = 'longblob';
    if (column.isGenerated) column.type = 'bigint';
  }
}

interface Account {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl?: { readonly rejectUnauthorized: true };
}

/** `mysql://user:password@host:port/name`, with `?ssl=true` for a verified TLS connection. */
function readUrl(text: string): Account {
  const url = new URL(text);
  return {
    host: url.hostname,
    port: url.port === '' ? 3306 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    ...(url.searchParams.get('ssl') === 'true' ? { ssl: { rejectUnauthorized: true } } : {}),
  };
}

async function takeMigrationLock(connection: Connection, database: string): Promise<void> {
  const [rows] = await connection.query<RowDataPacket[]>('SELECT GET_LOCK(?, ?) AS taken', [
    `busbar migrations ${database}`.slice(0, 64),
    MIGRATION_LOCK_S,
  ]);
  if (rows[0]?.['taken'] !== 1) throw new Error('another process has been migrating this database for too long');
}

/** Text compares as in SQLite: ids that differ in case are two ids. Only tables made later follow. */
async function compareByBytes(connection: Connection, database: string): Promise<void> {
  const [tables] = await connection.query<RowDataPacket[]>('SHOW TABLES');
  if (tables.length > 0) return;
  await connection.query('ALTER DATABASE ?? CHARACTER SET utf8mb4 COLLATE utf8mb4_bin', [database]);
}

async function isMariadb(connection: Connection): Promise<boolean> {
  const [rows] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version');
  return /mariadb/i.test(String(rows[0]?.['version']));
}
