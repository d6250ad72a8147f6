import { FailedPushes, type FailedPushFilter, type MessageRow, type ReplayCandidate } from '@busbar/core';
import type { Database } from '@busbar/database';
import { failedPushStore } from './message-store.js';
import { orDatabaseLost } from './or-database-lost.js';
import { openPayload, type BytesSeals } from './payload-seals.js';
import type { Store } from './typeorm-failed-push-store.js';

/** Failed direct pushes of the journal. */
export class TypeormFailedPushes extends FailedPushes {
  private readonly store: Store;

  constructor(
    database: Database,
    private readonly seals: BytesSeals,
  ) {
    super();
    this.store = database.reader(failedPushStore);
  }

  override list(
    filter: FailedPushFilter,
    beforeId: string | null,
    limit: number,
  ): Promise<readonly MessageRow[] | 'database-lost'> {
    return orDatabaseLost(this.store.list({ filter, beforeId, limit }));
  }

  override async load(messageIds: readonly string[]): Promise<readonly MessageRow[] | 'database-lost'> {
    const found = await orDatabaseLost(this.store.load(messageIds));
    if (found === 'database-lost') return found;
    return found.map(({ row, sealedPayload }) => {
      const kept = sealedPayload && openPayload(this.seals, row.id, sealedPayload);
      return kept === null ? row : { ...row, ...kept };
    });
  }

  override async keptBytes(messageIds: readonly string[]): Promise<ReadonlyMap<string, number> | 'database-lost'> {
    return messageIds.length === 0 ? new Map() : orDatabaseLost(this.store.keptBytes(messageIds));
  }

  override findStale(candidates: readonly ReplayCandidate[]): Promise<readonly string[] | 'database-lost'> {
    return candidates.length === 0 ? Promise.resolve([]) : orDatabaseLost(this.store.findStale(candidates));
  }
}
