import type { PartyId } from '@busbar/ocpi';
import type { JsonObject } from '../bridge.js';
import { isObject } from '../engine/object-plan.js';
import type { Walk } from '../engine/walk.js';

/** An EVSE and the Connector of it that was used. */
export interface UsedConnector {
  readonly evse: JsonObject;
  readonly connector: JsonObject;
}

/** The only EVSE of a Location with its only Connector, or null where there is more or less than one. */
export function onlyConnector(location: JsonObject): UsedConnector | null {
  const [evse, ...otherEvses] = objectsIn(location['evses']);
  if (evse === undefined || otherEvses.length > 0) return null;
  const [connector, ...others] = objectsIn(evse['connectors']);
  return connector === undefined || others.length > 0 ? null : { evse, connector };
}

/** The Connector of those ids; without a connector id, the EVSE's only one. */
export function connectorOf(location: JsonObject, evseUid: unknown, connectorId: unknown): UsedConnector | null {
  const evse = objectsIn(location['evses']).find(({ uid }) => isSameId(uid, evseUid));
  if (evse === undefined) return null;
  const connectors = objectsIn(evse['connectors']);
  const connector = connectors.find(({ id }) => isSameId(id, connectorId));
  return connector === undefined ? null : { evse, connector };
}

/** Whether both are the same CiString. */
export function isSameId(one: unknown, other: unknown): boolean {
  return typeof one === 'string' && typeof other === 'string' && one.toLowerCase() === other.toLowerCase();
}

/** The items of a list that are objects. */
export function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Whose object it is: what it says itself, else what is known of the exchange. */
export function ownerOf(object: JsonObject, walk: Walk): PartyId | null {
  const { country_code: countryCode, party_id: partyId } = object;
  if (typeof countryCode === 'string' && typeof partyId === 'string') return { countryCode, partyId };
  return walk.start.known.owner;
}

/** The Location of that owner in the words of 2.2, with its EVSE of that uid only, or, given null, with the only one it has. */
export function seenLocation(
  { owner, id }: { readonly owner: PartyId | null; readonly id: unknown },
  evseUid: unknown,
  walk: Walk,
): JsonObject | undefined {
  if (owner === null || typeof id !== 'string') return undefined;
  const narrow = (location: JsonObject): JsonObject => {
    const evses = objectsIn(location['evses']);
    const wanted = evseUid === null && evses.length === 1 ? evses : evses.filter(({ uid }) => isSameId(uid, evseUid));
    return { ...location, evses: wanted };
  };
  return walk.start.readSeen({ kind: 'location', owner, id }, { name: 'Location', version: '2.2', narrow });
}
