import type { StoreRef } from '@busbar/database';
import type { Store } from './typeorm-pulls.js';

/** Where the database thread finds the operations on pulls. */
export const pullsStore: StoreRef<Store> = {
  name: 'pulls',
  url: new URL('./typeorm-pulls.js', import.meta.url).href,
  load: () => import('./typeorm-pulls.js'),
};
