import { LessThan, MoreThan, type EntityManager } from 'typeorm';
import { isUniqueViolation, type EntityClass } from '@busbar/database';
import { BridgeCountEntity } from './bridge-count.entity.js';

/** The table of what translating costs. */
export const entities: readonly EntityClass[] = [BridgeCountEntity];

/** A page of what was counted for one platform, in the order of subjects. */
export interface BridgeCountPage {
  readonly platformId: string;
  /** The subject of the last one of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

/** Counts of translating as rows. */
export class Store {
  constructor(private readonly rows: EntityManager) {}

  /** Adds what was counted since the last time. */
  async add(counted: readonly BridgeCountEntity[]): Promise<void> {
    for (const row of counted) {
      if ((await this.grow(row)) || (await this.begin(row))) continue;
      // Another process began between the two.
      await this.grow(row);
    }
  }

  list({ platformId, after, limit }: BridgeCountPage): Promise<BridgeCountEntity[]> {
    const behind = after === null ? {} : { subject: MoreThan(after) };
    return this.rows.find(BridgeCountEntity, {
      where: { platformId, ...behind },
      order: { subject: 'ASC' },
      take: limit,
    });
  }

  /** Deletes some of what was not seen since; says how many. */
  async forget(beforeMs: number, limit: number): Promise<number> {
    const isOld = { lastAtMs: LessThan(beforeMs) };
    const old = await this.rows.find(BridgeCountEntity, { where: isOld, take: limit });
    for (const { platformId, subject } of old) {
      await this.rows.delete(BridgeCountEntity, { platformId, subject, ...isOld });
    }
    return old.length;
  }

  private async grow({ platformId, subject, count, lastAtMs, detail }: BridgeCountEntity): Promise<boolean> {
    const grown = await this.rows
      .createQueryBuilder()
      .update(BridgeCountEntity)
      .set({ count: () => 'count + :more', lastAtMs, detail })
      .where({ platformId, subject })
      .setParameter('more', count)
      .execute();
    return grown.affected === 1;
  }

  private async begin(row: BridgeCountEntity): Promise<boolean> {
    try {
      await this.rows.insert(BridgeCountEntity, row);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }
}
