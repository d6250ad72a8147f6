import { In, type EntityManager } from 'typeorm';
import { isUniqueViolation, type EntityClass } from '@busbar/database';
import type { DefectPage } from './defect-page.js';
import { PeerDefectEntity } from './peer-defect.entity.js';

/** The table of counted defects. */
export const entities: readonly EntityClass[] = [PeerDefectEntity];

/** Counted defects as rows. */
export class Store {
  constructor(private readonly rows: EntityManager) {}

  /** Adds what was counted since the last time. */
  async add(counted: readonly PeerDefectEntity[]): Promise<void> {
    for (const defect of counted) {
      if ((await this.grow(defect)) || (await this.begin(defect))) continue;
      // Another process began between the two.
      await this.grow(defect);
    }
  }

  of(platformIds: readonly string[]): Promise<PeerDefectEntity[]> {
    return this.rows.find(PeerDefectEntity, {
      where: { platformId: In([...platformIds]) },
      order: { platformId: 'ASC', lastAtMs: 'DESC', kind: 'ASC' },
    });
  }

  async list({ platformIds, kind, after, limit }: DefectPage): Promise<PeerDefectEntity[]> {
    if (platformIds?.length === 0) return [];
    const query = this.rows.createQueryBuilder(PeerDefectEntity, 'defect');
    if (platformIds !== null) query.andWhere('defect.platformId IN (:...platformIds)', { platformIds });
    if (kind !== null) query.andWhere('defect.kind = :kind', { kind });
    if (after !== null) {
      query.andWhere('(defect.platformId > :id OR (defect.platformId = :id AND defect.kind > :after))', {
        id: after.platformId,
        after: after.kind,
      });
    }
    return query.orderBy('defect.platformId').addOrderBy('defect.kind').limit(limit).getMany();
  }

  private async grow({ platformId, kind, count, lastAtMs, detail }: PeerDefectEntity): Promise<boolean> {
    const grown = await this.rows
      .createQueryBuilder()
      .update(PeerDefectEntity)
      .set({ count: () => 'count + :more', lastAtMs, detail })
      .where({ platformId, kind })
      .setParameter('more', count)
      .execute();
    return grown.affected === 1;
  }

  private async begin(defect: PeerDefectEntity): Promise<boolean> {
    try {
      await this.rows.insert(PeerDefectEntity, defect);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }
}
