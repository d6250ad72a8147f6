// The rows from 2.2 to 2.2.1.
import { expect } from '@jest/globals';
import type { OcpiVersion } from '@busbar/ocpi';
import { ocpi } from '../../../apps/simulator/src/index.js';
import {
  CDR_2_2,
  CDR_LOCATION,
  CDR_TOKEN,
  CONNECTOR_2_2,
  EVSE_2_2,
  SESSION_2_2,
  TOKEN_2_2,
} from '../../support/bridge-rig.js';
import { commanded, refused, sent, type Row, type Check } from './exchange.js';
import { cpoOf } from './world.js';

const POST = 'RECEIVER POST cdrs';
const PUT_SESSION = 'RECEIVER PUT sessions/NL/ABC/S1';
const PUT_EVSE = 'RECEIVER PUT locations/NL/ABC/LOC4/E1';
const PUT_CONNECTOR = `${PUT_EVSE}/1`;

const ISSUED = { ...CDR_TOKEN, country_code: 'DE', party_id: 'MSP' };
const OLD = CDR_2_2;
const YOUNG = { ...CDR_2_2, cdr_token: ISSUED };

function signed(more: object) {
  const value = { nature: 'Start', plain_data: 'a', signed_data: 'b' };
  return {
    encoding_method: 'OCMF',
    public_key: 'k',
    signed_values: [{ ...value, ...more }],
    url: 'https://a.example/',
  };
}

const { postal_code: _, ...codeless } = CDR_LOCATION;
const START = { token: TOKEN_2_2, location_id: 'LOC1', evse_uid: 'E1' };
const connector = (more: object) => ({ ...CONNECTOR_2_2, ...more });
const evse = (more: object) => ({ ...EVSE_2_2, ...more });

const STANDARDS = [
  ...['NEMA_5_20', 'NEMA_6_30', 'NEMA_6_50', 'NEMA_10_30', 'NEMA_10_50', 'NEMA_14_30', 'NEMA_14_50'],
  ...['GBT_AC', 'GBT_DC', 'CHAOJI', 'DOMESTIC_M', 'DOMESTIC_N', 'DOMESTIC_O'],
];

/** Whoever is behind a party says that it failed, as a hub would. */
function failed(from: OcpiVersion, to: OcpiVersion): Check {
  return async ({ cpos, emsps }) => {
    const list = { method: 'GET', module: 'cdrs', interfaceRole: 'SENDER' } as const;
    cpos[from].answerTo(list, ocpi(undefined, { ocpiStatus: 4000, message: 'Generic error' }), 1);
    const { status, envelope } = await emsps[to].request({ ...list, to: cpoOf(from) });
    expect([status, envelope]).toMatchObject([200, { status_code: 4000, status_message: 'Generic error' }]);
  };
}

/** All rows from 2.2 to 2.2.1. */
export const ROWS_TO_2_2_1: readonly Row[] = [
  {
    row: 1,
    up: [failed('2.2', '2.2.1')],
    down: [failed('2.2.1', '2.2')],
  },
  {
    row: 2,
    up: [
      sent(PUT_SESSION, SESSION_2_2, { ...SESSION_2_2, cdr_token: ISSUED }),
      // A Token that the hub has not seen is the receiver's.
      sent(
        PUT_SESSION,
        { ...SESSION_2_2, cdr_token: { ...CDR_TOKEN, contract_id: 'UNSEEN' } },
        { ...SESSION_2_2, cdr_token: { ...ISSUED, contract_id: 'UNSEEN' } },
      ),
    ],
    down: [sent(PUT_SESSION, { ...SESSION_2_2, cdr_token: ISSUED }, SESSION_2_2)],
  },
  {
    row: 3,
    up: [sent(POST, OLD, YOUNG)],
    down: [
      // Another would have to be paid.
      refused(POST, { ...YOUNG, home_charging_compensation: true }, '$.home_charging_compensation'),
      sent(POST, { ...YOUNG, home_charging_compensation: false }, OLD),
    ],
  },
  {
    row: 4,
    up: [sent(POST, OLD, YOUNG)],
    down: [
      sent(
        POST,
        { ...YOUNG, cdr_location: { ...codeless, state: 'VOV' } },
        { ...OLD, cdr_location: { ...CDR_LOCATION, postal_code: '#NA' } },
      ),
    ],
  },
  {
    row: 5,
    up: [sent(POST, { ...OLD, signed_data: signed({}) }, { ...YOUNG, signed_data: signed({}) })],
    down: [
      sent(POST, { ...YOUNG, signed_data: signed({}) }, { ...OLD, signed_data: signed({}) }),
      // Half of it proves nothing.
      sent(POST, { ...YOUNG, signed_data: { ...signed({}), public_key: 'é' } }, OLD),
    ],
  },
  {
    row: 6,
    up: [sent(POST, { ...OLD, signed_data: signed({}) }, { ...YOUNG, signed_data: signed({}) })],
    down: [
      sent(
        POST,
        { ...YOUNG, signed_data: signed({ plain_data: 'x'.repeat(512) }) },
        { ...OLD, signed_data: signed({ plain_data: 'x'.repeat(512) }) },
      ),
      sent(POST, { ...YOUNG, signed_data: signed({ signed_data: 'x'.repeat(513) }) }, OLD),
      sent(POST, { ...YOUNG, signed_data: signed({ plain_data: 'é' }) }, OLD),
    ],
  },
  {
    row: 7,
    up: [commanded('START_SESSION', START)],
    down: [commanded('START_SESSION', { ...START, connector_id: '1' }, START)],
  },
  {
    row: 8,
    up: [sent(PUT_EVSE, evse({ capabilities: ['RESERVABLE'] }))],
    down: [
      sent(
        PUT_EVSE,
        evse({ capabilities: ['RESERVABLE', 'START_SESSION_CONNECTOR_REQUIRED'] }),
        evse({ capabilities: ['RESERVABLE'] }),
      ),
    ],
  },
  {
    row: 9,
    up: [sent(PUT_CONNECTOR, CONNECTOR_2_2)],
    down: [
      sent(
        PUT_EVSE,
        evse({
          connectors: [
            CONNECTOR_2_2,
            ...STANDARDS.map((standard, index) => connector({ id: `${index + 2}`, standard })),
          ],
        }),
        EVSE_2_2,
      ),
    ],
  },
  {
    row: 10,
    up: [sent(PUT_CONNECTOR, connector({ power_type: 'AC_1_PHASE' }))],
    // The power must not be overstated.
    down: [
      sent(PUT_CONNECTOR, connector({ power_type: 'AC_2_PHASE' }), connector({ power_type: 'AC_1_PHASE' })),
      sent(PUT_CONNECTOR, connector({ power_type: 'AC_2_PHASE_SPLIT' }), connector({ power_type: 'AC_1_PHASE' })),
    ],
  },
];
