import type { QueryRunner } from 'typeorm';

/**
 * The server ends a connection that has said nothing for so long, in s. A process that stands still in the middle of a transaction holds
 * its locks, and everybody who waits for them, for eight hours by the servers' own setting.
 */
const SILENT_AT_MOST_S = 5;

/** Below that, so that the pool never hands out a connection that the server is about to end. */
export const IDLE_AT_MOST_MS = 3_000;

/** Tells each new connection of a pool how it is to be treated, once. */
export class MysqlSessions {
  private readonly prepared = new WeakSet<object>();

  /** To be called with each connection before its transaction. */
  async prepare(connection: object, runner: QueryRunner): Promise<void> {
    if (this.prepared.has(connection)) return;
    await runner.query(`SET SESSION wait_timeout = ${SILENT_AT_MOST_S}`);
    this.prepared.add(connection);
  }
}
