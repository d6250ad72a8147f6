import type { FactBase, FieldTable, ValueCheck, VersionTables } from '@busbar/ocpi';
import { asciiOf, cutText, sixDecimals, upTo, wholeSeconds } from './texts.js';
import type { Walk } from './walk.js';

/** Translates one value that is no object; REFUSED when the other side cannot say it. */
export type Translate = (value: unknown, walk: Walk) => unknown;

/** What the two sides say of one field. */
export interface FieldPair {
  readonly objectName: string;
  readonly source: FieldTable;
  readonly target: FieldTable;
}

/** Checks that pass whenever the other one does. */
const IMPLIED_BY: Readonly<Record<string, string>> = {
  isPrintableText: 'isAsciiText',
  isLatitude: 'isLatitude6',
  isLongitude: 'isLongitude6',
  isDateTime: 'isWholeDateTime',
  isDateTimeOrUnknown: 'isDateTime',
  isThreeCapitalsOrNa: 'isThreeCapitals',
  isTimeZoneOrNa: 'isTimeZone',
};

/** Checks of the target that a value which passes those of the source can still fail. */
export function stricterChecks(source: readonly ValueCheck[], target: readonly ValueCheck[]): readonly ValueCheck[] {
  return target.filter(([name, bound]) => !source.some((check) => implies(check, name, bound)));
}

function implies(check: ValueCheck, name: string, bound: number | undefined): boolean {
  const [has, upTo] = check;
  if (has === name) return bound === undefined || (upTo !== undefined && upTo <= bound);
  const weaker = IMPLIED_BY[name];
  return weaker !== undefined && (has === weaker || implies(check, weaker, bound));
}

const CHECKED_TYPE: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
};

/** Whether a value is one of the target's field, with nothing taken for granted: for what comes from settings or memory. */
export function isValueOf(field: FieldTable, tables: VersionTables, facts: FactBase): (value: unknown) => boolean {
  const isType = CHECKED_TYPE[field.type] ?? (() => false);
  const words = field.enum === undefined ? undefined : tables.enums[field.enum];
  const checks = (field.checks ?? []).map((check) => facts.checkFor(check));
  return (value) =>
    isType(value) &&
    (words === undefined || words.isOpen || words.values.includes(value as string)) &&
    checks.every((check) => check(value as string));
}

/** How a value that is no object and has no rule of its own is translated; null where the other side can say all of them. */
export class Judge {
  constructor(
    private readonly facts: FactBase,
    private readonly from: VersionTables,
    private readonly to: VersionTables,
  ) {}

  /** The translation of the values of a field, or null where they can all be copied. */
  translationOf(pair: FieldPair): Translate | null {
    const { source, target } = pair;
    if (target.enum !== undefined) return this.words(source, target.enum);
    if (source.type !== target.type && !(source.type === 'integer' && target.type === 'number'))
      return typed(CHECKED_TYPE[target.type] ?? (() => false));
    const stricter = stricterChecks(source.checks ?? [], target.checks ?? []);
    if (stricter.length === 0) return null;
    const shape = this.reshaping(stricter, pair);
    if (shape !== null) return shape;
    const checks = stricter.map((check) => this.facts.checkFor(check));
    return (value, walk) => {
      if (typeof value !== 'string' && typeof value !== 'number') return walk.refuse('of another type');
      return checks.every((check) => check(value)) ? value : walk.refuse(`not sayable in OCPI ${this.to.version}`);
    };
  }

  private words(source: FieldTable, enumName: string): Translate | null {
    const target = this.to.enums[enumName];
    if (target === undefined || target.isOpen) return null;
    const own = source.enum === undefined ? undefined : this.from.enums[source.enum];
    if (own !== undefined && !own.isOpen && own.values.every((word) => target.values.includes(word))) return null;
    const words = new Set<unknown>(target.values);
    return (value, walk) => (words.has(value) ? value : walk.refuse(`no such ${enumName} in OCPI ${this.to.version}`));
  }

  /** Times, coordinates and free texts can be made to fit; an id never is. */
  private reshaping(stricter: readonly ValueCheck[], { objectName, source, target }: FieldPair): Translate | null {
    const names = stricter.map(([name]) => name as string);
    const replaced = { kind: 'replaced', object: objectName, field: source.name } as const;
    const isFine = (target.checks ?? []).map((check) => this.facts.checkFor(check));
    const fits = (text: string): boolean => isFine.every((check) => check(text));
    if (names.includes('isWholeDateTime')) return madeToFit({ fits, make: wholeSeconds, note: replaced });
    if (names.includes('isLatitude6') || names.includes('isLongitude6'))
      return madeToFit({ fits, make: sixDecimals, note: replaced, isLossless: (text) => !/\d{7}$/.test(text) });
    const isIdThere = (target.checks ?? []).some(([name]) => name === 'isAsciiText') && this.to.version !== '2.1.1';
    const isFreeHere = (source.checks ?? []).some(([name]) => name === 'isPrintableText') && isFree(target);
    if (!isFreeHere || isIdThere) return null;
    const most = (target.checks ?? []).find(([name]) => name === 'isWithin')?.[1] ?? Infinity;
    const toAscii = names.includes('isAsciiText');
    return madeToFit({
      fits,
      make: (text) => cutText(toAscii ? asciiOf(upTo(text, most)) : text, most),
      note: { ...replaced, detail: toAscii ? 'characters or length' : 'length' },
    });
  }
}

const FREE = new Set<string>(['isWithin', 'isPrintableText', 'isAsciiText']);

/** Whether any text will do, as long as it is not too long. */
export function isFree({ type, enum: words, checks = [] }: FieldTable): boolean {
  return type === 'string' && words === undefined && checks.every(([name]) => FREE.has(name));
}

function typed(isType: (value: unknown) => boolean): Translate {
  return (value, walk) => (isType(value) ? value : walk.refuse('of another type'));
}

interface Making {
  readonly fits: (text: string) => boolean;
  readonly make: (text: string) => string | null;
  readonly note: Parameters<Walk['note']>[0];
  readonly isLossless?: (text: string) => boolean;
}

function madeToFit({ fits, make, note, isLossless = () => false }: Making): Translate {
  return (value, walk) => {
    if (typeof value !== 'string') return walk.refuse('of another type');
    if (fits(value)) return value;
    const made = make(value);
    if (made === null || !fits(made)) return walk.refuse('cannot be made to fit');
    if (!isLossless(value)) walk.note(note);
    return made;
  };
}
