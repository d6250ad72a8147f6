import type { OcpiVersion } from '@busbar/ocpi';

/** The versions whose messages name their parties. */
export type RoledVersion = Exclude<OcpiVersion, '2.1.1'>;

/** Whose Locations, Tariffs, Sessions and CDRs the examples are. */
export const OWNER = { country_code: 'NL', party_id: 'ABC' };
/** When everything in the examples was last updated. */
export const AT = '2026-03-02T09:15:00Z';

/** A Price with one tax: OCPI 2.3.0 names the taxes, the versions before it give the sum with VAT. */
export function price(version: RoledVersion, [net, tax]: readonly [net: number, tax: number]): object {
  return version === '2.3.0'
    ? { before_taxes: net, taxes: [{ name: 'VAT', amount: tax }] }
    : { excl_vat: net, incl_vat: net + tax };
}

/** A CdrToken: OCPI 2.2 has not yet its owner in it. */
export function cdrToken(version: RoledVersion): object {
  const token = { uid: '04A2B3C4D5E680', type: 'RFID', contract_id: 'DE-MSP-C00042-7' };
  return version === '2.2' ? token : { country_code: 'DE', party_id: 'MSP', ...token };
}
