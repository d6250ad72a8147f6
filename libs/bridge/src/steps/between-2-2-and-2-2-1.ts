import { providerOfContract, type PartyId } from '@busbar/ocpi';
import { filled } from '../engine/fills.js';
import type { Fill, StepRules } from '../engine/rules.js';
import type { Walk } from '../engine/walk.js';

function issuerOf(walk: Walk): { readonly id: PartyId; readonly from: 'seen' | 'message' } | null {
  const { contract_id: contractId } = walk.source;
  if (typeof contractId === 'string') {
    const token = walk.start.readSeen({ kind: 'token-of-contract', contractId }, { name: 'Token', version: '2.2.1' });
    const { country_code: countryCode, party_id: partyId } = token ?? {};
    if (typeof countryCode === 'string' && typeof partyId === 'string')
      return { id: { countryCode, partyId }, from: 'seen' };
  }
  const id = walk.start.known.counterpart ?? (typeof contractId === 'string' ? providerOfContract(contractId) : null);
  return id && { id, from: 'message' };
}

function issuerFill(field: 'country_code' | 'party_id'): Fill {
  return {
    says: 'whose Token it is: as the Token has been seen, else the receiver of the Session or CDR, else the provider in contract_id',
    value: (walk) => {
      const issuer = issuerOf(walk);
      if (issuer === null) return undefined;
      const value = field === 'country_code' ? issuer.id.countryCode : issuer.id.partyId;
      return filled(value, walk, { object: 'CdrToken', field, from: issuer.from });
    },
  };
}

/** From 2.2 to 2.2.1. */
export const UP: StepRules = {
  CdrToken: { fills: { country_code: issuerFill('country_code'), party_id: issuerFill('party_id') } },
};

/** From 2.2.1 to 2.2. */
export const DOWN: StepRules = {
  CDR: {
    fields: {
      home_charging_compensation: {
        kind: 'refusing',
        unless: (value) => value === false,
        reason: 'energy that has to be paid to the driver, which OCPI 2.2 cannot say',
      },
    },
  },
  Connector: { fields: { power_type: powerDown() } },
  CdrLocation: { fields: { connector_power_type: powerDown() } },
  SignedData: { essential: ['signed_values', 'public_key', 'encoding_method_version'] },
};

function powerDown() {
  return {
    kind: 'worded',
    words: { AC_2_PHASE: 'AC_1_PHASE', AC_2_PHASE_SPLIT: 'AC_1_PHASE' },
    says: 'AC_2_PHASE and AC_2_PHASE_SPLIT become AC_1_PHASE: the power is not overstated',
  } as const;
}
