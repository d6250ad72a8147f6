import {
  PullStore,
  type KeptPage,
  type PullClaim,
  type PullFailure,
  type PullKey,
  type PullOrder,
  type PullProgress,
  type PullState,
} from '@busbar/core';
import { orDatabaseLost, type Database } from '@busbar/database';
import type { OcpiVersion } from '@busbar/ocpi';
import { pullsStore } from './pull-stores.js';
import type { Store } from './typeorm-pulls.js';

type Held = 'stored' | 'lost' | 'database-lost';

/** Marks that are forgotten at once. */
const PORTION = 500;

/** Where pulls stand, in the database. */
export class TypeormPullStore extends PullStore {
  private readonly writer: Store;
  private readonly reader: Store;

  constructor(database: Database) {
    super();
    this.writer = database.writer(pullsStore);
    this.reader = database.reader(pullsStore);
  }

  override states(platformId: string | null): Promise<readonly PullState[] | 'database-lost'> {
    return orDatabaseLost(this.reader.states(platformId));
  }

  override claim(order: PullOrder): Promise<PullClaim | 'taken' | 'database-lost'> {
    return orDatabaseLost(this.writer.claim(order));
  }

  override advance(claim: PullClaim, page: KeptPage): Promise<Held> {
    return orDatabaseLost(this.writer.advance(claim, page));
  }

  override removeUnlisted(claim: PullClaim, limit: number): Promise<number | 'lost' | 'database-lost'> {
    return orDatabaseLost(this.writer.removeUnlisted(claim, limit));
  }

  override async finish(claim: PullClaim, progress: PullProgress, atMs: number): Promise<Held> {
    const stored = await orDatabaseLost(this.writer.finish(claim, progress, atMs));
    if (stored === 'stored') await this.repeat(() => this.writer.clearMarks(claim, PORTION));
    return stored;
  }

  override fail(claim: PullClaim, failure: PullFailure): Promise<Held> {
    return orDatabaseLost(this.writer.fail(claim, failure));
  }

  override release(claim: PullClaim): Promise<Held> {
    return orDatabaseLost(this.writer.release(claim));
  }

  override async endClaims(): Promise<'stored' | 'database-lost'> {
    return (await orDatabaseLost(this.writer.endLeases())) ?? 'stored';
  }

  override async want(keys: readonly PullKey[], version: OcpiVersion): Promise<'stored' | 'database-lost'> {
    return (await orDatabaseLost(this.writer.want(keys, version))) ?? 'stored';
  }

  override forget(platformId: string): Promise<'stored' | 'database-lost'> {
    return this.repeat(() => this.writer.forget(platformId, PORTION));
  }

  private async repeat(portion: () => Promise<number>): Promise<'stored' | 'database-lost'> {
    for (;;) {
      const rows = await orDatabaseLost(portion());
      if (rows === 'database-lost') return rows;
      if (rows === 0) return 'stored';
    }
  }
}
