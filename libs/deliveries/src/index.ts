export { DeliveriesModule } from './deliveries.module.js';
export type { BytesSeals } from './content-seal.js';
export { InProcessLaneScheduler, type InProcessLaneSchedulerParts } from './in-process-lane-scheduler.js';
export { DeliveryRetention, type DeliveryRetentionParts } from './delivery-retention.js';
export { DELIVERY_STORES } from './stores.js';
export { TypeormDeliveryLog } from './typeorm-delivery-log.js';
export type { DeliveryPosition } from './typeorm-delivery-query.js';
export { TypeormDeliveryStore, type DeliveryStoreParts } from './typeorm-delivery-store.js';
