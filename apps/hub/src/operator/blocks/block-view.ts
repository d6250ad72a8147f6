import type { Block } from '@busbar/core';
import { FORM, type Schema } from '../openapi/schema.js';
import { writeTime } from '../time.js';

/** A block in answers. */
export const BLOCK_SCHEMA: Schema = {
  type: 'object',
  properties: {
    by: { ...FORM.party, description: 'Who exchanges nothing.' },
    blocked: { ...FORM.party, description: 'With whom.' },
    since: FORM.time,
  },
};

/** A block as its party and operators see it. */
export function blockView({ by, blocked, sinceMs }: Block): Record<string, unknown> {
  return { by, blocked, since: writeTime(sinceMs) };
}
