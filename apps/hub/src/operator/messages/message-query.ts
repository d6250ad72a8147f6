import type { Outcome } from '@busbar/core';
import { parsePartyId, type PartyId } from '@busbar/ocpi';
import type { MessageFilter } from '@busbar/journal';
import { OneOfField, ShapedField, TextField } from '../fields/field.js';
import { invalidField } from '../fields/validation.js';
import { PageQuery } from '../lists/page.js';
import type { Problem } from '../problems/problem.js';
import { isProblem } from '../problems/problem.js';
import { readTime } from '../time.js';

/** A party in a query. */
export const PARTY_SHAPE = { shape: /^[A-Za-z]{2}\/[A-Za-z0-9]{3}$/, inWords: 'a party as NL/ABC', example: 'NL/ABC' };

/** A module in a query. */
export const MODULE_SHAPE = { shape: /^[0-9A-Za-z_-]{1,64}$/, inWords: 'a module id', example: 'locations' };

/** Which messages to list; each narrows. */
export class MessageQuery extends PageQuery {
  @TextField({ optional: true, maxLength: 40, example: '2025-06-01T12:00:00Z', description: 'Not before this time.' })
  since?: string;

  @TextField({ optional: true, maxLength: 40, description: 'Before this time.' })
  until?: string;

  @ShapedField({ ...PARTY_SHAPE, optional: true, description: 'Who sent it.' })
  from?: string;

  @ShapedField({ ...PARTY_SHAPE, optional: true, description: 'Whom it was addressed to.' })
  to?: string;

  @ShapedField({ ...PARTY_SHAPE, optional: true, description: 'Either side.' })
  party?: string;

  @ShapedField({ ...MODULE_SHAPE, optional: true, description: 'Module, exactly.' })
  module?: string;

  @OneOfField(['answered', 'refused', 'failed', 'held'], { optional: true, description: 'How it ended.' })
  outcome?: Outcome;

  @TextField({ optional: true, maxLength: 128, description: 'Correlation id, exactly.' })
  correlation_id?: string;
}

/** What a span of time is asked for. */
export class SpanQuery {
  @TextField({ optional: true, maxLength: 40, description: 'Not before this time; 24 hours ago where left out.' })
  since?: string;

  @TextField({ optional: true, maxLength: 40, description: 'Before this time; now where left out.' })
  until?: string;
}

/** The filter that a query stands for. */
export function readFilter(query: MessageQuery): MessageFilter | Problem {
  const span = readSpan(query);
  if (isProblem(span)) return span;
  return {
    ...span,
    from: readParty(query.from),
    to: readParty(query.to),
    party: readParty(query.party),
    module: query.module?.toLowerCase() ?? null,
    outcome: query.outcome ?? null,
    correlationId: query.correlation_id ?? null,
  };
}

/** The two times of a query; null where one was left out. */
export function readSpan(query: SpanQuery): Pick<MessageFilter, 'sinceMs' | 'untilMs'> | Problem {
  const sinceMs = query.since === undefined ? null : readTime(query.since);
  if (query.since !== undefined && sinceMs === null) return notATime('since');
  const untilMs = query.until === undefined ? null : readTime(query.until);
  if (query.until !== undefined && untilMs === null) return notATime('until');
  if (sinceMs !== null && untilMs !== null && untilMs < sinceMs) {
    return invalidField('until', 'until must not be before since');
  }
  return { sinceMs, untilMs };
}

function notATime(field: string): Problem {
  return invalidField(field, `${field} must be an RFC 3339 time with a zone, as 2025-06-01T12:00:00Z`);
}

/** A party that {@link PARTY_SHAPE} let pass; null where it was left out. */
export function readParty(text: string | undefined): PartyId | null {
  return text === undefined ? null : parsePartyId(text);
}
