import type { StoreRef } from '@busbar/database';
import type { Store } from './typeorm-message-store.js';

/** The journal's operations, for `openDatabase`. */
export const messageStore: StoreRef<Store> = {
  name: 'messages',
  url: new URL('./typeorm-message-store.js', import.meta.url).href,
  load: () => import('./typeorm-message-store.js'),
};
