import { describe, expect, test } from '@jest/globals';
import type { NoAnswerReason, NotSentReason, PartyAnswer } from '../ports.js';
import { outcomeOf, type AttemptOutcome } from './attempt-outcome.js';

const NOW_MS = Date.UTC(2026, 0, 31, 12, 0, 0);

function answer(status: number, body = '', headers: Readonly<Record<string, string>> = {}): PartyAnswer {
  const bytes = new TextEncoder().encode(body);
  return { kind: 'answer', status, headers: new Map(Object.entries(headers)), body: { kind: 'whole', bytes } };
}

function envelope(code: number): string {
  return `{"status_code":${code},"timestamp":"2026-01-31T12:00:00Z"}`;
}

/** Design, Deliveries > Outcomes. */
describe('the outcome of an attempt', () => {
  test.each<[number, string, AttemptOutcome['kind']]>([
    [200, envelope(1000), 'delivered'],
    [201, envelope(1000), 'delivered'],
    [200, envelope(1999), 'delivered'],
    [200, '{"status_code":"1000"}', 'delivered'],
    [204, '', 'delivered'],
    [200, '<html>ok</html>', 'delivered'],
    [200, '{"data":{}}', 'delivered'],
    [200, envelope(2000), 'rejected'],
    [200, envelope(2001), 'rejected'],
    [200, envelope(2004), 'rejected'],
    [200, envelope(3000), 'again'],
    [200, envelope(4003), 'again'],
    [200, envelope(5000), 'rejected'],
    [200, envelope(999), 'rejected'],
    [301, '', 'rejected'],
    [307, '', 'rejected'],
    [400, envelope(2001), 'rejected'],
    [401, '', 'pause'],
    [403, '', 'pause'],
    [404, envelope(2003), 'rejected'],
    [405, '', 'rejected'],
    [408, '', 'again'],
    [409, '', 'rejected'],
    [425, '', 'again'],
    [429, '', 'again'],
    [500, envelope(3000), 'again'],
    [500, envelope(1000), 'again'],
    [502, '<html>', 'again'],
    [503, '', 'again'],
    [600, '', 'again'],
  ])('of HTTP %i with %j is %s', (status, body, expected) => {
    expect(outcomeOf(answer(status, body), NOW_MS).kind).toBe(expected);
  });

  test.each<[NotSentReason, AttemptOutcome]>([
    ['refused', { kind: 'again', reason: 'why', retryAfterMs: null, completed: false }],
    ['dns', { kind: 'again', reason: 'why', retryAfterMs: null, completed: false }],
    ['tls', { kind: 'again', reason: 'why', retryAfterMs: null, completed: false }],
    ['connect-timeout', { kind: 'again', reason: 'why', retryAfterMs: null, completed: false }],
    ['address-not-allowed', { kind: 'again', reason: 'why', retryAfterMs: null, completed: false }],
    ['in-flight-cap', { kind: 'not-tried', reason: 'why' }],
    ['hub-network', { kind: 'not-tried', reason: 'why' }],
  ])('of what was not sent (%s) is %j', (reason, expected) => {
    expect(outcomeOf({ kind: 'not-sent', reason, detail: 'why' }, NOW_MS)).toEqual(expected);
  });

  test.each<NoAnswerReason>(['timeout', 'reset', 'cut-off', 'too-large'])(
    'without a whole answer (%s) is another try of what may have arrived',
    (reason) => {
      const outcome = outcomeOf({ kind: 'no-answer', reason, detail: 'why' }, NOW_MS);
      expect(outcome).toEqual({ kind: 'again', reason: 'why', retryAfterMs: null, completed: true });
    },
  );

  test('names the defect of a receiver that answers without an envelope', () => {
    expect(outcomeOf(answer(200, 'OK'), NOW_MS)).toMatchObject({ kind: 'delivered', defect: 'unreadable-envelope' });
    expect(outcomeOf(answer(200, envelope(1000)), NOW_MS)).toMatchObject({ kind: 'delivered', defect: null });
  });

  test('says what was answered', () => {
    expect(outcomeOf(answer(200, envelope(2003)), NOW_MS)).toMatchObject({ reason: 'HTTP 200, OCPI 2003' });
    expect(outcomeOf(answer(502, '<html>'), NOW_MS)).toMatchObject({ reason: 'HTTP 502' });
  });

  test.each([
    ['5', 5000],
    ['0', 0],
    ['Sat, 31 Jan 2026 12:02:00 GMT', 120_000],
    ['Sat, 31 Jan 2026 11:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['1e3', null],
    ['5, 7', null],
    ['', null],
  ])('takes the wait from a Retry-After of %j (RFC 9110, 10.2.3)', (header, expectedMs) => {
    const headers = { 'retry-after': header };
    expect(outcomeOf(answer(429, '', headers), NOW_MS)).toMatchObject({ retryAfterMs: expectedMs });
    expect(outcomeOf(answer(200, envelope(3000), headers), NOW_MS)).toMatchObject({ retryAfterMs: expectedMs });
  });
});
