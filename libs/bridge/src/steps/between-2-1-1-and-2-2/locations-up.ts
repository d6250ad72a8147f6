import { defaultOf, filled, ownerFills } from '../../engine/fills.js';
import { isObject } from '../../engine/object-plan.js';
import { renamed, type StepRules } from '../../engine/rules.js';
import { REGULAR_HOURS, SOME_HOURS } from './hours.js';
import type { Walk } from '../../engine/walk.js';
import { seenLocation } from '../seen.js';
import { timeZoneAt } from '../time-zones.js';

/** Refuses an object in which two ids of 2.1.1 would be one CiString of 2.2. */
function idsDiffer(items: unknown, key: string, walk: Walk) {
  if (!Array.isArray(items) || items.length < 2) return undefined;
  const ids = items.map((item: unknown) => (isObject(item) ? String(item[key]).toLowerCase() : ''));
  return new Set(ids).size === ids.length ? undefined : walk.refuse(`two ${key}s that differ in case only`);
}

function seenOf(walk: Walk) {
  return seenLocation({ owner: walk.start.known.owner, id: walk.source['id'] }, undefined, walk);
}

/** A Location's field from what has been seen of it. */
function fromSeen(field: string, walk: Walk): unknown {
  return filled(seenOf(walk)?.[field], walk, { object: 'Location', field, from: 'seen' });
}

/** Locations of 2.1.1 in the words of 2.2. */
export const LOCATIONS_UP: StepRules = {
  Location: {
    fields: {
      type: {
        kind: 'worded',
        to: 'parking_type',
        words: { OTHER: null, UNKNOWN: null },
        silent: ['UNKNOWN'],
        says: 'OTHER and UNKNOWN are no ParkingType: parking_type is left out, which says as much as UNKNOWN',
      },
    },
    fills: {
      ...ownerFills('Location'),
      publish: {
        says: 'what has been seen of the Location, else bridge_defaults.publish, shipped true: 2.1.1 has only Locations that may be published',
        value: (walk) =>
          fromSeen('publish', walk) ??
          filled(boolean(defaultOf(walk, ['Location.publish', 'publish'])), walk, {
            object: 'Location',
            field: 'publish',
            from: 'bridge_defaults',
          }),
      },
      time_zone: {
        says: 'what has been seen of the Location, else country and coordinates where they tell one for certain, else bridge_defaults.time_zone, else #NA',
        value: (walk) => {
          const seen = seenOf(walk)?.['time_zone'];
          if (typeof seen === 'string' && seen !== '#NA') return fromSeen('time_zone', walk);
          const zone = timeZoneAt(walk.source['country'], walk.source['coordinates']) ?? undefined;
          return filled(zone, walk, { object: 'Location', field: 'time_zone', from: 'coordinates' });
        },
      },
    },
    ends: ({ evses }, walk) => idsDiffer(evses, 'uid', walk),
    endsSay: ['refused: two EVSE uids that differ in case only, which are one CiString'],
  },
  EVSE: {
    ends: ({ connectors }, walk) => idsDiffer(connectors, 'id', walk),
    endsSay: ['refused: two Connector ids that differ in case only, which are one CiString'],
  },
  Connector: {
    fields: {
      voltage: renamed('max_voltage'),
      amperage: renamed('max_amperage'),
      tariff_id: {
        kind: 'reshaped',
        to: 'tariff_ids',
        value: (id) => (typeof id === 'string' ? [id] : undefined),
        says: 'a list of that one',
      },
    },
  },
  EnvironmentalImpact: { fields: { source: renamed('category') } },
  Hours: {
    fields: {
      twentyfourseven: {
        kind: 'spread',
        to: ['twentyfourseven'],
        write: (always, target) => void (target['twentyfourseven'] = always === true),
        says: 'the same; false where there are regular_hours instead',
      },
      regular_hours: REGULAR_HOURS,
    },
    fills: {
      twentyfourseven: {
        says: 'false: the one of two that is there is regular_hours',
        value: () => false,
      },
    },
    ...SOME_HOURS,
  },
};

function boolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
