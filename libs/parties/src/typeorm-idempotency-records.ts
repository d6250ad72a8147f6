import { IsNull, LessThanOrEqual, type EntityManager } from 'typeorm';
import { isUniqueViolation, type EntityClass } from '@busbar/database';
import { IdempotencyRecordEntity } from './idempotency-record.entity.js';

/** The table of requests that carried an Idempotency-Key. */
export const entities: readonly EntityClass[] = [IdempotencyRecordEntity];

/** A request that wants to be the first with its id. */
export interface Claim {
  readonly id: string;
  readonly requestHash: string;
  readonly atMs: number;
  /** Records from then or before are forgotten. */
  readonly forgetAtMs: number;
  /** So are those from then or before whose request never answered. */
  readonly abandonAtMs: number;
}

/** Idempotency records as rows. */
export class Store {
  constructor(private readonly rows: EntityManager) {}

  /** Null for the first one; the record of the first one for the others. */
  async claim({ id, requestHash, atMs, forgetAtMs, abandonAtMs }: Claim): Promise<IdempotencyRecordEntity | null> {
    await this.rows.delete(IdempotencyRecordEntity, [
      { claimedAtMs: LessThanOrEqual(forgetAtMs) },
      { id, sealedAnswer: IsNull(), claimedAtMs: LessThanOrEqual(abandonAtMs) },
    ]);
    try {
      await this.rows.insert(IdempotencyRecordEntity, { id, requestHash, sealedAnswer: null, claimedAtMs: atMs });
      return null;
    } catch (error) {
      // Looking first and inserting then would let two through on a server.
      if (!isUniqueViolation(error)) throw error;
      return this.rows.findOneByOrFail(IdempotencyRecordEntity, { id });
    }
  }

  async complete(id: string, sealedAnswer: string): Promise<void> {
    await this.rows.update(IdempotencyRecordEntity, { id }, { sealedAnswer });
  }

  async release(id: string): Promise<void> {
    await this.rows.delete(IdempotencyRecordEntity, { id });
  }
}
