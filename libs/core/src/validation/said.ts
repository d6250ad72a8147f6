import { partyKey, type InterfaceRole, type OcpiVersion, type PartyKey } from '@busbar/ocpi';
import type { ForwardedAnswer } from '../journey/forward.js';
import type { Planned, Routed } from '../journey/message.js';
import type { ReadBody } from '../journey/read-body.js';

/** What a platform said, a request or an answer, as far as the object model speaks of it. */
export interface Said {
  readonly messageId: string;
  /** Whose platform it came from, and in whose name. */
  readonly platformId: string;
  readonly party: PartyKey;
  readonly version: OcpiVersion;
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  readonly method: string;
  /** The path below the module as it arrived, and the raw query. */
  readonly rest: string;
  readonly query: string | null;
  /** It came to, or answers what came to, a `response_url`. */
  readonly isCallback: boolean;
  readonly direction: 'request' | 'answer';
  /** Null for a request. */
  readonly httpStatus: number | null;
  readonly bytes: Uint8Array | null;
}

/** What the sender of a request said. */
export function requestSaid(message: Planned, body: Pick<ReadBody, 'bytes'>): Said {
  return {
    ...placeOf(message),
    platformId: message.platform.id,
    party: partyKey(message.from),
    direction: 'request',
    httpStatus: null,
    bytes: body.bytes,
  };
}

/** What the receiver answered; `bytes` is its whole body. */
export function answerSaid(message: Routed, { status }: Pick<ForwardedAnswer, 'status'>, bytes: Uint8Array): Said {
  const { receiver } = message.plan;
  return {
    ...placeOf(message),
    platformId: receiver.platform.id,
    party: receiver.party.key,
    direction: 'answer',
    httpStatus: status,
    bytes,
  };
}

type Place = Omit<Said, 'platformId' | 'party' | 'direction' | 'httpStatus' | 'bytes'>;

function placeOf({ id, version, plan, raw, address, query }: Planned): Place {
  return {
    messageId: id,
    version,
    module: plan.module,
    interfaceRole: plan.interfaceRole,
    method: raw.method,
    rest: address.kind === 'module' ? address.rest : '',
    query: address.kind === 'module' ? query : null,
    isCallback: plan.kind === 'direct' && plan.carried?.kind === 'response-url',
  };
}
