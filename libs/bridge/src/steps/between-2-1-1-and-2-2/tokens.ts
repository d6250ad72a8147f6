import { filled, NOT_AVAILABLE, ownerFills } from '../../engine/fills.js';
import { gone, renamed, type StepRules } from '../../engine/rules.js';
import { tokenType } from '../cdr-token.js';

/** Tokens of 2.1.1 in the words of 2.2. */
export const TOKENS_UP: StepRules = {
  Token: { fields: { auth_id: renamed('contract_id') }, fills: ownerFills('Token') },
  // Without its EVSEs the permission would be for all of the Location.
  LocationReferences: { fields: { connector_ids: gone('2.2 authorizes at EVSEs') }, essential: ['evse_uids'] },
  AuthorizationInfo: {
    essential: ['location'],
    fills: {
      token: {
        says:
          'the Token as it has been seen; else one of the uid that was asked for, valid as far as it is allowed, of whitelist NEVER: ' +
          'who has never seen a Token asks again each time',
        value: (walk) => {
          const { known, endpoint, at } = walk.start;
          const uid = endpoint?.segments[0];
          if (uid === undefined || known.owner === null) return undefined;
          const what = { object: 'AuthorizationInfo', field: 'token' } as const;
          const seen = walk.start.readSeen(
            { kind: 'token', owner: known.owner, uid },
            { name: 'Token', version: '2.2' },
          );
          if (seen !== undefined) return filled(seen, walk, { ...what, from: 'seen' });
          if (at === undefined) return undefined;
          const token = {
            country_code: known.owner.countryCode,
            party_id: known.owner.partyId,
            uid,
            type: endpoint?.tokenType ?? tokenType(walk),
            contract_id: NOT_AVAILABLE,
            issuer: NOT_AVAILABLE,
            valid: walk.source['allowed'] === 'ALLOWED',
            whitelist: 'NEVER',
            last_updated: at,
          };
          return filled(token, walk, { ...what, from: '#NA' });
        },
      },
    },
  },
};

/** Tokens of 2.2 in the words of 2.1.1. */
export const TOKENS_DOWN: StepRules = {
  Token: {
    fields: {
      contract_id: renamed('auth_id'),
      type: {
        kind: 'worded',
        words: {},
        otherwise: 'OTHER',
        says: 'AD_HOC_USER and APP_USER become OTHER',
      },
    },
  },
};
