import {
  isCountryCode,
  isPartyId,
  isTokenText,
  MAX_URL_LENGTH,
  namesParties,
  readJsonText,
  type OcpiVersion,
  type PartyId,
} from '@busbar/ocpi';
import type { BusinessDetails } from '../registry.js';
import { TokenTheyIssued } from './tokens.js';
import { isJsonObject, isUnusable, unusable, type Unusable } from './unusable.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** More roles than any platform hosts parties: what is longer is an attack or a mistake. */
export const MAX_ROLES = 500;
const MAX_NAME_LENGTH = 100;

/** A role as a platform claims it; whether it may is not asked here. */
export interface OfferedRole {
  /** As given: HUB and words that are no role at all fail where the claim is checked. Null in OCPI 2.1.1, which names none. */
  readonly role: string | null;
  readonly id: PartyId;
  /** Null where the platform left them out. */
  readonly businessDetails: BusinessDetails | null;
}

/** A Credentials object that is in order as far as it can be judged alone. */
export interface OfferedCredentials {
  readonly token: TokenTheyIssued;
  readonly url: string;
  readonly roles: readonly OfferedRole[];
}

/** Reads the body of a POST or PUT; of a key that is given twice nobody knows which one is meant. */
export function readCredentialsBody(body: Uint8Array | null, version: OcpiVersion): OfferedCredentials | Unusable {
  if (body === null) return unusable('the body is missing: a Credentials object is expected');
  const text = readJsonText(body, [
    'token',
    'url',
    ...(namesParties(version) ? ['roles'] : ['country_code', 'party_id']),
  ]);
  if (!text.ok) return unusable('the body is no JSON in UTF-8');
  const repeated = [...text.members].find(([, span]) => span === 'duplicate')?.[0];
  return repeated === undefined
    ? readCredentials(JSON.parse(new TextDecoder().decode(body)), version)
    : unusable(`${repeated} is given twice`);
}

/**
 * Reads a Credentials object; fields nobody asked for are ignored. Of OCPI 2.1.1 the object itself is its only role, and says not which.
 * OCPI 2.2.1 and 2.1.1, Credentials > Credentials object.
 */
export function readCredentials(json: unknown, version: OcpiVersion): OfferedCredentials | Unusable {
  if (!isJsonObject(json)) return unusable('a Credentials object is expected');
  const { token, url } = json;
  if (typeof token !== 'string' || !isTokenText(token)) {
    return unusable('token must be 1 to 64 printable ASCII characters without spaces');
  }
  if (typeof url !== 'string' || url === '' || url.length > MAX_URL_LENGTH) {
    return unusable(`url must be your versions URL, at most ${MAX_URL_LENGTH} characters`);
  }
  const roles = namesParties(version) ? readRoles(json['roles']) : readOnlyParty(json);
  return isUnusable(roles) ? roles : { token: new TokenTheyIssued(token, 'base64'), url, roles };
}

function readOnlyParty(json: JsonObject): readonly OfferedRole[] | Unusable {
  const party = readParty(json, null);
  return typeof party === 'string' ? unusable(party.slice(1)) : [party];
}

function readRoles(roles: unknown): readonly OfferedRole[] | Unusable {
  if (!Array.isArray(roles) || roles.length === 0) return unusable('roles must be a list of at least one role');
  if (roles.length > MAX_ROLES) return unusable(`roles has more than ${MAX_ROLES} entries`);
  const offered: OfferedRole[] = [];
  for (const [index, entry] of roles.entries()) {
    const role = readRole(entry);
    if (typeof role === 'string') return unusable(`roles[${index}]${role}`);
    offered.push(role);
  }
  return offered;
}

/** The role, or what is wrong with it. */
function readRole(entry: unknown): OfferedRole | string {
  if (!isJsonObject(entry)) return ' is no object';
  const { role } = entry;
  return typeof role === 'string' ? readParty(entry, role) : '.role is missing';
}

function readParty(entry: JsonObject, role: string | null): OfferedRole | string {
  const { country_code: countryCode, party_id: partyId } = entry;
  if (typeof countryCode !== 'string' || !isCountryCode(countryCode)) return '.country_code must be two letters';
  if (typeof partyId !== 'string' || !isPartyId(partyId)) return '.party_id must be three letters or digits';
  const details = entry['business_details'];
  const businessDetails = details === undefined || details === null ? null : readBusinessDetails(details);
  if (typeof businessDetails === 'string') return businessDetails;
  return { role, id: { countryCode, partyId }, businessDetails };
}

function readBusinessDetails(value: unknown): BusinessDetails | string {
  if (!isJsonObject(value)) return '.business_details is no object';
  const { name, website, logo } = value;
  if (typeof name !== 'string' || name.length > MAX_NAME_LENGTH) {
    return `.business_details.name must be text of at most ${MAX_NAME_LENGTH} characters`;
  }
  return {
    name,
    ...(typeof website === 'string' && website.length <= MAX_URL_LENGTH ? { website } : {}),
    ...(isJsonObject(logo) ? { logo } : {}),
  };
}
