import { DELETION_REMEMBERED_DAYS, type Clock, type PartyDirectory } from '@busbar/core';
import { Retention, type RetentionParts } from '@busbar/database';
import { DAY_MS, dayOf } from './rows.js';
import { memoriesStore, objectsStore, ownersStore } from './stores.js';
import type { Store as MemoriesStore } from './typeorm-memories.js';
import type { Store as ObjectsStore } from './typeorm-objects.js';
import type { Store as OwnersStore } from './typeorm-owners.js';

const EVERY_MS = 3_600_000;
const PER_PORTION = 200;
/** What a party published is kept so long after its platform is gone: it may come back. */
const DEPARTED_FOR_DAYS = 30;
/** What was agreed when a token was authorized belongs to the charge that follows. */
const AUTHORIZATION_DAYS = 30;
/** A reservation is over long before. */
const RESERVATION_DAYS = 400;

/** As long as a message may wait for its receiver that takes a Location from him. */
const WITHDRAWN_DAYS = 7;

/** What retention works with. */
export interface ObjectRetentionParts extends RetentionParts {
  readonly clock: Clock;
  readonly directory: Pick<PartyDirectory, 'snapshot'>;
  /** Private copies and facts that were not seen for so long are forgotten. */
  readonly days: number;
}

/** Forgets private copies and facts not seen for long, and objects of parties that are gone, at the start and then hourly. */
export class ObjectRetention extends Retention {
  private readonly objects: ObjectsStore;
  private readonly owners: OwnersStore;
  private readonly memories: MemoriesStore;

  constructor(private readonly parts: ObjectRetentionParts) {
    super(parts, { name: 'retention of objects', everyMs: EVERY_MS });
    this.objects = parts.database.writer(objectsStore);
    this.owners = parts.database.writer(ownersStore);
    this.memories = parts.database.writer(memoriesStore);
  }

  /** Forgets everything that is due. Without a snapshot of the registry nobody counts as gone. */
  override async sweep(): Promise<void> {
    const { clock, directory, days } = this.parts;
    const today = dayOf(clock.now());
    const beforeDay = today - days;
    const snapshot = directory.snapshot();
    if (snapshot !== null) {
      const present = new Set([...snapshot.allPlatforms()].flatMap(({ parties }) => parties.map(({ key }) => key)));
      await this.objects.touch([...present], today);
      const departed = await this.objects.leftShelves({ of: 'departed', beforeDay: today - DEPARTED_FOR_DAYS });
      for (const shelf of departed) await this.repeat(() => this.objects.remove(shelf, null, PER_PORTION));
    }
    for (const shelf of await this.objects.leftShelves({ of: 'private' })) {
      await this.repeat(() => this.objects.remove(shelf, beforeDay, PER_PORTION));
    }
    const deletedBeforeMs = clock.now() - DELETION_REMEMBERED_DAYS * DAY_MS;
    await this.repeat(() => this.objects.dropDeletions(deletedBeforeMs, PER_PORTION));
    await this.repeat(() => this.memories.forgetAuthorizations(today - AUTHORIZATION_DAYS, PER_PORTION));
    await this.repeat(() => this.memories.forgetReservations(today - RESERVATION_DAYS, PER_PORTION));
    await this.repeat(() => this.memories.forgetWithdrawn(today - WITHDRAWN_DAYS, PER_PORTION));
    for (const owner of await this.owners.owners()) {
      await this.repeat(() => this.owners.forgetOld(owner, beforeDay, PER_PORTION));
    }
  }
}
