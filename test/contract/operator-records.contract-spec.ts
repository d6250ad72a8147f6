import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@busbar/database';
import { PARTIES_STORES, StoredIdempotencyRecords, StoredOperatorKeys, TypeormPeerDefects } from '@busbar/parties';
import { createHash } from 'node:crypto';
import { ManualClock } from '../doubles/manual-clock.js';
import { partyId } from '../support/builders.js';
import { databasesUnderTest, type DatabasePlace } from '../support/databases.js';

const HOUR_MS = 3_600_000;
const hashOf = (key: string): Uint8Array => createHash('sha256').update(key).digest();

describe.each(databasesUnderTest())('what belongs to operators in $name', ({ make }) => {
  const clock = new ManualClock();
  let place: DatabasePlace;
  let database: Database;

  beforeAll(async () => {
    place = await make();
    database = await place.open(PARTIES_STORES);
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await place.close();
  }, 20_000);
  beforeEach(() => clock.advance(1_000));

  it('a key is found by its hash until it is removed', async () => {
    const keys = new StoredOperatorKeys(database);
    const key = { id: 'key-1', role: 'party', party: partyId('nl/abc'), createdAtMs: clock.now() } as const;

    await expect(keys.add(key, hashOf('one'))).resolves.toBe('stored');
    await expect(keys.find(hashOf('one'))).resolves.toEqual(key);
    await expect(keys.find(hashOf('another'))).resolves.toBeNull();

    await expect(keys.remove('key-1')).resolves.toBe('removed');
    await expect(keys.remove('key-1')).resolves.toBe('unknown-key');
    await expect(keys.find(hashOf('one'))).resolves.toBeNull();
  });

  it('keys are listed from the oldest to the newest', async () => {
    const keys = new StoredOperatorKeys(database);
    const aKey = (id: string, createdAtMs: number) => ({ id, role: 'viewer', party: null, createdAtMs }) as const;
    await keys.add(aKey('b-newer', clock.now() + 1), hashOf('newer'));
    await keys.add(aKey('c-older', clock.now()), hashOf('older'));

    await expect(keys.list()).resolves.toEqual([aKey('c-older', clock.now()), aKey('b-newer', clock.now() + 1)]);
  });

  it('of many requests with one Idempotency-Key exactly one is carried out', async () => {
    const records = new StoredIdempotencyRecords(database);
    const request = { id: 'id-1', requestHash: 'hash', atMs: clock.now(), claimMs: 60_000 };

    const claims = await Promise.all(Array.from({ length: 10 }, () => records.claim(request)));

    expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(1);
    const others = claims.filter((claim) => claim !== 'claimed');
    expect(others).toEqual(Array.from({ length: 9 }, () => expect.objectContaining({ sealedAnswer: null })));
  });

  it('a repetition gets the first answer, however long, for a day', async () => {
    const records = new StoredIdempotencyRecords(database);
    const request = { id: 'id-2', requestHash: 'hash', atMs: clock.now(), claimMs: 60_000 };
    const sealedAnswer = 'x'.repeat(200_000);
    await records.claim(request);
    await expect(records.complete('id-2', sealedAnswer)).resolves.toBe('stored');

    const later = { ...request, atMs: clock.now() + 23 * HOUR_MS };
    await expect(records.claim(later)).resolves.toMatchObject({ requestHash: 'hash', sealedAnswer });
    const nextDay = { ...request, atMs: clock.now() + 24 * HOUR_MS };
    await expect(records.claim(nextDay)).resolves.toBe('claimed');
  });

  it('a claim is free again when its request changed nothing, or never ended', async () => {
    const records = new StoredIdempotencyRecords(database);
    const request = { id: 'id-3', requestHash: 'hash', atMs: clock.now(), claimMs: 60_000 };
    await records.claim(request);
    await records.release('id-3');
    await expect(records.claim(request)).resolves.toBe('claimed');

    await expect(records.claim({ ...request, atMs: clock.now() + 59_999 })).resolves.not.toBe('claimed');
    await expect(records.claim({ ...request, atMs: clock.now() + 60_000 })).resolves.toBe('claimed');
  });

  it('defects of a peer are counted by kind, with their first and last time and the newest detail', async () => {
    const warnings: string[] = [];
    const defects = new TypeormPeerDefects(database, clock, (warning) => warnings.push(warning));
    const firstAtMs = clock.now();
    const note = (detail: string): void => defects.note({ platformId: 'p-1', kind: 'foreign-link', detail });
    note('the first Link');
    await expect(defects.of(['p-1'])).resolves.toEqual(
      new Map([
        ['p-1', [{ kind: 'foreign-link', count: 1, firstAtMs, lastAtMs: firstAtMs, detail: 'the first Link' }]],
      ]),
    );

    clock.advance(500);
    note('the second Link');
    clock.advance(500);
    note('x'.repeat(600));
    defects.note({ platformId: 'p-1', kind: 'to-self', detail: 'to itself' });

    const counted = await defects.of(['p-1', 'p-2']);
    const lastAtMs = firstAtMs + 1_000;
    expect(counted).toEqual(
      new Map([
        [
          'p-1',
          [
            { kind: 'foreign-link', count: 3, firstAtMs, lastAtMs, detail: 'x'.repeat(500) },
            { kind: 'to-self', count: 1, firstAtMs: lastAtMs, lastAtMs, detail: 'to itself' },
          ],
        ],
        ['p-2', []],
      ]),
    );
    expect(warnings).toEqual([
      'platform p-1 errs, foreign-link: the first Link',
      'platform p-1 errs, to-self: to itself',
    ]);
    await defects.close();
  });

  it('two processes count the defects of one peer together', async () => {
    const both = [1, 2].map(() => new TypeormPeerDefects(database, clock, () => undefined));
    for (const defects of both) defects.note({ platformId: 'p-3', kind: 'to-self', detail: 'to itself' });

    await Promise.all(both.map((defects) => defects.close()));

    const counted = await both[0]?.of(['p-3']);
    expect(counted).toEqual(new Map([['p-3', [expect.objectContaining({ kind: 'to-self', count: 2 })]]]));
  });
});
