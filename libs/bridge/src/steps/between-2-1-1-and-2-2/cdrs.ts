import type { JsonObject } from '../../bridge.js';
import { filled, NOT_AVAILABLE, ownerFills } from '../../engine/fills.js';
import { isObject } from '../../engine/object-plan.js';
import { gone, renamed, type StepRules } from '../../engine/rules.js';
import { REFUSED, type Walk } from '../../engine/walk.js';
import { cdrTokenOf, rememberReference } from '../cdr-token.js';
import { connectorOf, onlyConnector, ownerOf, seenLocation } from '../seen.js';
import { AUTH_METHOD_DOWN, CDR_TOKEN_DOWN, COST_UP, costDown, shortId } from './sessions.js';

/** CDRs of 2.1.1 in the words of 2.2. */
export const CDRS_UP: StepRules = {
  CDR: {
    fields: {
      stop_date_time: renamed('end_date_time'),
      auth_id: {
        kind: 'reshaped',
        to: 'cdr_token',
        value: cdrTokenOf,
        says: 'a CdrToken of that contract_id; uid and type as the Token has been seen, else #NA and bridge_defaults.token_type',
      },
      location: {
        kind: 'reshaped',
        to: 'cdr_location',
        value: cdrLocationOf,
        says: 'the CdrLocation of its one EVSE and Connector; without these those of the seen Location if it has one only, else refused',
      },
      total_cost: COST_UP,
    },
    fills: ownerFills('CDR'),
    ends: (target, walk) => rememberReference('CDR', target, walk) as undefined,
    endsSay: ['filled: authorization_reference, from what was agreed for that Token at that Location'],
  },
};

const OF_CONNECTOR = ['evse_uid', 'evse_id', 'connector_id', 'connector_standard'].concat(
  'connector_format',
  'connector_power_type',
);

function cdrLocationOf(location: unknown, walk: Walk): unknown {
  if (!isObject(location)) return walk.refuse('is no object');
  const id = shortId(location['id'], walk, '.id');
  if (id === REFUSED) return REFUSED;
  const said = onlyConnector(location);
  const used = said ?? seenConnector(id, walk);
  if (used === null) return walk.refuse('not one EVSE with one Connector', '.evses');
  const { evse, connector } = used;
  const uid = shortId(evse['uid'], walk, '.evses[0].uid');
  const connectorId = shortId(connector['id'], walk, '.evses[0].connectors[0].id');
  if (uid === REFUSED || connectorId === REFUSED) return REFUSED;
  for (const field of said === null ? OF_CONNECTOR : [])
    walk.note({ kind: 'filled', object: 'CdrLocation', field, from: 'seen' });
  const made: JsonObject = {
    id,
    ...(typeof location['name'] === 'string' ? { name: location['name'] } : {}),
    address: location['address'],
    city: location['city'],
    postal_code: location['postal_code'],
    country: location['country'],
    coordinates: location['coordinates'],
    evse_uid: uid,
    evse_id: evse['evse_id'] ?? filled(NOT_AVAILABLE, walk, { object: 'CdrLocation', field: 'evse_id', from: '#NA' }),
    connector_id: connectorId,
    connector_standard: connector['standard'],
    connector_format: connector['format'],
    connector_power_type: connector['power_type'],
  };
  walk.note({ kind: 'dropped', object: 'CDR', field: 'location', detail: 'what CdrLocation does not have' });
  const missing = Object.keys(made).find((field) => made[field] === undefined || made[field] === null);
  return missing === undefined ? made : walk.refuse('required and nowhere to be found', `.${missing}`);
}

function seenConnector(id: string, walk: Walk) {
  const seen = seenLocation({ owner: walk.start.known.owner, id }, null, walk);
  return seen ? onlyConnector(seen) : null;
}

const NO_CREDIT =
  'a Credit CDR: 2.1.1 would take it for one more charging session, with its energy and time counted twice';

/** CDRs of 2.2 in the words of 2.1.1. */
export const CDRS_DOWN: StepRules = {
  CDR: {
    fields: {
      credit: { kind: 'refusing', unless: (credit) => credit === false, reason: NO_CREDIT },
      credit_reference_id: { kind: 'refusing', reason: NO_CREDIT },
      end_date_time: renamed('stop_date_time'),
      cdr_token: CDR_TOKEN_DOWN,
      auth_method: AUTH_METHOD_DOWN,
      cdr_location: {
        kind: 'reshaped',
        to: 'location',
        value: embedLocation,
        says:
          'a Location of what the CDR says; type, time_zone, voltage and amperage as they have been seen. ' +
          'The EVSE is left out where voltage and amperage are not known. Of a Location that must not be published only these two are used',
      },
      total_cost: costDown('CDR'),
      authorization_reference: gone('the hub remembers it'),
      signed_data: gone('2.1.1 has none'),
    },
  },
};

function embedLocation(value: unknown, walk: Walk): unknown {
  if (!isObject(value)) return walk.refuse('is no object');
  const { id, evse_uid: evseUid } = value;
  const seen = seenLocation({ owner: ownerOf(walk.source, walk), id }, evseUid, walk);
  const { last_updated: at } = walk.source;
  const { name, address, city, postal_code, country, coordinates } = value;
  const location = {
    id,
    ...(name === undefined ? {} : { name }),
    address,
    city,
    postal_code,
    country,
    coordinates,
    ...(seen?.['publish'] === true ? visible(seen, walk) : {}),
    evses: evsesOf(value, seen, walk),
    last_updated: at,
  };
  return walk.start.translate('Location', location, walk);
}

function visible({ parking_type: type, time_zone: zone }: JsonObject, walk: Walk): JsonObject {
  const what = { object: 'CDR', from: 'seen' } as const;
  return {
    ...(type === undefined ? {} : { parking_type: filled(type, walk, { ...what, field: 'location.type' }) }),
    ...(zone === undefined ? {} : { time_zone: filled(zone, walk, { ...what, field: 'location.time_zone' }) }),
  };
}

function evsesOf(cdrLocation: JsonObject, seen: JsonObject | undefined, walk: Walk): readonly JsonObject[] {
  const { evse_uid: uid, evse_id: evseId, connector_id: id } = cdrLocation;
  if (uid === NOT_AVAILABLE || id === NOT_AVAILABLE) return [];
  const connector = seen && connectorOf(seen, uid, id)?.connector;
  const { last_updated: at } = walk.source;
  const electric = {
    max_voltage: filled(connector?.['max_voltage'], walk, { object: 'CDR', field: 'location.voltage', from: 'seen' }),
    max_amperage: filled(connector?.['max_amperage'], walk, {
      object: 'CDR',
      field: 'location.amperage',
      from: 'seen',
    }),
  };
  return [
    {
      uid,
      ...(evseId === NOT_AVAILABLE ? {} : { evse_id: evseId }),
      status: 'UNKNOWN',
      connectors: [
        {
          id,
          standard: cdrLocation['connector_standard'],
          format: cdrLocation['connector_format'],
          power_type: cdrLocation['connector_power_type'],
          ...(connector === undefined ? {} : electric),
          last_updated: at,
        },
      ],
      last_updated: at,
    },
  ];
}
