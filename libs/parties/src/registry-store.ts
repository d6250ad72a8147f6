import type { StoreRef } from '@busbar/database';
import type { Store } from './typeorm-registry.js';

/** The operations of the database thread behind the registry. */
export type RegistryStore = Store;

/** Where the database thread finds them. */
export const registryStore: StoreRef<RegistryStore> = {
  name: 'registry',
  url: new URL('./typeorm-registry.js', import.meta.url).href,
  load: () => import('./typeorm-registry.js'),
};
