import { ocpiDateTime, type PartyKey } from '@busbar/ocpi';
import type { Agreements } from '../agreements.js';
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
  readonly party: PartyKey;
  /** Whose party it is; null for one whose platform was deleted. */
  readonly platformId: string | null;
  readonly lastUpdatedMs: number;
  readonly info: ClientInfo;
}

/** By which agreements and at which moment somebody looks. */
export interface Viewing {
  readonly agreements: Agreements;
  readonly nowMs: number;
}

/**
 * The ClientInfo of all parties that the caller may see, ordered by party and role: an order that no change of status disturbs, so
 * that paging through it misses nobody.
 */
export function clientInfosFor(
  caller: Platform,
  {
    snapshot,
    presence,
    nowMs,
  }: { readonly snapshot: RegistrySnapshot; readonly presence: Presence; readonly nowMs: number },
): DatedClientInfo[] {
  const viewing = { agreements: snapshot.agreements, nowMs };
  return allClientInfos(snapshot, (platform) => presence.statusOf(platform))
    .flatMap((info) => clientInfoFor(caller, info, viewing) ?? [])
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/**
 * A party's ClientInfo as a platform is told of it: the whole where one of its own parties may exchange anything with that party, else
 * PLANNED or null, as the hub is set; null also for its own parties. What agreements changed dates the object anew, so that nobody who
 * asks for what is new since then misses it, and a PLANNED one tells nothing of what the party does. OCPI 2.2.1, HubClientInfo > "Another
 * Party becomes PLANNED".
 */
export function clientInfoFor(
  viewer: Platform,
  info: DatedClientInfo,
  { agreements, nowMs }: Viewing,
): DatedClientInfo | null {
  if (viewer.id === info.platformId) return null;
  if (agreements.isOpenToAll && agreements.policyChangedMs === 0 && agreements.pairsChangedMs.size === 0) return info;
  const permitting = viewer.parties.filter(({ key }) => agreements.permits(key, info.party, { module: null, nowMs }));
  if (permitting.length > 0) {
    const sinceMs = Math.min(...permitting.map(({ key }) => agreements.changedMs(key, info.party, nowMs)));
    return sinceMs > info.lastUpdatedMs ? redated(info, sinceMs) : info;
  }
  if (agreements.withoutAgreement === 'invisible') return null;
  return info.platformId === null ? info : as('PLANNED', info, lastChangedMs(viewer, info, { agreements, nowMs }));
}

/** What a platform is told last of a party that it is not told of any more. */
export function farewell(viewer: Platform, info: DatedClientInfo, viewing: Viewing): DatedClientInfo {
  return as('SUSPENDED', info, lastChangedMs(viewer, info, viewing));
}

function lastChangedMs(viewer: Platform, { party }: DatedClientInfo, { agreements, nowMs }: Viewing): number {
  return Math.max(0, ...viewer.parties.map(({ key }) => agreements.changedMs(key, party, nowMs)));
}

function as(status: ConnectionStatus, info: DatedClientInfo, lastUpdatedMs: number): DatedClientInfo {
  return redated({ ...info, info: { ...info.info, status } }, lastUpdatedMs);
}

function redated(info: DatedClientInfo, lastUpdatedMs: number): DatedClientInfo {
  return { ...info, lastUpdatedMs, info: { ...info.info, last_updated: ocpiDateTime(lastUpdatedMs) } };
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
    party: party.key,
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
