// The rows from 2.1.1 to 2.2 about Tokens.
import { expect } from '@jest/globals';
import { AT, TOKEN_2_1_1, TOKEN_2_2 } from '../../support/bridge-rig.js';
import { asked, queried, refused, sent, type Row } from './exchange.js';

// Each row that changes a Token has one of its own: what the hub has seen of the other one stays as it is.
const OLD = { ...TOKEN_2_1_1, uid: '0BADCAFE', auth_id: 'DE8ACC00000000' };
const YOUNG = { ...TOKEN_2_2, uid: '0BADCAFE', contract_id: 'DE8ACC00000000' };
const TOKEN = 'tokens/DE/MSP/0BADCAFE';
const PUT = `RECEIVER PUT ${TOKEN}`;
const PATCH = `RECEIVER PATCH ${TOKEN}`;
const AUTHORIZE = `SENDER POST tokens/${TOKEN_2_2.uid}/authorize`;
const LONG = 'x'.repeat(37);
const AT_ONE_EVSE = { location_id: 'LOC1', evse_uids: ['E1'] };

/** Rows 44 to 50: Tokens. */
export const TOKEN_ROWS: readonly Row[] = [
  {
    row: 44,
    up: [sent(AUTHORIZE, undefined, undefined)],
    down: [
      queried(sent(AUTHORIZE, undefined, undefined), 'type=RFID', 'type=RFID'),
      // 2.1.1 knows OTHER and RFID.
      queried(sent(AUTHORIZE, undefined, undefined), 'type=APP_USER', 'type=OTHER'),
    ],
  },
  {
    row: 45,
    up: [
      queried(sent(PUT, { ...OLD, type: 'OTHER' }, { ...YOUNG, type: 'OTHER' }), undefined, 'type=OTHER'),
      // RFID is what nobody has to say.
      queried(sent(PUT, OLD, YOUNG), undefined, null),
      refused(`RECEIVER PUT tokens/DE/MSP/${LONG}`, { ...OLD, uid: LONG }, 'url.token_uid'),
      { ...asked(`RECEIVER GET ${TOKEN}`, OLD, YOUNG), query: 'type=RFID', arrivesAt: null },
    ],
    // What a party of 2.1.1 GETs of its own, the hub has kept: no other version is asked.
    down: [queried(sent(PUT, { ...YOUNG, type: 'APP_USER' }, { ...OLD, type: 'OTHER' }), 'type=APP_USER', null)],
  },
  {
    row: 46,
    up: [sent(PATCH, { valid: false }, { valid: false, last_updated: expect.stringMatching(/^2\d{3}-/) })],
    down: [queried(sent(PATCH, { valid: false, last_updated: AT }), 'type=APP_USER', null)],
  },
  {
    row: 47,
    up: [sent(PUT, OLD, YOUNG)],
    down: [
      sent(PUT, YOUNG, OLD),
      sent(
        PUT,
        {
          ...YOUNG,
          group_id: 'G1',
          default_profile_type: 'GREEN',
          energy_contract: { supplier_name: 'Us', contract_id: 'X' },
        },
        OLD,
      ),
    ],
  },
  {
    row: 48,
    up: [
      asked(AUTHORIZE, { allowed: 'ALLOWED' }, { allowed: 'ALLOWED', token: TOKEN_2_2 }),
      // Of a Token that was never seen, 2.2 is told no more than the answer says: who has it asks again each time.
      asked(
        'SENDER POST tokens/0UNSEEN/authorize',
        { allowed: 'BLOCKED' },
        {
          allowed: 'BLOCKED',
          token: {
            ...TOKEN_2_2,
            uid: '0UNSEEN',
            contract_id: '#NA',
            issuer: '#NA',
            valid: false,
            whitelist: 'NEVER',
            last_updated: expect.stringMatching(/^2\d{3}-/),
          },
        },
      ),
    ],
    down: [
      asked(
        AUTHORIZE,
        { allowed: 'ALLOWED', token: { ...TOKEN_2_2, contract_id: 'DE8ACC00000000' }, authorization_reference: 'A1' },
        { allowed: 'ALLOWED' },
      ),
    ],
  },
  {
    row: 49,
    up: [
      sent(AUTHORIZE, { ...AT_ONE_EVSE, connector_ids: ['1'] }, AT_ONE_EVSE),
      refused(AUTHORIZE, { location_id: LONG }, '$.location_id'),
      refused(AUTHORIZE, { ...AT_ONE_EVSE, evse_uids: [LONG] }, '$.evse_uids[0]'),
    ],
    down: [sent(AUTHORIZE, AT_ONE_EVSE)],
  },
  {
    row: 50,
    up: [
      sent(PUT, OLD, YOUNG),
      queried(sent(PUT, { ...OLD, type: 'OTHER' }, { ...YOUNG, type: 'OTHER' }), undefined, 'type=OTHER'),
    ],
    down: [
      sent(PUT, { ...YOUNG, type: 'AD_HOC_USER' }, { ...OLD, type: 'OTHER' }),
      sent(PUT, { ...YOUNG, type: 'APP_USER' }, { ...OLD, type: 'OTHER' }),
      sent(PUT, { ...YOUNG, type: 'OTHER' }, { ...OLD, type: 'OTHER' }),
    ],
  },
];
