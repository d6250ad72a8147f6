import type { EntityManager } from 'typeorm';
import type { StoreRef } from '@busbar/database';

/** Plain SQL: how somebody with the database in his hands reads and changes it. */
export class SqlStore {
  constructor(private readonly entityManager: EntityManager) {}

  async run(statement: string, parameters: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
    const result: unknown = await this.entityManager.query(statement, [...parameters]);
    return Array.isArray(result) ? (result as Record<string, unknown>[]) : [];
  }
}

/** For databases opened on the calling thread. */
export const sqlStore: StoreRef<SqlStore> = {
  name: 'sql',
  url: 'in-thread:only',
  load: async () => ({ entities: [], Store: SqlStore }),
};
