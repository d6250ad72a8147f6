import type { Delivery, LoadedDelivery, WrittenObject } from '@busbar/core';
import { parsePartyId } from '@busbar/ocpi';

/** What a test says of a delivery; the rest is ordinary. */
export interface DeliverySketch extends Partial<Omit<Delivery, 'object' | 'to' | 'id'>> {
  /** `put`, `patch`, `delete` or `post`, and what is written: `put LOC1`, `patch LOC1/EVSE1`. */
  readonly writes?: string;
  readonly lastUpdatedMs?: number | null;
  /** `NL/EMS` unless the test says otherwise. */
  readonly to?: string;
}

/** A pending delivery of a Location that nobody has tried; `d7` for sequence 7. */
export function aDelivery(sequence: number, sketch: DeliverySketch = {}): Delivery {
  const { writes = 'put LOC1', lastUpdatedMs = null, to = 'NL/EMS', ...rest } = sketch;
  return {
    id: `d${sequence}`,
    messageId: `message-${sequence}`,
    kind: 'broadcast',
    platformId: 'emsp',
    to: parsePartyId(to),
    sequence,
    object: anObject(writes, lastUpdatedMs),
    attempts: 0,
    completedAttempts: 0,
    leases: 0,
    firstFailedAtMs: null,
    nextAttemptAtMs: 0,
    expiresAtMs: Number.MAX_SAFE_INTEGER,
    ...rest,
  };
}

/** The same with what its message says. */
export function aLoadedDelivery(sequence: number, sketch: DeliverySketch = {}): LoadedDelivery {
  const delivery = aDelivery(sequence, sketch);
  return {
    delivery,
    content: {
      messageId: delivery.messageId,
      correlationId: `correlation-${sequence}`,
      version: '2.2.1',
      module: 'locations',
      interfaceRole: 'RECEIVER',
      method: delivery.object.write.toUpperCase(),
      rest: `/NL/CPO/${sketch.writes?.split(' ')[1] ?? 'LOC1'}`,
      query: null,
      contentType: 'application/json',
      body: new TextEncoder().encode('{}'),
      from: parsePartyId('XX/HUB'),
    },
  };
}

/** `put LOC1/EVSE1` of NL/CPO. */
export function anObject(writes: string, lastUpdatedMs: number | null = null): WrittenObject {
  const [write = 'put', ids = 'LOC1'] = writes.split(' ');
  const [id = '', ...path] = ids.split('/');
  return { key: `LOCATIONS NL/CPO/${id}`, path, write: write as WrittenObject['write'], lastUpdatedMs };
}
