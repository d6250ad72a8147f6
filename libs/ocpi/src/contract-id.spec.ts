import { describe, expect, it } from '@jest/globals';
import { operatorOfEvse, providerOfContract, separatedProvider } from './contract-id.js';
import { partyKey, type PartyId } from './party-id.js';

const named = (id: PartyId | null): string | null => (id === null ? null : partyKey(id));

describe('a contract id', () => {
  it.each([
    ['NL-TNM-C00122045-K', 'NL/TNM'],
    ['NL-TNM-C00122045', 'NL/TNM'],
    ['NL*TNM*C00122045*K', 'NL/TNM'],
    ['nl-tnm-c00122045-k', 'NL/TNM'],
    ['NLTNMC00122045K', 'NL/TNM'],
    ['NLTNMC00122045', 'NL/TNM'],
    ['DE8ACC12E46L89', 'DE/8AC'],
    ['DE-8AA-001234-5', 'DE/8AA'],
    ['DE8AA0012345', 'DE/8AA'],
    ['NL-TNM-000722345-X', 'NL/TNM'],
  ])('%s names its provider', (contractId, provider) => {
    expect(named(providerOfContract(contractId))).toBe(provider);
  });

  it.each([
    '',
    '012345678',
    'NL-TNM',
    'NL-TNM-',
    'NL-TN-C00122045',
    '9L-TNM-C00122045',
    'NL-TNM*C00122045',
    'NL_TNM_C00122045',
  ])('is not "%s"', (text) => {
    expect(providerOfContract(text)).toBeNull();
  });

  it('is not read from the serial number of a card that begins with letters', () => {
    expect([separatedProvider('DE8ACC12E46F89'), named(separatedProvider('DE-8AC-C12E46F89'))]).toEqual([
      null,
      'DE/8AC',
    ]);
  });
});

describe('an EVSE id', () => {
  it.each([
    ['NL*TNM*E840*6487', 'NL/TNM'],
    ['NLTNME840*6487', 'NL/TNM'],
    ['nl*tnm*e1', 'NL/TNM'],
    ['FR*A23*E45B*78C', 'FR/A23'],
    ['FRA23E45B78C', 'FR/A23'],
  ])('%s names its operator', (evseId, operator) => {
    expect(named(operatorOfEvse(evseId))).toBe(operator);
  });

  it.each(['', '3256', 'NL*TNM*840', 'NL-TNM-E840', 'NL*TNM*E', '+49*810*000*438', 'NL*TNM'])('is not "%s"', (text) => {
    expect(operatorOfEvse(text)).toBeNull();
  });
});
