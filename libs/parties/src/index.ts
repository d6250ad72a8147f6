export {
  StoredIdempotencyRecords,
  type IdempotentRequest,
  type StoredIdempotencyRecord,
} from './idempotency-records.js';
export type { DefectKey, DefectPage } from './defect-page.js';
export type { BreachSubject, DatedExample } from './breach-row.js';
export { DefectRetention } from './defect-retention.js';
export { StoredOperatorKeys, type StoredOperatorKey } from './operator-keys.js';
export { PartiesModule, type PartiesOptions } from './parties.module.js';
export { AesSealer, Seals } from './sealing.js';
export { SnapshotPartyDirectory, type DirectoryOptions } from './snapshot-party-directory.js';
export { MAX_BLOCKS_OF_PARTY, StoredAgreements, type WantedAgreements } from './stored-agreements.js';
export { PARTIES_STORES } from './stores.js';
export { TypeormBridgeCounts, type CountedBridging } from './typeorm-bridge-counts.js';
export { TypeormPeerDefects, type CountedDefect, type PlatformDefect } from './typeorm-peer-defects.js';
export { TypeormPlatformStore, type PlatformStoreOptions } from './typeorm-platform-store.js';
