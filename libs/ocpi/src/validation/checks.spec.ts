import { describe, expect, it } from '@jest/globals';
import { factsOf, seeded } from '../../../../test/support/ocpi-objects.mjs';
import { OCPI_VERSIONS } from '../versions.js';
import * as checks from './checks.js';

/** Which check stands for which field's pattern. */
const PATTERNED: readonly (readonly [
  version: string,
  object: string,
  field: string,
  check: (text: string) => boolean,
])[] = [
  ['2.1.1', 'GeoLocation', 'latitude', checks.isLatitude6],
  ['2.1.1', 'GeoLocation', 'longitude', checks.isLongitude6],
  ['2.2', 'GeoLocation', 'latitude', checks.isLatitude],
  ['2.3.0', 'GeoLocation', 'longitude', checks.isLongitude],
  ['2.2.1', 'RegularHours', 'period_begin', checks.isLocalTime],
  ['2.2.1', 'TariffRestrictions', 'start_date', checks.isLocalDate],
];

/** Texts near a pattern: a good one with characters replaced, added and taken away. */
function textsNear(good: string, count: number): string[] {
  const random = seeded(7);
  const alphabet = [...'0123456789.-:T Zx'];
  return Array.from({ length: count }, () => {
    const characters = [...good];
    for (let change = 0; change < 1 + random() * 2; change++) {
      const at = Math.floor(random() * (characters.length + 1));
      characters.splice(
        at,
        Math.floor(random() * 2),
        ...(random() < 0.7 ? [alphabet[Math.floor(random() * alphabet.length)] ?? ''] : []),
      );
    }
    return characters.join('');
  });
}

describe.each(PATTERNED)('the pattern of OCPI %s, %s.%s', (...patterned) => {
  const [version, object, field, check] = patterned;
  it('is what the check says, for thousands of texts', () => {
    const { pattern = '' } = factsOf(version).objects[object]?.fields.find(({ name }) => name === field) ?? {};
    const regex = new RegExp(`^(?:${pattern})$`);
    const starts = ['52.123456', '-126.104965', '4.12345', '08:15', '2025-12-24', '23:59'];
    const texts = starts.flatMap((start) => [start, ...textsNear(start, 1000)]);
    const isNoDay = (text: string) =>
      field === 'start_date' && regex.test(text) && Number.isNaN(Date.parse(`${text}T00:00:00Z`));
    const different = texts.filter((text) => check(text) !== regex.test(text) && !isNoDay(text));
    expect([
      pattern === '',
      different.filter((text) => !/-(02-30|02-31|02-29|04-31|06-31|09-31|11-31)$/.test(text)),
    ]).toEqual([false, []]);
  });
});

describe('a text', () => {
  it('is counted in characters, whatever they take in UTF-16', () => {
    expect([
      checks.isWithin('😀😀', 2),
      checks.isWithin('😀😀a', 2),
      checks.isWithin('', 0),
      checks.isWithin('e\u0301', 1),
    ]).toEqual([true, false, true, false]);
  });

  it('of type string is printable, in any script', () => {
    for (const text of ['Straße 1 😀', 'مقهى', 'עברית \u200d', '\u00a0'])
      expect(checks.isPrintableText(text)).toBe(true);
    for (const text of ['a\nb', '\r', '\t', '\u0000', '\u007f', '\u009f', '\u2028', '\u2029', '\ud83d', '\ude00x'])
      expect(checks.isPrintableText(text)).toBe(false);
  });

  it('of type CiString is printable ASCII', () => {
    expect([checks.isAsciiText(' ~'), checks.isAsciiText('é'), checks.isAsciiText('\u007f')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('a DateTime', () => {
  it('is one of the forms that the specification lists', () => {
    const listed = ['2015-06-29T20:39:09Z', '2015-06-29T20:39:09', '2016-12-29T17:45:09.2Z', '2016-12-29T17:45:09.2'];
    for (const text of [...listed, '2018-01-01T01:08:01.123Z', '2018-01-01T01:08:01.123'])
      expect(checks.isDateTime(text)).toBe(true);
  });

  it('has no fraction in 2.1.1', () => {
    expect(
      ['2015-06-29T20:39:09Z', '2015-06-29T20:39:09', '2016-12-29T17:45:09.2Z'].map(checks.isWholeDateTime),
    ).toEqual([true, true, false]);
  });

  it('is a day and a moment that exist', () => {
    const days = ['2024-02-29', '2000-02-29', '1900-02-29', '2026-02-30', '2025-04-31'];
    expect(days.map((day) => checks.isDateTime(`${day}T00:00:00Z`))).toEqual([true, true, false, false, false]);
    const times = ['23:59:60', '12:00:60', '24:00:00', '23:60:00'];
    expect(times.map((time) => checks.isDateTime(`2016-12-31T${time}Z`))).toEqual([true, false, false, false]);
  });

  it('is in UTC, and +00:00 is not the same', () => {
    expect(['+00:00', '+0000', 'z', ' Z'].map((zone) => checks.isDateTime(`2025-01-01T00:00:00${zone}`))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('a URL', () => {
  it.each([
    'https://example.com',
    'http://192.168.0.1:8080/a/b?c=d#e',
    'HTTPS://EXAMPLE.COM/%20',
    'ftp://example.com/a',
    'mailto:a@b.c',
  ])('can be %s', (url) => expect(checks.isUrl(url)).toBe(true));

  it.each([
    '',
    'example.com',
    '/a/b',
    'https:',
    'https://',
    'https:/a',
    'https://a b',
    'https://a/<b>',
    'https://é',
    '1http://a',
    'http://a\n',
  ])('cannot be %j', (url) => expect(checks.isUrl(url)).toBe(false));
});

describe('a number', () => {
  it('has four decimals at most, or one where that is said', () => {
    for (const value of [0, -0, 1, 0.1234, -123456.7891, 0.3, 1e15, 99999999.9999])
      expect([value, checks.hasFourDecimals(value)]).toEqual([value, true]);
    for (const value of [0.12345, 0.1 + 0.2, 1e-5])
      expect([value, checks.hasFourDecimals(value)]).toEqual([value, false]);
    expect([8.1, 8.15, 1e6].map(checks.hasOneDecimal)).toEqual([true, false, true]);
  });

  it('with four decimals is never taken for one with more', () => {
    const random = seeded(11);
    const values = Array.from({ length: 5000 }, () =>
      Number(`${Math.floor(random() * 1e9)}.${String(Math.floor(random() * 1e4)).padStart(4, '0')}`),
    );
    expect(values.filter((value) => !checks.hasFourDecimals(value))).toEqual([]);
  });
});

it('no text makes a check slow: a million characters take as long as they take to read', () => {
  const names = Object.keys(checks) as (keyof typeof checks)[];
  const hostile = ['1', '-', '.', ':', 'T', 'a', '0.', 'a:', '://', '\ud83d\ude00'].map((part) =>
    part.repeat(1_000_000 / part.length),
  );
  const startedMs = performance.now();
  for (const name of names.filter((one) => one.startsWith('is'))) {
    for (const text of hostile) (checks[name] as (text: string, most: number) => boolean)(text, 2_000_000);
  }
  expect(performance.now() - startedMs).toBeLessThan(10_000);
});

it('the versions under test are those of the facts', () => {
  expect(OCPI_VERSIONS.map((version) => factsOf(version).version)).toEqual([...OCPI_VERSIONS]);
});
