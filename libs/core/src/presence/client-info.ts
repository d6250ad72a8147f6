import { ocpiDateTime } from '@busbar/ocpi';
import type { Presence } from '../ports.js';
import type { ConnectionStatus, DepartedParty, Platform, RegistrySnapshot } from '../registry.js';

/** What one party may know of another's connection. OCPI 2.2.1, HubClientInfo > ClientInfo Object. */
export interface ClientInfo {
  readonly party_id: string;
  readonly country_code: string;
  readonly role: string;
  readonly status: ConnectionStatus;
  readonly last_updated: string;
}

/** A ClientInfo with what it is sorted and filtered by. */
export interface DatedClientInfo {
  /** `NL/ABC CPO`: unique in the hub. */
  readonly key: string;
  /** Whose party it is; null for one whose platform was deleted. */
  readonly platformId: string | null;
  readonly lastUpdatedMs: number;
  readonly info: ClientInfo;
}

/**
 * The ClientInfo of all parties that the caller may see, ordered by party and role: an order that no change of status disturbs, so
 * that paging through it misses nobody.
 */
export function clientInfosFor(caller: Platform, snapshot: RegistrySnapshot, presence: Presence): DatedClientInfo[] {
  return allClientInfos(snapshot, (platform) => presence.statusOf(platform))
    .filter((info) => isTold(caller, info))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** Whether a platform is told of this party: of all but its own. */
export function isTold(platform: Platform, { platformId }: DatedClientInfo): boolean {
  return platform.id !== platformId;
}

/** The ClientInfo of every party, in no order. Parties of deleted platforms stay, SUSPENDED (HubClientInfo > Push model). */
export function allClientInfos(
  snapshot: RegistrySnapshot,
  statusOf: (platform: Platform) => ConnectionStatus,
): DatedClientInfo[] {
  const infos = new Map<string, DatedClientInfo>();
  for (const platform of snapshot.allPlatforms()) {
    const status = statusOf(platform);
    for (const party of platform.parties) {
      const info = datedInfo(party, platform.id, status);
      infos.set(info.key, info);
    }
  }
  for (const party of snapshot.departed) {
    const info = datedInfo(party, null, 'SUSPENDED');
    // A party that came back on another platform is no longer departed.
    if (!infos.has(info.key)) infos.set(info.key, info);
  }
  return [...infos.values()];
}

function datedInfo(party: DepartedParty, platformId: string | null, status: ConnectionStatus): DatedClientInfo {
  return {
    key: `${party.key} ${party.role}`,
    platformId,
    lastUpdatedMs: party.lastUpdatedMs,
    info: {
      party_id: party.id.partyId,
      country_code: party.id.countryCode,
      role: party.role,
      status,
      last_updated: ocpiDateTime(party.lastUpdatedMs),
    },
  };
}
