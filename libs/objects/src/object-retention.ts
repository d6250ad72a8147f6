import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, HubProcesses, PartyDirectory } from '@busbar/core';
import type { Database } from '@busbar/database';
import { dayOf } from './rows.js';
import { objectsStore, ownersStore } from './stores.js';
import type { Store as ObjectsStore } from './typeorm-objects.js';
import type { Store as OwnersStore } from './typeorm-owners.js';

const EVERY_MS = 3_600_000;
/** Small portions with pauses: nobody waits behind a deletion for more than some milliseconds. */
const PER_PORTION = 200;
const PAUSE_MS = 20;
/** What a party published is kept so long after its platform is gone: it may come back. */
const DEPARTED_FOR_DAYS = 30;

/** What retention works with. */
export interface ObjectRetentionParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly directory: Pick<PartyDirectory, 'snapshot'>;
  /** One process of the hub deletes. */
  readonly processes: Pick<HubProcesses, 'looksAfter'>;
  /** Private copies and facts that were not seen for so long are forgotten. */
  readonly days: number;
  /** Told in one sentence when a sweep failed; the next one goes on from there. */
  readonly report: (trouble: string) => void;
}

/** Forgets private copies and facts not seen for long, and objects of parties that are gone, at the start and then hourly. */
export class ObjectRetention {
  private readonly objects: ObjectsStore;
  private readonly owners: OwnersStore;
  private timer: NodeJS.Timeout | null = null;
  private isStopped = false;
  private sweeping: Promise<void> | null = null;

  constructor(private readonly parts: ObjectRetentionParts) {
    this.objects = parts.database.writer(objectsStore);
    this.owners = parts.database.writer(ownersStore);
  }

  start(): void {
    this.timer = setInterval(() => this.sweepOnce(), EVERY_MS).unref();
    this.sweepOnce();
  }

  /** Ends after the portion under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.sweeping;
  }

  /** Forgets everything that is due. Without a snapshot of the registry nobody counts as gone. */
  async sweep(): Promise<void> {
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
    for (const owner of await this.owners.owners()) {
      await this.repeat(() => this.owners.forgetOld(owner, beforeDay, PER_PORTION));
    }
  }

  private sweepOnce(): void {
    if (!this.parts.processes.looksAfter('retention of objects')) return;
    this.sweeping ??= this.sweep()
      .catch((error: unknown) => this.parts.report(`retention of objects: ${String(error)}`))
      .finally(() => (this.sweeping = null));
  }

  private async repeat(portion: () => Promise<number>): Promise<void> {
    while (!this.isStopped && (await portion()) > 0) {
      await this.parts.database.giveBackSpace();
      await delay(PAUSE_MS, undefined, { ref: false });
    }
  }
}
