import type { StoreRef } from '@busbar/database';
import type { Store } from './typeorm-carried-url-store.js';

/** The operations on carried URLs, for `openDatabase`. */
export const carriedUrlStore: StoreRef<Store> = {
  name: 'carried-urls',
  url: new URL('./typeorm-carried-url-store.js', import.meta.url).href,
  load: () => import('./typeorm-carried-url-store.js'),
};
