import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PeerDefect } from '@busbar/core';
import type { Database } from '@busbar/database';
import {
  DefectRetention,
  PARTIES_STORES,
  StoredIdempotencyRecords,
  StoredOperatorKeys,
  TypeormPeerDefects,
  type DefectKey,
  type DefectPage,
} from '@busbar/parties';
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

  describe('what breaks the object model', () => {
    const page: DefectPage = { platformIds: ['p-4'], party: null, kind: null, after: null, limit: 10 };

    it('is counted by party and by rule, by two processes together, with the newest examples and never more than three', async () => {
      const [first, second] = [1, 2].map(() => new TypeormPeerDefects(database, clock, () => undefined));
      if (first === undefined || second === undefined) throw new Error('two are wanted');
      const startedAtMs = clock.now();
      for (let at = 1; at <= 4; at++) {
        clock.advance(1_000);
        first.note(aBreach({ messageId: `m-${at}` }));
      }
      await first.close();
      clock.advance(1_000);
      second.note(aBreach({ messageId: 'm-5' }));
      second.note(aBreach({ party: 'NL/XYZ', messageId: 'm-6' }));
      second.note(aBreach({ rule: 'length', messageId: 'm-7' }));
      await second.close();

      const found = await second.list(page);
      if (found === 'database-lost') throw new Error(found);
      expect(found.map(({ party, breach, count }) => [party, breach?.rule, count])).toEqual([
        ['NL/ABC', 'length', 1],
        ['NL/ABC', 'required', 5],
        ['NL/XYZ', 'required', 1],
      ]);
      expect(found[1]).toMatchObject({
        platformId: 'p-4',
        kind: 'object-model',
        firstAtMs: startedAtMs + 1_000,
        lastAtMs: startedAtMs + 5_000,
        breach: {
          version: '2.2.1',
          module: 'locations',
          direction: 'request',
          object: 'EVSE',
          rule: 'required',
          path: '$.evses[].uid',
          section: 'OCPI 2.2.1, Locations module > EVSE object',
        },
      });
      expect(found[1]?.examples).toEqual(
        [3, 4, 5].map((at) => ({
          messageId: `m-${at}`,
          path: '$.evses[0].uid',
          found: 'nothing',
          atMs: startedAtMs + at * 1_000,
        })),
      );
    });

    it('is listed page by page, and for one party without that of others', async () => {
      const defects = new TypeormPeerDefects(database, clock, () => undefined);
      defects.note({ platformId: 'p-4', kind: 'to-self', detail: 'to itself' });
      const names: unknown[] = [];
      let after: DefectKey | null = null;
      for (let pages = 0; pages < 5; pages++) {
        const found = await defects.list({ ...page, after, limit: 1 });
        const [one] = found === 'database-lost' ? [] : found;
        if (one === undefined) break;
        names.push([one.party, one.breach?.rule ?? one.kind]);
        after = one;
      }
      expect(names).toEqual([
        ['NL/ABC', 'length'],
        ['NL/ABC', 'required'],
        ['NL/XYZ', 'required'],
        ['', 'to-self'],
      ]);

      const own = await defects.list({ ...page, party: 'NL/XYZ' });
      expect(own === 'database-lost' ? own : own.map(({ party, kind }) => [party, kind])).toEqual([
        ['NL/XYZ', 'object-model'],
        ['', 'to-self'],
      ]);
      await expect(defects.of(['p-4'])).resolves.toEqual(
        new Map([['p-4', [expect.objectContaining({ kind: 'to-self' })]]]),
      );
      await defects.close();
    });

    it('is forgotten when it was not seen again for ninety days', async () => {
      const defects = new TypeormPeerDefects(database, clock, () => undefined);
      clock.advance(89 * 86_400_000);
      defects.note(aBreach({ messageId: 'm-8' }));
      await expect(defects.list(page)).resolves.toHaveLength(4);
      clock.advance(2 * 86_400_000);
      const processes = { looksAfter: () => true };
      const report = (trouble: string): void => expect(trouble).toBe('no trouble');
      await new DefectRetention({ database, clock, processes, report }).sweep();
      const left = await defects.list(page);
      expect(left === 'database-lost' ? left : left.map(({ breach, count }) => [breach?.rule, count])).toEqual([
        ['required', 6],
      ]);
      await defects.close();
    });
  });
});

function aBreach({ party = 'NL/ABC', rule = 'required', messageId }: BreachOptions): PeerDefect {
  const section = 'OCPI 2.2.1, Locations module > EVSE object';
  const examples = [{ messageId, path: '$.evses[0].uid', found: 'nothing' }];
  const where = { version: '2.2.1', module: 'locations', direction: 'request', object: 'EVSE' } as const;
  const breach = { ...where, party, rule, path: '$.evses[].uid', section, examples };
  return { platformId: 'p-4', kind: 'object-model', detail: `${party} breaks ${rule}`, breach };
}

interface BreachOptions {
  readonly party?: string;
  readonly rule?: string;
  readonly messageId: string;
}
