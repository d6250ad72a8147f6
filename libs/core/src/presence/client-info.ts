import { ocpiDateTime, type PartyId } from '@busbar/ocpi';
import type { Presence } from '../ports.js';
import type { ConnectionStatus, Platform, RegistrySnapshot } from '../registry.js';

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
  readonly lastUpdatedMs: number;
  readonly info: ClientInfo;
}

/**
 * The ClientInfo of all parties but the caller's own, ordered by party and role: an order that no change of status disturbs, so
 * that paging through it misses nobody. Parties of deleted platforms stay, SUSPENDED (HubClientInfo > Push model).
 */
export function clientInfosFor(caller: Platform, snapshot: RegistrySnapshot, presence: Presence): DatedClientInfo[] {
  const infos: DatedClientInfo[] = [];
  const present = new Set<string>();
  for (const platform of snapshot.allPlatforms()) {
    const status = presence.statusOf(platform);
    for (const party of platform.parties) {
      const dated = datedInfo(party, status);
      present.add(dated.key);
      if (platform.id !== caller.id) infos.push(dated);
    }
  }
  for (const party of snapshot.departed) {
    const dated = datedInfo(party, 'SUSPENDED');
    // A party that came back on another platform is no longer departed.
    if (!present.has(dated.key)) infos.push(dated);
  }
  return infos.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

interface KnownParty {
  readonly id: PartyId;
  readonly key: string;
  readonly role: string;
  readonly lastUpdatedMs: number;
}

function datedInfo(party: KnownParty, status: ConnectionStatus): DatedClientInfo {
  return {
    key: `${party.key} ${party.role}`,
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
