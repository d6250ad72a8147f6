import { isObject } from '../../engine/object-plan.js';
import { filled, NOT_AVAILABLE, ownerFills } from '../../engine/fills.js';
import { carried, gone, renamed, type Reshaped, type StepRules, type Worded } from '../../engine/rules.js';
import { REFUSED, type Walk } from '../../engine/walk.js';
import { cdrTokenOf, rememberReference } from '../cdr-token.js';
import { connectorOf, onlyConnector, ownerOf, seenLocation } from '../seen.js';

const MAX_ID = 36;

/** An id of 2.1.1 as CiString(36), which is shorter than some of its ids; never cut. */
export function shortId(value: unknown, walk: Walk, path: string): string | typeof REFUSED {
  if (typeof value !== 'string') return walk.refuse('required and nowhere to be found', path);
  return value.length <= MAX_ID ? value : walk.refuse('an id of more than 36 characters', path);
}

/** 2.1.1: costs are numbers excluding VAT. */
export const COST_UP: Reshaped = {
  kind: 'reshaped',
  to: 'total_cost',
  value: (cost, walk) => (typeof cost === 'number' ? { excl_vat: cost } : walk.refuse('of another type')),
  says: 'the number is excl_vat: costs of 2.1.1 exclude VAT',
};

/** The price excluding VAT as a number. */
export function costDown(object: string): Reshaped {
  return {
    kind: 'reshaped',
    to: 'total_cost',
    value: (cost, walk) => {
      if (!isObject(cost) || typeof cost['excl_vat'] !== 'number') return walk.refuse('without excl_vat');
      if (cost['incl_vat'] !== undefined && cost['incl_vat'] !== null)
        walk.note({ kind: 'dropped', object, field: 'total_cost.incl_vat' });
      return cost['excl_vat'];
    },
    says: 'excl_vat: costs of 2.1.1 exclude VAT; incl_vat is dropped',
  };
}

/** The method of authentication. */
export const AUTH_METHOD_DOWN: Worded = {
  kind: 'worded',
  words: { COMMAND: 'AUTH_REQUEST' },
  says: 'COMMAND becomes AUTH_REQUEST: the eMSP allowed the session itself, no whitelist did',
};

/** auth_id from the contract id. */
export const CDR_TOKEN_DOWN: Reshaped = {
  kind: 'reshaped',
  to: 'auth_id',
  value: (token, walk) => {
    if (!isObject(token) || typeof token['contract_id'] !== 'string') return walk.refuse('without contract_id');
    for (const field of ['uid', 'type'])
      if (token[field] !== undefined) walk.note({ kind: 'dropped', object: 'CdrToken', field });
    return token['contract_id'];
  },
  says: 'contract_id; uid and type are not said',
};

/** Sessions of 2.1.1 in the words of 2.2. */
export const SESSIONS_UP: StepRules = {
  Session: {
    fields: {
      start_datetime: renamed('start_date_time'),
      end_datetime: renamed('end_date_time'),
      auth_id: {
        kind: 'reshaped',
        to: 'cdr_token',
        value: cdrTokenOf,
        says: 'a CdrToken of that contract_id; uid and type as the Token has been seen, else #NA and bridge_defaults.token_type',
      },
      location: {
        kind: 'spread',
        to: ['location_id', 'evse_uid', 'connector_id'],
        write: idsOfLocation,
        says: 'the ids of the Location and of its one EVSE and Connector; without these those of the seen Location if it has one only, else #NA',
      },
      total_cost: COST_UP,
    },
    fills: ownerFills('Session'),
    ends: (target, walk) => rememberReference('Session', target, walk) as undefined,
    endsSay: ['filled: authorization_reference, from what was agreed for that Token at that Location'],
  },
};

function idsOfLocation(location: unknown, target: Record<string, unknown>, walk: Walk) {
  if (!isObject(location)) return walk.refuse('is no object');
  const id = shortId(location['id'], walk, '.id');
  if (id === REFUSED) return REFUSED;
  target['location_id'] = id;
  walk.note({ kind: 'dropped', object: 'Session', field: 'location', detail: 'all but its ids' });
  const said = onlyConnector(location);
  const used = said ?? seenConnector(id, walk);
  for (const [field, value] of [
    ['evse_uid', used?.evse['uid']],
    ['connector_id', used?.connector['id']],
  ] as const) {
    const known = value === undefined ? NOT_AVAILABLE : shortId(value, walk, `.evses[0].${field}`);
    if (known === REFUSED) return REFUSED;
    target[field] =
      said === null ? filled(known, walk, { object: 'Session', field, from: used === null ? '#NA' : 'seen' }) : known;
  }
  return undefined;
}

function seenConnector(id: string, walk: Walk) {
  const seen = seenLocation({ owner: walk.start.known.owner, id }, null, walk);
  return seen ? onlyConnector(seen) : null;
}

/** Sessions of 2.2 in the words of 2.1.1. */
export const SESSIONS_DOWN: StepRules = {
  Session: {
    fields: {
      start_date_time: renamed('start_datetime'),
      end_date_time: renamed('end_datetime'),
      cdr_token: CDR_TOKEN_DOWN,
      auth_method: AUTH_METHOD_DOWN,
      status: {
        kind: 'worded',
        words: { RESERVATION: 'PENDING' },
        says: 'RESERVATION becomes PENDING: not yet started, and perhaps never',
      },
      location_id: {
        kind: 'spread',
        to: ['location'],
        write: embedLocation,
        says: 'the Location as it has been seen, with the EVSE and Connector of the Session only; refused where it has not been seen or must not be published',
      },
      evse_uid: carried('chooses the EVSE in location'),
      connector_id: carried('chooses the Connector in location'),
      total_cost: costDown('Session'),
      authorization_reference: gone('the hub remembers it'),
    },
  },
};

function embedLocation(id: unknown, target: Record<string, unknown>, walk: Walk) {
  const owner = ownerOf(walk.source, walk);
  if (owner === null) return walk.refuse('not known whose Location it is');
  const seen = seenLocation({ owner, id }, walk.source['evse_uid'], walk);
  if (seen === undefined) return walk.refuse('the hub has not seen this Location, which 2.1.1 wants whole');
  const { evse_uid: evseUid, connector_id: connectorId } = walk.source;
  const used = connectorOf(seen, evseUid, connectorId);
  const evses = used === null ? [] : [{ ...used.evse, connectors: [used.connector] }];
  if (used === null && evseUid !== undefined && evseUid !== NOT_AVAILABLE)
    walk.note({ kind: 'dropped', object: 'Session', field: 'evse_uid', detail: 'not in the Location that was seen' });
  const location = walk.start.translate('Location', { ...seen, evses }, walk);
  if (location === REFUSED) return REFUSED;
  target['location'] = filled(location, walk, { object: 'Session', field: 'location', from: 'seen' });
  return undefined;
}
