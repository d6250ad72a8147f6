import { describe, expect, it } from '@jest/globals';
import { readTime, writeTime } from './time.js';

describe('a time in a query', () => {
  it.each([
    ['2025-06-01T12:00:00Z', Date.UTC(2025, 5, 1, 12)],
    ['2025-06-01t12:00:00.5z', Date.UTC(2025, 5, 1, 12, 0, 0, 500)],
    ['2025-06-01T12:00:00.123456789+02:00', Date.UTC(2025, 5, 1, 10, 0, 0, 123)],
    ['2024-02-29T00:00:00-01:30', Date.UTC(2024, 1, 29, 1, 30)],
  ])('%s is read', (text, ms) => {
    expect(readTime(text)).toBe(ms);
  });

  it.each([
    '1',
    '',
    'yesterday',
    '2025-06-01',
    '2025-06-01T12:00:00',
    '2026-02-30T12:00:00Z',
    '2025-13-01T12:00:00Z',
    '2025-06-01T24:30:00Z',
    '20250-06-01T12:00:00Z',
    `${'1'.repeat(50_000)}Z`,
  ])('%s is refused', (text) => {
    expect(readTime(text)).toBeNull();
  });

  it('is written in UTC', () => {
    expect(writeTime(Date.UTC(2025, 5, 1, 12))).toBe('2025-06-01T12:00:00.000Z');
  });
});
