import { isObject } from '../../engine/object-plan.js';
import { carried, type StepRules } from '../../engine/rules.js';
import { defaultOf } from '../../engine/fills.js';
import { REFUSED } from '../../engine/walk.js';

const TOLD_IN_ROLES = carried('in roles');

/** Credentials of 2.1.1 in the words of 2.2. The hub gives its own: this is for what it is told. */
export const CREDENTIALS_UP: StepRules = {
  Credentials: {
    fields: { business_details: TOLD_IN_ROLES, party_id: TOLD_IN_ROLES, country_code: TOLD_IN_ROLES },
    fills: {
      roles: {
        says: 'one role of the two ids and business_details; which one 2.1.1 does not say: bridge_defaults.role, else refused',
        value: (walk) => {
          const role = defaultOf(walk, ['CredentialsRole.role', 'role']);
          const { business_details, party_id, country_code } = walk.source;
          return typeof role === 'string' ? [{ role, business_details, party_id, country_code }] : undefined;
        },
      },
    },
  },
};

/** Credentials of 2.2 in the words of 2.1.1. */
export const CREDENTIALS_DOWN: StepRules = {
  Credentials: {
    fields: {
      roles: {
        kind: 'spread',
        to: ['business_details', 'party_id', 'country_code'],
        write: (roles, target, walk) => {
          const [only, ...others] = Array.isArray(roles) ? (roles as readonly unknown[]) : [];
          if (!isObject(only) || others.length > 0) return walk.refuse('2.1.1 has one party for each connection');
          const details = walk.start.translate('BusinessDetails', only['business_details'], walk);
          if (details === REFUSED) return walk.below('[0].business_details');
          target['business_details'] = details;
          for (const field of ['party_id', 'country_code']) target[field] = only[field];
          return undefined;
        },
        says: 'the ids and business_details of the only role; more than one is refused',
      },
    },
  },
};
