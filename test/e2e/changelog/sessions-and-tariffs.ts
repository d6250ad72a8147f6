// The rows from 2.1.1 to 2.2 about Sessions and Tariffs.
import { expect } from '@jest/globals';
import {
  AT,
  SESSION_2_1_1,
  SESSION_2_2,
  TARIFF_2_1_1,
  TARIFF_2_2,
  TOKEN_2_1_1,
  TOKEN_2_2,
} from '../../support/bridge-rig.js';
import { asked, commanded, refused, sent, type Row } from './exchange.js';

const SESSION = 'sessions/NL/ABC/S1';
const PUT = `RECEIVER PUT ${SESSION}`;
const PATCH = `RECEIVER PATCH ${SESSION}`;
const TARIFF = 'RECEIVER PUT tariffs/NL/ABC/T1';
const LATER = '2027-01-01T00:00:00Z';

const [ELEMENT = {}] = TARIFF_2_2.elements;
const [COMPONENT = {}] = TARIFF_2_2.elements[0]?.price_components ?? [];
const tariff = (more: object) => ({ ...TARIFF_2_2, ...more });
const restricted = (restrictions: object) => ({ ...ELEMENT, restrictions });

// A Token with which an EMSP has a session started, and which the hub has never been told of.
const AGREED = { ...TOKEN_2_2, uid: '0AGREED', contract_id: 'DE-E20-C77777777-X' };
const AGREED_2_1_1 = { ...TOKEN_2_1_1, uid: '0AGREED', auth_id: AGREED.contract_id };

/** Rows 35 to 38: Sessions. */
export const SESSION_ROWS: readonly Row[] = [
  {
    row: 35,
    up: [
      {
        ...refused(
          'SENDER PUT sessions/S1/charging_preferences',
          { profile_type: 'GREEN' },
          'no such request in OCPI 2.1.1',
        ),
        after: sent(PUT, SESSION_2_2, SESSION_2_1_1),
      },
    ],
    down: [
      {
        kind: 'sent',
        line: 'SENDER PUT sessions/S1/charging_preferences',
        body: { profile_type: 'GREEN' },
        told: 'NOT_POSSIBLE',
      },
    ],
  },
  {
    row: 36,
    up: [sent(PUT, SESSION_2_1_1, SESSION_2_2), asked(`RECEIVER GET ${SESSION}`, SESSION_2_1_1, SESSION_2_2)],
    down: [
      sent(PUT, SESSION_2_2, SESSION_2_1_1),
      {
        ...asked(`RECEIVER GET ${SESSION}`, SESSION_2_2, SESSION_2_1_1),
        after: sent(PUT, SESSION_2_1_1, SESSION_2_2),
      },
    ],
  },
  {
    row: 37,
    up: [
      sent(PUT, SESSION_2_1_1, SESSION_2_2),
      sent(
        PATCH,
        { end_datetime: LATER, total_cost: 5, last_updated: LATER },
        { end_date_time: LATER, total_cost: { excl_vat: 5 }, last_updated: LATER },
      ),
      sent(PATCH, { kwh: 1 }, { kwh: 1, last_updated: expect.stringMatching(/^2\d{3}-/) }),
    ],
    down: [
      sent(
        PATCH,
        { end_date_time: LATER, total_cost: { excl_vat: 5 }, last_updated: LATER },
        { end_datetime: LATER, total_cost: 5, last_updated: LATER },
      ),
    ],
  },
  {
    row: 38,
    up: [
      sent(PUT, SESSION_2_1_1, SESSION_2_2),
      // Without an EVSE nobody knows which of a Location that was not seen.
      sent(
        PUT,
        { ...SESSION_2_1_1, location: { ...SESSION_2_1_1.location, id: 'LOC9', evses: [] } },
        { ...SESSION_2_2, location_id: 'LOC9', evse_uid: '#NA', connector_id: '#NA' },
      ),
      {
        ...sent(
          PUT,
          { ...SESSION_2_1_1, auth_id: AGREED.contract_id },
          {
            ...SESSION_2_2,
            cdr_token: { uid: '#NA', type: 'RFID', contract_id: AGREED.contract_id },
            authorization_reference: 'A7',
          },
        ),
        after: commanded(
          'START_SESSION',
          { token: AGREED, location_id: 'LOC1', evse_uid: 'E1', authorization_reference: 'A7' },
          { token: AGREED_2_1_1, location_id: 'LOC1', evse_uid: 'E1' },
        ),
      },
    ],
    down: [
      sent(PUT, SESSION_2_2, SESSION_2_1_1),
      sent(
        PUT,
        { ...SESSION_2_2, status: 'RESERVATION', auth_method: 'COMMAND', authorization_reference: 'A1' },
        { ...SESSION_2_1_1, status: 'PENDING', auth_method: 'AUTH_REQUEST' },
      ),
      // 2.1.1 wants the whole Location.
      refused(PUT, { ...SESSION_2_2, location_id: 'LOC9' }, '$.location_id'),
    ],
  },
];

/** Rows 39 to 43: Tariffs. */
export const TARIFF_ROWS: readonly Row[] = [
  {
    row: 39,
    up: [refused('RECEIVER PATCH tariffs/NL/ABC/T1', { currency: 'EUR' }, 'no such request in OCPI 2.2')],
    down: [refused('RECEIVER PATCH tariffs/NL/ABC/T1', { currency: 'EUR' }, 'no such request in OCPI 2.2')],
  },
  {
    row: 40,
    up: [sent(TARIFF, TARIFF_2_1_1, TARIFF_2_2)],
    down: [
      sent(TARIFF, tariff({ type: 'REGULAR', start_date_time: AT, end_date_time: LATER }), TARIFF_2_1_1),
      // 2.1.1 would say another price.
      refused(TARIFF, tariff({ type: 'AD_HOC_PAYMENT' }), '$.type'),
      refused(TARIFF, tariff({ min_price: { excl_vat: 1 } }), '$.min_price'),
      refused(TARIFF, tariff({ max_price: { excl_vat: 1 } }), '$.max_price'),
      refused(TARIFF, tariff({ start_date_time: LATER }), '$.start_date_time'),
    ],
  },
  {
    row: 41,
    up: [sent(TARIFF, TARIFF_2_1_1, TARIFF_2_2)],
    down: [sent(TARIFF, tariff({ elements: [{ price_components: [{ ...COMPONENT, vat: 21 }] }] }), TARIFF_2_1_1)],
  },
  {
    row: 42,
    up: 'OCPI 2.1.1 has no price for reservations',
    down: [
      sent(TARIFF, tariff({ elements: [restricted({ reservation: 'RESERVATION' }), ELEMENT] }), TARIFF_2_1_1),
      sent(TARIFF, tariff({ elements: [restricted({ reservation: 'RESERVATION_EXPIRES' }), ELEMENT] }), TARIFF_2_1_1),
    ],
  },
  {
    row: 43,
    up: [
      sent(
        TARIFF,
        { ...TARIFF_2_1_1, elements: [restricted({ start_time: '08:00', min_kwh: 1 })] },
        tariff({ elements: [restricted({ start_time: '08:00', min_kwh: 1 })] }),
      ),
    ],
    down: [
      refused(TARIFF, tariff({ elements: [restricted({ reservation: 'RESERVATION' })] }), '$.elements'),
      refused(
        TARIFF,
        tariff({ elements: [restricted({ min_current: 16 })] }),
        '$.elements[0].restrictions.min_current',
      ),
      refused(
        TARIFF,
        tariff({ elements: [restricted({ max_current: 16 })] }),
        '$.elements[0].restrictions.max_current',
      ),
    ],
  },
];
