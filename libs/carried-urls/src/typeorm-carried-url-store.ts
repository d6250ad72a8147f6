import type { EntityClass } from '@busbar/database';
import type { EntityManager } from 'typeorm';
import { CarriedUrlEntity } from './carried-url.entity.js';
import type { UrlRow } from './url-row.js';

/** The tables that the store needs. */
export const entities: readonly EntityClass[] = [CarriedUrlEntity];

/** The table of carried URLs. */
export class Store {
  constructor(private readonly entityManager: EntityManager) {}

  async insert(row: UrlRow): Promise<void> {
    await this.entityManager.insert(CarriedUrlEntity, { ...row });
  }

  async find(id: string): Promise<UrlRow | null> {
    const entity = await this.entityManager.findOneBy(CarriedUrlEntity, { id });
    return entity === null ? null : { ...entity };
  }

  /** Deletes rows that expired by that time, at most `limit`; returns how many there were. */
  async deleteExpired(byMs: number, limit: number): Promise<number> {
    const expired = await this.entityManager
      .createQueryBuilder(CarriedUrlEntity, 'url')
      .select('url.id', 'id')
      .where('url.expiresAtMs <= :byMs', { byMs })
      .limit(limit)
      .getRawMany<{ readonly id: string }>();
    const ids = expired.map(({ id }) => id);
    if (ids.length > 0) await this.entityManager.delete(CarriedUrlEntity, ids);
    return expired.length;
  }
}
