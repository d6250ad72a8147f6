import { describe, expect, it } from '@jest/globals';
import { aPlatform, partyId } from '../../../../test/support/builders.js';
import { checkRoles } from './claimed-roles.js';
import type { OfferedRole } from './credentials-object.js';

const platform = aPlatform({ id: 'peer', parties: ['CPO NL/ABC', 'EMSP NL/ABC', 'EMSP DE/XYZ'] });
const offered = (role: string, party: string, name: string | null = null): OfferedRole => ({
  role,
  id: partyId(party),
  businessDetails: name === null ? null : { name },
});

describe('the roles in the credentials of a platform', () => {
  it('may be some of those the operator gave it, in any case', () => {
    expect(checkRoles(platform, [offered('EMSP', 'de/xyz', 'XYZ e-mobility')])).toEqual([
      { role: 'EMSP', id: { countryCode: 'DE', partyId: 'XYZ' }, businessDetails: { name: 'XYZ e-mobility' } },
    ]);
  });

  it('keep the business details of the operator where they bring none', () => {
    expect(checkRoles(platform, [offered('CPO', 'NL/ABC')])).toMatchObject([
      { businessDetails: { name: 'CPO NL/ABC' } },
    ]);
  });

  it.each([
    ['a party of nobody', [offered('CPO', 'BE/NEW')], 'role CPO BE/NEW is not among those'],
    ['its own party in another role', [offered('CPO', 'DE/XYZ')], 'role CPO DE/XYZ is not among those'],
    ['one fine and one foreign', [offered('CPO', 'NL/ABC'), offered('EMSP', 'FR/BAD')], 'role EMSP FR/BAD'],
    ['the role of a hub', [offered('HUB', 'NL/ABC')], 'role "HUB" is none that a party can have'],
    ['a word that is no role', [offered('cpo', 'NL/ABC')], 'role "cpo" is none'],
    ['the same role twice', [offered('CPO', 'NL/ABC'), offered('CPO', 'nl/abc')], 'role CPO NL/ABC is given twice'],
  ])('are refused by name with %s', (_, roles, complaint) => {
    expect(checkRoles(platform, roles)).toHaveProperty('unusable', expect.stringContaining(complaint));
  });
});
