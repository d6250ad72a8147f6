import type { BridgingPorts } from '../bridging/translate.js';
import type { ObjectStore } from '../objects/object-store.js';
import type { OwnerIndex } from '../objects/owner-index.js';
import type { Clock, HubIdentity, Ids, PartyClient, PeerDefects, Presence, Sealer } from '../ports.js';
import type { PulledLists } from '../pulling/pull.js';
import type { RecentPlaces } from './recent-places.js';

/** What gathering a list works with. */
export interface GatherPorts extends BridgingPorts {
  readonly hub: HubIdentity;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly presence: Presence;
  readonly parties: PartyClient;
  readonly sealer: Sealer;
  readonly defects: PeerDefects;
  readonly objects: ObjectStore;
  readonly pulled: PulledLists;
  readonly owners: OwnerIndex;
  readonly places: RecentPlaces;
  /** For a whole page, whoever is asked for it, in ms. */
  readonly forwardTimeoutMs: number;
}

/** One page of a gathered list. */
export interface GatheredPage {
  /** The JSON of each object: as its owner wrote it, or translated from another version. */
  readonly texts: readonly string[];
  /** Of the whole list. */
  readonly total: number;
  /** How far the page goes in offsets, and where the next one begins; null on the last one. */
  readonly next: { readonly offset: number; readonly place: string } | null;
}
