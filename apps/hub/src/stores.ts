import { carriedUrlStore } from '@busbar/carried-urls';
import type { StoreRef } from '@busbar/database';
import { DELIVERY_STORES } from '@busbar/deliveries';
import { JOURNAL_STORES } from '@busbar/journal';
import { OBJECT_STORES } from '@busbar/objects';
import { PARTIES_STORES } from '@busbar/parties';

/** Everything this process keeps in the database. */
export const STORES: readonly StoreRef<object>[] = [
  ...PARTIES_STORES,
  carriedUrlStore,
  ...JOURNAL_STORES,
  ...DELIVERY_STORES,
  ...OBJECT_STORES,
];
