import { expect } from '@jest/globals';
import type { MessageRow } from '@busbar/core';
import type { Database } from '@busbar/database';
import {
  BatchingJournal,
  messageStore,
  TypeormMessageLog,
  type BatchTarget,
  type MessageFilter,
} from '@busbar/journal';
import { Seals } from '@busbar/parties';
import type { DatabasePlace, DatabaseUnderTest } from './databases.js';

/** Long enough for a busy machine; a test that is in order never waits for it. */
export const CLOSE_WITHIN_MS = 20_000;

const NOT_NARROWED: MessageFilter = {
  sinceMs: null,
  untilMs: null,
  from: null,
  to: null,
  party: null,
  module: null,
  outcome: null,
  correlationId: null,
};

/** A journal on a real database, and what tests do with it. */
export class JournalRig {
  readonly seals = new Seals(Buffer.alloc(32, 7));
  readonly log: TypeormMessageLog;

  private constructor(
    readonly place: DatabasePlace,
    readonly database: Database,
  ) {
    this.log = new TypeormMessageLog(database, this.seals);
  }

  static async open(under: DatabaseUnderTest): Promise<JournalRig> {
    const place = await under.make();
    return new JournalRig(place, await place.open([messageStore]));
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.place.close();
  }

  /** Deletes everything. */
  async clear(): Promise<void> {
    const store = this.database.writer(messageStore);
    const never = Date.UTC(2100, 0);
    while ((await store.deleteMessages(never, 10_000)) > 0);
    while ((await store.deletePayloads(never, 10_000)) > 0);
  }

  /** A journal with room for some rows, before the database or something that fails. */
  journal(target: BatchTarget = this.database.writer(messageStore), maxRows = 1_000): BatchingJournal {
    const bounds = { maxRows, maxPayloadBytes: 1_000_000 };
    return new BatchingJournal({ target, seals: this.seals, report: () => undefined, bounds });
  }

  /** Records rows and waits until all of them are written. */
  async recordAll(rows: readonly MessageRow[]): Promise<void> {
    const journal = this.journal(undefined, rows.length);
    for (const row of rows) journal.record(row);
    await journal.close(CLOSE_WITHIN_MS);
    expect(journal.rowsLost).toBe(0);
  }

  async list(
    filter: Partial<MessageFilter> = {},
    beforeId: string | null = null,
    limit = 200,
  ): Promise<readonly MessageRow[]> {
    const page = await this.log.list({ ...NOT_NARROWED, ...filter }, beforeId, limit);
    if (page === 'database-lost') throw new Error('the database is lost');
    return page;
  }

  async find(id: string): Promise<MessageRow> {
    const row = await this.log.find(id);
    if (row === null || row === 'database-lost') throw new Error(`no message ${id}: ${row}`);
    return row;
  }
}

/** The ids of rows, in their order. */
export function idsOf(rows: readonly MessageRow[]): string[] {
  return rows.map(({ id }) => id);
}
