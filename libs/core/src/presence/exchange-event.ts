import type { NoAnswerReason, NotSentReason, PartyAnswer } from '../ports.js';
import type { ConnectionStatus } from '../registry.js';
import { newConnection, nextConnection, type ConnectionEvent, type SignOfLife } from './connection-status.js';

/** Endings without an answer, by what they say about the platform. */
const WITHOUT_ANSWER: Readonly<Record<NotSentReason | NoAnswerReason, 'failed' | 'silent' | 'partial' | 'nothing'>> = {
  refused: 'failed',
  dns: 'failed',
  tls: 'failed',
  'connect-timeout': 'failed',
  // The hub's own limits, guard and network, and an asker that left, count against nobody.
  'in-flight-cap': 'nothing',
  'address-not-allowed': 'nothing',
  'hub-network': 'nothing',
  'asker-gone': 'nothing',
  timeout: 'silent',
  reset: 'silent',
  // Something began to answer.
  'cut-off': 'partial',
  'too-large': 'partial',
};

/**
 * What an ended exchange says about the connection. `startedAt` and `lastAnswerAt` are elapsed ms: a request that timed out
 * while the platform answered others tells of that request, not of the platform.
 */
export function eventOfExchange(answer: PartyAnswer, startedAt: number, lastAnswerAt: number): ConnectionEvent {
  if (answer.kind === 'answer') return eventOfStatus(answer.status);
  switch (WITHOUT_ANSWER[answer.reason]) {
    case 'failed':
      return 'failed';
    case 'silent':
      return lastAnswerAt >= startedAt ? 'nothing-learned' : 'failed';
    case 'partial':
      return 'answered-badly';
    case 'nothing':
      return 'nothing-learned';
  }
}

function eventOfStatus(httpStatus: number): ConnectionEvent {
  if (httpStatus >= 200 && httpStatus < 300) return 'accepted';
  if (httpStatus === 401) return 'credentials-refused';
  return httpStatus >= 500 ? 'answered-badly' : 'answered';
}

/** Whether an event shows that bytes of an answer came back. */
export function isSignOfLife(event: ConnectionEvent): event is SignOfLife {
  return event === 'accepted' || event === 'answered' || event === 'answered-badly' || event === 'credentials-refused';
}

/** What a probe alone says of a platform: the status it would get were it OFFLINE before. */
export function statusAfterProbe(answer: PartyAnswer): ConnectionStatus {
  const event = eventOfExchange(answer, 0, Number.NEGATIVE_INFINITY);
  return nextConnection(newConnection('OFFLINE'), event, 1).status;
}
