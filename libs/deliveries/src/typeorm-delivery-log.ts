import type { AddressedAttempt, DeliveryFilter, DeliveryRecord, DeliveryStory } from '@busbar/core';
import { type Database, orDatabaseLost } from '@busbar/database';
import { sequenceOf } from './delivery-rows.js';
import { deliveryQuery } from './stores.js';
import type { DeliveryPosition, Store } from './typeorm-delivery-query.js';

/** Deliveries as operators read them; it never holds up what is delivered. */
export class TypeormDeliveryLog {
  private readonly store: Store;

  constructor(database: Database) {
    this.store = database.reader(deliveryQuery);
  }

  /** At most `limit`, the last accepted first, behind the last record of the page before or from the newest on. */
  list(
    filter: DeliveryFilter,
    before: DeliveryPosition | null,
    limit: number,
  ): Promise<readonly DeliveryRecord[] | 'database-lost'> {
    return orDatabaseLost(this.store.list({ filter, before, limit }));
  }

  /** How many a filter finds. */
  count(filter: DeliveryFilter): Promise<number | 'database-lost'> {
    return orDatabaseLost(this.store.count(filter));
  }

  /** One delivery with its attempts; null where there is none (any more). */
  find(id: string): Promise<DeliveryStory | null | 'database-lost'> {
    const sequence = sequenceOf(id);
    return sequence === null ? Promise.resolve(null) : orDatabaseLost(this.store.find(sequence));
  }

  /** The deliveries of one message, at most `limit`, in order of arrival. */
  ofMessage(messageId: string, limit: number): Promise<readonly DeliveryRecord[] | 'database-lost'> {
    return orDatabaseLost(this.store.ofMessage(messageId, limit));
  }

  /** What was tried for all deliveries of a message, at most `limit`, oldest first. */
  attemptsOf(messageId: string, limit: number): Promise<readonly AddressedAttempt[] | 'database-lost'> {
    return orDatabaseLost(this.store.attemptsOf(messageId, limit));
  }
}
