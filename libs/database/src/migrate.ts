import type { DataSource, QueryRunner } from 'typeorm';

/** Another process may hold the write lock this long before a statement fails. */
export const BUSY_TIMEOUT_MS = 2_000;
/** How long a process waits for another one's migrations. */
const MIGRATIONS_TAKE_AT_MOST_MS = 60_000;

/**
 * Runs what is missing, under SQLite's own write lock: of two processes that start at once the second one waits and finds
 * everything done. TypeORM's own transaction would look for missing migrations before it takes the lock.
 */
export async function migrateSqlite(dataSource: DataSource, runner: QueryRunner): Promise<void> {
  // Tables are altered by copying them: with foreign keys on, dropping the old copy would delete rows that refer to it.
  await runner.query('PRAGMA foreign_keys = OFF');
  await runner.query(`PRAGMA busy_timeout = ${MIGRATIONS_TAKE_AT_MOST_MS}`);
  await runner.query('BEGIN IMMEDIATE');
  await runner.query(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  try {
    await dataSource.runMigrations({ transaction: 'none' });
    await runner.query('COMMIT');
  } catch (error) {
    await runner.query('ROLLBACK');
    throw error;
  } finally {
    await runner.query('PRAGMA foreign_keys = ON');
  }
}
