export { CarriedUrlRetention, type CarriedUrlRetentionParts } from './carried-url-retention.js';
export { carriedUrlStore } from './carried-url-store.js';
export { CarriedUrlsModule } from './carried-urls.module.js';
export { TypeormCarriedUrls, type CarriedUrlParts } from './typeorm-carried-urls.js';
export type { TextSeals } from './url-row.js';
