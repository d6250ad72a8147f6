import type { Agreement } from '@busbar/core';
import { isSameParty, parsePartyId, partyKey, type PartyId } from '@busbar/ocpi';
import type { WantedAgreements } from '@busbar/parties';
import { problem, type FieldError, type Problem } from '../problems/problem.js';
import { readTime, writeTime } from '../time.js';

/** All pairs of a hub of a hundred CPOs and as many EMSPs. */
export const MAX_AGREEMENTS = 10_000;
const MAX_MODULES = 50;
/** Stands for all modules, also those that are yet to come. */
export const ALL_MODULES = '*';
const POLICIES = ['open', 'closed'] as const;
/** How a party without agreement may be shown in ClientInfo. */
export const WITHOUT_AGREEMENT = ['planned', 'invisible'] as const;
/** The first faults are enough to mend a document by. */
const MAX_FAULTS = 20;
/** Custom modules need not be known to anybody yet: only the form of an id is asked for. */
const MODULE_ID = /^[a-z0-9][a-z0-9._~-]{0,63}$/;
const ITEM_NAMES = new Set(['parties', 'modules', 'from', 'until']);
const NAMES = new Set(['default', 'without_agreement', 'items']);

/**
 * Reads what an operator wants to hold. By hand, since class-validator needs seconds for thousands of objects, on the thread that
 * routes. Every fault names its field, as `items[3].parties[1]`.
 */
export function readAgreements(given: unknown, hub: PartyId): WantedAgreements | Problem {
  const faults: FieldError[] = [];
  if (!isObject(given)) return refused([{ field: 'body', message: 'body must be an object' }]);
  refuseOtherNames(given, { names: NAMES, field: '', faults });
  const policy = oneOf(POLICIES, given['default']);
  if (policy === null) faults.push({ field: 'default', message: 'default must be open or closed' });
  const withoutAgreement = oneOf(WITHOUT_AGREEMENT, given['without_agreement'] ?? 'invisible');
  if (withoutAgreement === null) {
    faults.push({ field: 'without_agreement', message: 'without_agreement must be planned or invisible' });
  }
  const items = readItems(given['items'], hub, faults);
  if (policy === null || withoutAgreement === null || faults.length > 0) return refused(faults);
  return { policy, withoutAgreement, items };
}

/** An agreement as operators write and read it. */
export function agreementView({ parties, modules, fromMs, untilMs }: Agreement): Record<string, unknown> {
  return {
    parties: [...parties],
    modules: modules.length === 0 ? [ALL_MODULES] : [...modules],
    ...(fromMs === null ? {} : { from: writeTime(fromMs) }),
    ...(untilMs === null ? {} : { until: writeTime(untilMs) }),
  };
}

function readItems(given: unknown, hub: PartyId, faults: FieldError[]): readonly Agreement[] {
  if (!Array.isArray(given)) {
    faults.push({ field: 'items', message: 'items must be a list' });
    return [];
  }
  if (given.length > MAX_AGREEMENTS) {
    faults.push({ field: 'items', message: `items must be at most ${MAX_AGREEMENTS}` });
    return [];
  }
  const firstOf = new Map<string, number>();
  const items: Agreement[] = [];
  for (const [index, item] of given.entries()) {
    const field = `items[${index}]`;
    const read = readItem(item, { field, hub, faults });
    if (faults.length >= MAX_FAULTS) break;
    if (read === null) continue;
    const name = nameOf(read);
    const first = firstOf.get(name);
    if (first === undefined) firstOf.set(name, index);
    else faults.push({ field, message: `is the same agreement as items[${first}]` });
    items.push(read);
  }
  return items;
}

interface Place {
  readonly field: string;
  readonly hub: PartyId;
  readonly faults: FieldError[];
}

function readItem(given: unknown, place: Place): Agreement | null {
  const { field, faults } = place;
  if (!isObject(given)) {
    faults.push({ field, message: `${field} must be an object` });
    return null;
  }
  refuseOtherNames(given, { names: ITEM_NAMES, field: `${field}.`, faults });
  const parties = readParties(given['parties'], place);
  const modules = readModules(given['modules'], place);
  const from = readMoment(given['from'], { ...place, field: `${field}.from` });
  const until = readMoment(given['until'], { ...place, field: `${field}.until` });
  if (from.ms !== null && until.ms !== null && until.ms <= from.ms) {
    faults.push({ field: `${field}.until`, message: 'until must be after from' });
  }
  return parties === null || modules === null ? null : { parties, modules, fromMs: from.ms, untilMs: until.ms };
}

function readParties(given: unknown, { field, hub, faults }: Place): Agreement['parties'] | null {
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  if (list.length !== 2) {
    faults.push({ field: `${field}.parties`, message: 'parties must be two parties' });
    return null;
  }
  const keys = list.map((text, index) => {
    const party = typeof text === 'string' && text.includes('/') ? parsePartyId(text) : null;
    const at = `${field}.parties[${index}]`;
    if (party === null) faults.push({ field: at, message: 'must be a party as NL/ABC' });
    else if (isSameParty(party, hub)) faults.push({ field: at, message: `${partyKey(party)} is the hub itself` });
    return party && partyKey(party);
  });
  const [a = null, b = null] = keys;
  if (a === null || b === null) return null;
  if (a !== b) return [a, b];
  faults.push({ field: `${field}.parties`, message: 'parties must be two different ones' });
  return null;
}

function readModules(given: unknown, { field, faults }: Place): readonly string[] | null {
  const wrong = (message: string): null => {
    faults.push({ field: `${field}.modules`, message });
    return null;
  };
  if (!Array.isArray(given) || given.length === 0 || given.length > MAX_MODULES) {
    // An empty list could mean all or nothing: whoever takes the last module away must say which.
    return wrong(`modules must be 1 to ${MAX_MODULES} module ids, or ["${ALL_MODULES}"] for all`);
  }
  const modules = given.map((module: unknown) => (typeof module === 'string' ? module.toLowerCase() : ''));
  if (modules.length === 1 && modules[0] === ALL_MODULES) return [];
  if (!modules.every((module) => MODULE_ID.test(module))) return wrong('modules must be ids of modules, as tokens');
  return new Set(modules).size === modules.length ? modules : wrong('modules must be different from one another');
}

function readMoment(given: unknown, { field, faults }: Place): { readonly ms: number | null } {
  if (given === undefined || given === null) return { ms: null };
  const ms = typeof given === 'string' ? readTime(given) : null;
  if (ms === null) faults.push({ field, message: 'must be an RFC 3339 time with a zone, as 2026-01-31T12:00:00Z' });
  return { ms };
}

function refuseOtherNames(
  given: Readonly<Record<string, unknown>>,
  {
    names,
    field,
    faults,
  }: { readonly names: ReadonlySet<string>; readonly field: string; readonly faults: FieldError[] },
): void {
  for (const name of Object.keys(given)) {
    if (!names.has(name)) faults.push({ field: `${field}${name}`.slice(0, 100), message: 'is not known here' });
  }
}

function nameOf({ parties, modules, fromMs, untilMs }: Agreement): string {
  return JSON.stringify([[...parties].sort(), [...modules].sort(), fromMs, untilMs]);
}

function oneOf<T extends string>(values: readonly T[], given: unknown): T | null {
  return values.find((value) => value === given) ?? null;
}

function isObject(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

function refused(faults: readonly FieldError[]): Problem {
  const errors = faults.slice(0, MAX_FAULTS);
  return problem('invalid-request', `Refused because of: ${errors.map(({ field }) => field).join(', ')}.`, { errors });
}
