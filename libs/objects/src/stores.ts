import type { StoreRef } from '@busbar/database';
import { pullsStore } from './pull-stores.js';
import type { Store as MemoriesStore } from './typeorm-memories.js';
import type { Store as ObjectsStore } from './typeorm-objects.js';
import type { Store as OwnersStore } from './typeorm-owners.js';

/** Where the database thread finds the operations on kept objects. */
export const objectsStore: StoreRef<ObjectsStore> = {
  name: 'objects',
  url: new URL('./typeorm-objects.js', import.meta.url).href,
  load: () => import('./typeorm-objects.js'),
};

/** Where it finds those on the owner index. */
export const ownersStore: StoreRef<OwnersStore> = {
  name: 'owners',
  url: new URL('./typeorm-owners.js', import.meta.url).href,
  load: () => import('./typeorm-owners.js'),
};

/** Where it finds those on the bridge's memory. */
export const memoriesStore: StoreRef<MemoriesStore> = {
  name: 'memories',
  url: new URL('./typeorm-memories.js', import.meta.url).href,
  load: () => import('./typeorm-memories.js'),
};

/** What is to be given to openDatabase for this library. */
export const OBJECT_STORES: readonly StoreRef<object>[] = [objectsStore, ownersStore, memoriesStore, pullsStore];
