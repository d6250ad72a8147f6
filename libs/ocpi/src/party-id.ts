/** The two ids that name a party in headers and URLs, in the spelling they arrived in. OCPI 2.2.1, Transport and format > Message Routing Headers. */
export interface PartyId {
  readonly countryCode: string;
  readonly partyId: string;
}

/** `NL/ABC`, upper-case: the form in which party ids are compared (CiString) and shown to operators. */
export type PartyKey = string & { readonly brand?: 'PartyKey' };

/** The comparison key of a party id; case does not matter (OCPI 2.2.1, Types > CiString). */
export function partyKey(id: PartyId): PartyKey {
  return `${id.countryCode}/${id.partyId}`.toUpperCase();
}

/** Whether two party ids name the same party. */
export function isSameParty(a: PartyId, b: PartyId): boolean {
  return partyKey(a) === partyKey(b);
}

/** ISO 3166-1 alpha-2 shape; whether the country exists is not asked. */
export function isCountryCode(text: string): boolean {
  return /^[A-Za-z]{2}$/.test(text);
}

/** ISO 15118 operator id shape: three letters or digits. */
export function isPartyId(text: string): boolean {
  return /^[A-Za-z0-9]{3}$/.test(text);
}

/** Reads `NL/ABC` or `NL*ABC`/`NL-ABC`; null when it is not a party id. */
export function parsePartyId(text: string): PartyId | null {
  const countryCode = text.slice(0, 2);
  const partyId = text.slice(3);
  const separated = text.length === 6 && '/*-'.includes(text.charAt(2));
  return separated && isCountryCode(countryCode) && isPartyId(partyId) ? { countryCode, partyId } : null;
}
