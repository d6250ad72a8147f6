import type { BridgedEndpoint, JsonObject, Wanted } from '../bridge.js';
import type { Walk } from '../engine/walk.js';
import { objectsIn } from '../steps/seen.js';
import { isObject } from '../engine/object-plan.js';

/** The owner's two ids and the Location's. */
const LOCATION_SEGMENTS = 3;

/**
 * What a party of 2.1.1 is told in place of a push that says whether a Location may be published, in the words of 2.2; undefined where
 * nothing stands for it. 2.1.1 knows neither that nor a way to delete one: a Location none of whose EVSEs is valid "should no longer be
 * displayed" (2.1.1, Locations > 2. Flow and Lifecycle).
 */
export function toldInsteadOf(endpoint: BridgedEndpoint, body: unknown, walk: Walk): JsonObject | undefined {
  const { module, interfaceRole, method, segments } = endpoint;
  const [countryCode = '', partyId = '', id = ''] = segments;
  if (module !== 'locations' || interfaceRole !== 'RECEIVER' || segments.length !== LOCATION_SEGMENTS) return undefined;
  if (!isObject(body)) return undefined;
  const location = { owner: { countryCode, partyId }, id };
  if (body['publish'] === false) return withdrawn({ body, isPatch: method === 'PATCH' }, location, walk);
  return body['publish'] === true && method === 'PATCH' ? publishedAgain(body, location, walk) : undefined;
}

type Named = Omit<Extract<Wanted, { kind: 'published-location' }>, 'kind'>;

/** As it was last published, but for its EVSEs: nothing of what it has become since. One that never was published stays unheard of. */
function withdrawn(
  { body, isPatch }: { readonly body: JsonObject; readonly isPatch: boolean },
  location: Named,
  walk: Walk,
): JsonObject | undefined {
  const published = seen(location, walk);
  const last_updated = body['last_updated'] ?? walk.start.at;
  const evses = objectsIn(published?.['evses']).map((evse) => ({ ...evse, status: 'REMOVED', last_updated }));
  if (evses.length === 0) return undefined;
  walk.note({ kind: 'replaced', object: 'Location', field: 'publish', detail: 'all EVSEs REMOVED' });
  return { ...(isPatch ? {} : published), evses, last_updated };
}

/**
 * A PATCH that only says so would leave the EVSEs removed, and whatever else changed meanwhile unsaid. Where it has been withdrawn once
 * more by the time it is told, it is told as it was published.
 */
function publishedAgain(body: JsonObject, location: Named, walk: Walk): JsonObject | undefined {
  const known = seen(location, walk);
  if (known === undefined) return undefined;
  walk.note({ kind: 'filled', object: 'Location', field: 'evses', from: 'seen', detail: 'published again' });
  return { ...known, ...body };
}

function seen(location: Named, walk: Walk): JsonObject | undefined {
  return walk.start.readSeen({ kind: 'published-location', ...location }, { name: 'Location', version: '2.2' });
}
