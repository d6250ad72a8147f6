import type Sqlite from 'better-sqlite3';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource, type QueryRunner } from 'typeorm';
import { monotonicMs, type Call, type ConnectionRole, type Reply } from './calls.js';
import { Undone } from './database.js';
import { isInfrastructureFault, isWorthRepeating, messageOf } from './faults.js';
import { BUSY_TIMEOUT_MS, migrateSqlite } from './migrate.js';
import { migrations } from './migrations/index.js';
import { entitiesOf, invoke, type StoreModules } from './stores.js';

const ATTEMPTS_WHEN_BUSY = 3;
/** Pages given back in one go: 8 MB, some milliseconds. */
const PAGES_GIVEN_BACK = 2_000;

/** One SQLite connection. Whoever holds it is blocked while it works: it belongs into a thread of its own. */
export class SqliteConnection {
  private constructor(
    private readonly dataSource: DataSource,
    private readonly runner: QueryRunner,
    private readonly modules: StoreModules,
  ) {}

  /** Opens the file; the writer makes it and brings its tables up to date. */
  static async open(file: string, role: ConnectionRole, modules: StoreModules): Promise<SqliteConnection> {
    if (role === 'writer') makePrivateFile(file);
    const dataSource = new DataSource({
      type: 'better-sqlite3',
      database: file,
      entities: entitiesOf(modules),
      migrations: [...migrations],
      timeout: BUSY_TIMEOUT_MS,
      prepareDatabase: (connection: Sqlite.Database) => prepare(connection, role),
    });
    await dataSource.initialize();
    const runner = dataSource.createQueryRunner();
    if (role === 'writer') await migrateSqlite(dataSource, runner);
    return new SqliteConnection(dataSource, runner, modules);
  }

  /**
   * Executes the calls in order, each behind its own savepoint, and commits them together. A call that throws is undone alone;
   * when the database fails, all of them are lost.
   */
  async run(calls: readonly Call[]): Promise<Reply[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.runner.startTransaction();
        const replies: Reply[] = [];
        for (const call of calls) replies.push(await this.runOne(call));
        await this.runner.commitTransaction();
        return replies;
      } catch (error) {
        await this.rollBack();
        // Nothing of the group was kept and nobody was answered yet, so the group may simply run again.
        if (isWorthRepeating(error) && attempt < ATTEMPTS_WHEN_BUSY) continue;
        return calls.map((call) => ({ id: call.id, ended: 'lost', message: messageOf(error) }));
      }
    }
  }

  /** Hands free pages back to the file system; another time when somebody holds the lock or the disk is full. */
  giveBackSpace(): void {
    try {
      // TypeORM steps a statement without rows once; this one frees a page per step.
      this.raw().exec(`PRAGMA incremental_vacuum(${PAGES_GIVEN_BACK})`);
    } catch (error) {
      if (!isInfrastructureFault(error)) throw error;
    }
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }

  private async runOne(call: Call): Promise<Reply> {
    if (call.deadlineMs <= monotonicMs()) return { id: call.id, ended: 'lost', message: 'taken up too late' };
    await this.runner.startTransaction();
    try {
      const value = await invoke(this.modules, this.runner.manager, call);
      await this.runner.commitTransaction();
      return { id: call.id, ended: 'returned', value };
    } catch (error) {
      if (isInfrastructureFault(error)) throw error;
      await this.runner.rollbackTransaction();
      if (error instanceof Undone) return { id: call.id, ended: 'returned', value: error.result };
      return { id: call.id, ended: 'thrown', message: messageOf(error) };
    }
  }

  /** Back to no transaction, whatever state the failure left behind; SQLite may have rolled back by itself. */
  private async rollBack(): Promise<void> {
    while (this.runner.isTransactionActive) {
      try {
        await this.runner.rollbackTransaction();
      } catch {
        break;
      }
    }
    if (this.raw().inTransaction) this.raw().exec('ROLLBACK');
    Object.assign(this.runner, { isTransactionActive: false, transactionDepth: 0 });
  }

  private raw(): Sqlite.Database {
    return (this.dataSource.driver as unknown as { readonly databaseConnection: Sqlite.Database }).databaseConnection;
  }
}

/** The journal holds personal data: nobody but the hub's user reads the file. SQLite gives its log the same rights. */
function makePrivateFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

/** The order matters: auto_vacuum only takes hold before the first page is written, which WAL does. */
function prepare(connection: Sqlite.Database, role: ConnectionRole): void {
  connection.pragma('auto_vacuum = INCREMENTAL');
  const journalMode: unknown = connection.pragma('journal_mode = WAL', { simple: true });
  if (journalMode !== 'wal') {
    throw new Error(
      `SQLite keeps its journal as ${String(journalMode)}, not as wal: is the data directory on a local disk?`,
    );
  }
  // FULL: what was acknowledged is on the disk, also after a power cut.
  connection.pragma('synchronous = FULL');
  // Four times the usual 1,000 pages, 16 MB: the journal's indexes touch the same pages again and again, and each is copied once.
  connection.pragma('wal_autocheckpoint = 4000');
  connection.pragma('foreign_keys = ON');
  if (role === 'reader') connection.pragma('query_only = ON');
}
