import { In, LessThan, type EntityManager } from 'typeorm';
import { isUniqueViolation, type EntityClass } from '@busbar/database';
import { newestExamples } from './breach-row.js';
import type { DefectKey, DefectPage } from './defect-page.js';
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

  /** Those of platforms as a whole. */
  of(platformIds: readonly string[]): Promise<PeerDefectEntity[]> {
    return this.rows.find(PeerDefectEntity, {
      where: { platformId: In([...platformIds]), subject: '' },
      order: { platformId: 'ASC', lastAtMs: 'DESC', kind: 'ASC' },
    });
  }

  async list({ platformIds, party, kind, after, limit }: DefectPage): Promise<PeerDefectEntity[]> {
    if (platformIds?.length === 0) return [];
    const query = this.rows.createQueryBuilder(PeerDefectEntity, 'defect');
    if (platformIds !== null) query.andWhere('defect.platformId IN (:...platformIds)', { platformIds });
    if (kind !== null) query.andWhere('defect.kind = :kind', { kind });
    if (party !== null) query.andWhere("(defect.party = '' OR defect.party = :party)", { party });
    if (after !== null)
      query.andWhere(behind(KEY), Object.fromEntries(KEY.map((column) => [`last_${column}`, after[column]])));
    for (const column of KEY) query.addOrderBy(`defect.${column}`);
    return query.limit(limit).getMany();
  }

  /** Deletes some of what was not seen since; says how many. */
  async forget(beforeMs: number, limit: number): Promise<number> {
    const isOld = { lastAtMs: LessThan(beforeMs) };
    const old = await this.rows.find(PeerDefectEntity, { where: isOld, take: limit });
    for (const defect of old) await this.rows.delete(PeerDefectEntity, { ...keyOf(defect), ...isOld });
    return old.length;
  }

  private async grow(defect: PeerDefectEntity): Promise<boolean> {
    const { count, lastAtMs, detail } = defect;
    const grown = await this.rows
      .createQueryBuilder()
      .update(PeerDefectEntity)
      .set({ count: () => 'count + :more', lastAtMs, detail, ...(await this.withExamples(defect)) })
      .where(keyOf(defect))
      .setParameter('more', count)
      .execute();
    return grown.affected === 1;
  }

  /** Counts of several processes add up; of their examples some are enough. */
  private async withExamples(defect: PeerDefectEntity): Promise<Partial<PeerDefectEntity>> {
    if (defect.examples === null) return {};
    const kept = await this.rows.findOneBy(PeerDefectEntity, keyOf(defect));
    return { examples: newestExamples(kept?.examples ?? null, defect.examples) };
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

const KEY = ['platformId', 'kind', 'party', 'subject'] as const satisfies readonly (keyof DefectKey)[];

function keyOf({ platformId, kind, party, subject }: PeerDefectEntity): Pick<PeerDefectEntity, keyof DefectKey> {
  return { platformId, kind, party, subject };
}

/** Whatever comes after a key in the order of its columns. */
function behind([column, ...others]: readonly string[]): string {
  if (column === undefined) return '1 = 0';
  return `(defect.${column} > :last_${column} OR (defect.${column} = :last_${column} AND ${behind(others)}))`;
}
