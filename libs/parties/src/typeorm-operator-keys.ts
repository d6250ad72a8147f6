import type { EntityManager } from 'typeorm';
import type { EntityClass } from '@busbar/database';
import { OperatorKeyEntity } from './operator-key.entity.js';

/** The table of keys to the operator API. */
export const entities: readonly EntityClass[] = [OperatorKeyEntity];

/** Keys as rows. */
export class Store {
  constructor(private readonly rows: EntityManager) {}

  find(hash: string): Promise<OperatorKeyEntity | null> {
    return this.rows.findOneBy(OperatorKeyEntity, { hash });
  }

  list(): Promise<OperatorKeyEntity[]> {
    return this.rows.find(OperatorKeyEntity, { order: { createdAtMs: 'ASC', id: 'ASC' } });
  }

  async add(key: OperatorKeyEntity): Promise<void> {
    await this.rows.insert(OperatorKeyEntity, key);
  }

  /** Whether there was one. */
  async remove(id: string): Promise<boolean> {
    return (await this.rows.delete(OperatorKeyEntity, { id })).affected === 1;
  }
}
