import type { EntityManager } from 'typeorm';
import type { EntityClass } from './database.js';

/** None: it asks for a constant. */
export const entities: readonly EntityClass[] = [];

/** By the server's clock, whatever time zone it is in. */
const NOW = `SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000 AS nowMs`;

/** Shows that a connection answers. */
export class Store {
  constructor(private readonly entityManager: EntityManager) {}

  async answers(): Promise<void> {
    await this.entityManager.query('SELECT 1');
  }

  /** What time it is for a MySQL or MariaDB server, in ms since the epoch. */
  async now(): Promise<number> {
    const [row] = await this.entityManager.query<{ nowMs: number | string }[]>(NOW);
    return Number(row?.nowMs);
  }
}
