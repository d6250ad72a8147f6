import { describe, expect, it } from '@jest/globals';
import { findQueryParameter, replaceQueryValue, withoutParameters } from './query.js';

const valueIn = (query: string): unknown => {
  const found = findQueryParameter(query, 'response_url');
  return found === null || found === 'duplicate' ? found : found.value;
};

describe('a parameter of a query', () => {
  it('is read encoded', () => {
    expect(valueIn('duration=900&response_url=https%3A%2F%2Fmsp.example%2Fr%3Fa%3D1%26b%3D2')).toBe(
      'https://msp.example/r?a=1&b=2',
    );
  });

  it('is read bare, with a query of its own, as the example of the specification writes it', () => {
    expect(valueIn('duration=900&response_url=https://msp.example/r?request_id=5678')).toBe(
      'https://msp.example/r?request_id=5678',
    );
    expect(valueIn('response_url=https://msp.example/r?a=1&b=2&duration=900')).toBe('https://msp.example/r?a=1&b=2');
  });

  it('is null where it is absent and a duplicate where it stands twice', () => {
    expect(valueIn('duration=900')).toBeNull();
    expect(valueIn('response_url=https%3A%2F%2Fa&response_url=https%3A%2F%2Fb')).toBe('duplicate');
    expect(valueIn('response_url=https://a.example&response_url=https://b.example')).toBe('duplicate');
  });

  it('is replaced encoded, and all other bytes stay', () => {
    const query = 'x=%41&response_url=https://a.example/r?z=1&duration=9';
    const found = findQueryParameter(query, 'response_url');
    if (found === null || found === 'duplicate') throw new Error('response_url was not found');
    expect(replaceQueryValue(query, found, 'https://hub.example/c/1')).toBe(
      'x=%41&response_url=https%3A%2F%2Fhub.example%2Fc%2F1&duration=9',
    );
  });

  it('is taken out, others staying as they were sent', () => {
    expect(withoutParameters('date_from=2026-01-01T00%3A00%3A00Z&offset=5&limit=10', ['offset', 'limit'])).toBe(
      'date_from=2026-01-01T00%3A00%3A00Z',
    );
    expect(withoutParameters('offset=5', ['offset'])).toBeNull();
    expect(withoutParameters(null, ['offset'])).toBeNull();
  });
});
