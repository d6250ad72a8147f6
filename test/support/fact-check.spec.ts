import { describe, expect, it } from '@jest/globals';
import { faultsIn } from './fact-check.js';

const token = {
  ...{ country_code: 'DE', party_id: 'EMO', uid: '04AA', type: 'RFID', contract_id: 'DE-EMO-C1', issuer: 'Emobil' },
  ...{ valid: true, whitelist: 'NEVER', last_updated: '2026-01-31T12:00:00Z' },
};

describe('checking an object by the tables of the specification', () => {
  it('finds nothing in an object that has what it must have', () => {
    expect(faultsIn(token, 'Token', '2.2.1')).toEqual([]);
  });

  it.each([
    [{ uid: undefined }, 'Token.uid is missing'],
    [{ uid: 'x'.repeat(37) }, 'Token.uid is longer than 36'],
    [{ valid: 'yes' }, 'Token.valid is no boolean'],
    [{ whitelist: 'MAYBE' }, 'Token.whitelist is MAYBE'],
    [{ last_updated: 'today' }, 'Token.last_updated does not read like DateTime'],
    [{ colour: 'red' }, 'Token.colour is not defined'],
    [{ energy_contract: {} }, 'Token.energy_contract.supplier_name is missing'],
  ])('names what is wrong with %j', (change, fault) => {
    expect(faultsIn({ ...token, ...change }, 'Token', '2.2.1')).toEqual([fault]);
  });

  it('goes by the version: 2.2 has no owner in a CdrToken, 2.2.1 demands one', () => {
    const cdrToken = { uid: '1', type: 'RFID', contract_id: 'C1' };
    expect(faultsIn(cdrToken, 'CdrToken', '2.2')).toEqual([]);
    expect(faultsIn(cdrToken, 'CdrToken', '2.2.1')).toEqual([
      'CdrToken.country_code is missing',
      'CdrToken.party_id is missing',
    ]);
  });
});
