import type { FactBase, FieldTable, VersionTables } from '@busbar/ocpi';
import type { JsonObject, Note } from '../bridge.js';
import { isFree, isValueOf } from './judge.js';
import type { Fill } from './rules.js';
import type { Walk } from './walk.js';

/** What stands for a text that cannot be had (OCPI 2.2, Transport and format > No data available). */
export const NOT_AVAILABLE = '#NA';

/** Shipped with the hub; a platform's `bridge_defaults` go before them. `command_timeout` is in seconds. */
export const SHIPPED_DEFAULTS: JsonObject = { publish: true, token_type: 'RFID', command_timeout: 120 };

/** The first default of these names that is set. */
export function defaultOf(walk: Walk, names: readonly string[]): unknown {
  const { defaults } = walk.start.known;
  for (const name of names) if (Object.hasOwn(defaults, name)) return defaults[name];
  for (const name of names) if (Object.hasOwn(SHIPPED_DEFAULTS, name)) return SHIPPED_DEFAULTS[name];
  return undefined;
}

/** Notes that a field was filled and gives the value back; undefined is nothing to fill with. */
export function filled<T>(
  value: T,
  walk: Walk,
  what: { readonly object: string; readonly field: string; readonly from: NonNullable<Note['from']> },
): T {
  if (value !== undefined) walk.note({ kind: 'filled', ...what });
  return value;
}

/** For every required field: default under `Object.field` or `field`, then `#NA` where any text will do. */
export function fillGenerally(of: {
  readonly objectName: string;
  readonly field: FieldTable;
  /** The source should have had it: nothing is made up for it. */
  readonly isFault: boolean;
  readonly tables: VersionTables;
  readonly facts: FactBase;
}): (walk: Walk) => unknown {
  const { objectName: object, field, isFault } = of;
  const what = { object, field: field.name };
  const isValid = isValueOf(field, of.tables, of.facts);
  const names = [`${object}.${field.name}`, field.name];
  const takesNone = isFree(field) || (field.checks ?? []).some(([name]) => name.endsWith('OrNa'));
  return (walk) => {
    if (walk.isPartial)
      return field.name === 'last_updated'
        ? filled(walk.start.known.receivedAt, walk, { ...what, from: 'message' })
        : undefined;
    if (isFault) return undefined;
    const value = defaultOf(walk, names);
    if (isValid(value)) return filled(value, walk, { ...what, from: 'bridge_defaults' });
    return takesNone && isValid(NOT_AVAILABLE) ? filled(NOT_AVAILABLE, walk, { ...what, from: '#NA' }) : undefined;
  };
}

/** The two ids of whoever the object belongs to. */
export function ownerFills(object: string): Readonly<Record<'country_code' | 'party_id', Fill>> {
  const says = 'the party whose object it is: the owner in the URL, else the sender';
  return {
    country_code: {
      says,
      value: (walk) =>
        filled(walk.start.known.owner?.countryCode, walk, { object, field: 'country_code', from: 'message' }),
    },
    party_id: {
      says,
      value: (walk) => filled(walk.start.known.owner?.partyId, walk, { object, field: 'party_id', from: 'message' }),
    },
  };
}
