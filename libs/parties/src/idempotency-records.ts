import type { Stored } from '@busbar/core';
import type { Database, StoreRef } from '@busbar/database';
import { orDatabaseLost } from './or-database-lost.js';
import type { Store } from './typeorm-idempotency-records.js';

/** Where the database thread finds the operations on idempotency records. */
export const idempotencyRecordStore: StoreRef<Store> = {
  name: 'idempotency-records',
  url: new URL('./typeorm-idempotency-records.js', import.meta.url).href,
  load: () => import('./typeorm-idempotency-records.js'),
};

const KEPT_MS = 24 * 3_600_000;

/** A request that carries an Idempotency-Key. */
export interface IdempotentRequest {
  /** A hash over operator key, route and Idempotency-Key. */
  readonly id: string;
  readonly requestHash: string;
  readonly atMs: number;
  readonly claimMs: number;
}

/** What the first request with an id left. */
export interface StoredIdempotencyRecord {
  readonly requestHash: string;
  /** Null while the first request runs. */
  readonly sealedAnswer: string | null;
}

/** Requests that carried an Idempotency-Key, for 24 hours. */
export class StoredIdempotencyRecords {
  private readonly writer: Store;

  constructor(database: Database) {
    this.writer = database.writer(idempotencyRecordStore);
  }

  /**
   * Claims the id for a request: `claimed` for whoever comes first, else what the first one left. A claim without an answer is
   * free again after `claimMs`.
   */
  claim(request: IdempotentRequest): Promise<'claimed' | StoredIdempotencyRecord | 'database-lost'> {
    const { id, requestHash, atMs, claimMs } = request;
    const claim = { id, requestHash, atMs, forgetAtMs: atMs - KEPT_MS, abandonAtMs: atMs - claimMs };
    return orDatabaseLost(async () => (await this.writer.claim(claim)) ?? 'claimed');
  }

  /** Keeps the answer. */
  complete(id: string, sealedAnswer: string): Promise<Stored> {
    return orDatabaseLost(async () => {
      await this.writer.complete(id, sealedAnswer);
      return 'stored' as const;
    });
  }

  /** Frees the id: the request changed nothing. */
  release(id: string): Promise<Stored> {
    return orDatabaseLost(async () => {
      await this.writer.release(id);
      return 'stored' as const;
    });
  }
}
