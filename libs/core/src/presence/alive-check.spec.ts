import { describe, expect, test } from '@jest/globals';
import { probeDueAt, type ConnectionMoments } from './alive-check.js';
import { newConnection, type Connection } from './connection-status.js';

const MINUTE_MS = 60_000;
const SETTINGS = { offlineAfter: 3, aliveAfterMs: 5 * MINUTE_MS, statusHoldMs: 30_000 };
const NO_JITTER = 0;
const FULL_JITTER = 1;

const moments = (known: Partial<ConnectionMoments>): ConnectionMoments => ({
  lastSignAt: 0,
  changedAt: 0,
  probeStartedAt: null,
  ...known,
});
const offline: Connection = { ...newConnection('OFFLINE'), wantsProbe: false };

describe('when a platform is asked whether it is alive (OCPI 2.2.1, HubClientInfo > Still alive check)', () => {
  test('a CONNECTED platform is asked after the allowed silence', () => {
    const due = probeDueAt(newConnection('CONNECTED'), moments({ lastSignAt: 1_000 }), SETTINGS, NO_JITTER);
    expect(due).toBe(1_000 + 5 * MINUTE_MS);
  });

  test('a silent platform that does not answer is asked again quickly: OFFLINE within 30 s of the silence limit', () => {
    const silentSince = moments({ lastSignAt: 0, probeStartedAt: 5 * MINUTE_MS });
    expect(probeDueAt(newConnection('CONNECTED'), silentSince, SETTINGS, NO_JITTER)).toBe(5 * MINUTE_MS + 10_000);
  });

  test('an OFFLINE platform is asked every 30 s', () => {
    expect(probeDueAt(offline, moments({ changedAt: 7_000 }), SETTINGS, NO_JITTER)).toBe(37_000);
    expect(probeDueAt(offline, moments({ changedAt: 7_000, probeStartedAt: 37_000 }), SETTINGS, NO_JITTER)).toBe(
      67_000,
    );
  });

  test('an OFFLINE platform is asked more often where the allowed silence is shorter than 30 s', () => {
    const settings = { ...SETTINGS, aliveAfterMs: 2_000 };
    expect(probeDueAt(offline, moments({ probeStartedAt: 10_000 }), settings, NO_JITTER)).toBe(12_000);
  });

  test('an OFFLINE platform that shows itself is asked at once, but at most once a second', () => {
    const hinted = newConnection('OFFLINE');
    expect(probeDueAt(hinted, moments({ changedAt: 7_000 }), SETTINGS, NO_JITTER)).toBeLessThanOrEqual(7_000);
    expect(probeDueAt(hinted, moments({ probeStartedAt: 9_000 }), SETTINGS, NO_JITTER)).toBe(10_000);
  });

  test.each(['PLANNED', 'SUSPENDED'] as const)('a %s platform is never asked', (status) => {
    expect(probeDueAt(newConnection(status), moments({}), SETTINGS, NO_JITTER)).toBe(Number.POSITIVE_INFINITY);
  });

  test('jitter splays platforms that fell silent together by at most two seconds', () => {
    expect(probeDueAt(newConnection('CONNECTED'), moments({}), SETTINGS, FULL_JITTER)).toBe(5 * MINUTE_MS + 2_000);
    expect(probeDueAt(offline, moments({}), SETTINGS, FULL_JITTER)).toBe(32_000);
    const quick = { ...SETTINGS, aliveAfterMs: 1_000 };
    expect(probeDueAt(newConnection('CONNECTED'), moments({}), quick, FULL_JITTER)).toBe(1_100);
  });
});
