import type { StreamEnd } from '../answer.js';
import type { MessagePayload, MessageRow, Outcome, PlanKind } from '../journal.js';
import { statusInAnswer, statusInEnds } from './answer-status.js';
import type { Addressed, Planned, Received } from './message.js';
import { statusOf, type Refusal, type RefusalKind } from './refusal.js';
import { versionOf, type ReplyContent } from './respond.js';

/** Which messages keep their bodies. */
export type PayloadPolicy = 'none' | 'failed' | 'all';

/** How far a message came, and how it ended. */
export interface Story {
  readonly message: Received | Addressed | Planned;
  readonly plan: PlanKind | null;
  /** Null where a party or a configuration module answered. */
  readonly refusal: Refusal | null;
  readonly requestBody: Uint8Array | null;
  /** The hub holds it for a receiver that could not be reached. */
  readonly isHeld?: boolean;
}

/** Whether a message is worth no row: a stranger who goes on guessing after he was told to wait would fill the database. */
export function isNoise({ message, refusal }: Story): boolean {
  return refusal?.kind === 'too-many-requests' && !('holder' in message);
}

/** How the reply left, and what is kept of it. */
export interface Conclusion {
  readonly reply: ReplyContent;
  /** Null for a reply that was whole from the start. */
  readonly end: StreamEnd | null;
  /** On the clock of durations. */
  readonly elapsed: number;
  readonly payloads: PayloadPolicy;
}

/** Longer paths are cut in the journal. */
const MAX_PATH = 512;

/** The journal row of a message that has ended. */
export function rowOf(story: Story, { reply, end, elapsed, payloads }: Conclusion): MessageRow {
  const { message, refusal } = story;
  const answerBytes = end?.bytes ?? (reply.body.kind === 'whole' ? reply.body.bytes.length : 0);
  const ocpiStatus = refusal === null ? statusOfReply(reply, end) : statusOf(refusal.kind, versionOf(message)).ocpi;
  const outcome = story.isHeld === true ? 'held' : outcomeOf(refusal, end);
  return {
    id: message.id,
    atMs: message.atMs,
    correlationId: message.correlationId,
    requestId: message.requestId,
    method: message.raw.method.slice(0, 16),
    ...placeOf(message),
    plan: story.plan,
    why: endingText(story, end),
    outcome,
    httpStatus: reply.status,
    ocpiStatus,
    durationMs: Math.max(0, elapsed - message.startedAt),
    requestBytes: story.requestBody?.length ?? 0,
    answerBytes,
    payload: isKept(payloads, wentWell(outcome, reply.status, ocpiStatus)) ? payloadOf(story, reply) : null,
  };
}

type Place = Pick<
  MessageRow,
  'version' | 'from' | 'to' | 'fromPlatformId' | 'toPlatformId' | 'module' | 'interfaceRole' | 'path'
>;

/** What is known of a message at the stage it reached. */
function placeOf(message: Received | Addressed | Planned): Place {
  const fromPlatformId = 'holder' in message ? message.holder.platform.id : null;
  if (!('address' in message)) {
    const nowhere = { version: null, from: null, to: null, toPlatformId: null, module: null, interfaceRole: null };
    return { ...nowhere, fromPlatformId, path: (message.raw.target.split('?', 1)[0] ?? '').slice(0, MAX_PATH) };
  }
  const { version, address, from } = message;
  const path = address.kind === 'carried' ? '/' : address.rest.slice(0, MAX_PATH);
  if ('plan' in message && message.plan.kind === 'direct') {
    const { receiver, module, interfaceRole } = message.plan;
    return {
      version,
      from,
      to: receiver.id,
      fromPlatformId,
      toPlatformId: receiver.platform.id,
      module,
      interfaceRole,
      path,
    };
  }
  return {
    version,
    from,
    to: message.to,
    fromPlatformId,
    toPlatformId: null,
    module: address.kind === 'carried' ? null : address.module,
    interfaceRole: address.kind === 'module' ? address.interfaceRole : null,
    path,
  };
}

/** Endings in which a receiver was asked, or should have been, and gave no answer to pass on. */
const FAILURES: ReadonlySet<RefusalKind> = new Set([
  'not-sent',
  'no-answer',
  'credentials-refused',
  'broken-answer',
  'untranslatable-answer',
  'redirected',
  'internal-error',
]);

/** Refused: nothing was asked of the receiver. Failed: it was asked, or should have been, and gave no answer to pass on. */
function outcomeOf(refusal: Refusal | null, end: StreamEnd | null): Outcome {
  if (refusal === null) return end === null || end.how === 'complete' ? 'answered' : 'failed';
  return FAILURES.has(refusal.kind) ? 'failed' : 'refused';
}

function endingText(story: Story, end: StreamEnd | null): string {
  const planned = 'plan' in story.message ? story.message.plan.why : '';
  if (end !== null && end.how !== 'complete') {
    return `${planned}; the answer ${end.how === 'cut-off' ? 'broke off' : 'was not awaited by the asker'}`;
  }
  if (story.refusal === null) return planned;
  return planned === '' ? story.refusal.message : `${planned}; ${story.refusal.message}`;
}

function statusOfReply(reply: ReplyContent, end: StreamEnd | null): number | null {
  if (reply.body.kind === 'whole') return statusInAnswer(reply.body.bytes);
  return end === null ? null : statusInEnds(end.head, end.tail);
}

function wentWell(outcome: Outcome, httpStatus: number, ocpiStatus: number | null): boolean {
  return (
    outcome === 'answered' && httpStatus < 300 && (ocpiStatus === null || (ocpiStatus >= 1000 && ocpiStatus < 2000))
  );
}

function isKept(policy: PayloadPolicy, wentWell: boolean): boolean {
  return policy === 'all' || (policy === 'failed' && !wentWell);
}

/** Bodies of configuration modules hold tokens: they are never kept. */
function payloadOf(story: Story, reply: ReplyContent): MessagePayload | null {
  if (story.plan === 'config' || !('plan' in story.message)) return null;
  return {
    query: story.message.query,
    requestBody: story.requestBody,
    answerBody: reply.body.kind === 'whole' ? reply.body.bytes : null,
  };
}
