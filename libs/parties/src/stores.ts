import type { StoreRef } from '@busbar/database';
import { idempotencyRecordStore } from './idempotency-records.js';
import { operatorKeyStore } from './operator-keys.js';
import { registryStore } from './registry-store.js';
import { agreementStore } from './stored-agreements.js';
import { bridgeCountStore } from './typeorm-bridge-counts.js';
import { peerDefectStore } from './typeorm-peer-defects.js';

/** What is to be given to openDatabase for this library. */
export const PARTIES_STORES: readonly StoreRef<object>[] = [
  registryStore,
  agreementStore,
  operatorKeyStore,
  idempotencyRecordStore,
  peerDefectStore,
  bridgeCountStore,
];
