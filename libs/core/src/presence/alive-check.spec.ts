import { describe, expect, test } from '@jest/globals';
import { probeDueAt, type ConnectionMoments, type ProbeCandidate } from './alive-check.js';
import { newConnection, type Connection } from './connection-status.js';

const MINUTE_MS = 60_000;
const SETTINGS = { offlineAfter: 3, aliveAfterMs: 5 * MINUTE_MS, statusHoldMs: 30_000 };
const offline: Connection = { ...newConnection('OFFLINE'), wantsProbe: false };

/** When a platform is due that, unless said otherwise, was met at 0 and never probed. */
function due(
  connection: Connection,
  known: Partial<ConnectionMoments> = {},
  { settings = SETTINGS, jitter = 0 }: Partial<ProbeCandidate> = {},
): number {
  const moments = { lastSignAt: 0, changedAt: 0, probeStartedAt: null, ...known };
  return probeDueAt({ connection, moments, settings, jitter });
}

describe('when a platform is asked whether it is alive (OCPI 2.2.1, HubClientInfo > Still alive check)', () => {
  test('a CONNECTED platform is asked after the allowed silence', () => {
    expect(due(newConnection('CONNECTED'), { lastSignAt: 1_000 })).toBe(1_000 + 5 * MINUTE_MS);
  });

  test('a silent platform that does not answer is asked again quickly: OFFLINE within 30 s of the silence limit', () => {
    expect(due(newConnection('CONNECTED'), { probeStartedAt: 5 * MINUTE_MS })).toBe(5 * MINUTE_MS + 10_000);
  });

  test('an OFFLINE platform is asked every 30 s', () => {
    expect(due(offline, { changedAt: 7_000 })).toBe(37_000);
    expect(due(offline, { changedAt: 7_000, probeStartedAt: 37_000 })).toBe(67_000);
  });

  test('an OFFLINE platform is asked more often where the allowed silence is shorter than 30 s', () => {
    const settings = { ...SETTINGS, aliveAfterMs: 2_000 };
    expect(due(offline, { probeStartedAt: 10_000 }, { settings })).toBe(12_000);
  });

  test('an OFFLINE platform that shows itself is asked at once, but at most once a second', () => {
    const hinted = newConnection('OFFLINE');
    expect(due(hinted, { changedAt: 7_000 })).toBeLessThanOrEqual(7_000);
    expect(due(hinted, { probeStartedAt: 9_000 })).toBe(10_000);
  });

  test.each(['PLANNED', 'SUSPENDED'] as const)('a %s platform is never asked', (status) => {
    expect(due(newConnection(status))).toBe(Number.POSITIVE_INFINITY);
  });

  test('jitter splays platforms that fell silent together by at most two seconds', () => {
    expect(due(newConnection('CONNECTED'), {}, { jitter: 1 })).toBe(5 * MINUTE_MS + 2_000);
    expect(due(offline, {}, { jitter: 1 })).toBe(32_000);
    const quick = { ...SETTINGS, aliveAfterMs: 1_000 };
    expect(due(newConnection('CONNECTED'), {}, { settings: quick, jitter: 1 })).toBe(1_100);
  });
});
