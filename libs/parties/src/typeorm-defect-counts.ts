import { In, type EntityManager } from 'typeorm';
import type { EntityClass } from '@busbar/database';
import { PeerDefectEntity } from './peer-defect.entity.js';

/** The table of counted defects. */
export const entities: readonly EntityClass[] = [PeerDefectEntity];

/** Counted defects as rows. */
export class Store {
  constructor(private readonly rows: EntityManager) {}

  /** Adds what was counted since the last time. */
  async add(counted: readonly PeerDefectEntity[]): Promise<void> {
    for (const { platformId, kind, count, lastAtMs, detail, firstAtMs } of counted) {
      const row = { platformId, kind };
      const grown = await this.rows
        .createQueryBuilder()
        .update(PeerDefectEntity)
        .set({ count: () => 'count + :more', lastAtMs, detail })
        .where(row)
        .setParameter('more', count)
        .execute();
      if (grown.affected === 0)
        await this.rows.insert(PeerDefectEntity, { ...row, count, firstAtMs, lastAtMs, detail });
    }
  }

  of(platformIds: readonly string[]): Promise<PeerDefectEntity[]> {
    return this.rows.find(PeerDefectEntity, {
      where: { platformId: In([...platformIds]) },
      order: { platformId: 'ASC', lastAtMs: 'DESC', kind: 'ASC' },
    });
  }
}
