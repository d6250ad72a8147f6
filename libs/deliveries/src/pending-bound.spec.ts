import { describe, expect, it } from '@jest/globals';
import { PendingBound } from './pending-bound.js';

/** A database that holds so many, and counts them when it is asked. */
class CountedDatabase {
  pending = 0;
  counts = 0;
  isLost = false;

  readonly count = async (): Promise<number> => {
    this.counts++;
    if (this.isLost) throw new Error('the database is lost');
    return this.pending;
  };
}

/** Long enough for a count to arrive. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

describe('the bound on what is pending', () => {
  it('asks the database once, and then only when a tenth of the room is used up', async () => {
    const database = new CountedDatabase();
    const bound = new PendingBound({ maxPending: 1_000, count: database.count });

    for (let nowMs = 0; nowMs < 100_000; nowMs += 1_000) {
      expect(bound.hasRoomFor(1, nowMs)).toBe(true);
      bound.add(1);
      database.pending++;
      await settled();
    }

    expect(database.counts).toBe(1);
    bound.hasRoomFor(1, 100_000);
    expect(database.counts).toBe(2);
  });

  it('knows after a restart how much is pending already', async () => {
    const database = new CountedDatabase();
    database.pending = 990;
    const bound = new PendingBound({ maxPending: 1_000, count: database.count });
    bound.hasRoomFor(1, 0);
    await settled();

    expect(bound.hasRoomFor(10, 1)).toBe(true);
    expect(bound.hasRoomFor(11, 1)).toBe(false);
  });

  it('has room again once the database says so, asking it no more than once a second', async () => {
    const database = new CountedDatabase();
    database.pending = 1_000;
    const bound = new PendingBound({ maxPending: 1_000, count: database.count });
    bound.hasRoomFor(1, 0);
    await settled();
    database.pending = 0;

    for (let nowMs = 1; nowMs < 1_000; nowMs += 100) expect(bound.hasRoomFor(1, nowMs)).toBe(false);
    expect(database.counts).toBe(1);
    bound.hasRoomFor(1, 1_000);
    await settled();

    expect(bound.hasRoomFor(1, 1_001)).toBe(true);
  });

  it('goes on counting what is accepted while the database counts or is away', async () => {
    const database = new CountedDatabase();
    database.isLost = true;
    const bound = new PendingBound({ maxPending: 100, count: database.count });
    bound.hasRoomFor(60, 0);
    bound.add(60);
    await settled();

    expect(bound.hasRoomFor(41, 10)).toBe(false);
    expect(bound.hasRoomFor(40, 10)).toBe(true);
  });
});
