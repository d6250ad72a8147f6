/** Where pulls stand, and what a full one removes, on each database. It observes states, and objects as they are served. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PullClaim, PullKey, PullOrder, PullProgress } from '@busbar/core';
import type { Database } from '@busbar/database';
import { OBJECT_STORES, TypeormObjectStore, TypeormPullStore } from '@busbar/objects';
import { ManualClock } from '../doubles/manual-clock.js';
import { databasesUnderTest, type DatabasePlace } from '../support/databases.js';
import { partyId } from '../support/builders.js';

const HOUR_MS = 3_600_000;
let counter = 0;

describe.each(databasesUnderTest())('pulls on $name', ({ make }) => {
  const clock = new ManualClock();
  let place: DatabasePlace;
  let database: Database;
  let pulls: TypeormPullStore;
  let objects: TypeormObjectStore;
  let key: PullKey;

  beforeAll(async () => {
    place = await make();
    database = await place.open(OBJECT_STORES);
    pulls = new TypeormPullStore(database);
    const bounds = { perOwner: 1_000, inAll: 10_000 };
    objects = new TypeormObjectStore({ database, clock, bounds, report: () => undefined });
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await place.close();
  }, 20_000);
  beforeEach(() => {
    counter += 1;
    key = { platformId: `platform-${counter}`, module: 'locations', party: `NL/P${String(counter).padStart(2, '0')}` };
  });

  const order = (of: Partial<PullOrder> = {}): PullOrder => ({
    ...key,
    kind: 'full',
    version: '2.2.1',
    nowMs: clock.now(),
    leaseMs: 60_000,
    ...of,
  });
  const claim = async (of: Partial<PullOrder> = {}): Promise<PullClaim> => {
    const claimed = await pulls.claim(order(of));
    if (typeof claimed === 'string') throw new Error(`the pull is ${claimed}`);
    return claimed;
  };
  const progress = ({ progress: begun }: PullClaim, of: Partial<PullProgress> = {}): PullProgress => ({
    ...begun,
    ...of,
  });
  const stateNow = async (): Promise<unknown> => {
    const states = await pulls.states(key.platformId);
    return states === 'database-lost' ? states : states[0];
  };
  const keep = async (...ids: readonly string[]): Promise<void> => {
    const body = (id: string): Uint8Array =>
      new TextEncoder().encode(JSON.stringify({ id, last_updated: '2026-03-01T00:00:00Z' }));
    const writes = ids.map((id) => ({
      scope: 'public' as const,
      version: '2.2.1' as const,
      module: 'locations' as const,
      owner: partyId(key.party),
      ids: [id] as [string],
      type: '',
      method: 'PUT' as const,
      body: body(id),
      atMs: clock.now(),
    }));
    expect(await objects.keep(writes)).not.toBe('database-lost');
  };
  const kept = async (): Promise<string[]> => {
    const times = { fromMs: null, toMs: null };
    const query = { module: 'locations' as const, version: '2.2.1' as const, owners: [key.party], ...times };
    const page = await objects.page({ ...query, offset: 0, limit: 100, after: null });
    if (page === 'database-lost') throw new Error('the database is lost');
    return page.objects.map(({ text }) => (JSON.parse(text) as { id: string }).id);
  };
  const advance = (claimed: PullClaim, of: Partial<PullProgress>, listed: readonly string[] = []): Promise<string> =>
    pulls.advance(claimed, {
      progress: progress(claimed, of),
      listed: listed.map((id) => ({ id, type: '' })),
      leasedUntilMs: clock.now() + 60_000,
    });

  it('begin with a full one, whatever was ordered', async () => {
    expect(await claim({ kind: 'delta' })).toMatchObject({
      progress: { kind: 'full', nextUrl: null, pages: 0 },
      sinceMs: null,
    });
  });

  it("are one process's at a time, until its lease is over", async () => {
    const first = await claim();
    expect(await pulls.claim(order())).toBe('taken');
    const second = await claim({ nowMs: clock.now() + 60_001 });
    expect(await advance(first, { pages: 1 })).toBe('lost');
    expect(await pulls.fail(first, { why: 'x', atMs: 0, notBeforeMs: 0, restarts: false })).toBe('lost');
    expect(await advance(second, { pages: 1 })).toBe('stored');
  });

  it('are free at once where the only process begins anew, and lost to the one before', async () => {
    const before = await claim();
    await advance(before, { nextUrl: 'https://x.example/?offset=100', pages: 1, objects: 100 });
    expect(await pulls.claim(order())).toBe('taken');
    expect(await pulls.endClaims()).toBe('stored');
    expect((await claim()).progress).toMatchObject({ pages: 1, objects: 100 });
    expect(await advance(before, { pages: 2 })).toBe('lost');
  });

  it('go on where they stand, and from the start where nothing says what follows', async () => {
    const first = await claim();
    await advance(first, { nextUrl: 'https://x.example/?offset=100', pages: 1, objects: 100 });
    await pulls.release(first);
    const second = await claim();
    expect(second.progress).toMatchObject({ nextUrl: 'https://x.example/?offset=100', pages: 1, objects: 100 });
    await advance(second, { nextUrl: null, pages: 2, objects: 150 });
    await pulls.release(second);
    expect((await claim()).progress).toMatchObject({ nextUrl: null, pages: 0, objects: 0 });
  });

  it('count a delta from the start of the one before, less a margin', async () => {
    const full = await claim();
    expect(await pulls.finish(full, progress(full, { objects: 7 }), clock.now())).toBe('stored');
    expect(await stateNow()).toMatchObject({ fullStartedMs: full.progress.startedMs, objects: 7, running: null });
    const delta = await claim({ kind: 'delta', nowMs: clock.now() + HOUR_MS });
    expect(delta.sinceMs).toBe(full.progress.startedMs - 600_000);
    await pulls.finish(delta, progress(delta), clock.now() + HOUR_MS);
    expect(await stateNow()).toMatchObject({
      fullStartedMs: full.progress.startedMs,
      lastStartedMs: delta.progress.startedMs,
    });
  });

  it('tell why they failed, until one ends well', async () => {
    const failed = await claim();
    await pulls.fail(failed, { why: 'answered HTTP 500', atMs: 5, notBeforeMs: 50, restarts: false });
    expect(await stateNow()).toMatchObject({ failures: 1, lastError: 'answered HTTP 500', notBeforeMs: 50 });
    const next = await claim();
    await pulls.finish(next, progress(next), clock.now());
    expect(await stateNow()).toMatchObject({ failures: 0, lastError: null, notBeforeMs: 0 });
  });

  it('are wanted by operators until a full one has ended', async () => {
    await pulls.want([key], '2.2.1');
    expect(await stateNow()).toMatchObject({ isWanted: true, fullStartedMs: null });
    const full = await claim();
    await pulls.finish(full, progress(full), clock.now());
    expect(await stateNow()).toMatchObject({ isWanted: false });
  });

  it('remove what was there and is not listed, and nothing that came since', async () => {
    await keep('A', 'B', 'C');
    const full = await claim();
    await keep('NEW');
    expect(await advance(full, { pages: 1, objects: 1 }, ['b'])).toBe('stored');
    expect(await pulls.removeUnlisted(full, 100)).toBe(2);
    expect(await kept()).toEqual(['B', 'NEW']);
    await pulls.finish(full, progress(full), clock.now());
    const again = await claim({ nowMs: clock.now() + HOUR_MS });
    await advance(again, { pages: 1 }, ['NEW']);
    expect(await pulls.removeUnlisted(again, 100)).toBe(1);
    expect(await kept()).toEqual(['NEW']);
  });

  it('are forgotten with their platform', async () => {
    await claim();
    expect(await pulls.forget(key.platformId)).toBe('stored');
    expect(await pulls.states(key.platformId)).toEqual([]);
  });
});
