import { CarriedUrls, type CarriedUrl, type Clock, type Stored } from '@busbar/core';
import { DatabaseLost, type Database } from '@busbar/database';
import { carriedUrlStore } from './carried-url-store.js';
import { RecentlyUsed } from './recently-used.js';
import type { Store } from './typeorm-carried-url-store.js';
import { fromRow, toRow, type TextSeals } from './url-row.js';

/** A command waits for its row: shorter than the patience of whoever sent it. */
const ANSWER_WITHIN_MS = 2_000;
/** Some kilobytes each; a callback nearly always follows its command within minutes. */
const REMEMBERED = 5_000;

/** What carried URLs are kept with. */
export interface CarriedUrlParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly seals: TextSeals;
}

/** Carried URLs in the database, sealed; those in use are remembered, which is safe because rows never change. */
export class TypeormCarriedUrls extends CarriedUrls {
  private readonly store: Store;
  private readonly remembered = new RecentlyUsed<CarriedUrl>(REMEMBERED);

  constructor(private readonly parts: CarriedUrlParts) {
    super();
    // The writer also for finding: a reader may be busy with somebody's long list.
    this.store = parts.database.writer(carriedUrlStore);
  }

  override async save(url: CarriedUrl): Promise<Stored> {
    const ending = await inTime(this.store.insert(toRow(url, this.parts.seals)));
    if (ending === 'database-lost') return ending;
    this.remembered.set(url.id, url);
    return 'stored';
  }

  override async find(id: string): Promise<CarriedUrl | null | 'database-lost'> {
    const found = this.remembered.get(id) ?? (await this.read(id));
    if (found === null || found === 'database-lost') return found;
    if (found.expiresAtMs > this.parts.clock.now()) return found;
    this.remembered.delete(id);
    return null;
  }

  private async read(id: string): Promise<CarriedUrl | null | 'database-lost'> {
    const row = await inTime(this.store.find(id));
    if (row === null || row === 'database-lost') return row;
    const url = fromRow(row, this.parts.seals);
    if (url !== null) this.remembered.set(id, url);
    return url;
  }
}

/** The outcome, or `database-lost` when the database is gone or takes longer than a party would wait. */
async function inTime<T>(work: Promise<T>): Promise<T | 'database-lost'> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'database-lost'>((resolve) => {
    timer = setTimeout(() => resolve('database-lost'), ANSWER_WITHIN_MS);
  });
  const outcome = work.catch((error: unknown): 'database-lost' => {
    if (error instanceof DatabaseLost) return 'database-lost';
    throw error;
  });
  try {
    return await Promise.race([outcome, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
