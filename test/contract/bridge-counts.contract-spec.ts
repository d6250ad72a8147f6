import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BridgeCount } from '@busbar/core';
import type { Database } from '@busbar/database';
import { LoneProcess } from '@busbar/events';
import { DefectRetention, PARTIES_STORES, TypeormBridgeCounts } from '@busbar/parties';
import { ManualClock } from '../doubles/manual-clock.js';
import { databasesUnderTest, type DatabasePlace } from '../support/databases.js';

const DAY_MS = 86_400_000;
const ignore = (): void => undefined;

describe.each(databasesUnderTest())('what translating costs, in $name', ({ make }) => {
  const clock = new ManualClock();
  let place: DatabasePlace;
  let database: Database;
  let counts: TypeormBridgeCounts;

  beforeAll(async () => {
    place = await make();
    database = await place.open(PARTIES_STORES);
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await place.close();
  }, 20_000);
  beforeEach(() => {
    clock.advance(1_000);
    counts = open();
  });

  /** As another process has it. */
  const open = (): TypeormBridgeCounts => new TypeormBridgeCounts(database, clock, ignore);
  const aCount = (platformId: string, change: Partial<BridgeCount> = {}): BridgeCount => ({
    platformId,
    from: '2.1.1',
    to: '2.2.1',
    module: 'locations',
    kind: 'filled',
    object: 'Location',
    field: 'publish',
    source: 'bridge_defaults',
    detail: 'shipped',
    ...change,
  });
  const listed = async (platformId: string, after: string | null = null, limit = 10): Promise<unknown[]> => {
    const found = await counts.list({ platformId, after, limit });
    return found === 'database-lost' ? [found] : found.map(({ field, kind, count }) => [kind, field, count]);
  };

  it('adds up for one field, over all processes, and apart for any other field, kind, source, way or platform', async () => {
    const other = open();
    counts.count([aCount('one'), aCount('one'), aCount('one', { field: 'time_zone', source: 'coordinates' })]);
    other.count([aCount('one'), aCount('one', { source: 'seen' }), aCount('two')]);
    await other.close();

    await expect(listed('one')).resolves.toEqual([
      ['filled', 'publish', 3],
      ['filled', 'publish', 1],
      ['filled', 'time_zone', 1],
    ]);
    await expect(listed('two')).resolves.toEqual([['filled', 'publish', 1]]);
  });

  it('is read page by page, with when it was first and last, and what was said of the last one', async () => {
    counts.count([aCount('paged', { kind: 'dropped', field: 'energy_mix' }), aCount('paged')]);
    await counts.list({ platformId: 'paged', after: null, limit: 1 });
    const firstAtMs = clock.now();
    clock.advance(5_000);
    counts.count([aCount('paged', { detail: 'seen later' })]);

    const page = await counts.list({ platformId: 'paged', after: null, limit: 1 });
    const [first] = page === 'database-lost' ? [] : page;
    const rest = await counts.list({ platformId: 'paged', after: first?.subject ?? '', limit: 10 });
    expect(first).toMatchObject({ kind: 'dropped', field: 'energy_mix' });
    expect(rest).toMatchObject([
      {
        field: 'publish',
        count: 2,
        firstAtMs,
        lastAtMs: clock.now(),
        detail: 'seen later',
        from: '2.1.1',
        to: '2.2.1',
      },
    ]);
  });

  it('is forgotten when it was not seen for ninety days', async () => {
    const retention = new DefectRetention({ database, clock, processes: new LoneProcess(), report: ignore });
    counts.count([aCount('old')]);
    await counts.close();
    clock.advance(90 * DAY_MS);
    await retention.sweep();
    await expect(listed('old')).resolves.toHaveLength(1);
    clock.advance(1);
    await retention.sweep();
    await expect(listed('old')).resolves.toEqual([]);
  });
});
