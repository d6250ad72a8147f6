import type { StoreRef } from '@busbar/database';
import type { Store as DeliveryStore } from './typeorm-deliveries.js';
import type { Store as DeliveryQuery } from './typeorm-delivery-query.js';
import type { Store as ReplayStore } from './typeorm-replays.js';

/** Where the database thread finds the operations on what is owed. */
export const deliveryStore: StoreRef<DeliveryStore> = {
  name: 'deliveries',
  url: new URL('./typeorm-deliveries.js', import.meta.url).href,
  load: () => import('./typeorm-deliveries.js'),
};

/** Where it finds what operators read. */
export const deliveryQuery: StoreRef<DeliveryQuery> = {
  name: 'delivery-query',
  url: new URL('./typeorm-delivery-query.js', import.meta.url).href,
  load: () => import('./typeorm-delivery-query.js'),
};

/** Where it finds the operations on replays. */
export const replayStore: StoreRef<ReplayStore> = {
  name: 'replays',
  url: new URL('./typeorm-replays.js', import.meta.url).href,
  load: () => import('./typeorm-replays.js'),
};

/** What is to be given to openDatabase for this library. */
export const DELIVERY_STORES: readonly StoreRef<object>[] = [deliveryStore, deliveryQuery, replayStore];
