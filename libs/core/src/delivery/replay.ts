import { ocpiDateTime, partyKey, type InterfaceRole, type OcpiVersion, type PartyId } from '@busbar/ocpi';
import { isInBoth } from '../bridging/bridged-endpoint.js';
import type { RegistrySnapshot } from '../registry.js';
import type { DeliveryRecord } from './delivery-record.js';
import type { WrittenObject } from './delivery.js';
import { isAtOrAbove, isOlder } from './supersede.js';

/** A failed delivery or direct push, as far as it decides whether it may be sent again. */
export interface ReplayCandidate {
  /** Of the delivery or the message. */
  readonly id: string;
  readonly platformId: string;
  readonly to: PartyId | null;
  readonly version: OcpiVersion;
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  readonly object: WrittenObject;
  /** When its message came in, however often it was replayed since. */
  readonly cameInAtMs: number;
  /** Its place among the messages of one moment. */
  readonly place: number;
}

/**
 * Whether a write that came in later makes an earlier one stale: it is about the same part of the same object, and does not call
 * itself older. A POST is never said again by another write.
 */
export function makesStale(later: WrittenObject, failed: WrittenObject): boolean {
  if (failed.write === 'post' || later.key !== failed.key) return false;
  const isSamePart = isAtOrAbove(later.path, failed.path) || isAtOrAbove(failed.path, later.path);
  return isSamePart && !isOlder({ object: later }, { object: failed });
}

/** Why it cannot be sent to its receiver any more, by the registry of this moment; null where it can. */
export function whyUnsendable(
  { platformId, to, version, module, interfaceRole }: Omit<ReplayCandidate, 'id' | 'object' | 'cameInAtMs' | 'place'>,
  snapshot: RegistrySnapshot,
): string | null {
  const platform = snapshot.platform(platformId);
  if (platform === null) return 'the platform was removed';
  if (to !== null && !snapshot.partiesNamed(partyKey(to)).some((party) => party.platformId === platformId)) {
    return `${partyKey(to)} is no party of the platform any more`;
  }
  if (snapshot.endpoint(platformId, module, interfaceRole) === null) {
    return `the platform does not offer the ${interfaceRole} interface of ${module}`;
  }
  const speaks = platform.registration?.version;
  // What is translated is translated when it is attempted.
  return speaks === version || (speaks !== undefined && isInBoth(module, version, speaks))
    ? null
    : `the message is OCPI ${version}, the platform speaks ${String(speaks)} now, and nothing translates ${module}`;
}

/** How a receiver that missed something fetches it: a GET of the module's list from this date on. */
export interface Resync {
  readonly module: string;
  readonly date_from: string;
}

/** Modules whose Sender interface lists objects by `last_updated`. OCPI 2.2.1, each module > Sender Interface > GET. */
const LISTED = new Set(['cdrs', 'hubclientinfo', 'locations', 'sessions', 'tariffs', 'tokens']);

/** The GET that brings the receiver of an expired delivery back in sync; null where there is none, or nothing was missed. */
export function resyncOf(record: Pick<DeliveryRecord, 'state' | 'module' | 'object' | 'acceptedAtMs'>): Resync | null {
  if (record.state !== 'expired' || !LISTED.has(record.module)) return null;
  const { lastUpdatedMs } = record.object;
  // The sender's clock may be behind: the list is filtered by what the object says of itself.
  const fromMs = Math.min(record.acceptedAtMs, lastUpdatedMs ?? record.acceptedAtMs);
  return { module: record.module, date_from: ocpiDateTime(fromMs) };
}
