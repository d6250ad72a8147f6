import { describe, expect, test } from '@jest/globals';
import { ManualClock } from '../../../../test/doubles/manual-clock.js';
import { aPlatform } from '../../../../test/support/builders.js';
import { aDelivery } from '../../../../test/support/lane-builders.js';
import type { AttemptOutcome } from './attempt-outcome.js';
import type { LaneState } from './delivery-store.js';
import { LaneCourse } from './lane-course.js';
import { OPEN_LANE } from './lane-judgement.js';

const DELIVERED: AttemptOutcome = { kind: 'delivered', reason: 'HTTP 200, OCPI 1000', defect: null };
const FAILED: AttemptOutcome = { kind: 'again', reason: 'HTTP 503', retryAfterMs: null, completed: true };
const PLATFORM = aPlatform({ id: 'emsp', parties: ['EMSP NL/EMS'] });

/** A lane with a clock, on which attempts begin and end as a test says. */
class Lane {
  readonly clock = new ManualClock();
  readonly course: LaneCourse;

  constructor(state: Partial<LaneState> = {}) {
    const rules = { clock: this.clock, retry: { baseMs: 1000, maxMs: 8000 }, chance: () => 0, laneLimit: 16 };
    this.course = new LaneCourse({ ...OPEN_LANE, ...state }, rules);
  }

  /** An attempt that began `msAgo` ends so. */
  ends(outcome: AttemptOutcome, msAgo = 0): void {
    const startedAt = this.clock.elapsed() - msAgo;
    this.course.conclude(aDelivery(1), { outcome, row: null, startedAt }, PLATFORM.revision);
  }

  get waitsMs(): number {
    return Math.max(0, this.course.state.waitUntilMs - this.clock.now());
  }
}

/** A lane that failed before, when it may be tried again. */
function recovering(failuresInARow: number): Lane {
  const lane = new Lane({ failuresInARow });
  lane.clock.advance(100);
  return lane;
}

describe('how many requests of a lane may be under way', () => {
  test('grows from one to two to four with each round that gets through, up to the limit', () => {
    const lane = recovering(5);
    const windows = [];
    for (let round = 0; round < 6; round++) {
      const { window } = lane.course;
      windows.push(window);
      lane.clock.advance(10);
      for (let each = 0; each < window; each++) lane.ends(DELIVERED, 10);
    }
    expect(windows).toEqual([1, 2, 4, 8, 16, 16]);
  });

  test('begins at a quarter of the limit where nothing has failed', () => {
    expect(new Lane().course.window).toBe(4);
    expect(new Lane({ failuresInARow: 1 }).course.window).toBe(1);
  });

  test('is one again after a failure of the lane', () => {
    const lane = new Lane();
    lane.ends(FAILED);
    expect(lane.course.window).toBe(1);
  });
});

describe('failures of a lane', () => {
  test('are one where requests that were under way together fail together', () => {
    const lane = recovering(0);
    for (let each = 0; each < 8; each++) {
      lane.clock.advance(1);
      lane.ends(FAILED, 50);
    }
    expect(lane.course.state.failuresInARow).toBe(1);
    expect(lane.waitsMs).toBe(1000 - 7);
  });

  test('are counted in a row, each with twice the wait', () => {
    const lane = recovering(0);
    const waits = [];
    for (let each = 0; each < 5; each++) {
      lane.ends(FAILED, 10);
      waits.push(lane.waitsMs);
      lane.clock.advance(lane.waitsMs + 10);
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 8000]);
  });

  test('are none where something got through while they were under way', () => {
    const lane = recovering(0);
    lane.ends(DELIVERED, 10);
    lane.clock.advance(1);
    lane.ends(FAILED, 50);
    expect(lane.course.state.failuresInARow).toBe(0);
    expect(lane.waitsMs).toBe(0);
  });

  test('are forgotten when something gets through that was under way with them', () => {
    const lane = recovering(0);
    lane.ends(FAILED, 50);
    lane.clock.advance(1);
    lane.ends(DELIVERED, 50);
    expect(lane.course.state.failuresInARow).toBe(0);
    expect(lane.waitsMs).toBe(0);
  });
});

describe('what holds a lane', () => {
  test('is a Retry-After, whatever gets through meanwhile', () => {
    const lane = recovering(0);
    lane.ends({ ...FAILED, retryAfterMs: 5000 }, 50);
    lane.clock.advance(1000);
    lane.ends(DELIVERED, 1050);
    expect(lane.waitsMs).toBe(4000);
    expect(lane.course.obstacle(PLATFORM, 'CONNECTED')).toEqual({ untilMs: lane.clock.now() + 4000 });
    lane.clock.advance(4000);
    expect(lane.course.obstacle(PLATFORM, 'CONNECTED')).toBeNull();
  });

  test('is a full cap of the hub, for a moment, whatever gets through meanwhile', () => {
    const lane = recovering(0);
    lane.ends({ kind: 'not-tried', reason: 'cap' });
    lane.ends(DELIVERED, 50);
    expect(lane.waitsMs).toBe(1000);
    expect(lane.course.state.failuresInARow).toBe(0);
  });

  test.each(['PLANNED', 'OFFLINE', 'SUSPENDED'] as const)('is a platform that is %s', (status) => {
    expect(new Lane().course.obstacle(PLATFORM, status)).toEqual({ untilMs: null });
  });

  test('is a platform that is gone', () => {
    expect(new Lane().course.obstacle(null, null)).toEqual({ untilMs: null });
  });

  test('is a platform that refused the credentials, as long as it is the same', () => {
    const lane = new Lane();
    lane.ends({ kind: 'pause', reason: 'HTTP 401' });
    expect(lane.course.obstacle(PLATFORM, 'CONNECTED')).toEqual({ untilMs: null });
    expect(lane.course.obstacle({ ...PLATFORM, revision: PLATFORM.revision + 1 }, 'CONNECTED')).toBeNull();
    expect(lane.course.state.pausedAtRevision).toBeNull();
  });
});
