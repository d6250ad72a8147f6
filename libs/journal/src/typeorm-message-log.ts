import type { MessageRow } from '@busbar/core';
import type { Database } from '@busbar/database';
import type { MessageFilter, MessageGroup, MessageStats } from './message-filter.js';
import { messageStore } from './message-store.js';
import { orDatabaseLost } from './or-database-lost.js';
import { openPayload, type BytesSeals } from './payload-seals.js';
import type { Store } from './typeorm-message-store.js';

/** The journal as operators read it, newest first. */
export class TypeormMessageLog {
  private readonly store: Store;

  constructor(
    database: Database,
    private readonly seals: BytesSeals,
  ) {
    this.store = database.reader(messageStore);
  }

  /** At most `limit` messages that are older than the one with the id `beforeId`, or the newest ones; without payloads. */
  list(
    filter: MessageFilter,
    beforeId: string | null,
    limit: number,
  ): Promise<readonly MessageRow[] | 'database-lost'> {
    return orDatabaseLost(this.store.list(filter, beforeId, limit));
  }

  /** One message, with its payload where that was kept: long bodies may be cut, the row's sizes are the whole ones. */
  async find(id: string): Promise<MessageRow | null | 'database-lost'> {
    const found = await orDatabaseLost(this.store.find(id));
    if (found === null || found === 'database-lost') return found;
    const { row, sealedPayload } = found;
    const kept = sealedPayload && openPayload(this.seals, id, sealedPayload);
    return kept === null ? row : { ...row, ...kept };
  }

  /** Figures over a span of time; `untilMs` is exclusive. */
  async stats(sinceMs: number, untilMs: number): Promise<MessageStats | 'database-lost'> {
    const groups = await orDatabaseLost(this.store.countGroups(sinceMs, untilMs));
    if (groups === 'database-lost') return groups;
    return {
      total: groups.reduce((total, { count }) => total + count, 0),
      byOutcome: Object.fromEntries(sumBy(groups, ({ outcome }) => outcome)),
      byPlan: sumBy(groups, ({ plan }) => plan).map(([plan, count]) => ({ plan, count })),
      byModule: sumBy(groups, ({ module }) => module).map(([module, count]) => ({ module, count })),
    };
  }
}

function sumBy<K extends string | null>(
  groups: readonly MessageGroup[],
  keyOf: (group: MessageGroup) => K,
): readonly (readonly [K, number])[] {
  const sums = new Map<K, number>();
  for (const group of groups) sums.set(keyOf(group), (sums.get(keyOf(group)) ?? 0) + group.count);
  return [...sums].sort(([, a], [, b]) => b - a);
}
