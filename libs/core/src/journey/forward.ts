import { HEADER, namesParties } from '@busbar/ocpi';
import type { Cancellation } from '../cancellation.js';
import type { Ids, PartyAnswer, PartyClient } from '../ports.js';
import type { Platform } from '../registry.js';
import type { Routed } from './message.js';
import { refuse, type Refusal } from './refusal.js';
import type { Outgoing } from './rewrite-request.js';

/** Headers of a request that pass beside OCPI's own. */
const PASSED_ON = [
  [HEADER.contentType, 'content-type'],
  [HEADER.accept, 'accept'],
] as const;

/** An answer of a party that goes back to the asker. */
export type ForwardedAnswer = Extract<PartyAnswer, { kind: 'answer' }>;

/** How forwarding ended: with an answer to pass on, or with one of the hub's own; the raw ending goes to presence. */
export interface Forwarded {
  readonly ending: PartyAnswer;
  readonly result: ForwardedAnswer | Refusal;
}

/** What forwarding works with. */
export interface ForwardPorts {
  readonly parties: PartyClient;
  readonly ids: Ids;
  readonly forwardTimeoutMs: number;
}

/** What holds for one of several exchanges over the same message. */
export interface ForwardLimits {
  readonly deadlineMs: number;
  readonly cancellation: Cancellation;
}

/**
 * Sends a message to its receiver and waits for the answer: now or never, a direct request is not queued (OCPI 2.2.1, Transport and
 * format > Offline behaviour). It carries a new request id and the same correlation id.
 */
export async function forward(
  message: Routed,
  outgoing: Outgoing,
  ports: ForwardPorts & Partial<ForwardLimits>,
): Promise<Forwarded> {
  const { platform } = message.plan.receiver;
  const deadlineMs = platform.settings.timeout_ms ?? ports.forwardTimeoutMs;
  const ending = await ports.parties.exchange({
    platform,
    method: message.raw.method,
    url: outgoing.url,
    headers: requestHeaders(message, ports.ids.uuid()),
    body: outgoing.body,
    deadlineMs: ports.deadlineMs === undefined ? deadlineMs : Math.min(deadlineMs, ports.deadlineMs),
    ...(ports.cancellation === undefined ? {} : { cancellation: ports.cancellation }),
  });
  return { ending, result: resultOf(ending, message.plan.receiver.party.key) };
}

/** Which endings are the receiver's to speak of and which are the hub's. */
function resultOf(ending: PartyAnswer, key: string): ForwardedAnswer | Refusal {
  switch (ending.kind) {
    case 'not-sent':
      return refuse('not-sent', `nothing was sent to ${key}: ${ending.detail}`);
    case 'no-answer':
      return refuse('no-answer', `the message was sent, but ${key} gave no whole answer: ${ending.detail}`);
    case 'answer':
      if (ending.status === 401) {
        return refuse(
          'credentials-refused',
          `${key} does not accept the hub's credentials; its operator must register anew`,
        );
      }
      return ending.status >= 300 && ending.status < 400
        ? refuse('redirected', `${key} answered with a redirect (HTTP ${ending.status}), which hubs do not follow`)
        : ending;
  }
}

function requestHeaders(message: Routed, requestId: string): string[] {
  const { id: to, platform } = message.plan.receiver;
  const headers = [HEADER.requestId, requestId, HEADER.correlationId, message.correlationId];
  // OCPI 2.1.1 knows one CPO and one eMSP on a connection and no header that names them: a strict peer gets none it does not know.
  if (namesParties(platform.registration?.version ?? null)) {
    headers.push(HEADER.toPartyId, to.partyId, HEADER.toCountryCode, to.countryCode);
    headers.push(HEADER.fromPartyId, message.from.partyId, HEADER.fromCountryCode, message.from.countryCode);
  }
  const incoming = message.raw.headers;
  for (const [name, lowerName] of PASSED_ON) {
    const value = incoming[lowerName];
    if (typeof value === 'string') headers.push(name, value);
  }
  for (const name of namedHeaders(message.platform, message.plan.receiver.platform)) {
    const value = incoming[name];
    if (typeof value === 'string') headers.push(name, value);
  }
  return headers;
}

/** Headers that the operator lets pass, named for the platform that sends or for the one that receives; lower-case. */
export function namedHeaders(sender: Platform, receiver: Platform): readonly string[] {
  const [ours, theirs] = [sender.settings.forward_headers, receiver.settings.forward_headers];
  if (theirs.length === 0) return ours;
  return ours.length === 0 ? theirs : [...new Set([...ours, ...theirs])];
}
