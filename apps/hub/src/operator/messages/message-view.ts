import type { AddressedAttempt, MessagePayload, MessageRow, PlanKind } from '@busbar/core';
import { partyKey } from '@busbar/ocpi';
import { addressedAttemptView, ADDRESSED_ATTEMPT_SCHEMA } from '../deliveries/delivery-view.js';
import { FORM, type Schema } from '../openapi/schema.js';
import { writeTime } from '../time.js';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** A message as lists and events show it. */
export function messageView(row: MessageRow): Record<string, unknown> {
  return {
    id: row.id,
    at: writeTime(row.atMs),
    correlation_id: row.correlationId,
    request_id: row.requestId,
    version: row.version,
    from: row.from && partyKey(row.from),
    to: row.to && partyKey(row.to),
    module: row.module,
    interface: row.interfaceRole,
    method: row.method,
    path: row.path,
    plan: row.plan,
    why: row.why,
    outcome: row.outcome,
    http_status: row.httpStatus,
    ocpi_status: row.ocpiStatus,
    duration_ms: row.durationMs,
    request_bytes: row.requestBytes,
    answer_bytes: row.answerBytes,
  };
}

/** Plans whose reason speaks of nobody but the two whose message it is. */
const OWN_PLANS: readonly (PlanKind | null)[] = ['direct', 'config', null];

/** A message as one of its two parties sees it: whom else the hub had in mind, and what it knows of others, is left out. */
export function ownMessageView(row: MessageRow): Record<string, unknown> {
  return { ...messageView(row), why: OWN_PLANS.includes(row.plan) ? row.why : null };
}

/** A message with everything that was kept of it, and what was tried to deliver it where the hub took it on. */
export function wholeMessageView(row: MessageRow, attempts: readonly AddressedAttempt[]): Record<string, unknown> {
  const payload = row.payload && payloadView(row.payload);
  return { ...messageView(row), attempts: attempts.map(addressedAttemptView), payload };
}

function payloadView(payload: MessagePayload): Record<string, unknown> {
  return { query: payload.query, request: bodyView(payload.requestBody), answer: bodyView(payload.answerBody) };
}

/** Text where it is UTF-8, else Base64: an operator sees what was said, byte for byte. */
function bodyView(body: Uint8Array | null): Record<string, unknown> | null {
  if (body === null) return null;
  try {
    return { encoding: 'utf-8', text: UTF8.decode(body) };
  } catch {
    return { encoding: 'base64', text: Buffer.from(body).toString('base64') };
  }
}

/** `messageView` in answers. */
export const MESSAGE_SCHEMA: Schema = {
  type: 'object',
  properties: {
    id: FORM.text,
    at: FORM.time,
    correlation_id: FORM.text,
    request_id: FORM.text,
    version: FORM.textOrNull,
    from: FORM.partyOrNull,
    to: FORM.partyOrNull,
    module: FORM.textOrNull,
    interface: { ...FORM.textOrNull, enum: ['SENDER', 'RECEIVER'] },
    method: FORM.text,
    path: { ...FORM.text, description: 'Below the module, without the query.' },
    plan: { ...FORM.textOrNull, enum: ['direct', 'broadcast', 'open', 'get-all', 'config'] },
    why: {
      ...FORM.textOrNull,
      description: 'Why it was planned or refused so; null for a key of a party where that tells of others.',
    },
    outcome: { type: 'string', enum: ['answered', 'refused', 'failed', 'held'] },
    http_status: FORM.integer,
    ocpi_status: FORM.integerOrNull,
    duration_ms: FORM.number,
    request_bytes: FORM.integer,
    answer_bytes: FORM.integer,
  },
};

const BODY_SCHEMA: Schema = {
  type: 'object',
  nullable: true,
  properties: { encoding: { type: 'string', enum: ['utf-8', 'base64'] }, text: FORM.text },
};

/** `wholeMessageView` in answers. */
export const WHOLE_MESSAGE_SCHEMA: Schema = {
  type: 'object',
  properties: {
    ...MESSAGE_SCHEMA.properties,
    attempts: {
      type: 'array',
      description: 'Of its deliveries, oldest first; at most 500. A message that was only passed on has none.',
      items: ADDRESSED_ATTEMPT_SCHEMA,
    },
    payload: {
      type: 'object',
      nullable: true,
      description: 'Null where payloads are not kept (BUSBAR_JOURNAL_PAYLOADS), and always for keys of a party.',
      properties: { query: FORM.textOrNull, request: BODY_SCHEMA, answer: BODY_SCHEMA },
    },
  },
};
