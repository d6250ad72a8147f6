import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { messageStore } from '@busbar/journal';
import { FallibleTarget } from '../doubles/fallible-target.js';
import { partyId } from '../support/builders.js';
import { databasesUnderTest } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { CLOSE_WITHIN_MS, idsOf, JournalRig } from '../support/journal-rig.js';
import { aMessageRow } from '../support/message-rows.js';

describe.each(databasesUnderTest())('the journal on $name', (under) => {
  let rig: JournalRig;

  beforeAll(async () => {
    rig = await JournalRig.open(under);
  }, 60_000);
  afterAll(() => rig.close(), 20_000);
  beforeEach(() => rig.clear());

  it('holds every recorded row once it is closed, in the order of time', async () => {
    const rows = Array.from({ length: 1_500 }, () => aMessageRow());

    await rig.recordAll(rows);

    const first = await rig.list({}, null, 1_000);
    const rest = await rig.list({}, first.at(-1)?.id ?? null, 1_000);
    expect(idsOf([...first, ...rest])).toEqual(idsOf(rows).reverse());
  });

  it('writes rows without being closed', async () => {
    const journal = rig.journal();
    const row = aMessageRow();
    journal.record(row);

    await eventually('the row to be written', async () => (await rig.list()).length === 1);
    await journal.close(CLOSE_WITHIN_MS);
  });

  it('gives back what was recorded, with party ids in upper case', async () => {
    const row = aMessageRow({
      from: 'nl/ems',
      to: 'De/cpO',
      durationMs: 1.234,
      why: 'für „DE/CPO“ 🔌',
      ocpiStatus: null,
    });
    await rig.recordAll([row]);

    expect(await rig.find(row.id)).toEqual({ ...row, from: partyId('NL/EMS'), to: partyId('DE/CPO') });
  });

  it('keeps a refused message of which nothing is known but its form', async () => {
    const row = {
      ...aMessageRow({ version: null, fromPlatformId: null, toPlatformId: null, interfaceRole: null, plan: null }),
      ...{ from: null, to: null, module: 'm'.repeat(4_000), path: '/'.repeat(900), method: 'M-SEARCH' },
      ...{ outcome: 'refused' as const, why: 'w'.repeat(4_000), httpStatus: 404, ocpiStatus: 2001 },
    };
    await rig.recordAll([row]);

    const [kept] = await rig.list({ outcome: 'refused' });
    expect(kept).toEqual({ ...row, module: 'm'.repeat(64), path: '/'.repeat(512), why: 'w'.repeat(500) });
  });

  it('writes a row once although the batch is sent again after an unknown outcome', async () => {
    const store = rig.database.writer(messageStore);
    let calls = 0;
    const target = new FallibleTarget({
      append: async (batch) => {
        await store.append(batch);
        if (++calls === 1) await lost.append(batch);
      },
    });
    const lost = new FallibleTarget();
    lost.failing = 'lost';
    const journal = rig.journal(target);
    journal.record(aMessageRow());
    await journal.close(CLOSE_WITHIN_MS);

    expect(calls).toBe(2);
    expect(journal.rowsLost).toBe(0);
    expect(await rig.list()).toHaveLength(1);
  });

  it('counts what it loses while the database is away, and writes what still fits when it is back', async () => {
    const target = new FallibleTarget(rig.database.writer(messageStore));
    target.failing = 'lost';
    const journal = rig.journal(target, 100);
    for (let index = 0; index < 150; index++) journal.record(aMessageRow());
    await eventually('the first failure', () => journal.rowsLost === 50);
    target.failing = null;
    await eventually('the rows that waited', async () => (await rig.list()).length === 100);

    journal.record(aMessageRow());
    await journal.close(CLOSE_WITHIN_MS);

    expect(await rig.list()).toHaveLength(101);
    expect(journal.rowsLost).toBe(50);
  });
});
