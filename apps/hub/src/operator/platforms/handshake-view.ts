import type { HandshakeTrace } from '@busbar/core';
import { FORM, type Schema } from '../openapi/schema.js';
import { writeTime } from '../time.js';

/** A handshake step by step, as operators see it. */
export function handshakeView(trace: HandshakeTrace): Record<string, unknown> {
  return {
    direction: trace.direction,
    at: writeTime(trace.atMs),
    ok: trace.ok,
    correlation_id: trace.correlationId,
    entries: trace.entries.map(({ step, ok, method, url, httpStatus, detail }) => ({
      step,
      ok,
      method,
      url,
      http_status: httpStatus,
      detail,
    })),
  };
}

/** `handshakeView` in answers. */
export const HANDSHAKE_SCHEMA: Schema = {
  type: 'object',
  properties: {
    direction: { type: 'string', enum: ['they-called', 'we-called'] },
    at: FORM.time,
    ok: FORM.yesNo,
    correlation_id: FORM.text,
    entries: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          step: FORM.text,
          ok: FORM.yesNo,
          method: FORM.textOrNull,
          url: FORM.textOrNull,
          http_status: FORM.integerOrNull,
          detail: FORM.text,
        },
      },
    },
  },
};
