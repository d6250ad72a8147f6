/**
 * The endings of the operator API that are no success. This table is the only place that turns one into an HTTP status;
 * `type` of the problem details is `urn:busbar:problem:` and the name (RFC 9457).
 */
const PROBLEMS = {
  'invalid-request': { status: 400, title: 'The request does not have the form it must have' },
  unauthorized: { status: 401, title: 'A valid operator key is needed' },
  forbidden: { status: 403, title: 'This key may not do that' },
  'no-such-route': { status: 404, title: 'There is nothing at this address' },
  'unknown-platform': { status: 404, title: 'There is no such platform' },
  'unknown-delivery': { status: 404, title: 'There is no such delivery' },
  'unknown-replay': { status: 404, title: 'There is no such replay' },
  'unknown-message': { status: 404, title: 'There is no such message' },
  'unknown-block': { status: 404, title: 'There is no such block' },
  'unknown-key': { status: 404, title: 'There is no such key' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  'request-too-slow': { status: 408, title: 'The request took too long to arrive' },
  'party-taken': { status: 409, title: 'Another platform holds this party' },
  'changed-meanwhile': { status: 409, title: 'Somebody else changed this at the same time' },
  'not-registered': { status: 409, title: 'The platform has no connection to the hub' },
  'platform-suspended': { status: 409, title: 'The platform is suspended' },
  'not-failed': { status: 409, title: 'It has not failed' },
  'not-replayable': { status: 409, title: 'Messages of this kind are not replayed' },
  'not-kept': { status: 409, title: 'What it said is not kept' },
  'not-open': { status: 409, title: 'It has ended' },
  'receiver-gone': { status: 409, title: 'Its receiver is not there any more' },
  'newer-version': { status: 409, title: 'A newer version of the object has passed' },
  'still-running': { status: 409, title: 'The first request with this Idempotency-Key is still running' },
  'precondition-failed': { status: 412, title: 'This has changed since you looked at it' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body is of a media type that is not taken here' },
  'too-many': { status: 422, title: 'These are too many at once' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key was used for another request' },
  'precondition-required': { status: 428, title: 'Say which state of it you mean to change' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'The hub made a mistake' },
  'handshake-failed': { status: 502, title: 'The platform did not complete the handshake' },
  'database-lost': { status: 503, title: 'The database cannot be reached' },
  'not-ready': { status: 503, title: 'The hub is starting or stopping' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>;

/** A row of the table. */
export type ProblemKind = keyof typeof PROBLEMS;

/** Every ending the operator API knows, for its OpenAPI document. */
export const PROBLEM_KINDS = Object.keys(PROBLEMS) as readonly ProblemKind[];

/** What is wrong with one field; `field` is its path, as `parties[0].role`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** An expected ending of an operator's request. */
export interface Problem {
  readonly problem: ProblemKind;
  /** For the person who wrote the request: what to change. No tokens, no keys. */
  readonly detail: string;
  readonly errors: readonly FieldError[];
  /** Seconds after which another try makes sense. */
  readonly retryAfterS: number | null;
  /** Further members of the problem details, by name. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** Makes a problem; what is not given is empty. */
export function problem(
  kind: ProblemKind,
  detail: string,
  more: Partial<Pick<Problem, 'errors' | 'retryAfterS' | 'members'>> = {},
): Problem {
  return {
    problem: kind,
    detail,
    errors: more.errors ?? [],
    retryAfterS: more.retryAfterS ?? null,
    members: more.members ?? {},
  };
}

/** Whether a step ended in a problem. */
export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'problem' in value;
}

/** The HTTP status of a problem. */
export function statusOfProblem(kind: ProblemKind): number {
  return PROBLEMS[kind].status;
}

/** The body of a problem as RFC 9457 writes it. */
export function problemDetails(of: Problem): Record<string, unknown> {
  return {
    type: `urn:busbar:problem:${of.problem}`,
    title: PROBLEMS[of.problem].title,
    status: PROBLEMS[of.problem].status,
    detail: of.detail,
    ...(of.errors.length > 0 ? { errors: of.errors } : {}),
    ...of.members,
  };
}

/** A problem where Nest has no other way out of a guard or pipe than an exception. */
export class ProblemException extends Error {
  constructor(readonly of: Problem) {
    super(of.detail);
  }
}
