import type { DeliveryContent, DeliveryFilter, FanOut, Owed, RepeatKey, WrittenObject } from '@busbar/core';
import { partyId } from './builders.js';

/** When tests about deliveries begin. */
export const NOON = Date.UTC(2026, 0, 31, 12);
/** BUSBAR_DELIVERY_TTL_S. */
export const TTL_MS = 900_000;

/** What a test says of a fan-out; the rest is an ordinary PUT of a Location by NL/CPO. */
export interface FanOutSketch {
  /** Platforms, or `platform NL/ABC`; NL/EMS where no party is named. */
  readonly to?: readonly string[];
  readonly atMs?: number;
  readonly ttlMs?: number;
  readonly kind?: FanOut['kind'];
  readonly object?: Partial<WrittenObject>;
  readonly content?: Partial<DeliveryContent>;
  readonly repeat?: RepeatKey | null;
}

let messages = 0;

/** A fan-out of a message with an id of its own. */
export function aFanOut(sketch: FanOutSketch = {}): FanOut {
  const { to = ['ems'], atMs = NOON, ttlMs = TTL_MS, kind = 'broadcast', repeat = null } = sketch;
  const messageId = sketch.content?.messageId ?? `message-${++messages}`;
  return {
    content: {
      messageId,
      correlationId: `correlation-of-${messageId}`,
      version: '2.2.1',
      module: 'locations',
      interfaceRole: 'RECEIVER',
      method: 'PUT',
      rest: '/NL/CPO/LOC1',
      query: null,
      contentType: 'application/json',
      body: new Uint8Array(Buffer.from('{"id":"LOC1"}')),
      from: partyId('NL/HUB'),
      ...sketch.content,
    },
    kind,
    object: { key: 'LOCATIONS NL/CPO/LOC1', path: [], write: 'put', lastUpdatedMs: null, ...sketch.object },
    owed: to.map(owedTo),
    atMs,
    expiresAtMs: atMs + ttlMs,
    repeat,
  };
}

/** What makes the same request of NL/CPO known. */
export function aRepeatKey(sketch: Partial<RepeatKey> = {}): RepeatKey {
  return { platformId: 'cpo', from: partyId('NL/CPO'), requestId: 'request-1', contentHash: 'a'.repeat(64), ...sketch };
}

/** A filter that finds everything but for what is given. */
export function aDeliveryFilter(filter: Partial<DeliveryFilter> = {}): DeliveryFilter {
  return { states: null, platformId: null, party: null, module: null, sinceMs: null, untilMs: null, ...filter };
}

function owedTo(text: string): Owed {
  const [platformId = '', party = 'NL/EMS'] = text.split(' ');
  return { platformId, to: party === 'nobody' ? null : partyId(party) };
}
