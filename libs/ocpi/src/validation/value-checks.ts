import * as checks from './checks.js';

/** The names of the checks of single values; the generated tables and validators use them. */
export type CheckName = keyof typeof checks;

/** A check that a value has to pass, with the bound it takes if it takes one. */
export type ValueCheck = readonly [name: CheckName, bound?: number];

/** How a broken check is called in a report, and which chapter says so when it is not the object's own table. */
interface CheckText {
  readonly rule: string;
  readonly section?: string;
}

const TIME: CheckText = { rule: 'date-time', section: 'Types > DateTime type' };
const PATTERN: CheckText = { rule: 'pattern' };
const FORMAT: CheckText = { rule: 'format' };

const TEXTS: Readonly<Record<CheckName, CheckText>> = {
  hasDigits: { rule: 'digits' },
  hasFourDecimals: { rule: 'decimals', section: 'Types > number type' },
  hasOneDecimal: { rule: 'decimals' },
  isAsciiText: { rule: 'charset', section: 'Types > CiString type' },
  isCountryAlpha2: FORMAT,
  isDateTime: TIME,
  isDateTimeOrUnknown: TIME,
  isLanguage: FORMAT,
  isLatitude: PATTERN,
  isLatitude6: PATTERN,
  isLocalDate: PATTERN,
  isLocalTime: PATTERN,
  isLongitude: PATTERN,
  isLongitude6: PATTERN,
  isPrintableText: { rule: 'charset', section: 'Types > string type' },
  isThreeCapitals: FORMAT,
  isThreeCapitalsOrNa: FORMAT,
  isTimeZone: FORMAT,
  isTimeZoneOrNa: FORMAT,
  isUrl: { rule: 'url', section: 'Types > URL type' },
  isWholeDateTime: TIME,
  isWithin: { rule: 'length' },
};

/** The first of the checks that the value does not pass, or null. The value has the type that its checks are for. */
export function brokenCheck(value: string | number, valueChecks: readonly ValueCheck[]): CheckText | null {
  const broken = valueChecks.find(([name, bound]) => !passes(value, name, bound));
  return broken === undefined ? null : TEXTS[broken[0]];
}

function passes(value: string | number, name: CheckName, bound = 0): boolean {
  return checkFor([name, bound])(value);
}

/** One check as a question about a value. */
export function checkFor([name, bound = 0]: ValueCheck): (value: string | number) => boolean {
  const check = checks[name] as (value: string | number, bound: number) => boolean;
  return (value) => check(value, bound);
}
