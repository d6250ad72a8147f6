import { describe, expect, test } from '@jest/globals';
import type { ConnectionStatus } from '../registry.js';
import { isAnnouncementDue, type Announced } from './announcement.js';

const HOLD_MS = 30_000;

/** Plays changes of status at their moments against a look each second, and returns what was announced when. */
function announcements(changes: ReadonlyMap<number, ConnectionStatus>, untilMs: number): readonly Announced[] {
  let announced: Announced = { status: 'CONNECTED', at: Number.NEGATIVE_INFINITY };
  let status: ConnectionStatus = 'CONNECTED';
  const told: Announced[] = [];
  for (let now = 0; now <= untilMs; now += 1_000) {
    status = changes.get(now) ?? status;
    const next = { status, at: now };
    if (!isAnnouncementDue(announced, next, HOLD_MS)) continue;
    announced = next;
    told.push(next);
  }
  return told;
}

describe('announcing a change of status', () => {
  test('a first change is announced at once', () => {
    expect(announcements(new Map([[4_000, 'OFFLINE']]), 60_000)).toEqual([{ status: 'OFFLINE', at: 4_000 }]);
  });

  test('a second change waits for the hold and goes when it still holds then', () => {
    const changes = new Map<number, ConnectionStatus>([
      [4_000, 'OFFLINE'],
      [9_000, 'CONNECTED'],
    ]);
    expect(announcements(changes, 60_000)).toEqual([
      { status: 'OFFLINE', at: 4_000 },
      { status: 'CONNECTED', at: 34_000 },
    ]);
  });

  test('a change that is undone within the hold is never told', () => {
    const changes = new Map<number, ConnectionStatus>([
      [4_000, 'OFFLINE'],
      [9_000, 'CONNECTED'],
      [14_000, 'OFFLINE'],
    ]);
    expect(announcements(changes, 120_000)).toEqual([{ status: 'OFFLINE', at: 4_000 }]);
  });

  test('a platform flapping every five seconds is announced at most once in thirty', () => {
    const changes = new Map<number, ConnectionStatus>();
    for (let at = 0; at < 300_000; at += 5_000) changes.set(at, (at / 5_000) % 2 === 0 ? 'OFFLINE' : 'CONNECTED');
    const moments = announcements(changes, 300_000).map(({ at }) => at);
    expect(moments.length).toBeGreaterThan(1);
    for (const [index, at] of moments.slice(1).entries()) {
      expect(at - (moments[index] ?? 0)).toBeGreaterThanOrEqual(HOLD_MS);
    }
  });
});
