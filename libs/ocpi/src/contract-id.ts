import type { PartyId } from './party-id.js';

/**
 * `NL-TNM-C00122045-K` and `NL*TNM*E840*6487`: ids of contracts (eMA ID) and of EVSEs as eMI3, ISO 15118 and DIN SPEC 91286 write them.
 * Country and provider or operator come first; separators and the check digit of a contract may be left out.
 */
const SEPARATED_CONTRACT = /^([A-Z]{2})([-*])([A-Z0-9]{3})\2[A-Z0-9]{6,9}(?:\2[A-Z0-9])?$/i;
const BARE_CONTRACT = /^([A-Z]{2})([A-Z0-9]{3})[A-Z0-9]{6,10}$/i;
const SEPARATED_EVSE_ID = /^([A-Z]{2})\*([A-Z0-9]{3})\*E[A-Z0-9][A-Z0-9*]{0,30}$/i;
const BARE_EVSE_ID = /^([A-Z]{2})([A-Z0-9]{3})E[A-Z0-9][A-Z0-9*]{0,30}$/i;

/** The provider that a contract id names, or null where it is written in no form of the norms. */
export function providerOfContract(contractId: string): PartyId | null {
  return separatedProvider(contractId) ?? idsOf(BARE_CONTRACT.exec(contractId));
}

/** The same of an id that may be something else, such as the serial number of a card: only separators make it a contract id. */
export function separatedProvider(contractId: string): PartyId | null {
  const match = SEPARATED_CONTRACT.exec(contractId);
  return match === null ? null : { countryCode: match[1] ?? '', partyId: match[3] ?? '' };
}

/** The operator that an EVSE id names, or null where it is written in no form of the norms. */
export function operatorOfEvse(evseId: string): PartyId | null {
  return idsOf(SEPARATED_EVSE_ID.exec(evseId)) ?? idsOf(BARE_EVSE_ID.exec(evseId));
}

function idsOf(match: RegExpExecArray | null): PartyId | null {
  return match === null ? null : { countryCode: match[1] ?? '', partyId: match[2] ?? '' };
}
