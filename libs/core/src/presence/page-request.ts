import { findQueryParameter, parseOcpiDateTime } from '@busbar/ocpi';
import { isRefusal, refuse, type Refusal } from '../journey/refusal.js';

/** Which part of a list is asked for. OCPI 2.2.1, Transport and format > Paginated request. */
export interface PageRequest {
  readonly offset: number;
  /** Already cut to what the hub returns at once. */
  readonly limit: number;
  /** Inclusive, ms since the epoch; minus infinity where none was given. */
  readonly fromMs: number;
  /** Exclusive, ms since the epoch; infinity where none was given. */
  readonly toMs: number;
  /** The filters as they were sent, for the link to the next page; safe to write into a URL. */
  readonly filters: string;
}

/** Reads a list's parameters; a bad one is refused by name. Parameters that OCPI does not know are ignored. */
export function readPageRequest(query: string | null, maxLimit: number): PageRequest | Refusal {
  const text = query ?? '';
  const offset = readInteger(text, 'offset', { least: 0, absent: 0 });
  if (typeof offset !== 'number') return offset;
  const limit = readInteger(text, 'limit', { least: 1, absent: maxLimit });
  if (typeof limit !== 'number') return limit;
  const from = readDateTime(text, 'date_from', Number.NEGATIVE_INFINITY);
  if (isRefusal(from)) return from;
  const to = readDateTime(text, 'date_to', Number.POSITIVE_INFINITY);
  if (isRefusal(to)) return to;
  if (to.ms < from.ms) return refuse('invalid-parameters', 'date_to is before date_from; swap them');
  return {
    offset,
    limit: Math.min(limit, maxLimit),
    fromMs: from.ms,
    toMs: to.ms,
    filters: [from.filter, to.filter].filter((filter) => filter !== '').join('&'),
  };
}

interface IntegerRule {
  readonly least: number;
  /** What holds where the parameter is absent. */
  readonly absent: number;
}

function readInteger(query: string, name: string, { least, absent }: IntegerRule): number | Refusal {
  const parameter = findQueryParameter(query, name);
  if (parameter === null) return absent;
  if (parameter === 'duplicate') return givenTwice(name);
  const value = /^\d+$/.test(parameter.value) ? Math.min(Number(parameter.value), Number.MAX_SAFE_INTEGER) : -1;
  return value >= least
    ? value
    : refuse('invalid-parameters', `${name} must be a whole number, ${least} or more, written in digits only`);
}

interface DateFilter {
  readonly ms: number;
  /** The parameter as it was sent, or empty. */
  readonly filter: string;
}

function readDateTime(query: string, name: string, absentMs: number): DateFilter | Refusal {
  const parameter = findQueryParameter(query, name);
  if (parameter === null) return { ms: absentMs, filter: '' };
  if (parameter === 'duplicate') return givenTwice(name);
  const ms = parseOcpiDateTime(parameter.value);
  return ms === null
    ? refuse('invalid-parameters', `${name} must be an existing moment in UTC, written as 2026-01-31T12:00:00Z`)
    : { ms, filter: `${name}=${parameter.value}` };
}

function givenTwice(name: string): Refusal {
  return refuse('invalid-parameters', `${name} is given twice; send it once`);
}
