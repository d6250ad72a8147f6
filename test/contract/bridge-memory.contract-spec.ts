import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ObjectWrite } from '@busbar/core';
import type { Database } from '@busbar/database';
import { LoneProcess } from '@busbar/events';
import {
  KeptObjects,
  OBJECT_STORES,
  ObjectRetention,
  TypeormBridgeMemory,
  TypeormObjectStore,
  TypeormOwnerIndex,
} from '@busbar/objects';
import { ManualClock } from '../doubles/manual-clock.js';
import { aSnapshot, partyId } from '../support/builders.js';
import { databasesUnderTest, type DatabasePlace } from '../support/databases.js';
import { aWrite, type WriteSketch } from '../support/object-builders.js';

const DAY_MS = 86_400_000;
const ignore = (): void => undefined;
const OWNER = partyId('NL/EMS');

describe.each(databasesUnderTest())('what the bridge has seen, in $name', ({ make }) => {
  const clock = new ManualClock();
  let place: DatabasePlace;
  let database: Database;
  let owners: TypeormOwnerIndex;
  let memory: TypeormBridgeMemory;

  beforeAll(async () => {
    place = await make();
    database = await place.open(OBJECT_STORES);
    owners = new TypeormOwnerIndex({ database, clock, factsPerOwner: 100, report: ignore });
    memory = open();
  }, 60_000);
  afterAll(async () => {
    await memory.close();
    await owners.close();
    await database.close();
    await place.close();
  }, 20_000);

  /** As another process, or a later start, has it. */
  const open = (): TypeormBridgeMemory => new TypeormBridgeMemory({ database, clock, owners, report: ignore });

  const retention = (): ObjectRetention =>
    new ObjectRetention({
      database,
      clock,
      directory: { snapshot: () => aSnapshot({ id: 'cpo', parties: ['CPO NL/CPO', 'CPO NL/WDR'] }) },
      processes: new LoneProcess(),
      days: 4_000,
      report: ignore,
    });

  const keep = async (...writes: ObjectWrite[]): Promise<void> => {
    const store = new TypeormObjectStore({ database, clock, bounds: { perOwner: 100, inAll: 1_000 }, report: ignore });
    await expect(store.keep(writes)).resolves.toEqual(writes.map(() => 'kept'));
  };

  const aToken = (uid: string, says: object, lastUpdated: string): ObjectWrite =>
    aWrite({
      module: 'tokens',
      owner: 'NL/EMS',
      ids: [uid],
      type: 'RFID',
      says: { uid, country_code: 'NL', party_id: 'EMS', ...says, last_updated: lastUpdated },
    });

  it('is the newest Location of its owner, public or private, with the version it came in', async () => {
    const location = (scope: 'public' | 'private', name: string, lastUpdated: string): ObjectWrite =>
      aWrite({ scope, version: '2.2', ids: ['Loc1'], says: { id: 'Loc1', name, last_updated: lastUpdated } });
    await keep(
      location('public', 'older', '2026-01-01T00:00:00Z'),
      location('private', 'newer', '2026-01-02T00:00:00Z'),
    );

    const wanted = { kind: 'location', owner: partyId('nl/cpo'), id: 'LOC1' } as const;
    await expect(memory.find([wanted, { ...wanted, owner: partyId('BE/CPO') }])).resolves.toEqual([
      { version: '2.2', value: { id: 'Loc1', name: 'newer', last_updated: '2026-01-02T00:00:00Z' } },
      undefined,
    ]);
  });

  describe('of a Location that may not be published any more', () => {
    const write = (says: object, change: WriteSketch = {}): ObjectWrite =>
      aWrite({ ids: ['Loc7'], owner: 'NL/WDR', says: { id: 'Loc7', ...says }, ...change });
    const wanted = { kind: 'published-location', owner: partyId('NL/WDR'), id: 'loc7' } as const;

    it('is how it was when it last was, in the version of then, whatever it has become since', async () => {
      await expect(memory.find([wanted])).resolves.toEqual([undefined]);
      await keep(write({ publish: false, name: 'never shown' }));
      await expect(memory.find([wanted])).resolves.toEqual([undefined]);

      await keep(write({ publish: true, name: 'shown' }));
      await expect(memory.find([wanted])).resolves.toMatchObject([{ value: { name: 'shown' } }]);
      await keep(write({ publish: false, name: 'hidden' }));
      await keep(write({ publish: false, name: 'hidden still' }));
      const [was] = (await memory.find([wanted])) as readonly unknown[];
      expect(was).toEqual({ version: '2.2.1', value: { id: 'Loc7', publish: true, name: 'shown' } });

      await keep(write({ publish: true, name: 'again' }, { method: 'PATCH' }));
      await keep(write({ publish: false, name: 'of another version' }, { version: '2.3.0' }));
      await expect(open().find([wanted])).resolves.toMatchObject([{ version: '2.2.1', value: { name: 'again' } }]);
    });

    it('is nothing that one party alone was told', async () => {
      const other = { ...wanted, id: 'Loc8' };
      const told = (publish: boolean, scope: 'public' | 'private'): ObjectWrite =>
        write({ id: 'Loc8', publish, name: scope }, { ids: ['Loc8'], scope });
      await keep(told(true, 'private'));
      await expect(memory.find([other])).resolves.toEqual([undefined]);
      await keep(told(false, 'private'));
      await keep(told(false, 'public'));
      await expect(memory.find([other])).resolves.toEqual([undefined]);
    });

    it('is forgotten after seven days, and with its owner', async () => {
      await keep(write({ publish: true }), write({ publish: false }, { atMs: clock.now() }));
      clock.advance(7 * DAY_MS);
      await retention().sweep();
      await expect(memory.find([wanted])).resolves.toMatchObject([{ value: { publish: true } }]);
      clock.advance(DAY_MS);
      await retention().sweep();
      await expect(memory.find([wanted])).resolves.toEqual([undefined]);

      await keep(write({ publish: true }), write({ publish: false }, { atMs: clock.now() }));
      await new KeptObjects(database, owners).eraseParty('NL/WDR');
      await expect(memory.find([wanted])).resolves.toEqual([undefined]);
    });
  });

  it('is a Token by its contract, as 2.2 and as 2.1.1 call it, and by its uid, with its owner or without', async () => {
    await keep(aToken('Card1', { contract_id: 'NL-EMS-C1' }, '2026-01-01T00:00:00Z'), {
      ...aToken('Card2', { auth_id: 'NL-EMS-C2' }, '2026-01-01T00:00:00Z'),
      version: '2.1.1',
    });
    owners.learn([{ kind: 'token', id: 'Card2', owner: 'NL/EMS' }]);

    const found = await memory.find([
      { kind: 'token-of-contract', contractId: 'nl-ems-c1' },
      { kind: 'token-of-contract', contractId: 'NL-EMS-C2' },
      { kind: 'token', owner: OWNER, uid: 'card1' },
      { kind: 'token', owner: null, uid: 'card2' },
      { kind: 'token', owner: null, uid: 'Card1x' },
    ]);
    expect(found).toMatchObject([
      { version: '2.2.1', value: { uid: 'Card1' } },
      { version: '2.1.1', value: { uid: 'Card2' } },
      { version: '2.2.1', value: { uid: 'Card1' } },
      { version: '2.1.1', value: { uid: 'Card2' } },
      undefined,
    ]);
  });

  it('is of a contract that two parties claim only each one’s own Token', async () => {
    await keep(aToken('Card4', { contract_id: 'NL-EMS-C4' }, '2026-01-01T00:00:00Z'), {
      ...aToken('Fake4', { country_code: 'BE', contract_id: 'NL-EMS-C4' }, '2026-01-09T00:00:00Z'),
      owner: partyId('BE/EMS'),
    });
    const wanted = { kind: 'token-of-contract', contractId: 'NL-EMS-C4' } as const;
    const owners = [OWNER, partyId('BE/EMS'), null, partyId('FR/EMS')];
    const [own, others, ...rest] = await memory.find(owners.map((owner) => ({ ...wanted, owner })));
    expect([own, others]).toMatchObject([{ value: { uid: 'Card4' } }, { value: { uid: 'Fake4' } }]);
    expect(rest).toEqual([undefined, undefined]);
  });

  it('is a Token by the contract that it has now', async () => {
    await keep(aToken('Card3', { contract_id: 'NL-EMS-OLD' }, '2026-01-01T00:00:00Z'));
    await keep(aToken('Card3', { contract_id: 'NL-EMS-NEW' }, '2026-01-02T00:00:00Z'));

    const found = await memory.find([
      { kind: 'token-of-contract', contractId: 'NL-EMS-OLD' },
      { kind: 'token-of-contract', contractId: 'NL-EMS-NEW' },
    ]);
    expect(found).toMatchObject([undefined, { value: { uid: 'Card3' } }]);
  });

  it('is one whole number for one reservation, in every process and after every start, and another for any other', async () => {
    const wanted = { kind: 'reservation-number', owner: OWNER, id: 'R1' } as const;
    const asked = await Promise.all([open(), open(), memory].map((each) => each.find([wanted])));
    const [first] = asked[0] ?? [];
    // Beyond what an EMSP of 2.1.1 chooses, and an integer of 32 bits.
    expect(first).toBeGreaterThan(1_000_000_000);
    expect(first).toBeLessThan(2 ** 31);
    expect(Number.isInteger(first)).toBe(true);
    expect(asked).toEqual([[first], [first], [first]]);
    await expect(open().find([{ ...wanted, id: 'r1' }])).resolves.toEqual([first]);

    const others = await memory.find([
      { ...wanted, id: 'R2' },
      { ...wanted, owner: partyId('BE/EMS') },
    ]);
    expect(others).not.toBe('database-lost');
    expect(new Set([first, ...others]).size).toBe(3);
  });

  it('is the reference that was agreed for a token where it is charged, else anywhere', async () => {
    const noted = { emsp: OWNER, contractId: 'NL-EMS-A1', uid: 'A1', locationId: null };
    memory.noteAuthorizations([
      { ...noted, reference: 'anywhere' },
      { ...noted, reference: 'here', locationId: 'LOC1' },
    ]);
    const wanted = (locationId: string | null, ids: { readonly contractId: string; readonly uid: string | null }) =>
      ({ kind: 'authorization-reference', emsp: OWNER, locationId, ...ids }) as const;
    const looks = [
      wanted('loc1', { contractId: 'nl-ems-a1', uid: null }),
      wanted('LOC2', { contractId: 'NL-EMS-A1', uid: null }),
      wanted(null, { contractId: 'unknown', uid: 'a1' }),
      wanted('LOC1', { contractId: 'unknown', uid: null }),
      { ...wanted('LOC1', { contractId: 'NL-EMS-A1', uid: 'A1' }), emsp: partyId('BE/EMS') },
    ];
    const expected = ['here', 'anywhere', 'anywhere'];

    expect((await memory.find(looks)).slice(0, 3)).toEqual(expected);
    await memory.close();
    memory = open();
    const later = await memory.find(looks);
    expect(later.slice(0, 3)).toEqual(expected);
    expect([later[3] ?? null, later[4] ?? null]).toEqual([null, null]);
  });

  it('is forgotten: references after thirty days, reservations after four hundred, what names a token with the token', async () => {
    const reservation = { kind: 'reservation-number', owner: OWNER, id: 'R9' } as const;
    const ids = { emsp: OWNER, contractId: 'C9', uid: 'U9', locationId: null };
    const reference = { kind: 'authorization-reference', ...ids } as const;
    const note = async (): Promise<void> => {
      const process = open();
      process.noteAuthorizations([{ reference: 'ref', ...ids }]);
      await process.close();
    };
    const [number] = await memory.find([reservation]);
    await note();

    clock.advance(30 * DAY_MS);
    await retention().sweep();
    await expect(open().find([reservation, reference])).resolves.toEqual([number, 'ref']);
    clock.advance(DAY_MS);
    await retention().sweep();
    await expect(open().find([reservation, reference])).resolves.toEqual([number, undefined]);
    clock.advance(370 * DAY_MS);
    await retention().sweep();
    await expect(open().find([reservation])).resolves.not.toEqual([number]);

    await note();
    await new KeptObjects(database, owners).eraseToken('U9');
    await expect(open().find([{ ...reference, contractId: 'other' }])).resolves.toEqual([undefined]);
  });
});
