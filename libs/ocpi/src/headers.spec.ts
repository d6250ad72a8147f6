import { describe, expect, it } from '@jest/globals';
import { isUsableId, readRoutingPair } from './headers.js';

const to = (countryCode: string | undefined, partyId: string | undefined): unknown =>
  readRoutingPair({ 'ocpi-to-country-code': countryCode, 'ocpi-to-party-id': partyId }, 'to');

describe('a pair of routing headers', () => {
  it('names a party in the spelling it was written in', () => {
    expect(to('nl', 'TnM')).toEqual({ party: { countryCode: 'nl', partyId: 'TnM' } });
  });

  it('may be absent', () => {
    expect(to(undefined, undefined)).toEqual({ party: null });
  });

  it('is refused when half of it is missing, naming that half', () => {
    expect(to('NL', undefined)).toMatchObject({ fault: 'half-pair', header: 'OCPI-to-party-id' });
    expect(to(undefined, 'TNM')).toMatchObject({ fault: 'half-pair', header: 'OCPI-to-country-code' });
  });

  it.each([
    ['NL, NL', 'TNM'],
    ['NLD', 'TNM'],
    ['N', 'TNM'],
    ['', 'TNM'],
    ['N1', 'TNM'],
  ])('is refused for the country code %p', (countryCode, partyId) => {
    expect(to(countryCode, partyId)).toMatchObject({ fault: 'malformed', header: 'OCPI-to-country-code' });
  });

  it.each(['TNM, TNM', 'TN', 'TNMX', 'T M', 'T\u00e9M', ''])('is refused for the party id %p', (partyId) => {
    expect(to('NL', partyId)).toMatchObject({ fault: 'malformed', header: 'OCPI-to-party-id' });
  });
});

describe('a request id', () => {
  it('is printable ASCII of at most 128 characters', () => {
    expect(isUsableId('12345')).toBe(true);
    expect(['', 'a b', 'é', 'x'.repeat(129), 'a\r\nb'].some(isUsableId)).toBe(false);
  });
});
