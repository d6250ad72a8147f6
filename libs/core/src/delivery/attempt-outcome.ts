import { statusInAnswer } from '../journey/answer-status.js';
import type { PartyAnswer } from '../ports.js';

/** What an attempt means for its delivery and its lane. */
export type AttemptOutcome =
  | { readonly kind: 'delivered'; readonly reason: string; readonly defect: 'unreadable-envelope' | null }
  /** Another try makes sense; the lane waits unless other objects get through. `completed`: the receiver had it. */
  | {
      readonly kind: 'again';
      readonly reason: string;
      readonly retryAfterMs: number | null;
      readonly completed: boolean;
    }
  /** The platform does not let the hub in: nothing to it makes sense until a handshake, a probe or the operator says so. */
  | { readonly kind: 'pause'; readonly reason: string }
  /** The receiver will never take it. */
  | { readonly kind: 'rejected'; readonly reason: string }
  /** Nothing was sent and nothing can be any more: the delivery ends, and nothing was learned of the platform. */
  | { readonly kind: 'undeliverable'; readonly reason: string }
  /** It is not for this receiver's eyes: the delivery ends, and nothing has failed. */
  | { readonly kind: 'withheld'; readonly reason: string }
  /** The hub could not try at all: it counts against nobody. */
  | { readonly kind: 'not-tried'; readonly reason: string };

const WORTH_ANOTHER_TRY = new Set([408, 425, 429]);

/** The OCPI status code of an answer in one piece, or null where there is none that can be read. */
export function ocpiStatusOf(answer: PartyAnswer): number | null {
  return answer.kind === 'answer' && answer.body.kind === 'whole' ? statusInAnswer(answer.body.bytes) : null;
}

/**
 * Reads the ending of an exchange as the outcome of an attempt; `nowMs` turns a Retry-After date into a wait, `code` is the
 * {@link ocpiStatusOf} the answer for who has read it already.
 */
export function outcomeOf(answer: PartyAnswer, nowMs: number, code = ocpiStatusOf(answer)): AttemptOutcome {
  switch (answer.kind) {
    case 'not-sent':
      return answer.reason === 'in-flight-cap' || answer.reason === 'hub-network'
        ? { kind: 'not-tried', reason: answer.detail }
        : { kind: 'again', reason: answer.detail, retryAfterMs: null, completed: false };
    case 'no-answer':
      return { kind: 'again', reason: answer.detail, retryAfterMs: null, completed: true };
    case 'answer':
      return outcomeOfAnswer(answer, nowMs, code);
  }
}

function outcomeOfAnswer(
  { status, headers }: Extract<PartyAnswer, { kind: 'answer' }>,
  nowMs: number,
  code: number | null,
): AttemptOutcome {
  const reason = code === null ? `HTTP ${status}` : `HTTP ${status}, OCPI ${code}`;
  if (status === 401 || status === 403) return { kind: 'pause', reason };
  const retryAfterMs = readRetryAfter(headers.get('retry-after'), nowMs);
  if (WORTH_ANOTHER_TRY.has(status) || status >= 500) return { kind: 'again', reason, retryAfterMs, completed: true };
  if (status < 200 || status >= 300) return { kind: 'rejected', reason };
  if (code === null) return { kind: 'delivered', reason, defect: 'unreadable-envelope' };
  if (code >= 1000 && code < 2000) return { kind: 'delivered', reason, defect: null };
  return code >= 3000 && code < 5000
    ? { kind: 'again', reason, retryAfterMs, completed: true }
    : { kind: 'rejected', reason };
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3), as ms from now; null where it says neither. */
function readRetryAfter(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = /^[A-Za-z]{3}, \d{2} [A-Za-z]{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
