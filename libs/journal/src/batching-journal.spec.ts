import { describe, expect, it } from '@jest/globals';
import { FallibleTarget } from '../../../test/doubles/fallible-target.js';
import { eventually } from '../../../test/support/eventually.js';
import { aMessageRow } from '../../../test/support/message-rows.js';
import { BatchingJournal, type JournalBounds } from './batching-journal.js';
import type { MessageBatch } from './typeorm-message-store.js';
import { MESSAGE_COLUMNS } from './message-columns.js';
import type { BytesSeals } from './payload-seals.js';

const PLAIN: BytesSeals = { sealBytes: (bytes) => bytes, openBytes: (sealed) => sealed };
const ROOMY: JournalBounds = { maxRows: 1_000, maxPayloadBytes: 1_000 };
const AN_HOUR_MS = 3_600_000;

function aJournal({
  seals = PLAIN,
  bounds = ROOMY,
}: { readonly seals?: BytesSeals; readonly bounds?: JournalBounds } = {}) {
  const batches: MessageBatch[] = [];
  const reports: string[] = [];
  const target = new FallibleTarget({
    append: async (batch) => {
      batches.push(batch);
    },
  });
  const journal = new BatchingJournal({ target, seals, bounds, report: (change) => reports.push(change) });
  return { journal, target, batches, reports };
}

const rowsIn = (batches: readonly MessageBatch[]): number =>
  batches.reduce((rows, { messages }) => rows + messages.length / MESSAGE_COLUMNS.length, 0);

describe('a journal that writes in batches', () => {
  it('returns from recording before anything is written', async () => {
    const { journal, batches } = aJournal();

    journal.record(aMessageRow());

    expect(batches).toEqual([]);
    expect(journal.rowsWaiting).toBe(1);
    await journal.close(AN_HOUR_MS);
    expect(rowsIn(batches)).toBe(1);
    expect(journal.rowsWaiting).toBe(0);
  });

  it('writes hundreds of rows in few batches', async () => {
    const { journal, batches } = aJournal();
    for (let index = 0; index < 900; index++) journal.record(aMessageRow());
    await journal.close(AN_HOUR_MS);

    expect(rowsIn(batches)).toBe(900);
    expect(batches.length).toBeLessThanOrEqual(4);
  });

  it('loses what goes beyond its bound, counts it, and says so once', async () => {
    const { journal, target, batches, reports } = aJournal({ bounds: { maxRows: 10, maxPayloadBytes: 0 } });
    target.failing = 'lost';
    for (let index = 0; index < 15; index++) journal.record(aMessageRow());

    expect(journal.rowsLost).toBe(5);
    expect(reports).toEqual(['the journal loses rows: the database does not take them']);

    target.failing = null;
    await eventually('the rows that waited', () => rowsIn(batches) === 10 && reports.length > 1);
    expect(reports.slice(1)).toEqual(['the journal is written again; 5 rows were lost']);
    await journal.close(AN_HOUR_MS);
  });

  it('gives up a batch that the database refuses again and again', async () => {
    const { journal, target, batches } = aJournal();
    target.failing = 'refused';
    journal.record(aMessageRow());
    await eventually('the batch to be given up', () => journal.rowsLost === 1);

    target.failing = null;
    journal.record(aMessageRow());
    await journal.close(AN_HOUR_MS);

    expect(rowsIn(batches)).toBe(1);
  });

  it('closes in time although the database does not answer, and counts what was not written', async () => {
    const { journal, target } = aJournal();
    target.failing = 'silent';
    journal.record(aMessageRow());
    journal.record(aMessageRow());

    await journal.close(300);

    expect(journal.rowsLost).toBe(2);
  });

  it('loses rows that come after its end', async () => {
    const { journal, batches } = aJournal();
    await journal.close(AN_HOUR_MS);
    journal.record(aMessageRow());

    expect(journal.rowsLost).toBe(1);
    expect(batches).toEqual([]);
  });

  it('keeps the row of a message whose payload has no room', async () => {
    const { journal, batches } = aJournal({ bounds: { maxRows: 10, maxPayloadBytes: 110 } });
    const payload = { query: null, requestBody: Buffer.alloc(80), answerBody: null };
    for (let index = 0; index < 5; index++) journal.record(aMessageRow({ payload }));
    await journal.close(AN_HOUR_MS);

    expect(rowsIn(batches)).toBe(5);
    // Two of 105 bytes: the first fills the room, the second goes beyond it and is the last.
    expect(batches.flatMap(({ payloads }) => payloads)).toHaveLength(2 * 2);
  });

  it('keeps the row of a message whose payload cannot be sealed', async () => {
    const failing: BytesSeals = {
      ...PLAIN,
      sealBytes: () => {
        throw new Error('no key');
      },
    };
    const { journal, batches, reports } = aJournal({ seals: failing });
    journal.record(aMessageRow({ id: 'm1', payload: { query: 'q', requestBody: null, answerBody: null } }));
    await journal.close(AN_HOUR_MS);

    expect(rowsIn(batches)).toBe(1);
    expect(reports).toEqual(['the payload of message m1 could not be sealed: Error: no key']);
  });
});
