import type { EntityManager } from 'typeorm';

/** A TypeORM entity class. */
export type EntityClass = new () => object;

/** What a store's file exports: its entities and the class whose methods are database operations. */
export interface StoreModule<S extends object> {
  readonly entities: readonly EntityClass[];
  readonly Store: new (entityManager: EntityManager) => S;
}

/**
 * Names a class whose methods are database operations. The class is loaded by the thread that owns the connection, so that the
 * thread that routes loads neither TypeORM nor a driver.
 */
export interface StoreRef<S extends object> {
  readonly name: string;
  /** The compiled file: `new URL('./typeorm-x.js', import.meta.url).href`. */
  readonly url: string;
  /** The same module, loaded in this thread. */
  readonly load: () => Promise<StoreModule<S>>;
}

/** The record of what is so and what is owed: SQLite in threads of its own, or MySQL/MariaDB. */
export abstract class Database {
  /**
   * Operations that change something. Each method call is one transaction; on SQLite, calls made at the same time share one
   * commit. Arguments and results must be structured-cloneable. Rejects with {@link DatabaseLost} when the outcome is unknown or
   * nothing was written, and with an Error when the operation itself threw.
   */
  abstract writer<S extends object>(store: StoreRef<S>): S;
  /** Operations that only read, on a connection that never waits behind writers. Rejects like {@link writer}. */
  abstract reader<S extends object>(store: StoreRef<S>): S;
  /** What time it is where the record is, in ms since the epoch; rejects like {@link reader}. */
  abstract now(): Promise<number>;
  /** Whether the connection that writes answers within a second; never rejects. */
  abstract isReachable(): Promise<boolean>;
  /** Gives disk space of deleted rows back to the system, a little at a time; does nothing on MySQL. For after retention. */
  abstract giveBackSpace(): Promise<void>;
  /** Waits for calls under way, then ends connections and threads. */
  abstract close(): Promise<void>;
}

/** The database is gone, overloaded, or did not answer in time: whether a write took place is unknown. */
export class DatabaseLost extends Error {
  override readonly name = 'DatabaseLost';
}

/** Thrown by an operation to undo what it did so far and still answer its caller with a value. */
export class Undone extends Error {
  override readonly name = 'Undone';
  constructor(readonly result: unknown) {
    super('undone by the operation itself');
  }
}
