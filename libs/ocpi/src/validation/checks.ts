// What OCPI's base types allow, as checks of single values. Each looks at a character once and at no more characters than the
// type may have, so that no text makes a check slow.

/** Whether the text has at most `most` characters. Characters are Unicode code points, as the specification counts them. */
export function isWithin(text: string, most: number): boolean {
  if (text.length <= most) return true;
  if (text.length > 2 * most) return false;
  let characters = 0;
  for (let at = 0; at < text.length; at++) {
    if (isPair(text, at)) at++;
    if (++characters > most) return false;
  }
  return true;
}

/** Whether the text is printable ASCII (CiString everywhere; string in OCPI 2.1.1). */
export function isAsciiText(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

/** Whether the text has no control characters, no line breaks of any kind and no half of a surrogate pair (string from OCPI 2.2 on). */
export function isPrintableText(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x20 && code < 0x7f) continue;
    if (code < 0xa0 || code === 0x2028 || code === 0x2029) return false;
    if (code < 0xd800 || code > 0xdfff) continue;
    if (!isPair(text, at)) return false;
    at++;
  }
  return true;
}

function isPair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}

const DATE_TIME_LENGTH = 25;
const WHOLE_SECONDS = 19;

/** Whether the text is a DateTime with or without fractional seconds (OCPI 2.2 and later); the day must exist in the calendar. */
export function isDateTime(text: string): boolean {
  if (text.length < WHOLE_SECONDS || text.length > DATE_TIME_LENGTH || !isDateAndTime(text)) return false;
  let at = WHOLE_SECONDS;
  if (text.charCodeAt(at) === DOT) {
    const first = ++at;
    while (isDigit(text.charCodeAt(at))) at++;
    if (at === first) return false;
  }
  return at === text.length || (at === text.length - 1 && text.charCodeAt(at) === ZULU);
}

/** Whether the text is a DateTime of whole seconds: fractions came with OCPI 2.2. */
export function isWholeDateTime(text: string): boolean {
  if (text.length > WHOLE_SECONDS + 1 || !isDateAndTime(text)) return false;
  return text.length === WHOLE_SECONDS || text.charCodeAt(WHOLE_SECONDS) === ZULU;
}

/** A DateTime, or what a CDR says when both parties agreed to bill without one (OCPI 2.2.1, CDRs module > CDR object, last note). */
export function isDateTimeOrUnknown(text: string): boolean {
  return isDateTime(text) || text === '1970-1-1T00:00:00Z';
}

const DOT = 0x2e;
const ZULU = 0x5a;

function isDateAndTime(text: string): boolean {
  return (
    isCalendarDate(text) &&
    text.charCodeAt(10) === 0x54 &&
    isTimeOfDay(text, 11) &&
    text.charCodeAt(16) === 0x3a &&
    isSecond(text)
  );
}

/** RFC 3339 has a leap second at the end of a day only. */
function isSecond(text: string): boolean {
  const second = twoDigits(text, 17);
  return (second >= 0 && second < 60) || (second === 60 && text.startsWith('23:59', 11));
}

function isCalendarDate(text: string): boolean {
  const century = twoDigits(text, 0);
  const yearOfCentury = twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (century < 0 || yearOfCentury < 0 || text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(century * 100 + yearOfCentury, month);
}

function isTimeOfDay(text: string, at: number): boolean {
  const hour = twoDigits(text, at);
  const minute = twoDigits(text, at + 3);
  return hour >= 0 && hour <= 23 && text.charCodeAt(at + 2) === 0x3a && minute >= 0 && minute <= 59;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Two digits as a number, or -1. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** Whether the text is a time of day, `00:00` to `23:59`. */
export function isLocalTime(text: string): boolean {
  return text.length === 5 && isTimeOfDay(text, 0);
}

/** Whether the text is a day of the calendar from the year 1000 to 2999, as the specification's pattern has it. */
export function isLocalDate(text: string): boolean {
  return text.length === 10 && (text.startsWith('1') || text.startsWith('2')) && isCalendarDate(text);
}

/** Latitude with exactly six decimals (OCPI 2.1.1). */
export function isLatitude6(text: string): boolean {
  return isDegree(text, 2, EXACTLY_SIX);
}

/** Longitude with exactly six decimals (OCPI 2.1.1). */
export function isLongitude6(text: string): boolean {
  return isDegree(text, 3, EXACTLY_SIX);
}

/** Latitude with five to seven decimals (OCPI 2.2 and later). */
export function isLatitude(text: string): boolean {
  return isDegree(text, 2, FIVE_TO_SEVEN);
}

/** Longitude with five to seven decimals (OCPI 2.2 and later). */
export function isLongitude(text: string): boolean {
  return isDegree(text, 3, FIVE_TO_SEVEN);
}

const EXACTLY_SIX = [6, 6] as const;
const FIVE_TO_SEVEN = [5, 7] as const;

/** Pattern and length of the specification contradict one another for the longest degrees: the pattern decides. */
function isDegree(text: string, wholeDigits: number, [least, most]: readonly [number, number]): boolean {
  if (text.length > wholeDigits + most + 2) return false;
  const start = text.charCodeAt(0) === 0x2d ? 1 : 0;
  let at = start;
  while (isDigit(text.charCodeAt(at))) at++;
  const whole = at - start;
  if (whole < 1 || whole > wholeDigits || text.charCodeAt(at) !== DOT) return false;
  const firstDecimal = ++at;
  while (isDigit(text.charCodeAt(at))) at++;
  const decimals = at - firstDecimal;
  return at === text.length && decimals >= least && decimals <= most;
}

const URL_LENGTH = 255;
/** Never part of a URL unless escaped: quotation mark, angle brackets, backslash, circumflex, grave accent, braces, bar. */
const NOT_IN_URLS = '"<>\\^`{|}';
/** By its code, whether a character may stand in a URL: a look-up for each is a tenth of what a set costs. */
const IN_URLS = Uint8Array.from({ length: 128 }, (_, code) =>
  code > 0x20 && code < 0x7f && !NOT_IN_URLS.includes(String.fromCharCode(code)) ? 1 : 0,
);

/** Whether the text is an absolute URL: a scheme and something after it, in printable ASCII without what must be escaped. */
export function isUrl(text: string): boolean {
  if (text.length > URL_LENGTH || !isLetter(text.charCodeAt(0))) return false;
  let at = 1;
  while (isSchemeCharacter(text.charCodeAt(at))) at++;
  if (text.charCodeAt(at) !== 0x3a || at + 1 >= text.length) return false;
  const hasAuthority = text.charCodeAt(at + 1) === SLASH && text.charCodeAt(at + 2) === SLASH;
  if (isWebScheme(text) && !(hasAuthority && text.length > at + 3)) return false;
  for (at++; at < text.length; at++) if (IN_URLS[text.charCodeAt(at)] !== 1) return false;
  return true;
}

const SLASH = 0x2f;

function isWebScheme(text: string): boolean {
  return (
    (text.charCodeAt(0) | 0x20) === 0x68 &&
    (text.charCodeAt(1) | 0x20) === 0x74 &&
    (text.charCodeAt(2) | 0x20) === 0x74 &&
    (text.charCodeAt(3) | 0x20) === 0x70
  );
}

function isSchemeCharacter(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 0x2b || code === 0x2d || code === DOT;
}

/** Beyond this a double cannot hold four decimals any more, so there are none to count. */
const WITHOUT_DECIMALS = 1e11;

/** Whether the number needs no more than four decimals (Types > number). */
export function hasFourDecimals(value: number): boolean {
  return Math.abs(value) >= WITHOUT_DECIMALS || Math.round(value * 1e4) / 1e4 === value;
}

/** Whether the number needs no more than one decimal ("at most one digit fraction"). */
export function hasOneDecimal(value: number): boolean {
  return Math.abs(value) >= WITHOUT_DECIMALS || Math.round(value * 10) / 10 === value;
}

/** Whether the whole number has at most so many digits. */
export function hasDigits(value: number, most: number): boolean {
  return Math.abs(value) < 10 ** most;
}

/** Whether the text is a code of ISO 3166-1 alpha-2 by its shape; a CiString, so in any case. */
export function isCountryAlpha2(text: string): boolean {
  return text.length === 2 && isLetter(text.charCodeAt(0)) && isLetter(text.charCodeAt(1));
}

/** Whether the text is three capitals, the shape of ISO 3166-1 alpha-3 and ISO 4217. */
export function isThreeCapitals(text: string): boolean {
  return text.length === 3 && isCapital(text, 0) && isCapital(text, 1) && isCapital(text, 2);
}

/** Three capitals, or `#NA`. */
export function isThreeCapitalsOrNa(text: string): boolean {
  return isThreeCapitals(text) || text === NOT_AVAILABLE;
}

function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x41 && code <= 0x5a;
}

/** Whether the text is two small letters, the shape of ISO 639-1. */
export function isLanguage(text: string): boolean {
  return isCountryAlpha2(text) && text === text.toLowerCase();
}

/** Whether the text has the shape of a name of the IANA time zone database, such as `Europe/Amsterdam` or `Etc/GMT+5`. */
export function isTimeZone(text: string): boolean {
  if (!isLetter(text.charCodeAt(0))) return false;
  for (let at = 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isLetter(code) && !isDigit(code) && !TIME_ZONE_SIGNS.has(code)) return false;
  }
  return true;
}

/** The name of a time zone, or `#NA`. */
export function isTimeZoneOrNa(text: string): boolean {
  return isTimeZone(text) || text === NOT_AVAILABLE;
}

const TIME_ZONE_SIGNS = new Set([...'/_-+'].map((character) => character.charCodeAt(0)));

/** What stands for a value that cannot be had, in strings of OCPI 2.2 and later (Transport and format > No data available). */
const NOT_AVAILABLE = '#NA';
