import { describe, expect, test } from '@jest/globals';
import type { NoAnswerReason, NotSentReason, PartyAnswer } from '../ports.js';
import { eventOfExchange, isSignOfLife, statusAfterProbe } from './exchange-event.js';

const STARTED_AT = 1_000;
const BEFORE = 999;
const MEANWHILE = 5_000;

function answer(status: number): PartyAnswer {
  return { kind: 'answer', status, headers: new Map(), body: { kind: 'whole', bytes: new Uint8Array() } };
}

const notSent = (reason: NotSentReason): PartyAnswer => ({ kind: 'not-sent', reason, detail: '' });
const noAnswer = (reason: NoAnswerReason): PartyAnswer => ({ kind: 'no-answer', reason, detail: '' });

describe('what an ended exchange says about a connection', () => {
  test.each([
    [200, 'accepted'],
    [201, 'accepted'],
    [302, 'answered'],
    [400, 'answered'],
    [401, 'credentials-refused'],
    [403, 'answered'],
    [404, 'answered'],
    [429, 'answered'],
    [500, 'answered-badly'],
    [503, 'answered-badly'],
  ])('HTTP %i means %s, and every answer is a sign of life', (status, expected) => {
    const event = eventOfExchange(answer(status), STARTED_AT, BEFORE);
    expect(event).toBe(expected);
    expect(isSignOfLife(event)).toBe(true);
  });

  test.each<NotSentReason>(['refused', 'dns', 'tls', 'connect-timeout'])(
    'a connection that failed (%s) counts, whatever was answered meanwhile',
    (reason) => {
      expect(eventOfExchange(notSent(reason), STARTED_AT, MEANWHILE)).toBe('failed');
    },
  );

  test.each<NotSentReason>(['hub-network', 'in-flight-cap', 'address-not-allowed'])(
    'what the hub itself could not or would not do (%s) counts against nobody',
    (reason) => {
      expect(eventOfExchange(notSent(reason), STARTED_AT, BEFORE)).toBe('nothing-learned');
    },
  );

  test.each<NoAnswerReason>(['timeout', 'reset'])(
    'a %s counts only when the platform answered nothing since the request began',
    (reason) => {
      expect(eventOfExchange(noAnswer(reason), STARTED_AT, BEFORE)).toBe('failed');
      expect(eventOfExchange(noAnswer(reason), STARTED_AT, Number.NEGATIVE_INFINITY)).toBe('failed');
      expect(eventOfExchange(noAnswer(reason), STARTED_AT, MEANWHILE)).toBe('nothing-learned');
    },
  );

  test.each<NoAnswerReason>(['cut-off', 'too-large'])('an answer that began (%s) is a sign of life', (reason) => {
    expect(isSignOfLife(eventOfExchange(noAnswer(reason), STARTED_AT, BEFORE))).toBe(true);
  });

  test('an asker that went away says nothing about the receiver', () => {
    expect(eventOfExchange(noAnswer('asker-gone'), STARTED_AT, BEFORE)).toBe('nothing-learned');
  });

  test.each<[string, PartyAnswer, string]>([
    ['a list of versions', answer(200), 'CONNECTED'],
    ['refused credentials', answer(401), 'CONNECTED'],
    ['a proxy’s 502', answer(502), 'OFFLINE'],
    ['a refused connection', notSent('refused'), 'OFFLINE'],
    ['silence', noAnswer('timeout'), 'OFFLINE'],
  ])('after a probe that met %s the platform is taken for that', (_what, answered, expected) => {
    expect(statusAfterProbe(answered)).toBe(expected);
  });
});
