import {
  ReplayStore,
  type DeliveryFilter,
  type ReplayCandidate,
  type ReplayClaim,
  type ReplayItem,
  type ReplayOrder,
  type ReplayProgress,
  type ReplaySelection,
  type ReplaySettlement,
} from '@busbar/core';
import { type Database, orDatabaseLost } from '@busbar/database';
import { toAcceptRequest } from './accept-request.js';
import type { BytesSeals } from './content-seal.js';
import { deliveryQuery, replayStore } from './stores.js';
import type { Store as Query } from './typeorm-delivery-query.js';
import type { WaitingItem } from './typeorm-replay-run.js';
import type { Store } from './typeorm-replays.js';

/** Replays in the database: what they look for is read beside what is written. */
export class TypeormReplayStore extends ReplayStore {
  private readonly writer: Store;
  private readonly reader: Store;
  private readonly query: Query;

  constructor(
    database: Database,
    private readonly seals: BytesSeals,
  ) {
    super();
    this.writer = database.writer(replayStore);
    this.reader = database.reader(replayStore);
    this.query = database.reader(deliveryQuery);
  }

  override select(filter: DeliveryFilter, limit: number): Promise<readonly string[] | 'database-lost'> {
    const sequences = this.query.sequences({ ...filter, isUnreplayed: true }, limit);
    return orDatabaseLost(sequences.then((found) => found.map(String)));
  }

  override candidates(ids: readonly string[]): Promise<readonly ReplayCandidate[] | 'database-lost'> {
    return orDatabaseLost(this.reader.candidates(ids));
  }

  override findStale(candidates: readonly ReplayCandidate[]): Promise<readonly string[] | 'database-lost'> {
    return orDatabaseLost(this.reader.findStale(candidates));
  }

  override unreplayed(messageIds: readonly string[]): Promise<readonly string[] | 'database-lost'> {
    return orDatabaseLost(this.reader.unreplayed(messageIds));
  }

  override replayable(messageIds: readonly string[]): Promise<readonly string[] | 'database-lost'> {
    return orDatabaseLost(this.reader.replayable(messageIds));
  }

  override create(order: ReplayOrder, selection: ReplaySelection): Promise<number | 'database-lost'> {
    return orDatabaseLost(this.writer.create(order, selection));
  }

  override find(id: string): Promise<ReplayProgress | null | 'database-lost'> {
    return orDatabaseLost(this.reader.find(id));
  }

  override cancel(id: string, atMs: number): Promise<ReplayProgress | null | 'database-lost'> {
    return orDatabaseLost(this.writer.cancel(id, atMs));
  }

  override claim(nowMs: number, leaseMs: number): Promise<ReplayClaim | null | 'database-lost'> {
    return orDatabaseLost(this.writer.claim(nowMs, leaseMs));
  }

  override next(claim: ReplayClaim, limit: number): Promise<readonly ReplayItem[] | 'database-lost'> {
    return orDatabaseLost(this.writer.next(claim, limit).then((items) => items.map(toItem)));
  }

  override settle(settlement: ReplaySettlement): Promise<'stored' | 'lost' | 'database-lost'> {
    const { sent, pushes, stale, refused, ...rest } = settlement;
    const request = {
      ...rest,
      sent: sent.map(Number),
      pushes: pushes.map(({ item, fanOut }) => ({ item: Number(item), request: toAcceptRequest(fanOut, this.seals) })),
      stale: stale.map(Number),
      refused: refused.map(({ item, reason }) => ({ item: Number(item), reason })),
    };
    return orDatabaseLost(this.writer.settle(request));
  }

  override finish(claim: ReplayClaim, atMs: number): Promise<'stored' | 'lost' | 'database-lost'> {
    return orDatabaseLost(this.writer.finish(claim, atMs));
  }
}

function toItem({ id, messageId, candidate }: WaitingItem): ReplayItem {
  return messageId === null
    ? { id: String(id), kind: 'delivery', candidate }
    : { id: String(id), kind: 'message', messageId };
}
