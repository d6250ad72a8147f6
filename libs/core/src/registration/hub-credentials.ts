import { namesParties, type OcpiVersion } from '@busbar/ocpi';
import type { HubIdentity } from '../ports.js';
import type { BusinessDetails, Party } from '../registry.js';

/** Credentials as the hub gives them. Holds a token in clear: for the body of one request or answer only. */
export type HubCredentials = HubCredentialsOf211 | HubCredentialsWithRoles;

/** OCPI 2.1.1, Credentials > Credentials object. */
export interface HubCredentialsOf211 {
  readonly token: string;
  readonly url: string;
  readonly business_details: BusinessDetails;
  readonly party_id: string;
  readonly country_code: string;
}

/** OCPI 2.2.1, Credentials > Credentials object. */
export interface HubCredentialsWithRoles {
  readonly token: string;
  readonly url: string;
  /** 2.3.0 only: country code and party id in one word. */
  readonly hub_party_id?: string;
  readonly roles: readonly HubCredentialsRole[];
}

/** OCPI 2.2.1, Credentials > CredentialsRole class. */
export interface HubCredentialsRole {
  readonly role: string;
  readonly business_details: BusinessDetails;
  readonly party_id: string;
  readonly country_code: string;
}

/** For which version, with which token in clear, and whom the platform may talk to. */
export interface HubCredentialsRequest {
  readonly version: OcpiVersion;
  readonly token: string;
  readonly hub: HubIdentity;
  readonly reachable: readonly Party[];
}

/**
 * The hub's Credentials object for one platform. Up to 2.2.1 a hub names itself as HUB and nobody else; 2.3.0 has no such role: the
 * hub is in `hub_party_id`, and `roles` are the parties that can be reached through it. Later comings and goings are told by
 * ClientInfo. `roles` may not be empty, so a hub with nobody behind it names itself as OTHER. In 2.1.1 a hub is one more party that
 * says nothing of its role.
 */
export function hubCredentials({ version, token, hub, reachable }: HubCredentialsRequest): HubCredentials {
  const url = versionsUrlOf(hub);
  if (!namesParties(version)) return { token, url, ...hubAsParty(hub) };
  if (version !== '2.3.0') return { token, url, roles: [hubAs('HUB', hub)] };
  const roles = reachable.map((party): HubCredentialsRole => ({
    role: party.role,
    business_details: party.businessDetails,
    party_id: party.id.partyId,
    country_code: party.id.countryCode,
  }));
  const { countryCode, partyId } = hub.party;
  return {
    token,
    url,
    hub_party_id: `${countryCode}${partyId}`.toUpperCase(),
    roles: roles.length > 0 ? roles : [hubAs('OTHER', hub)],
  };
}

/** The URL that a platform is told to begin with. */
export function versionsUrlOf(hub: HubIdentity): string {
  return `${hub.publicUrl}/ocpi/versions`;
}

function hubAs(role: 'HUB' | 'OTHER', hub: HubIdentity): HubCredentialsRole {
  return { role, ...hubAsParty(hub) };
}

function hubAsParty(hub: HubIdentity): Omit<HubCredentialsRole, 'role'> {
  return {
    business_details: { name: hub.name },
    party_id: hub.party.partyId,
    country_code: hub.party.countryCode,
  };
}
