import { OCPI_STATUS, statusIn, type OcpiStatus, type OcpiVersion } from '@busbar/ocpi';

/**
 * The hub's own answers. This table is the only place that turns an ending into HTTP and OCPI status codes;
 * docs/status-codes.md says the same in words. `retryAfter` marks those that tell the asker to come back.
 */
const REFUSALS = {
  'unknown-token': { http: 401, ocpi: OCPI_STATUS.clientError },
  'registration-token-only': { http: 401, ocpi: OCPI_STATUS.clientError },
  'not-your-party': { http: 403, ocpi: OCPI_STATUS.clientError },
  'platform-suspended': { http: 403, ocpi: OCPI_STATUS.clientError },
  'unknown-module': { http: 404, ocpi: OCPI_STATUS.invalidParameters },
  'unknown-version': { http: 404, ocpi: OCPI_STATUS.invalidParameters },
  'other-version': { http: 404, ocpi: OCPI_STATUS.invalidParameters },
  'not-your-object': { http: 404, ocpi: OCPI_STATUS.invalidParameters },
  'unknown-carried-url': { http: 404, ocpi: OCPI_STATUS.invalidParameters },
  'unknown-object': { http: 404, ocpi: OCPI_STATUS.clientError },
  'token-unknown': { http: 404, ocpi: OCPI_STATUS.unknownToken },
  'method-not-allowed': { http: 405, ocpi: OCPI_STATUS.clientError },
  'already-registered': { http: 405, ocpi: OCPI_STATUS.clientError },
  'not-registered': { http: 405, ocpi: OCPI_STATUS.clientError },
  'broken-json': { http: 400, ocpi: OCPI_STATUS.invalidParameters },
  'broken-header': { http: 400, ocpi: OCPI_STATUS.invalidParameters },
  'refused-path': { http: 400, ocpi: OCPI_STATUS.invalidParameters },
  'broken-http': { http: 400, ocpi: OCPI_STATUS.invalidParameters },
  'headers-too-large': { http: 431, ocpi: OCPI_STATUS.clientError },
  'body-too-slow': { http: 408, ocpi: OCPI_STATUS.clientError },
  'body-too-large': { http: 413, ocpi: OCPI_STATUS.clientError },
  'too-many-requests': { http: 429, ocpi: OCPI_STATUS.clientError },
  'half-header-pair': { http: 200, ocpi: OCPI_STATUS.invalidParameters },
  'no-from': { http: 200, ocpi: OCPI_STATUS.invalidParameters },
  'wrong-routing': { http: 200, ocpi: OCPI_STATUS.invalidParameters },
  'against-role-rules': { http: 200, ocpi: OCPI_STATUS.invalidParameters },
  'against-object-model': { http: 200, ocpi: OCPI_STATUS.invalidParameters },
  'invalid-parameters': { http: 200, ocpi: OCPI_STATUS.invalidParameters },
  'client-api-unusable': { http: 200, ocpi: OCPI_STATUS.clientApiUnusable },
  'no-mutual-version': { http: 200, ocpi: OCPI_STATUS.unsupportedVersion },
  'no-matching-endpoints': { http: 200, ocpi: OCPI_STATUS.noMatchingEndpoints },
  'unknown-receiver': { http: 200, ocpi: OCPI_STATUS.unknownReceiver },
  'ambiguous-owner': { http: 200, ocpi: OCPI_STATUS.unknownReceiver },
  'no-agreement': { http: 200, ocpi: OCPI_STATUS.connectionProblem },
  'not-connected': { http: 200, ocpi: OCPI_STATUS.connectionProblem },
  'not-sent': { http: 200, ocpi: OCPI_STATUS.connectionProblem },
  'module-not-offered': { http: 200, ocpi: OCPI_STATUS.connectionProblem },
  'credentials-refused': { http: 200, ocpi: OCPI_STATUS.connectionProblem },
  'no-answer': { http: 200, ocpi: OCPI_STATUS.hubTimeout },
  'no-bridge': { http: 200, ocpi: OCPI_STATUS.hubError },
  'untranslatable-answer': { http: 200, ocpi: OCPI_STATUS.hubError },
  'incomplete-list': { http: 200, ocpi: OCPI_STATUS.hubError },
  'broken-answer': { http: 200, ocpi: OCPI_STATUS.hubError },
  redirected: { http: 200, ocpi: OCPI_STATUS.hubError },
  'database-lost': { http: 503, ocpi: OCPI_STATUS.serverError },
  overloaded: { http: 503, ocpi: OCPI_STATUS.serverError },
  'internal-error': { http: 500, ocpi: OCPI_STATUS.serverError },
} as const satisfies Readonly<Record<string, { readonly http: number; readonly ocpi: OcpiStatus }>>;

/** The name of a row of the table. */
export type RefusalKind = keyof typeof REFUSALS;

/** Every ending the hub may answer with, for the documentation and its check. */
export const REFUSAL_KINDS = Object.keys(REFUSALS) as readonly RefusalKind[];

/** An expected ending: what we say, and which row of the table it is. */
export interface Refusal {
  readonly refused: true;
  readonly kind: RefusalKind;
  /** For the developer on the other side: what is wrong and what to change. No tokens, no bodies. */
  readonly message: string;
  /** Seconds after which another try makes sense. */
  readonly retryAfterS: number | null;
}

/** Makes a refusal; `retryAfterS` goes out as Retry-After. */
export function refuse(kind: RefusalKind, message: string, retryAfterS: number | null = null): Refusal {
  return { refused: true, kind, message, retryAfterS };
}

/** Whether a step ended in a refusal. */
export function isRefusal(value: object | null): value is Refusal {
  return value !== null && 'refused' in value;
}

/** The HTTP and OCPI status of a refusal, as far as this version has such a code. */
export function statusOf(
  kind: RefusalKind,
  version: OcpiVersion | null = null,
): { readonly http: number; readonly ocpi: OcpiStatus } {
  const { http, ocpi } = REFUSALS[kind];
  return { http, ocpi: statusIn(version, ocpi) };
}
