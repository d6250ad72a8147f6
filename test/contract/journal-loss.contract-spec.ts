import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { carriedUrlStore, TypeormCarriedUrls } from '@busbar/carried-urls';
import { openDatabase, type Database } from '@busbar/database';
import { BatchingJournal, messageStore, TypeormMessageLog } from '@busbar/journal';
import { Seals } from '@busbar/parties';
import { ManualClock } from '../doubles/manual-clock.js';
import { aCarriedUrl } from '../support/carried-url-builder.js';
import { eventually } from '../support/eventually.js';
import { aMessageRow } from '../support/message-rows.js';
import { createSchema, describeOnOwnMariadb, PrivateMariadb } from '../support/private-mariadb.js';

const GIVEN_UP_AFTER_MS = 2_000;

describeOnOwnMariadb('while MariaDB is away', () => {
  const seals = new Seals(Buffer.alloc(32, 7));
  let server: PrivateMariadb;
  let database: Database;

  beforeAll(async () => {
    server = await PrivateMariadb.start();
    const url = await createSchema(server.url);
    database = await openDatabase({ kind: 'mysql', url }, [messageStore, carriedUrlStore]);
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await server.close();
  }, 20_000);

  it('the journal takes rows, counts those it has no room for, and writes the others later', async () => {
    const journal = new BatchingJournal({
      target: database.writer(messageStore),
      seals,
      report: () => undefined,
      bounds: { maxRows: 100, maxPayloadBytes: 0 },
    });
    const log = new TypeormMessageLog(database, seals);
    const stored = async (): Promise<number> => {
      const figures = await log.stats(0, Date.UTC(2100, 0));
      return figures === 'database-lost' ? 0 : figures.total;
    };
    await server.crash();

    for (let index = 0; index < 130; index++) journal.record(aMessageRow());
    expect(journal.rowsLost).toBe(30);
    await expect(log.find('any')).resolves.toBe('database-lost');

    await server.resume();
    await eventually('the rows that waited', async () => (await stored()) === 100, { withinMs: 15_000 });
    journal.record(aMessageRow());
    await journal.close(10_000);
    await expect(stored()).resolves.toBe(101);
    expect(journal.rowsLost).toBe(30);
  }, 60_000);

  it('a carried URL is refused within two seconds, and one in use is found without the database', async () => {
    const urls = new TypeormCarriedUrls({ database, clock: new ManualClock(), seals });
    const known = aCarriedUrl({ id: 'known' });
    await expect(urls.save(known)).resolves.toBe('stored');
    server.freeze();

    const startedAt = performance.now();
    await expect(urls.save(aCarriedUrl({ id: 'late' }))).resolves.toBe('database-lost');
    expect(performance.now() - startedAt).toBeLessThan(GIVEN_UP_AFTER_MS + 500);
    await expect(urls.find('known')).resolves.toEqual(known);
    await expect(urls.find('unknown')).resolves.toBe('database-lost');

    server.thaw();
    await eventually('the database to be back', () => database.isReachable());
    await expect(urls.save(aCarriedUrl({ id: 'after' }))).resolves.toBe('stored');
  }, 60_000);
});
