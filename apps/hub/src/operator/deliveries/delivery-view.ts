import {
  resyncOf,
  type AddressedAttempt,
  type AttemptRow,
  type DeliveryRecord,
  type DeliveryStory,
} from '@busbar/core';
import { partyKey } from '@busbar/ocpi';
import { FORM, type Schema } from '../openapi/schema.js';
import { writeTime, writeTimeOrNull } from '../time.js';

/** A delivery as lists show it. */
export function deliveryView(record: DeliveryRecord): Record<string, unknown> {
  const isPending = record.state === 'pending';
  return {
    id: record.id,
    message_id: record.messageId,
    platform: record.platformId,
    to: record.to && partyKey(record.to),
    module: record.module,
    method: record.method,
    object: [record.object.key, ...record.object.path].join('/'),
    state: record.state,
    reason: record.reason,
    attempts: record.attempts,
    next_attempt_at: isPending ? writeTime(record.nextAttemptAtMs) : null,
    expires_at: writeTime(record.expiresAtMs),
    accepted_at: writeTime(record.acceptedAtMs),
    ended_at: writeTimeOrNull(record.endedAtMs),
    superseded_by: record.supersededBy,
    resync: resyncOf(record),
  };
}

/** A delivery with everything that was tried for it. */
export function deliveryStoryView({ record, attempts }: DeliveryStory): Record<string, unknown> {
  return { ...deliveryView(record), correlation_id: record.correlationId, attempt_log: attempts.map(attemptView) };
}

/** One HTTP exchange for a delivery. */
export function attemptView(attempt: AttemptRow): Record<string, unknown> {
  return {
    delivery_id: attempt.deliveryId,
    at: writeTime(attempt.atMs),
    request_id: attempt.requestId,
    duration_ms: attempt.durationMs,
    http_status: attempt.httpStatus,
    ocpi_status: attempt.ocpiStatus,
    outcome: attempt.outcome,
    reason: attempt.reason,
  };
}

/** The same, and whom it was meant for. */
export function addressedAttemptView(attempt: AddressedAttempt): Record<string, unknown> {
  return { ...attemptView(attempt), platform: attempt.platformId, to: attempt.to && partyKey(attempt.to) };
}

/** `deliveryView` in answers. */
export const DELIVERY_SCHEMA: Schema = {
  type: 'object',
  properties: {
    id: FORM.text,
    message_id: FORM.text,
    platform: { ...FORM.text, description: 'Id of the platform it goes to.' },
    to: { ...FORM.partyOrNull, description: 'Null for ClientInfo, which has no routing headers.' },
    module: FORM.text,
    method: FORM.text,
    object: { ...FORM.text, example: 'LOCATIONS NL/ABC/LOC1', description: 'What it writes, in upper case.' },
    state: { type: 'string', enum: ['pending', 'delivered', 'superseded', 'rejected', 'expired', 'discarded'] },
    reason: FORM.text,
    attempts: FORM.integer,
    next_attempt_at: FORM.timeOrNull,
    expires_at: FORM.time,
    accepted_at: FORM.time,
    ended_at: FORM.timeOrNull,
    superseded_by: { ...FORM.textOrNull, description: 'The delivery that replaced it.' },
    resync: {
      type: 'object',
      nullable: true,
      description: 'Where it expired: the GET of a list that brings its receiver back in sync.',
      properties: { module: FORM.text, date_from: FORM.time },
    },
  },
};

/** `attemptView` in answers. */
export const ATTEMPT_SCHEMA: Schema = {
  type: 'object',
  properties: {
    delivery_id: FORM.text,
    at: FORM.time,
    request_id: FORM.text,
    duration_ms: FORM.number,
    http_status: FORM.integerOrNull,
    ocpi_status: FORM.integerOrNull,
    outcome: FORM.text,
    reason: FORM.text,
  },
};

/** `addressedAttemptView` in answers. */
export const ADDRESSED_ATTEMPT_SCHEMA: Schema = {
  type: 'object',
  properties: { ...ATTEMPT_SCHEMA.properties, platform: FORM.text, to: FORM.partyOrNull },
};

/** `deliveryStoryView` in answers. */
export const DELIVERY_STORY_SCHEMA: Schema = {
  type: 'object',
  properties: {
    ...DELIVERY_SCHEMA.properties,
    correlation_id: FORM.text,
    attempt_log: { type: 'array', items: ATTEMPT_SCHEMA, description: 'Oldest first.' },
  },
};
