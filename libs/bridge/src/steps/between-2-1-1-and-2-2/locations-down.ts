import { NOT_TO_BE_PUBLISHED } from '../../hidden.js';
import { renamed, type StepRules } from '../../engine/rules.js';
import { REGULAR_HOURS, SOME_HOURS } from './hours.js';

/** Locations of 2.2 in the words of 2.1.1. */
export const LOCATIONS_DOWN: StepRules = {
  Location: {
    fields: {
      publish: {
        kind: 'spread',
        to: [],
        write: (publish, _, walk) => (publish === true ? undefined : walk.refuse(NOT_TO_BE_PUBLISHED)),
        says: 'true goes without saying; false refuses the Location, so that it never reaches a party of 2.1.1; one that was published until now is told once more as it was, with all its EVSEs REMOVED',
      },
      parking_type: {
        kind: 'worded',
        to: 'type',
        words: {},
        otherwise: 'OTHER',
        says: 'ALONG_MOTORWAY and ON_DRIVEWAY become OTHER',
      },
    },
    fills: {
      type: {
        says: 'UNKNOWN, the default of LocationType',
        value: (walk) => {
          walk.note({ kind: 'filled', object: 'Location', field: 'type', detail: 'no parking_type' });
          return 'UNKNOWN';
        },
      },
    },
  },
  Connector: {
    fields: {
      max_voltage: renamed('voltage'),
      max_amperage: renamed('amperage'),
      tariff_ids: {
        kind: 'reshaped',
        to: 'tariff_id',
        value: (ids, walk) => {
          const [first, ...others] = Array.isArray(ids) ? (ids as readonly unknown[]) : [];
          if (others.length > 0)
            walk.note({ kind: 'dropped', object: 'Connector', field: 'tariff_ids', detail: 'all but the first' });
          return first;
        },
        says: 'the first; Tariffs that are not for everybody are refused, so that their id shows no price',
      },
    },
  },
  EnvironmentalImpact: { fields: { category: renamed('source') } },
  Hours: {
    fields: {
      twentyfourseven: {
        kind: 'reshaped',
        to: 'twentyfourseven',
        value: (always) => (always === true ? true : undefined),
        says: 'only where it is true: it is the other of two to regular_hours',
      },
      regular_hours: REGULAR_HOURS,
    },
    ...SOME_HOURS,
  },
};
