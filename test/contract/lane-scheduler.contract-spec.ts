import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DrainEnding } from '@busbar/core';
import { CountedLanes } from '../doubles/counted-lanes.js';
import { eventually } from '../support/eventually.js';
import { laneSchedulersUnderTest, NOTHING_LEFT, type SchedulerPlace } from '../support/lane-schedulers.js';
import { quietFor, takes } from '../support/moments.js';

/** A timer or a queue may be a little late on a busy machine, but never early. */
const LATE_MS = 1500;

/** May wake lanes, begin and stop, and see which lanes are drained and when. */
describe.each(laneSchedulersUnderTest())('the lane scheduler: $name', ({ open }) => {
  let place: SchedulerPlace;

  beforeAll(async () => {
    place = await open();
  });
  afterEach(() => place.clear());
  afterAll(() => place.close());

  /** A started scheduler whose drains end as the test says, one after the other, and the times at which they began. */
  async function startedWith(
    ...endings: readonly (DrainEnding | (() => Promise<DrainEnding>))[]
  ): Promise<{ readonly wake: (platformId: string) => void; readonly began: number[] }> {
    const began: number[] = [];
    const drain = async (): Promise<DrainEnding> => {
      const ending = endings[began.push(performance.now()) - 1] ?? NOTHING_LEFT;
      return typeof ending === 'function' ? ending() : ending;
    };
    const { scheduler } = place.make({ drain });
    await scheduler.start();
    return { wake: (platformId) => scheduler.wake(platformId), began };
  }

  it('drains a lane that is woken, and no other', async () => {
    const lanes = new CountedLanes();
    const { scheduler } = place.make(lanes);
    await scheduler.start();
    lanes.owe('one');
    scheduler.wake('one');

    await eventually('the lane to be drained', () => lanes.isEven);
    expect([...lanes.taken.keys()]).toEqual(['one']);
  });

  it('drains a lane that was woken before the start', async () => {
    const lanes = new CountedLanes();
    const { scheduler } = place.make(lanes);
    lanes.owe('one');
    scheduler.wake('one');
    await scheduler.start();

    await eventually('the lane to be drained', () => lanes.isEven);
  });

  it('loses no wake among ten thousand, and drains a lane once at a time', async () => {
    const lanes = new CountedLanes(() => takes(Math.random() * 100));
    const { scheduler } = place.make(lanes);
    await scheduler.start();
    for (let wake = 0; wake < 10_000; wake++) {
      const platformId = `lane-${Math.floor(Math.random() * 40)}`;
      lanes.owe(platformId);
      scheduler.wake(platformId);
      if (wake % 20 === 0) await takes(Math.random() * 2);
    }

    await eventually('every lane to have been looked at since its last wake', () => lanes.isEven, { withinMs: 20_000 });
    expect(lanes.mostOfOneLane).toBe(1);
    expect(lanes.drains).toBeLessThan(10_000);
  }, 60_000);

  it('keeps a wake that comes while the lane is drained, even where the drain ends in a long wait', async () => {
    let goOn: () => void = () => undefined;
    const untilTold = new Promise<void>((resolve) => (goOn = resolve));
    const waits = async (): Promise<DrainEnding> => {
      await untilTold;
      return { kind: 'waits', untilMs: Date.now() + 600_000 };
    };
    const { wake, began } = await startedWith(waits);
    wake('one');
    await eventually('the drain to begin', () => began.length === 1);
    wake('one');
    // The wake is with the queue before the drain ends.
    await quietFor(200);
    goOn();

    await eventually('the lane to be looked at again', () => began.length === 2);
  });

  it.each<[string, (atMs: number) => DrainEnding]>([
    ['its next delivery is due', (nextDueMs) => ({ kind: 'drained', nextDueMs })],
    ['its wait is over', (untilMs) => ({ kind: 'waits', untilMs })],
  ])('looks at a lane again when %s', async (_, endingAt) => {
    const { wake, began } = await startedWith(async () => endingAt(Date.now() + 700));
    wake('one');

    await eventually('the second look', () => began.length === 2);
    const [first = 0, second = 0] = began;
    expect(second - first).toBeGreaterThanOrEqual(690);
    expect(second - first).toBeLessThan(700 + LATE_MS);
  });

  it('ends the wait of a lane that is woken', async () => {
    const { wake, began } = await startedWith(async () => ({ kind: 'waits', untilMs: Date.now() + 600_000 }));
    wake('one');
    await eventually('the first look', () => began.length === 1);
    await quietFor(200);
    wake('one');

    await eventually('the second look', () => began.length === 2);
  });

  it('leaves a lane alone that nobody knows how long to wait for', async () => {
    const { wake, began } = await startedWith({ kind: 'waits', untilMs: null }, { kind: 'held' });
    wake('one');
    wake('two');
    await eventually('both to be looked at', () => began.length === 2);
    await quietFor(1500);
    expect(began).toHaveLength(2);
  });

  it('gives others their turn before a lane that has more to do', async () => {
    const turns: string[] = [];
    const drain = async (platformId: string): Promise<DrainEnding> => {
      turns.push(platformId);
      await takes(20);
      return platformId === 'long' && !turns.includes('short') ? { kind: 'yielded' } : NOTHING_LEFT;
    };
    const { scheduler } = place.make({ drain, maxDrains: 1 });
    await scheduler.start();
    scheduler.wake('long');
    await eventually('the long one to have its second turn', () => turns.length >= 2);
    scheduler.wake('short');

    await eventually('the short one to have its turn', () => turns.includes('short'));
  });

  it('holds no lane up behind slow ones', async () => {
    const drained: string[] = [];
    const drain = async (platformId: string): Promise<DrainEnding> => {
      if (platformId.startsWith('slow')) await takes(3500);
      drained.push(platformId);
      return NOTHING_LEFT;
    };
    const { scheduler } = place.make({ drain, maxDrains: 2 });
    await scheduler.start();
    ['slow-1', 'slow-2', 'slow-3', 'slow-4'].forEach((lane) => scheduler.wake(lane));
    await quietFor(100);
    scheduler.wake('quick');

    await eventually('the quick one to be drained', () => drained.includes('quick'), { withinMs: 3000 });
    expect(drained).toEqual(['quick']);
  }, 20_000);

  it('finds what is due at the start and every five seconds, though nobody woke it', async () => {
    const lanes = new CountedLanes();
    const due = ['at-start'];
    const dueLanes = async (): Promise<readonly string[]> => due.splice(0);
    const { scheduler } = place.make({ drain: lanes.drain, dueLanes });
    lanes.owe('at-start');
    await scheduler.start();
    await eventually('the first lane to be drained', () => lanes.isEven);
    lanes.owe('later');
    due.push('later');

    await eventually('the second lane to be drained', () => lanes.isEven, { withinMs: 5000 + LATE_MS });
  }, 20_000);

  it('looks for a lost database more often, and drains what is due once it is back', async () => {
    const lanes = new CountedLanes();
    let isLost = true;
    const began: string[] = [];
    const drain = async (platformId: string): Promise<DrainEnding> => {
      began.push(platformId);
      return isLost ? { kind: 'database-lost' } : lanes.drain(platformId);
    };
    const dueLanes = async (): Promise<readonly string[] | 'database-lost'> => (isLost ? 'database-lost' : ['one']);
    const { scheduler } = place.make({ drain, dueLanes });
    await scheduler.start();
    lanes.owe('one');
    scheduler.wake('one');
    await eventually('the drain to fail', () => began.length > 0);
    await quietFor(500);
    expect(began).toHaveLength(1);
    isLost = false;

    await eventually('the lane to be drained', () => lanes.isEven, { withinMs: 1000 + LATE_MS });
  });

  it('reports a fault of the drain and looks at the lane again', async () => {
    let calls = 0;
    const drain = async (): Promise<DrainEnding> => {
      if (++calls === 1) throw new Error('a bug');
      return NOTHING_LEFT;
    };
    const { scheduler, bugs } = place.make({ drain });
    await scheduler.start();
    scheduler.wake('one');

    await eventually('the second look', () => calls === 2);
    expect(bugs).toEqual([new Error('a bug')]);
  });

  it('waits for drains under way when it stops, and begins no more', async () => {
    let begun = 0;
    let ended = 0;
    const drain = async (): Promise<DrainEnding> => {
      begun++;
      await takes(400);
      ended++;
      return { kind: 'yielded' };
    };
    const { scheduler } = place.make({ drain });
    await scheduler.start();
    scheduler.wake('one');
    await eventually('the drain to begin', () => begun === 1);
    await scheduler.stop();

    expect(ended).toBe(1);
    scheduler.wake('two');
    await quietFor(300);
    expect(begun).toBe(1);
  });

  it('stops at once where nothing is under way, started or not', async () => {
    const { scheduler } = place.make({ drain: async () => NOTHING_LEFT });
    const { scheduler: started } = place.make({ drain: async () => NOTHING_LEFT });
    await started.start();
    const before = performance.now();
    await Promise.all([scheduler.stop(), started.stop()]);
    expect(performance.now() - before).toBeLessThan(LATE_MS);
  });
});
