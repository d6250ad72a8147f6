import type { ConnectionRole } from './calls.js';
import { CommitQueue } from './commit-queue.js';
import { PendingCalls } from './pending-calls.js';
import type { SqliteConnection } from './sqlite-connection.js';
import type { SqliteLane } from './sqlite-lane.js';
import type { StoreModules } from './stores.js';

/** What one connection on the calling thread needs. */
export interface InThreadOptions {
  readonly file: string;
  readonly role: ConnectionRole;
  readonly modules: StoreModules;
  readonly timeLimitMs: number;
}

/** The code of a connection thread, run on the calling thread: for tests, which have no compiled files to start a thread from. */
export class InThreadLane implements SqliteLane {
  private readonly queue: CommitQueue;
  private readonly pending: PendingCalls;

  private constructor(
    private readonly connection: SqliteConnection,
    { role, timeLimitMs }: InThreadOptions,
  ) {
    this.queue = new CommitQueue(connection, role, (replies) => this.pending.settle(replies));
    this.pending = new PendingCalls(timeLimitMs, (calls) => this.queue.add(calls));
  }

  static async open(options: InThreadOptions): Promise<InThreadLane> {
    const { SqliteConnection } = await import('./sqlite-connection.js');
    const { file, role, modules } = options;
    return new InThreadLane(await SqliteConnection.open(file, role, modules), options);
  }

  call(store: string, method: string, args: readonly unknown[]): Promise<unknown> {
    return this.pending.start(store, method, args);
  }

  async giveBackSpace(): Promise<void> {
    await this.queue.drained();
    this.connection.giveBackSpace();
  }

  async close(): Promise<void> {
    await this.queue.drained();
    this.pending.stop();
    await this.connection.close();
  }
}
