import type { InterfaceRole, PartyId } from '@busbar/ocpi';

/** How a message was to travel. */
export type PlanKind = 'direct' | 'broadcast' | 'open' | 'get-all' | 'config';
/** How a message ended: by the receiver's answer, by the hub's refusal, without an answer, or held for later. */
export type Outcome = 'answered' | 'refused' | 'failed' | 'held';

/** What is kept of one message; no token, no body. */
export interface MessageRow {
  readonly id: string;
  readonly atMs: number;
  readonly correlationId: string;
  /** The asker's own request id. */
  readonly requestId: string;
  readonly version: string | null;
  readonly from: PartyId | null;
  readonly to: PartyId | null;
  readonly fromPlatformId: string | null;
  readonly toPlatformId: string | null;
  readonly module: string | null;
  readonly interfaceRole: InterfaceRole | null;
  readonly method: string;
  /** Below the module, without the query, cut at 512 characters. */
  readonly path: string;
  readonly plan: PlanKind | null;
  /** Why it was planned or refused so, in words. */
  readonly why: string;
  readonly outcome: Outcome;
  readonly httpStatus: number;
  readonly ocpiStatus: number | null;
  readonly durationMs: number;
  readonly requestBytes: number;
  readonly answerBytes: number;
  /** Both bodies where the hub keeps payloads; sealed before it is stored. */
  readonly payload: MessagePayload | null;
}

/** What was said, for the operator's eyes; header values that authenticate are left out. */
export interface MessagePayload {
  readonly query: string | null;
  readonly requestBody: Uint8Array | null;
  readonly answerBody: Uint8Array | null;
}
