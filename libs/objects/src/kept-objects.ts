import type { PartyKey } from '@busbar/ocpi';
import { orDatabaseLost, type Database } from '@busbar/database';
import { idKey } from './rows.js';
import { memoriesStore, objectsStore, ownersStore } from './stores.js';
import { subjectsOf } from './typeorm-bridge-memory.js';
import type { Store as MemoriesStore } from './typeorm-memories.js';
import { FACT_KINDS } from './typeorm-owner-facts.js';
import type { ListedObjects, ObjectListQuery } from './typeorm-object-keeping.js';
import type { Store as ObjectsStore } from './typeorm-objects.js';
import type { TypeormOwnerIndex } from './typeorm-owner-index.js';
import type { Store as OwnersStore } from './typeorm-owners.js';

const PER_PORTION = 500;

/** What an erasure took away. */
export interface Erased {
  readonly objects: number;
  readonly facts: number;
}

/** What operators see of kept objects, and how they have it forgotten. */
export class KeptObjects {
  private readonly reader: ObjectsStore;
  private readonly objects: ObjectsStore;
  private readonly owners: OwnersStore;
  private readonly memories: MemoriesStore;

  constructor(
    database: Database,
    private readonly index: Pick<TypeormOwnerIndex, 'forget'>,
  ) {
    this.reader = database.reader(objectsStore);
    this.objects = database.writer(objectsStore);
    this.owners = database.writer(ownersStore);
    this.memories = database.writer(memoriesStore);
  }

  /** A page of objects, without bodies. */
  list(query: ObjectListQuery): Promise<ListedObjects | 'database-lost'> {
    return orDatabaseLost(this.reader.list(query));
  }

  /** Every token of this uid, and who owns it or a contract that it named. */
  eraseToken(uid: string): Promise<Erased | 'database-lost'> {
    return this.erasing(async () => {
      const { objects, contracts } = await this.objects.eraseToken(uid);
      const subjects = contracts.flatMap((contract) => subjectsOf(contract, null));
      await this.memories.erase([...subjectsOf(null, uid), ...subjects]);
      const token = { kind: FACT_KINDS.indexOf('token'), idKey: idKey(uid) };
      const things = contracts.map((contract) => ({ kind: FACT_KINDS.indexOf('contract'), idKey: idKey(contract) }));
      let facts = 0;
      for (const thing of [token, ...things]) facts += await this.owners.forgetThing(thing);
      return { objects, facts };
    });
  }

  /** Everything that a party owns. */
  eraseParty(owner: PartyKey): Promise<Erased | 'database-lost'> {
    return this.erasing(async () => {
      let objects = 0;
      for (const shelf of await this.objects.leftShelves({ of: 'owner', owner })) {
        objects += await sum(() => this.objects.remove(shelf, null, PER_PORTION));
      }
      await this.objects.eraseDeletions(owner);
      await this.memories.eraseWithdrawn(owner);
      await sum(() => this.memories.eraseReservations(owner, PER_PORTION));
      return { objects, facts: await sum(() => this.owners.forgetParty(owner, PER_PORTION)) };
    });
  }

  private async erasing(erase: () => Promise<Erased>): Promise<Erased | 'database-lost'> {
    this.index.forget();
    const erased = await orDatabaseLost(erase());
    this.index.forget();
    return erased;
  }
}

async function sum(portion: () => Promise<number>): Promise<number> {
  for (let all = 0; ;) {
    const some = await portion();
    if (some === 0) return all;
    all += some;
  }
}
