export { KeptObjects, type Erased } from './kept-objects.js';
export { ObjectRetention, type ObjectRetentionParts } from './object-retention.js';
export { ObjectsModule, type ObjectsSlice } from './objects.module.js';
export { OBJECT_STORES, objectsStore, ownersStore } from './stores.js';
export { TrafficLearner, type TrafficLearnerParts } from './traffic-learner.js';
export { TypeormObjectStore, type ObjectBounds, type ObjectStoreParts } from './typeorm-object-store.js';
export { TypeormOwnerIndex, type OwnerIndexParts } from './typeorm-owner-index.js';
export type { ListedObject, ListedObjects, ObjectListQuery } from './typeorm-object-keeping.js';
