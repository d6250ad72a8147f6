import type { BridgedEndpoint, Wanted } from '../bridge.js';
import { isObject } from '../engine/object-plan.js';
import { defaultOf } from '../engine/fills.js';
import type { Walk } from '../engine/walk.js';
import { NOT_TO_BE_PUBLISHED } from '../hidden.js';

const OWNER_SEGMENTS = 2;

/**
 * Whether an exchange is about a part of a Location that must not be published, and therefore nothing for a party of 2.1.1: an EVSE, a
 * Connector, or a PATCH. What the body does not say is known from what has been seen of the Location, else from `bridge_defaults.publish`.
 */
export function hidesLocation(endpoint: BridgedEndpoint, body: unknown, walk: Walk): boolean {
  const { module, interfaceRole, segments } = endpoint;
  if (module !== 'locations' || segments.length === 0) return false;
  if (isObject(body) && typeof body['publish'] === 'boolean') return false;
  const [countryCode = '', partyId = ''] = segments;
  const owner = interfaceRole === 'RECEIVER' ? { countryCode, partyId } : walk.start.known.owner;
  const id = segments[interfaceRole === 'RECEIVER' ? OWNER_SEGMENTS : 0];
  if (owner === null || id === undefined) return false;
  const publish = seenPublish({ owner, id }, walk) ?? defaultOf(walk, ['Location.publish', 'publish']);
  if (publish !== false) return false;
  walk.refuse(NOT_TO_BE_PUBLISHED);
  return true;
}

/** As it was seen, in whatever words: a Location that has something else amiss is no less hidden. */
function seenPublish(location: Omit<Extract<Wanted, { kind: 'location' }>, 'kind'>, walk: Walk): unknown {
  const seen = walk.start.known.seen({ kind: 'location', ...location });
  const value = isObject(seen) ? seen['value'] : undefined;
  const publish = isObject(value) ? value['publish'] : undefined;
  return typeof publish === 'boolean' ? publish : undefined;
}
