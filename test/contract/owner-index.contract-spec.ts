import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OwnedFact, OwnerIndex } from '@busbar/core';
import type { Database } from '@busbar/database';
import { KeptObjects, OBJECT_STORES, ObjectRetention, TypeormObjectStore, TypeormOwnerIndex } from '@busbar/objects';
import { LoneProcess } from '@busbar/events';
import { InMemoryOwnerIndex } from '../doubles/in-memory-owner-index.js';
import { ManualClock } from '../doubles/manual-clock.js';
import { aSnapshot } from '../support/builders.js';
import { databasesUnderTest, type DatabasePlace } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { aWrite } from '../support/object-builders.js';
import { sqlStore } from '../support/sql-store.js';

const DAY_MS = 86_400_000;
const fact = (kind: OwnedFact['kind'], id: string, owner: string): OwnedFact => ({ kind, id, owner });
const hearsay = (kind: OwnedFact['kind'], id: string, owner: string): OwnedFact => ({
  kind,
  id,
  owner,
  isHearsay: true,
});

function holds(index: () => OwnerIndex, settled: (index: OwnerIndex) => Promise<void>): void {
  const owners = async (kind: OwnedFact['kind'], id: string): Promise<unknown> => index().ownersOf({ kind, id });

  it('knows nobody of whom nothing was said', async () => {
    await expect(owners('token', 'nobody-has-this')).resolves.toEqual([]);
  });

  it('knows an owner at once after he was named, by the id in any case, and no other kind of thing by it', async () => {
    await owners('token', 'Card-1');
    index().learn([fact('token', 'card-1', 'NL/EMS')]);

    await expect(owners('token', 'CARD-1')).resolves.toEqual(['NL/EMS']);
    await expect(owners('contract', 'card-1')).resolves.toEqual([]);
    await settled(index());
  });

  it('names both where two own what carries one id', async () => {
    index().learn([fact('session', 's1', 'NL/CPO'), fact('session', 'S1', 'BE/CPO')]);

    await expect(owners('session', 's1')).resolves.toEqual(['BE/CPO', 'NL/CPO']);
  });

  it('believes owners before what others say of them', async () => {
    index().learn([hearsay('token', 't2', 'BE/BAD')]);
    await expect(owners('token', 't2')).resolves.toEqual(['BE/BAD']);

    index().learn([fact('token', 't2', 'NL/EMS'), hearsay('token', 't2', 'FR/BAD')]);

    await expect(owners('token', 't2')).resolves.toEqual(['NL/EMS']);
  });

  it('tells ids apart that are long, or are no plain text', async () => {
    const long = (end: string): string => `${'x'.repeat(300)}${end}`;
    index().learn([fact('evse', long('1'), 'NL/CPO'), fact('evse', 'ü ', 'BE/CPO'), fact('evse', 'a', 'FR/CPO')]);

    await expect(owners('evse', long('1'))).resolves.toEqual(['NL/CPO']);
    await expect(owners('evse', long('2'))).resolves.toEqual([]);
    await expect(owners('evse', 'ü')).resolves.toEqual([]);
    await expect(owners('evse', 'a ')).resolves.toEqual([]);
  });
}

describe('the owner index in memory', () => {
  const index = new InMemoryOwnerIndex();
  holds(
    () => index,
    () => Promise.resolve(),
  );
});

describe.each(databasesUnderTest())('the owner index on $name', ({ make }) => {
  const clock = new ManualClock();
  let place: DatabasePlace;
  let database: Database;
  let index: TypeormOwnerIndex;

  beforeAll(async () => {
    place = await make();
    database = await place.open([...OBJECT_STORES, sqlStore]);
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await place.close();
  }, 20_000);
  beforeEach(() => {
    index = open();
  });

  /** As another process, or a later start, has it: nothing is remembered. */
  const open = (factsPerOwner = 1_000): TypeormOwnerIndex =>
    new TypeormOwnerIndex({ database, clock, factsPerOwner, report: () => undefined });

  const retentionOf = (party: string): ObjectRetention =>
    new ObjectRetention({
      database,
      clock,
      directory: { snapshot: () => aSnapshot({ id: 'cpo', parties: [party] }) },
      processes: new LoneProcess(),
      days: 400,
      report: () => undefined,
    });

  holds(
    () => index,
    (current) => (current as TypeormOwnerIndex).close(),
  );

  it('is the same for another process once it is written', async () => {
    index.learn([fact('location', 'loc1', 'NL/CPO'), hearsay('location', 'loc1', 'BE/CPO')]);
    await index.close();

    await expect(open().ownersOf({ kind: 'location', id: 'LOC1' })).resolves.toEqual(['NL/CPO']);
  });

  it('believes an owner also later who was only spoken of before', async () => {
    index.learn([hearsay('cdr', 'c1', 'NL/CPO'), hearsay('cdr', 'c1', 'BE/CPO')]);
    await index.close();
    const later = open();
    later.learn([fact('cdr', 'c1', 'NL/CPO')]);
    await later.close();

    await expect(open().ownersOf({ kind: 'cdr', id: 'c1' })).resolves.toEqual(['NL/CPO']);
  });

  it('knows what passed a moment ago, though nobody has looked at it yet, and though it was unknown before', async () => {
    const thing = { kind: 'session', id: 'just-begun' } as const;
    await expect(Promise.resolve(index.ownersOf(thing))).resolves.toEqual([]);

    index.learnsFrom(() => index.learn([fact('session', 'just-begun', 'NL/CPO')]));

    await expect(Promise.resolve(index.ownersOf(thing))).resolves.toEqual(['NL/CPO']);
    await index.close();
  });

  it('asks the database again after a while: others learn too', async () => {
    const thing = { kind: 'tariff', id: 'late' } as const;
    const other = open();
    await expect(Promise.resolve(other.ownersOf(thing))).resolves.toEqual([]);
    index.learn([fact('tariff', 'late', 'NL/CPO')]);
    await index.close();

    expect(other.ownersOf(thing)).toEqual([]);
    clock.advance(2_001);

    await expect(Promise.resolve(other.ownersOf(thing))).resolves.toEqual(['NL/CPO']);
    expect(other.ownersOf(thing)).toEqual(['NL/CPO']);
  });

  it('lets nobody fill it alone', async () => {
    const small = open(3);
    small.learn(['a', 'b', 'c', 'd', 'e'].map((id) => fact('evse-id', id, 'FR/BIG')));
    await small.close();

    expect(small.factsLost).toBe(2);
  });

  it('forgets what was not seen for long, and what was published by those who are gone', async () => {
    const bounds = { perOwner: 100, inAll: 1_000 };
    const store = new TypeormObjectStore({ database, clock, bounds, report: () => undefined });
    const seen = aWrite({ owner: 'SE/CPO', ids: ['p'], scope: 'private', says: { id: 'p' }, atMs: clock.now() });
    await store.keep([seen, { ...seen, scope: 'public' }, aWrite({ owner: 'SE/OLD', atMs: clock.now() })]);
    index.learn([fact('location', 'old', 'SE/CPO')]);
    await index.close();
    const retention = retentionOf('CPO SE/CPO');
    await retention.sweep();
    const kept = new KeptObjects(database, index);
    const list = (owner: string): Promise<unknown> =>
      kept.list({ owner, module: null, scope: null, afterSequence: 0, limit: 10 });
    await expect(list('SE/OLD')).resolves.toHaveLength(1);

    clock.advance(401 * DAY_MS);
    await retention.sweep();

    await expect(list('SE/CPO')).resolves.toMatchObject([{ scope: 'public', id: 'p' }]);
    await expect(list('SE/OLD')).resolves.toEqual([]);
    await expect(open().ownersOf({ kind: 'location', id: 'old' })).resolves.toEqual([]);
  });

  it('remembers what was deleted for a month, a bounded part of it, and not after an erasure', async () => {
    const bounds = { perOwner: 100, inAll: 1_000 };
    const store = new TypeormObjectStore({ database, clock, bounds, report: () => undefined });
    const remembered = async (): Promise<number> => {
      const rows = await database.writer(sqlStore).run('SELECT COUNT(*) AS n FROM deleted_objects');
      return Number(rows[0]?.['n']);
    };
    const makeAndDelete = (owner: string, module: 'tariffs' | 'tokens', id: string): Promise<unknown> => {
      const write = aWrite({
        owner,
        module,
        ids: [id],
        type: module === 'tokens' ? 'RFID' : '',
        atMs: clock.now(),
        says: {},
      });
      return store.keep([write, { ...write, method: 'DELETE' }]);
    };
    await makeAndDelete('FI/CPO', 'tariffs', 'T1');
    await makeAndDelete('FI/EMS', 'tokens', 'U9');
    await makeAndDelete('FI/EMS', 'tokens', 'U10');
    const kept = new KeptObjects(database, index);
    expect(await remembered()).toBe(3);
    await kept.eraseToken('u9');
    expect(await remembered()).toBe(2);
    await kept.eraseParty('FI/EMS');
    expect(await remembered()).toBe(1);

    const retention = retentionOf('CPO FI/CPO');
    clock.advance(29 * DAY_MS);
    await retention.sweep();
    expect(await remembered()).toBe(1);
    clock.advance(2 * DAY_MS);
    await retention.sweep();
    expect(await remembered()).toBe(0);
    // As if ten thousand deletions had followed: the next one pushes the oldest out.
    await makeAndDelete('FI/CPO', 'tariffs', 'OLD');
    await makeAndDelete('FI/CPO', 'tariffs', 'LAST');
    await database.writer(sqlStore).run("UPDATE deleted_objects SET number = 10001 WHERE id_key LIKE 'LAST%'");
    await makeAndDelete('FI/CPO', 'tariffs', 'NEW');
    expect(await remembered()).toBe(2);
  });

  it('erases a token everywhere, with the contract it named, and a party with all it owns', async () => {
    const bounds = { perOwner: 100, inAll: 1_000 };
    const store = new TypeormObjectStore({ database, clock, bounds, report: () => undefined });
    const token = (type: string): ReturnType<typeof aWrite> =>
      aWrite({ owner: 'DK/EMS', module: 'tokens', ids: ['u7'], type, says: { uid: 'U7', contract_id: 'DK-EMS-7' } });
    await store.keep([token('RFID'), token('OTHER'), aWrite({ owner: 'DK/EMS', ids: ['x'], says: { id: 'x' } })]);
    index.learn([fact('token', 'u7', 'DK/EMS'), fact('contract', 'dk-ems-7', 'DK/EMS'), fact('token', 'u8', 'DK/EMS')]);
    index.learn([fact('session-emsp', 'DK/EMS 1', 'NL/EMS')]);
    await index.close();
    const kept = new KeptObjects(database, index);

    await expect(kept.eraseToken('U7')).resolves.toEqual({ objects: 2, facts: 2 });
    await expect(open().ownersOf({ kind: 'token', id: 'u7' })).resolves.toEqual([]);
    await expect(kept.eraseParty('DK/EMS')).resolves.toEqual({ objects: 1, facts: 2 });

    await eventually('nothing to be left', async () => {
      const found = await open().ownersOf({ kind: 'session-emsp', id: 'DK/EMS 1' });
      return found.length === 0;
    });
  });
});
