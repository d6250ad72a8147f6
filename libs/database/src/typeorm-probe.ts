import type { EntityManager } from 'typeorm';
import type { EntityClass } from './database.js';

/** None: it asks for a constant. */
export const entities: readonly EntityClass[] = [];

/** Shows that a connection answers. */
export class Store {
  constructor(private readonly entityManager: EntityManager) {}

  async answers(): Promise<void> {
    await this.entityManager.query('SELECT 1');
  }
}
