import type { ClaimedParty, CompletedRegistration, NewPlatform, NotChanged } from '@busbar/core';
import { isCountryCode, isPartyId, isPartyRole } from '@busbar/ocpi';

/** The column's length. */
const MAX_NAME_CHARACTERS = 255;
/** The largest real platforms host some dozens; every party is a row in each process's memory. */
const MAX_PARTIES = 500;
const MAX_SETTINGS_BYTES = 65_536;
const MAX_BUSINESS_DETAILS_BYTES = 16_384;
/** Version details of a platform with every module are 3 KB. */
const MAX_ENDPOINTS_BYTES = 262_144;
const MAX_URL_CHARACTERS = 2_048;

/** What of a platform is too large to be stored, or null. */
export function findTooLarge(platform: Partial<NewPlatform>): NotChanged | null {
  const { name, parties, settings } = platform;
  if (name !== undefined && name.length > MAX_NAME_CHARACTERS) {
    return tooLarge(`a name has at most ${MAX_NAME_CHARACTERS} characters`);
  }
  if (settings !== undefined && jsonBytes(settings) > MAX_SETTINGS_BYTES) {
    return tooLarge(`settings have at most ${MAX_SETTINGS_BYTES} bytes`);
  }
  if (parties !== undefined && parties.length > MAX_PARTIES) {
    return tooLarge(`a platform has at most ${MAX_PARTIES} parties`);
  }
  return findTooLargeParty(parties ?? []);
}

/** What of a finished handshake is too large to be stored, or null. */
export function findTooLargeRegistration(completed: CompletedRegistration): NotChanged | null {
  const { endpoints, hosts, versionsUrl } = completed.registration;
  if (versionsUrl.length > MAX_URL_CHARACTERS) return tooLarge(`a URL has at most ${MAX_URL_CHARACTERS} characters`);
  if (jsonBytes({ endpoints, hosts }) > MAX_ENDPOINTS_BYTES) {
    return tooLarge(`endpoints have at most ${MAX_ENDPOINTS_BYTES} bytes`);
  }
  return findTooLargeParty(completed.businessDetails);
}

function findTooLargeParty(parties: readonly ClaimedParty[]): NotChanged | null {
  for (const { id, role, businessDetails } of parties) {
    if (!isCountryCode(id.countryCode) || !isPartyId(id.partyId) || !isPartyRole(role)) {
      return tooLarge('a country code has two letters, a party id three letters or digits');
    }
    if (jsonBytes(businessDetails) > MAX_BUSINESS_DETAILS_BYTES) {
      return tooLarge(`business details have at most ${MAX_BUSINESS_DETAILS_BYTES} bytes`);
    }
  }
  return null;
}

function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function tooLarge(limit: string): NotChanged {
  return { notChanged: 'too-large', limit };
}
