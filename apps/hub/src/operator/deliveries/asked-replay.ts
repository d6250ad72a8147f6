import type { AskedReplay, FailedPushFilter } from '@busbar/core';
import { invalidField } from '../fields/validation.js';
import { isProblem, type Problem } from '../problems/problem.js';
import { readDeliveryFilter } from './delivery-query.js';
import type { FailedQuery, ReplayDto } from './replay.dto.js';

/** Which deliveries and pushes a filter of failed messages stands for; null where it leaves a kind out. */
export interface FailedFilter {
  readonly deliveries: Extract<AskedReplay['deliveries'], { readonly filter: unknown }>['filter'] | null;
  readonly pushes: FailedPushFilter | null;
}

/** Deliveries are numbered; every other id is one of a message. */
const DELIVERY_ID = /^\d{1,15}$/;

/** What a request asks to be replayed. */
export function readAskedReplay({ ids, filter }: ReplayDto): AskedReplay | Problem {
  if ((ids === undefined) === (filter === undefined)) {
    return invalidField('ids', 'either ids or filter must be given; an empty filter means everything that failed');
  }
  if (filter === undefined) return askedByIds(ids ?? []);
  const failed = readFailedFilter(filter);
  if (isProblem(failed)) return failed;
  return {
    deliveries: failed.deliveries === null ? { ids: [] } : { filter: failed.deliveries },
    pushes: failed.pushes === null ? { ids: [] } : { filter: failed.pushes },
  };
}

/** Deliveries and messages by their ids. */
export function askedByIds(ids: readonly string[]): AskedReplay {
  return {
    deliveries: { ids: ids.filter((id) => DELIVERY_ID.test(id)) },
    pushes: { ids: ids.filter((id) => !DELIVERY_ID.test(id)) },
  };
}

/** The filters that a query for failed messages stands for. */
export function readFailedFilter(query: Omit<FailedQuery, 'limit' | 'cursor'>): FailedFilter | Problem {
  const filter = readDeliveryFilter(query);
  if (isProblem(filter)) return filter;
  const { states, ...pushes } = filter;
  const takesPushes = query.kind !== 'delivery' && query.state === undefined;
  return {
    deliveries:
      query.kind === 'message' ? null : { ...filter, states: states ?? ['rejected', 'expired'], isUnreplayed: true },
    pushes: takesPushes ? pushes : null,
  };
}
