import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { KeptOutcome, ObjectPage, ObjectPageQuery, ObjectStore, ObjectWrite } from '@busbar/core';
import type { Database } from '@busbar/database';
import { OBJECT_STORES, TypeormObjectStore } from '@busbar/objects';
import { InMemoryObjectStore } from '../doubles/in-memory-object-store.js';
import { ManualClock } from '../doubles/manual-clock.js';
import { databasesUnderTest, type DatabasePlace } from '../support/databases.js';
import { aWrite } from '../support/object-builders.js';
import { sqlStore } from '../support/sql-store.js';

interface StoreUnderTest {
  readonly store: ObjectStore;
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const PER_OWNER = 1_200;
const TABLES = ['deleted_objects', 'kept_objects', 'object_blocks', 'object_shelves'];

const double = {
  name: 'the double',
  open: (): Promise<StoreUnderTest> => {
    const nothing = (): Promise<void> => Promise.resolve();
    return Promise.resolve({ store: new InMemoryObjectStore({ perOwner: PER_OWNER }), clear: nothing, close: nothing });
  },
};

const onDatabases = databasesUnderTest().map(({ name, make }) => ({
  name,
  open: async (): Promise<StoreUnderTest> => {
    const place: DatabasePlace = await make();
    const database: Database = await place.open([...OBJECT_STORES, sqlStore]);
    return {
      store: new TypeormObjectStore({
        database,
        clock: new ManualClock(),
        bounds: { perOwner: PER_OWNER, inAll: 100_000 },
        report: () => undefined,
      }),
      clear: async () => {
        for (const table of TABLES) await database.writer(sqlStore).run(`DELETE FROM ${table}`);
      },
      close: async () => {
        await database.close();
        await place.close();
      },
    };
  },
}));

const locations = (query: Partial<ObjectPageQuery> = {}): ObjectPageQuery => ({
  module: 'locations',
  version: '2.2.1',
  owners: ['NL/CPO'],
  fromMs: null,
  toMs: null,
  offset: 0,
  limit: 100,
  after: null,
  ...query,
});

const textsIn = ({ objects }: ObjectPage): readonly string[] => objects.map(({ text }) => text);
const at = (hour: number): string => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();

describe.each([double, ...onDatabases])('kept objects in $name', ({ open }) => {
  let under: StoreUnderTest;
  let store: ObjectStore;

  beforeAll(async () => {
    under = await open();
  }, 60_000);
  afterAll(() => under.close(), 20_000);
  beforeEach(async () => {
    await under.clear();
    store = under.store instanceof InMemoryObjectStore ? new InMemoryObjectStore({ perOwner: PER_OWNER }) : under.store;
  });

  async function keep(...writes: ObjectWrite[]): Promise<readonly KeptOutcome[]> {
    const outcomes = await store.keep(writes);
    if (outcomes === 'database-lost') throw new Error('the database is lost');
    return outcomes;
  }

  async function page(query: Partial<ObjectPageQuery> = {}): Promise<ObjectPage> {
    const found = await store.page(locations(query));
    if (found === 'database-lost') throw new Error('the database is lost');
    return found;
  }

  it('come back as their owner wrote them, ids in any case', async () => {
    const text = '{ "id": "loc1", "x": 1.50, "__proto__": {"a": 1e2}, "last_updated": "2026-01-01T00:00:00Z" }';

    await expect(keep(aWrite({ ids: ['LOC1'], says: text }))).resolves.toEqual(['kept']);

    await expect(page()).resolves.toEqual({
      objects: [{ text, version: '2.2.1', owner: 'NL/CPO' }],
      total: 1,
      after: null,
    });
  });

  it('are replaced by what is as new or newer, never by what is older', async () => {
    const said = (name: string, hour: number): ObjectWrite => aWrite({ says: { name, last_updated: at(hour) } });

    const outcomes = await keep(said('a', 2), said('b', 1), said('c', 2), said('d', 3));

    expect(outcomes).toEqual(['kept', 'older', 'kept', 'kept']);
    expect(textsIn(await page())).toEqual([JSON.stringify({ name: 'd', last_updated: at(3) })]);
  });

  it('are changed in part by a PATCH, which needs something to change', async () => {
    const patch = aWrite({ method: 'PATCH', says: { name: 'new', last_updated: at(2) } });

    await expect(keep(patch)).resolves.toEqual(['nothing-to-patch']);
    await keep(aWrite({ says: { id: 'LOC1', name: 'old', last_updated: at(1) } }), patch);

    const [text = ''] = textsIn(await page());
    expect(JSON.parse(text)).toEqual({ id: 'LOC1', name: 'new', last_updated: at(2) });
  });

  it('leave nothing behind when they are deleted', async () => {
    const tariff = { module: 'tariffs', ids: ['T1'] } as const;
    await keep(aWrite({ ...tariff, says: { id: 'T1' } }), aWrite({ ...tariff, method: 'DELETE' }));

    await expect(page({ module: 'tariffs' })).resolves.toEqual({ objects: [], total: 0, after: null });
  });

  it('do not come back by what is older than what was deleted, but by whatever else is published after it', async () => {
    const tariff = { module: 'tariffs', ids: ['T1'] } as const;
    const put = (hour: number): ObjectWrite => aWrite({ ...tariff, says: { id: 'T1', last_updated: at(hour) } });
    const deletion = aWrite({ ...tariff, ids: ['t1'], method: 'DELETE' });
    const found = async (): Promise<number> => (await page({ module: 'tariffs' })).total;
    await keep(put(2), deletion);

    await expect(keep(put(1))).resolves.toEqual(['older']);
    expect(await found()).toBe(0);
    // As it was: its owner publishes it again.
    await expect(keep(put(2), put(1))).resolves.toEqual(['kept', 'older']);
    expect(await found()).toBe(1);
    // One deletion, one mark: nothing is held against what comes after it was published again.
    await expect(keep(deletion, put(1), put(3), deletion, put(2), put(4))).resolves.toEqual([
      ...['kept', 'older', 'kept', 'kept', 'older', 'kept'],
    ]);
    expect(await found()).toBe(1);
  });

  it('do not come back from a list that was asked for before they were deleted', async () => {
    const tariff = { module: 'tariffs', ids: ['T1'] } as const;
    const deletedMs = Date.UTC(2026, 0, 31, 12);
    const listed = (askedMs: number): ObjectWrite =>
      aWrite({ ...tariff, askedMs, says: { id: 'T1', last_updated: at(2) } });
    await keep(listed(deletedMs - 1), aWrite({ ...tariff, method: 'DELETE', atMs: deletedMs }));

    await expect(keep(listed(deletedMs - 1))).resolves.toEqual(['older']);
    await expect(keep(listed(deletedMs + 1))).resolves.toEqual(['kept']);
  });

  it('that have no date come back as they come', async () => {
    const tariff = { module: 'tariffs', ids: ['T1'] } as const;
    await keep(aWrite({ ...tariff, says: { id: 'T1' } }), aWrite({ ...tariff, method: 'DELETE' }));

    await expect(keep(aWrite({ ...tariff, says: { id: 'T1' } }))).resolves.toEqual(['kept']);
  });

  it('are tokens by uid and type', async () => {
    const token = (type: string): ObjectWrite =>
      aWrite({ module: 'tokens', ids: ['U1'], type, says: { uid: 'U1', type } });

    await keep(token('RFID'), token('APP_USER'), token('RFID'));

    expect((await page({ module: 'tokens' })).total).toBe(2);
  });

  it('are not served where they were only seen in passing, or speak another version', async () => {
    await keep(
      aWrite({ ids: ['A'], scope: 'private', says: { id: 'A' } }),
      aWrite({ ids: ['B'], version: '2.3.0', says: { id: 'B' } }),
    );

    expect((await page()).total).toBe(0);
    expect((await page({ version: '2.3.0' })).total).toBe(1);
  });

  it('are found one by one by owner and id in any case: what was told, else what was seen in passing', async () => {
    await keep(
      aWrite({ ids: ['A'], scope: 'private', says: { id: 'A', last_updated: at(2) } }),
      aWrite({ ids: ['A'], says: { id: 'A', last_updated: at(1) } }),
      aWrite({ ids: ['B'], version: '2.3.0', scope: 'private', says: { id: 'B' } }),
      aWrite({ ids: ['AB'], owner: 'BE/CPO', says: { id: 'AB' } }),
    );
    const find = (id: string): ReturnType<ObjectStore['find']> =>
      store.find({ module: 'locations', owner: 'NL/CPO', id });

    const told = { text: JSON.stringify({ id: 'A', last_updated: at(1) }), version: '2.2.1', owner: 'NL/CPO' };
    await expect(find('a')).resolves.toEqual(told);
    await expect(find('B')).resolves.toEqual({ text: '{"id":"B"}', version: '2.3.0', owner: 'NL/CPO' });
    await expect(find('AB')).resolves.toBeNull();
    await expect(store.find({ module: 'tariffs', owner: 'NL/CPO', id: 'A' })).resolves.toBeNull();
  });

  it('are found as tokens whatever their type, the newest first', async () => {
    const token = (type: string, hour: number): ObjectWrite =>
      aWrite({ module: 'tokens', ids: ['U1'], type, says: { uid: 'U1', type, last_updated: at(hour) } });
    await keep(token('RFID', 1), token('OTHER', 2), token('APP_USER', 1));

    await expect(store.find({ module: 'tokens', owner: 'NL/CPO', id: 'u1' })).resolves.toMatchObject({
      text: expect.stringContaining('"OTHER"'),
    });
  });

  it('are unchanged only where all were told before and nothing but last_updated differs', async () => {
    const said = (status: string, hour: number): ObjectWrite => aWrite({ says: { status, last_updated: at(hour) } });
    await expect(keep(said('A', 1), said('A', 2))).resolves.toEqual(['kept', 'kept']);

    await store.noteTold([said('A', 2)]);

    await expect(keep(said('A', 3))).resolves.toEqual(['unchanged']);
    expect(textsIn(await page())[0]).toContain(at(3));
    await expect(keep(said('B', 4), said('B', 5))).resolves.toEqual(['kept', 'kept']);
    await store.noteTold([said('A', 3)]);
    await expect(keep(said('B', 6))).resolves.toEqual(['kept']);
  });

  it('are found by last_updated, from inclusive and to exclusive', async () => {
    await keep(
      ...[1, 2, 3].map((hour) => aWrite({ ids: [`L${hour}`], says: { id: `L${hour}`, last_updated: at(hour) } })),
    );

    const found = await page({ fromMs: Date.parse(at(2)), toMs: Date.parse(at(3)) });

    expect(textsIn(found)).toEqual([JSON.stringify({ id: 'L2', last_updated: at(2) })]);
    expect(found).toMatchObject({ total: 1, after: null });
    expect((await page({ fromMs: Date.parse(at(1)), toMs: null })).total).toBe(3);
    expect((await page({ fromMs: Date.parse(at(3)) + 1 })).total).toBe(0);
  });

  it('come page by page by owner and first sight, whatever is written meanwhile', async () => {
    const put = (owner: string, id: string, hour = 1): ObjectWrite =>
      aWrite({ owner, ids: [id], module: 'tariffs', says: { id, last_updated: at(hour) } });
    const owners = ['BE/CPO', 'NL/CPO'];
    await keep(...['1', '2', '3'].flatMap((id) => [put('NL/CPO', `n${id}`), put('BE/CPO', `b${id}`)]));
    const ids = ({ objects }: ObjectPage): unknown[] =>
      objects.map(({ text }) => (JSON.parse(text) as { id: string }).id);

    const first = await page({ module: 'tariffs', owners, limit: 2 });
    await keep(
      put('BE/CPO', 'b1', 9),
      aWrite({ owner: 'BE/CPO', ids: ['b2'], module: 'tariffs', method: 'DELETE' }),
      put('BE/CPO', 'b4'),
    );
    const second = await page({ module: 'tariffs', owners, limit: 3, offset: 77, after: first.after });
    const third = await page({ module: 'tariffs', owners, limit: 3, after: second.after });

    expect([ids(first), ids(second), ids(third)]).toEqual([
      ['b1', 'b2'],
      ['b3', 'b4', 'n1'],
      ['n2', 'n3'],
    ]);
    expect([first.total, second.total, third.total]).toEqual([6, 6, 6]);
    expect(third.after).toBeNull();
    expect(ids(await page({ module: 'tariffs', owners, limit: 3, offset: 2 }))).toEqual(['b4', 'n1', 'n2']);
    expect(ids(await page({ module: 'tariffs', owners, limit: 3, offset: 6 }))).toEqual([]);
  });

  it('are found at any offset, also behind deletions of whole stretches', async () => {
    const ids = Array.from({ length: 1_200 }, (_, index) => `t${index}`);
    await keep(...ids.map((id) => aWrite({ module: 'tariffs', ids: [id], says: { id } })));
    const gone = ids.slice(300, 900);
    await keep(...gone.map((id) => aWrite({ module: 'tariffs', ids: [id], method: 'DELETE' })));
    const left = ids.filter((id) => !gone.includes(id));

    for (const offset of [0, 299, 300, 301, 599]) {
      const found = await page({ module: 'tariffs', offset, limit: 2 });
      expect(textsIn(found)).toEqual(left.slice(offset, offset + 2).map((id) => JSON.stringify({ id })));
      expect(found.total).toBe(600);
    }
  }, 60_000);

  it('are no more of one owner than may be', async () => {
    const ids = Array.from({ length: PER_OWNER + 2 }, (_, index) => `t${index}`);

    const outcomes = await keep(...ids.map((id) => aWrite({ module: 'tariffs', ids: [id], says: { id } })));

    expect(outcomes.filter((outcome) => outcome === 'full')).toHaveLength(2);
    await expect(keep(aWrite({ module: 'tariffs', ids: ['t1'], says: { id: 't1', a: 1 } }))).resolves.toEqual(['kept']);
    await expect(keep(aWrite({ ids: ['x'], says: { id: 'x' } }))).resolves.toEqual(['kept']);
  }, 60_000);

  it('move with their owner to another version', async () => {
    await keep(aWrite({ says: { id: 'LOC1', v: 1 } }));

    await expect(
      keep(aWrite({ version: '2.3.0', method: 'PATCH', says: { v: 2 } }), aWrite({ version: '2.3.0', says: { v: 3 } })),
    ).resolves.toEqual(['nothing-to-patch', 'kept']);

    expect((await page()).total).toBe(0);
    expect(textsIn(await page({ version: '2.3.0' }))).toEqual(['{"v":3}']);
  });

  it('are paged through in every version where none is named, each with its own', async () => {
    await keep(
      aWrite({ owner: 'NL/CPO', ids: ['a'], says: { id: 'a' } }),
      aWrite({ owner: 'NL/CPO', version: '2.3.0', ids: ['b'], says: { id: 'b' } }),
      aWrite({ owner: 'BE/CPO', version: '2.1.1', ids: ['c'], says: { id: 'c' } }),
    );
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const found: ObjectPage = await page({ version: null, owners: ['BE/CPO', 'NL/CPO'], limit: 1, after });
      seen.push(...found.objects.map(({ text, version, owner }) => `${owner} ${version} ${text}`));
      expect(found.total).toBe(3);
      after = found.after;
    } while (after !== null);

    expect(seen).toEqual(['BE/CPO 2.1.1 {"id":"c"}', 'NL/CPO 2.2.1 {"id":"a"}', 'NL/CPO 2.3.0 {"id":"b"}']);
    const jumped = await page({ version: null, owners: ['BE/CPO', 'NL/CPO'], offset: 2 });
    expect(jumped.objects).toEqual([{ text: '{"id":"b"}', version: '2.3.0', owner: 'NL/CPO' }]);
  });
});
