import { describe, expect, test } from '@jest/globals';
import { parseOcpiDateTime } from './date-time.js';

describe('OCPI DateTime (OCPI 2.2.1, Types > DateTime)', () => {
  test.each([
    ['2015-06-29T20:39:09Z', 1_435_610_349_000],
    ['2015-06-29T20:39:09', 1_435_610_349_000],
    ['2016-12-29T17:45:09.2Z', 1_483_033_509_200],
    ['2016-12-29T17:45:09.2', 1_483_033_509_200],
    ['2018-01-01T01:08:01.123Z', 1_514_768_881_123],
    ['2018-01-01T01:08:01.123', 1_514_768_881_123],
  ])('the specification’s own example %s is read, in UTC with and without a zone', (text, expected) => {
    expect(parseOcpiDateTime(text)).toBe(expected);
  });

  test('microseconds, which many peers write, are cut to milliseconds', () => {
    expect(parseOcpiDateTime('2018-01-01T01:08:01.123999Z')).toBe(1_514_768_881_123);
  });

  test('29 February exists in leap years only', () => {
    expect(parseOcpiDateTime('2024-02-29T00:00:00Z')).toBe(1_709_164_800_000);
    expect(parseOcpiDateTime('2000-02-29T00:00:00Z')).toBe(951_782_400_000);
    expect(parseOcpiDateTime('2023-02-29T00:00:00Z')).toBeNull();
    expect(parseOcpiDateTime('1900-02-29T00:00:00Z')).toBeNull();
  });

  test('the first and the last year that can be written are what they say', () => {
    expect(parseOcpiDateTime('0001-01-01T00:00:00Z')).toBe(-62_135_596_800_000);
    expect(parseOcpiDateTime('9999-12-31T23:59:59Z')).toBe(253_402_300_799_000);
  });

  test.each([
    '',
    '1',
    '1706745600000',
    'yesterday',
    '2026-02-30T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T12:60:00Z',
    '2026-01-01T12:00:60Z',
    '2026-01-01',
    '2026-01-01 12:00:00Z',
    '2026-01-01T12:00Z',
    '2026-01-01T12:00:00.Z',
    '2026-01-01t12:00:00z',
    '2026-01-01T12:00:00+00:00',
    '2026-01-01T12:00:00+02:00',
    '2026-01-01T12:00:00ZZ',
    '2026-01-01T12:00:00Z\n',
    '+02026-01-01T12:00:00Z',
    '２０２６-01-01T12:00:00Z',
  ])('%j is no DateTime', (text) => {
    expect(parseOcpiDateTime(text)).toBeNull();
  });

  test('a very long text is refused without being read', () => {
    expect(parseOcpiDateTime(`2026-01-01T12:00:00.${'0'.repeat(1_000_000)}Z`)).toBeNull();
  });
});
