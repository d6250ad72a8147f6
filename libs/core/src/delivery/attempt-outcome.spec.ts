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
  test.each<[string, number, string, AttemptOutcome['kind']]>([
    ['success', 200, envelope(1000), 'delivered'],
    ['success', 201, envelope(1000), 'delivered'],
    ['another code of success', 200, envelope(1999), 'delivered'],
    ['a code in quotes', 200, '{"status_code":"1000"}', 'delivered'],
    ['no body', 204, '', 'delivered'],
    ['no envelope', 200, '<html>ok</html>', 'delivered'],
    ['an envelope without a code', 200, '{"data":{}}', 'delivered'],
    ['a refusal', 200, envelope(2000), 'rejected'],
    ['a refusal', 200, envelope(2001), 'rejected'],
    ['an unknown token', 200, envelope(2004), 'rejected'],
    ['a server error', 200, envelope(3000), 'again'],
    ['a hub error', 200, envelope(4003), 'again'],
    ['a code of no class', 200, envelope(5000), 'rejected'],
    ['a code of no class', 200, envelope(999), 'rejected'],
    ['a redirect', 301, '', 'rejected'],
    ['a redirect', 307, '', 'rejected'],
    ['bad request', 400, envelope(2001), 'rejected'],
    ['unauthorized', 401, '', 'pause'],
    ['forbidden', 403, '', 'pause'],
    ['not found', 404, envelope(2003), 'rejected'],
    ['method not allowed', 405, '', 'rejected'],
    ['request timeout', 408, '', 'again'],
    ['conflict', 409, '', 'rejected'],
    ['too early', 425, '', 'again'],
    ['too many requests', 429, '', 'again'],
    ['server error', 500, envelope(3000), 'again'],
    ['server error with a code of success', 500, envelope(1000), 'again'],
    ['bad gateway', 502, '<html>', 'again'],
    ['unavailable', 503, '', 'again'],
    ['a status of no class', 600, '', 'again'],
  ])('%s (HTTP %i, %j) is %s', (_, status, body, expected) => {
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
