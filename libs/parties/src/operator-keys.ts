import type { Stored } from '@busbar/core';
import type { Database, StoreRef } from '@busbar/database';
import type { PartyId } from '@busbar/ocpi';
import type { OperatorKeyEntity } from './operator-key.entity.js';
import { orDatabaseLost } from './or-database-lost.js';
import type { Store } from './typeorm-operator-keys.js';

/** Where the database thread finds the operations on operator keys. */
export const operatorKeyStore: StoreRef<Store> = {
  name: 'operator-keys',
  url: new URL('./typeorm-operator-keys.js', import.meta.url).href,
  load: () => import('./typeorm-operator-keys.js'),
};

/** A key to the operator API; only its hash is stored. */
export interface StoredOperatorKey {
  readonly id: string;
  readonly role: 'viewer' | 'operator' | 'admin' | 'party';
  /** The party whose messages a key of role `party` may read; null for every other role. */
  readonly party: PartyId | null;
  readonly createdAtMs: number;
}

/** The keys that operators made. A removed key is nobody's from the next request on, in every process. */
export class StoredOperatorKeys {
  private readonly reader: Store;
  private readonly writer: Store;

  constructor(database: Database) {
    this.reader = database.reader(operatorKeyStore);
    this.writer = database.writer(operatorKeyStore);
  }

  /** The key with this SHA-256, or null. Finding by hash tells a stranger nothing about keys by its duration. */
  find(hash: Uint8Array): Promise<StoredOperatorKey | null | 'database-lost'> {
    return orDatabaseLost(async () => {
      const row = await this.reader.find(hexOf(hash));
      return row && keyOf(row);
    });
  }

  /** All of them, oldest first. */
  list(): Promise<readonly StoredOperatorKey[] | 'database-lost'> {
    return orDatabaseLost(async () => (await this.reader.list()).map(keyOf));
  }

  /** Keeps a new key under the SHA-256 of its text. */
  add({ id, role, party, createdAtMs }: StoredOperatorKey, hash: Uint8Array): Promise<Stored> {
    const { countryCode, partyId } = party ?? { countryCode: null, partyId: null };
    return orDatabaseLost(async () => {
      await this.writer.add({ id, role, countryCode, partyId, hash: hexOf(hash), createdAtMs });
      return 'stored' as const;
    });
  }

  remove(id: string): Promise<'removed' | 'unknown-key' | 'database-lost'> {
    return orDatabaseLost(async () => ((await this.writer.remove(id)) ? 'removed' : 'unknown-key'));
  }
}

function keyOf({ id, role, countryCode, partyId, createdAtMs }: OperatorKeyEntity): StoredOperatorKey {
  const party = countryCode === null || partyId === null ? null : { countryCode, partyId };
  return { id, role, party, createdAtMs };
}

function hexOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex');
}
