import type { StoreRef } from '@busbar/database';
import type { Store as FailedPushStore } from './typeorm-failed-push-store.js';
import type { Store } from './typeorm-message-store.js';

/** The journal's operations, for `openDatabase`. */
export const messageStore: StoreRef<Store> = {
  name: 'messages',
  url: new URL('./typeorm-message-store.js', import.meta.url).href,
  load: () => import('./typeorm-message-store.js'),
};

/** What is read of pushes that failed. */
export const failedPushStore: StoreRef<FailedPushStore> = {
  name: 'failed-pushes',
  url: new URL('./typeorm-failed-push-store.js', import.meta.url).href,
  load: () => import('./typeorm-failed-push-store.js'),
};

/** What is to be given to openDatabase for this library. */
export const JOURNAL_STORES: readonly StoreRef<object>[] = [messageStore, failedPushStore];
