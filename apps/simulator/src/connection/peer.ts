import type { InterfaceRole, OcpiVersion } from '@busbar/ocpi';
import { OCPI_VERSIONS } from '@busbar/ocpi';

/** An endpoint as the other side published it. */
export interface PeerEndpoint {
  readonly identifier: string;
  /** Left out in OCPI 2.1.1. */
  readonly role?: InterfaceRole;
  readonly url: string;
}

/** The other side of a connection, as far as a handshake told us. */
export interface Peer {
  readonly version: OcpiVersion;
  readonly versionsUrl: string;
  readonly endpoints: readonly PeerEndpoint[];
  /** The token they issued to us. */
  readonly token: string;
  /** Their credentials object as they gave it, or null when they have not given one. */
  readonly credentials: CredentialsObject | null;
}

/** OCPI 2.2.1, Credentials > Credentials object; in 2.1.1 the object has in it what later versions have in a role. */
export interface CredentialsObject {
  readonly token: string;
  readonly url: string;
  readonly roles?: readonly Readonly<Record<string, unknown>>[];
  readonly country_code?: string;
  readonly party_id?: string;
  readonly business_details?: Readonly<Record<string, unknown>>;
  /** From 2.3.0 on, of hubs only. */
  readonly hub_party_id?: string;
}

/** Reads a credentials object, or null when it lacks a token or URL. */
export function readCredentials(data: unknown): CredentialsObject | null {
  if (!isRecord(data) || typeof data['token'] !== 'string' || typeof data['url'] !== 'string') return null;
  const isOfOneParty = typeof data['country_code'] === 'string' && typeof data['party_id'] === 'string';
  return Array.isArray(data['roles']) || isOfOneParty ? (data as unknown as CredentialsObject) : null;
}

/** A version and the URL of its details, from the data of a versions endpoint; unknown versions are left out. */
export function readVersions(data: unknown): readonly { readonly version: OcpiVersion; readonly url: string }[] {
  const entries = Array.isArray(data) ? data.filter(isRecord) : [];
  return entries.flatMap(({ version, url }) => {
    const known = OCPI_VERSIONS.find((candidate) => candidate === version);
    return known !== undefined && typeof url === 'string' ? [{ version: known, url }] : [];
  });
}

/** The endpoints in the data of version details. */
export function readEndpoints(data: unknown): readonly PeerEndpoint[] {
  const endpoints: unknown = isRecord(data) ? data['endpoints'] : null;
  return Array.isArray(endpoints) ? endpoints.filter(isRecord).map((entry) => entry as unknown as PeerEndpoint) : [];
}

/**
 * The URL of an endpoint; the role of credentials means nothing (Version information endpoint > Endpoint class), and where there is none
 * the endpoint is the other side's.
 */
export function peerUrl(
  endpoints: readonly PeerEndpoint[],
  module: string,
  interfaceRole: InterfaceRole,
): string | null {
  const found = endpoints.find(
    ({ identifier, role = interfaceRole }) =>
      identifier === module && (module === 'credentials' || role === interfaceRole),
  );
  return found?.url ?? null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
