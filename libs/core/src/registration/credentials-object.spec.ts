import { describe, expect, it } from '@jest/globals';
import { readCredentials, readCredentialsBody } from './credentials-object.js';

const ROLE = { role: 'CPO', country_code: 'nl', party_id: 'Abc', business_details: { name: 'ABC' } };
const URL_TEXT = 'https://ocpi.example.com/versions';
const read = (changed: Record<string, unknown>): ReturnType<typeof readCredentials> =>
  readCredentials({ token: 'abc', url: URL_TEXT, roles: [ROLE], ...changed }, '2.2.1');

describe('a Credentials object', () => {
  it('is read with ids in their spelling and without fields nobody asked for', () => {
    expect(read({ hub_party_id: 'NLHUB', extra: { deep: [] } })).toMatchObject({
      url: URL_TEXT,
      roles: [{ role: 'CPO', id: { countryCode: 'nl', partyId: 'Abc' }, businessDetails: { name: 'ABC' } }],
    });
  });

  it('keeps its token out of everything that is printed', () => {
    expect(JSON.stringify(read({ token: 'very-secret' }))).not.toContain('very-secret');
  });

  it('keeps website and logo of a party, and takes roles without business details', () => {
    const logo = { url: 'https://example.com/logo.png', category: 'OPERATOR', type: 'png' };
    const details = { name: 'ABC', website: 'https://example.com', logo, vat: 'x' };
    const { business_details: _, ...bare } = ROLE;
    expect(read({ roles: [{ ...ROLE, business_details: details }, bare] })).toMatchObject({
      roles: [{ businessDetails: { name: 'ABC', website: 'https://example.com', logo } }, { businessDetails: null }],
    });
  });

  it.each([
    ['no token', { token: undefined }, 'token must be'],
    ['an empty token', { token: '' }, 'token must be'],
    ['a token of 65 characters', { token: 'a'.repeat(65) }, 'token must be'],
    ['a space in the token', { token: 'a b' }, 'token must be'],
    ['a letter beyond ASCII in the token', { token: 'é' }, 'token must be'],
    ['no url', { url: undefined }, 'url must be'],
    ['a url of 256 characters', { url: 'https://example.com/'.padEnd(256, 'a') }, 'url must be'],
    ['no roles', { roles: undefined }, 'roles must be a list'],
    ['an empty list of roles', { roles: [] }, 'roles must be a list'],
    ['ten thousand roles', { roles: Array.from({ length: 10_000 }, () => ROLE) }, 'more than 500'],
    ['a role that is text', { roles: ['CPO'] }, 'roles[0] is no object'],
    ['a role without its name', { roles: [{ ...ROLE, role: 1 }] }, 'roles[0].role'],
    ['a country of three letters', { roles: [ROLE, { ...ROLE, country_code: 'NLD' }] }, 'roles[1].country_code'],
    ['a party id of two letters', { roles: [{ ...ROLE, party_id: 'AB' }] }, 'roles[0].party_id'],
    [
      'business details without a name',
      { roles: [{ ...ROLE, business_details: {} }] },
      'roles[0].business_details.name',
    ],
  ])('is refused with %s', (_, changed, complaint) => {
    expect(read(changed)).toHaveProperty('unusable', expect.stringContaining(complaint));
  });

  it.each([
    ['a missing body', null, 'the body is missing'],
    ['a list', '[]', 'a Credentials object is expected'],
    ['a key that is given twice', '{"token":"a","to\\u006ben":"b"}', 'token is given twice'],
  ])('is not found in %s', (_, body, complaint) => {
    const bytes = body === null ? null : new TextEncoder().encode(body);
    expect(readCredentialsBody(bytes, '2.2.1')).toHaveProperty('unusable', expect.stringContaining(complaint));
  });
});
