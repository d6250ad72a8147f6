import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { DatabaseLost, openDatabase, type Database } from '@busbar/database';
import { counterStore, type CounterStore } from '../support/counter-store.js';
import { eventually } from '../support/eventually.js';
import { createSchema, describeOnOwnMariadb, PrivateMariadb } from '../support/private-mariadb.js';

/** A look takes up to a second while the server is away; a busy machine needs several. */
const BACK = { withinMs: 20_000 };

describeOnOwnMariadb('a hub whose MariaDB goes away', () => {
  let server: PrivateMariadb;
  let url: string;
  let database: Database;
  let writer: CounterStore;

  beforeAll(async () => {
    server = await PrivateMariadb.start();
    url = await createSchema(server.url);
    database = await openDatabase({ kind: 'mysql', url }, [counterStore]);
    writer = database.writer(counterStore);
    await writer.makeTable();
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await server.close();
  }, 20_000);
  beforeEach(() => writer.clear());

  it('is told at once after a crash, and finds the server again by itself', async () => {
    await server.crash();

    const startedAt = performance.now();
    await expect(writer.add(1)).rejects.toBeInstanceOf(DatabaseLost);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await expect(database.isReachable()).resolves.toBe(false);

    await server.resume();
    await eventually('the database to be back', () => database.isReachable(), BACK);
    await expect(writer.add(2)).resolves.toBe(2);
  }, 40_000);

  it('waits no longer than the limit for a server that stopped answering', async () => {
    server.freeze();
    try {
      await expect(database.isReachable()).resolves.toBe(false);
      await expect(writer.add(1)).rejects.toBeInstanceOf(DatabaseLost);
    } finally {
      server.thaw();
    }
    await eventually('the database to be back', () => database.isReachable(), BACK);
    await expect(writer.add(2)).resolves.toBe(2);
  }, 40_000);

  it('starts without the server and works once it is there', async () => {
    await server.crash();
    const early = await openDatabase({ kind: 'mysql', url }, [counterStore]);
    await expect(early.writer(counterStore).add(1)).rejects.toBeInstanceOf(DatabaseLost);

    await server.resume();
    await eventually('the first connection', () => early.isReachable(), BACK);
    await expect(early.writer(counterStore).add(3)).resolves.toBe(3);
    await early.close();
  }, 40_000);

  it('gets its tables once when several processes start at once', async () => {
    const fresh = { kind: 'mysql', url: await createSchema(server.url) } as const;

    const opened = await Promise.all([1, 2, 3].map(() => openDatabase(fresh, [counterStore])));

    await expect(Promise.all(opened.map((each) => each.isReachable()))).resolves.toEqual([true, true, true]);
    await Promise.all(opened.map((each) => each.close()));
  }, 40_000);

  it('refuses to start with an account that the server does not know', async () => {
    const wrong = new URL(url);
    wrong.username = 'nobody-here';

    await expect(openDatabase({ kind: 'mysql', url: wrong.href }, [counterStore])).rejects.toThrow(/access denied/i);
  });
});
