import { defaultOf, filled } from '../../engine/fills.js';
import { carried, gone, type Fill, type StepRules } from '../../engine/rules.js';
import type { Walk } from '../../engine/walk.js';
import { isObject } from '../../engine/object-plan.js';
import { ownerOf } from '../seen.js';

const TIMEOUT: Fill = {
  says:
    'bridge_defaults.command_timeout (or timeout), shipped 120 s: 2.1.1 tells no time, a Charge Point may wait two minutes for a ' +
    'cable, and who gives up too early takes a session for failed that begins after all',
  value: (walk) => {
    const names = ['CommandResponse.timeout', 'timeout', 'command_timeout'];
    const seconds = defaultOf(walk, names);
    return filled(Number.isInteger(seconds) ? seconds : undefined, walk, {
      object: 'CommandResponse',
      field: 'timeout',
      from: 'bridge_defaults',
    });
  },
};

/** Commands of 2.1.1 in the words of 2.2. */
export const COMMANDS_UP: StepRules = {
  ReserveNow: {
    fields: {
      reservation_id: {
        kind: 'reshaped',
        to: 'reservation_id',
        value: (id, walk) => (Number.isSafeInteger(id) ? String(id) : walk.refuse('is no whole number')),
        says: 'the number in decimal digits',
      },
    },
    // Without its EVSE a command would be for any EVSE of the Location.
    essential: ['evse_uid'],
  },
  StartSession: { essential: ['evse_uid'] },
  CommandResponse: {
    fields: {
      result: {
        kind: 'worded',
        words: { TIMEOUT: 'REJECTED' },
        says: 'TIMEOUT becomes REJECTED: from 2.2 on it is a word of the result, and no result follows',
      },
    },
    fills: { timeout: TIMEOUT },
  },
  'CommandResponse>CommandResult': {
    fields: {
      result: {
        kind: 'worded',
        words: { UNKNOWN_SESSION: 'REJECTED' },
        says: 'UNKNOWN_SESSION becomes REJECTED',
      },
    },
  },
};

/** Commands of 2.2 in the words of 2.1.1. */
export const COMMANDS_DOWN: StepRules = {
  ReserveNow: {
    fields: {
      reservation_id: {
        kind: 'reshaped',
        to: 'reservation_id',
        value: numberOf,
        says: 'a number that the hub keeps for this id of this party',
      },
      authorization_reference: gone('the hub remembers it'),
    },
  },
  StartSession: { fields: { authorization_reference: gone('the hub remembers it') } },
  CommandResponse: { fields: { timeout: carried('2.1.1 tells no time') } },
  'CommandResult>CommandResponse': {
    fields: {
      result: {
        kind: 'worded',
        words: {},
        otherwise: 'REJECTED',
        says: 'CANCELED_RESERVATION, EVSE_OCCUPIED, EVSE_INOPERATIVE, FAILED and UNKNOWN_RESERVATION become REJECTED',
      },
    },
  },
};

function numberOf(id: unknown, walk: Walk): unknown {
  const { token } = walk.source;
  const owner = walk.start.known.owner ?? (isObject(token) ? ownerOf(token, walk) : null);
  if (typeof id !== 'string' || owner === null) return walk.refuse('not known whose reservation it is');
  const number = walk.start.known.seen({ kind: 'reservation-number', owner, id });
  if (!Number.isSafeInteger(number)) return walk.refuse('the hub keeps no number for it');
  walk.note({ kind: 'replaced', object: 'ReserveNow', field: 'reservation_id', detail: 'a number' });
  return number;
}
