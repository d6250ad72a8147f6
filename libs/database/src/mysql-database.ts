import { setTimeout as delay } from 'node:timers/promises';
import type { PoolConnection } from 'mysql2';
import type { DataSource, QueryRunner } from 'typeorm';
import { Database, DatabaseLost, Undone, type StoreRef } from './database.js';
import { isInfrastructureFault, isWorthRepeating, messageOf } from './faults.js';
import { Gate } from './gate.js';
import { openMysqlDataSource, POOL_SIZE } from './mysql-data-source.js';
import { MysqlSessions } from './mysql-session.js';
import { probe, probeStore } from './probe.js';
import { entitiesOf, invoke, loadStores, storeProxy, type StoreModules } from './stores.js';
import type { Report } from './thread-lane.js';
import { TimeLimit } from './time-limit.js';

const WRITE_WITHIN_MS = 5_000;
const READ_WITHIN_MS = 15_000;
/** The rest of the pool is the readers', so that a list never waits behind writers. */
const WRITERS_AT_ONCE = 8;
const MAX_WAITING = 10_000;
const FIRST_RETRY_AFTER_MS = 200;
const LAST_RETRY_AFTER_MS = 5_000;
/** Deadlocks end one of the two; the loser's second try nearly always succeeds. */
const ATTEMPTS_AT_TRANSACTION = 5;

/** What opening a server needs. */
export interface MysqlOptions {
  readonly url: string;
  readonly stores: readonly StoreRef<object>[];
  readonly report: Report;
}

interface MysqlCall {
  readonly store: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** MySQL or MariaDB through a pool. It finds a server that was away by itself: each call takes a connection that works. */
export class MysqlDatabase extends Database {
  private dataSource: DataSource | null = null;
  private isClosed = false;
  private readonly sessions = new MysqlSessions();
  private readonly writers = new Gate(WRITERS_AT_ONCE, MAX_WAITING);
  private readonly readers = new Gate(POOL_SIZE - WRITERS_AT_ONCE, MAX_WAITING);

  private constructor(
    private readonly options: MysqlOptions,
    private readonly modules: StoreModules,
  ) {
    super();
  }

  /** Resolves also when the server is away, and goes on trying; rejects when it refuses the account or a migration fails. */
  static async open(options: MysqlOptions): Promise<MysqlDatabase> {
    const database = new MysqlDatabase(options, await loadStores([...options.stores, probeStore]));
    try {
      await database.connect();
    } catch (error) {
      if (!isInfrastructureFault(error)) throw error;
      options.report(`the database server is away: ${messageOf(error)}`);
      void database.connectLater(FIRST_RETRY_AFTER_MS);
    }
    return database;
  }

  override writer<S extends object>(store: StoreRef<S>): S {
    return storeProxy(store, (name, method, args) =>
      this.call({ store: name, method, args }, this.writers, WRITE_WITHIN_MS),
    );
  }

  override reader<S extends object>(store: StoreRef<S>): S {
    return storeProxy(store, (name, method, args) =>
      this.call({ store: name, method, args }, this.readers, READ_WITHIN_MS),
    );
  }

  override now(): Promise<number> {
    return this.reader(probeStore).now();
  }

  override isReachable(): Promise<boolean> {
    return probe(this.writer(probeStore));
  }

  override async giveBackSpace(): Promise<void> {
    // InnoDB reuses the space of deleted rows by itself.
  }

  override async close(): Promise<void> {
    this.isClosed = true;
    await this.dataSource?.destroy();
    this.dataSource = null;
  }

  private async connect(): Promise<void> {
    this.dataSource = await openMysqlDataSource(this.options.url, entitiesOf(this.modules));
    if (this.isClosed) await this.close();
  }

  private async connectLater(afterMs: number): Promise<void> {
    await delay(afterMs, undefined, { ref: false });
    if (this.isClosed) return;
    try {
      await this.connect();
    } catch (error) {
      this.options.report(`the database server is still away: ${messageOf(error)}`);
      void this.connectLater(Math.min(afterMs * 2, LAST_RETRY_AFTER_MS));
    }
  }

  private call(call: MysqlCall, gate: Gate, limitMs: number): Promise<unknown> {
    const { dataSource } = this;
    if (!dataSource) return Promise.reject(new DatabaseLost('the database server has not been reached yet'));
    const limit = new TimeLimit(limitMs);
    return limit.hold(gate.pass(() => this.repeat(dataSource, call, limit)));
  }

  private async repeat(dataSource: DataSource, call: MysqlCall, limit: TimeLimit): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.transact(dataSource.createQueryRunner(), call, limit);
      } catch (error) {
        if (error instanceof Undone) return error.result;
        if (isInfrastructureFault(error)) throw new DatabaseLost(messageOf(error), { cause: error });
        if (!isWorthRepeating(error) || limit.isOver) throw error;
        if (attempt >= ATTEMPTS_AT_TRANSACTION) throw new DatabaseLost(messageOf(error), { cause: error });
        await delay(Math.random() * 20 * attempt);
      }
    }
  }

  /** One transaction on one connection. A connection in an unknown state is not given back to the pool. */
  private async transact(runner: QueryRunner, call: MysqlCall, limit: TimeLimit): Promise<unknown> {
    if (limit.isOver) throw new DatabaseLost('taken up too late');
    let connection: PoolConnection | null = null;
    try {
      connection = (await runner.connect()) as PoolConnection;
      const taken = connection;
      // mysql2 never ends a statement that a dead server does not answer.
      limit.endBy(() => taken.destroy());
      if (limit.isOver) throw new DatabaseLost('taken up too late');
      await this.sessions.prepare(taken, runner);
      await runner.startTransaction();
      const value = await invoke(this.modules, runner.manager, call);
      await runner.commitTransaction();
      return value;
    } catch (error) {
      await runner.rollbackTransaction().catch(() => connection?.destroy());
      throw error;
    } finally {
      await runner.release();
    }
  }
}
