import type { DeliveryFilter, DeliveryState } from '@busbar/core';
import { OneOfField, ShapedField, TextField } from '../fields/field.js';
import { PageQuery } from '../lists/page.js';
import { MODULE_SHAPE, PARTY_SHAPE, readParty, readSpan } from '../messages/message-query.js';
import { isProblem, type Problem } from '../problems/problem.js';

const STATES = ['pending', 'delivered', 'superseded', 'rejected', 'expired', 'discarded'] as const;

/** An id of a platform in a query. */
export const PLATFORM_SHAPE = {
  shape: /^[0-9A-Za-z_-]{1,64}$/,
  inWords: 'an id of a platform',
  example: '5b3cf6e2-8d5e-4f0e-9a3b-0c7d1f2a4b6c',
};

/** Which deliveries to list; each narrows. */
export class DeliveryQuery extends PageQuery {
  @OneOfField(STATES, { optional: true, description: 'Where it stands.' })
  state?: DeliveryState;

  @ShapedField({ ...PLATFORM_SHAPE, optional: true, description: 'The platform it goes to.' })
  platform?: string;

  @ShapedField({ ...PARTY_SHAPE, optional: true, description: 'The party it goes to.' })
  party?: string;

  @ShapedField({ ...MODULE_SHAPE, optional: true, description: 'Module, exactly.' })
  module?: string;

  @TextField({
    optional: true,
    maxLength: 40,
    example: '2025-06-01T12:00:00Z',
    description: 'Taken on at this time or later.',
  })
  since?: string;

  @TextField({ optional: true, maxLength: 40, description: 'Taken on before this time.' })
  until?: string;
}

/** The filter that a query stands for. */
export function readDeliveryFilter(query: Omit<DeliveryQuery, keyof PageQuery>): DeliveryFilter | Problem {
  const span = readSpan(query);
  if (isProblem(span)) return span;
  return {
    ...span,
    states: query.state === undefined ? null : [query.state],
    platformId: query.platform ?? null,
    party: readParty(query.party),
    module: query.module?.toLowerCase() ?? null,
  };
}
