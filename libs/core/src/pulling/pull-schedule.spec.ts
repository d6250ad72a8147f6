import { describe, expect, it } from '@jest/globals';
import { deltaSince, duePull, nightlyMoment, restMs, weeklyMoment } from './pull-schedule.js';
import type { PullState } from './pull.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 2, 11, 12);
const AT = { platformId: 'platform-1', version: '2.2.1', nowMs: NOW_MS } as const;
const week = weeklyMoment('platform-1', NOW_MS);

const state = (of: Partial<PullState> = {}): PullState => ({
  platformId: 'platform-1',
  module: 'locations',
  party: 'NL/CPO',
  version: '2.2.1',
  fullStartedMs: NOW_MS - 1,
  fullEndedMs: NOW_MS - 1,
  lastStartedMs: NOW_MS - 1,
  objects: 0,
  running: null,
  isWanted: false,
  failures: 0,
  notBeforeMs: 0,
  lastError: null,
  lastErrorMs: null,
  ...of,
});
const running = { kind: 'delta', startedMs: NOW_MS, nextUrl: null, pages: 0, objects: 0 } as const;

describe('the pull that is due', () => {
  it.each([
    ['a full one where there was none', null, 'full'],
    ['a full one where none has come to its end', state({ fullStartedMs: null }), 'full'],
    ['a full one where the last was of another version', state({ version: '2.2' }), 'full'],
    ['a full one where an operator wants it', state({ isWanted: true }), 'full'],
    ['a full one once a week', state({ fullStartedMs: week - 1, lastStartedMs: NOW_MS - 1 }), 'full'],
    ['none just after a full one', state(), null],
    ['a delta after a night', state({ fullStartedMs: NOW_MS - 1, lastStartedMs: NOW_MS - DAY_MS }), 'delta'],
    ['the one that has begun', state({ running }), 'delta'],
  ] as const)('is %s', (_title, known, due) => {
    expect(duePull(known, AT)).toBe(due);
  });

  it("comes each night between one and five o'clock UTC, and each week in one of these nights", () => {
    for (let index = 0; index < 200; index += 1) {
      const id = `platform-${index}`;
      const night = nightlyMoment(id, NOW_MS);
      expect(night).toBeGreaterThan(NOW_MS - DAY_MS);
      expect(night).toBeLessThanOrEqual(NOW_MS);
      const hour = (night % DAY_MS) / HOUR_MS;
      expect(hour).toBeGreaterThanOrEqual(1);
      expect(hour).toBeLessThan(5);
      expect((night - weeklyMoment(id, NOW_MS)) % DAY_MS).toBe(0);
      expect(NOW_MS - weeklyMoment(id, NOW_MS)).toBeLessThan(7 * DAY_MS);
    }
  });

  it('is spread over platforms', () => {
    const nights = new Set<number>();
    const days = new Set<number>();
    for (let index = 0; index < 200; index += 1) {
      nights.add(Math.floor(nightlyMoment(`platform-${index}`, NOW_MS) / (10 * 60_000)));
      days.add(Math.floor(weeklyMoment(`platform-${index}`, NOW_MS) / DAY_MS));
    }
    expect(nights.size).toBeGreaterThan(18);
    expect(days.size).toBe(7);
  });

  it('asks for a little more than the time since the last one', () => {
    expect(NOW_MS - deltaSince(NOW_MS)).toBe(600_000);
  });

  it.each([
    [1, null, 30_000],
    [2, null, 60_000],
    [50, null, 6 * HOUR_MS],
    [1, 120, 120_000],
    [1, 999_999, DAY_MS],
  ])('rests after %d failures and a Retry-After of %p for %d ms', (failures, retryAfterS, ms) => {
    expect(restMs(failures, retryAfterS)).toBe(ms);
  });
});
