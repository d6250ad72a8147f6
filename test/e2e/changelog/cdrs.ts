// The rows from 2.1.1 to 2.2 about CDRs.
import { AT, CDR_2_1_1, CDR_2_2, CONNECTOR_2_1_1, EVSE_2_1_1, LOCATION_2_1_1 } from '../../support/bridge-rig.js';
import { refused, sent, type Row } from './exchange.js';

const POST = 'RECEIVER POST cdrs';

function periods(...types: readonly string[]) {
  return [{ start_date_time: AT, dimensions: types.map((type) => ({ type, volume: 1 })) }];
}

/** What a CDR of 2.2 says of its Location, as a Location of 2.1.1: the EVSE that was used, whose status the CDR does not say. */
function locationOfCdr() {
  const { tariff_id: _, ...connector } = CONNECTOR_2_1_1;
  return { ...LOCATION_2_1_1, evses: [{ ...EVSE_2_1_1, status: 'UNKNOWN', connectors: [connector] }] };
}

const OLD = { ...CDR_2_1_1, location: locationOfCdr() };

const COSTS = {
  total_fixed_cost: { excl_vat: 1 },
  total_energy_cost: { excl_vat: 1, incl_vat: 1.21 },
  total_time_cost: { excl_vat: 1 },
  total_parking_cost: { excl_vat: 1 },
  total_reservation_cost: { excl_vat: 0 },
};
const REFERENCES = { session_id: 'S1', authorization_reference: 'A1', invoice_reference_id: 'I1', credit: false };
const SIGNED = {
  encoding_method: 'OCMF',
  signed_values: [{ nature: 'End', plain_data: 'a', signed_data: 'b' }],
};

/** Rows 1 to 5: CDRs. */
export const CDR_ROWS: readonly Row[] = [
  {
    row: 1,
    up: [
      sent(POST, CDR_2_1_1, CDR_2_2),
      refused(POST, { ...CDR_2_1_1, location: { ...LOCATION_2_1_1, id: 'LOC9', evses: [] } }, '$.location.evses'),
    ],
    down: [
      sent(POST, CDR_2_2, OLD),
      sent(POST, { ...CDR_2_2, ...COSTS, ...REFERENCES, signed_data: SIGNED }, OLD),
      sent(POST, { ...CDR_2_2, total_cost: { excl_vat: 4, incl_vat: 4.84 } }, OLD),
      // 2.1.1 would count its energy twice.
      refused(
        POST,
        { ...CDR_2_2, id: 'C1-C', credit: true, credit_reference_id: 'C1', total_cost: { excl_vat: -4 } },
        '$.credit',
      ),
      refused(POST, { ...CDR_2_2, id: 'x'.repeat(39) }, '$.id'),
    ],
  },
  {
    row: 2,
    up: [
      sent(POST, { ...CDR_2_1_1, auth_method: 'AUTH_REQUEST' }, { ...CDR_2_2, auth_method: 'AUTH_REQUEST' }),
      sent(POST, { ...CDR_2_1_1, auth_method: 'WHITELIST' }, { ...CDR_2_2, auth_method: 'WHITELIST' }),
    ],
    down: [sent(POST, { ...CDR_2_2, auth_method: 'COMMAND' }, { ...OLD, auth_method: 'AUTH_REQUEST' })],
  },
  {
    row: 3,
    up: 'OCPI 2.1.1 has no RESERVATION_TIME to say',
    down: [
      sent(
        POST,
        { ...CDR_2_2, charging_periods: periods('ENERGY', 'RESERVATION_TIME') },
        { ...OLD, charging_periods: periods('ENERGY') },
      ),
      refused(POST, { ...CDR_2_2, charging_periods: periods('RESERVATION_TIME') }, '$.charging_periods'),
    ],
  },
  {
    row: 4,
    up: [
      sent(
        POST,
        { ...CDR_2_1_1, charging_periods: periods('FLAT', 'ENERGY') },
        { ...CDR_2_2, charging_periods: periods('ENERGY') },
      ),
      refused(POST, { ...CDR_2_1_1, charging_periods: periods('FLAT') }, '$.charging_periods'),
    ],
    down: 'OCPI 2.2 has no FLAT to say',
  },
  {
    row: 5,
    up: [
      sent(
        POST,
        { ...CDR_2_1_1, charging_periods: periods('TIME') },
        { ...CDR_2_2, charging_periods: periods('TIME') },
      ),
    ],
    down: [
      sent(
        POST,
        { ...CDR_2_2, charging_periods: periods('TIME').map((period) => ({ ...period, tariff_id: 'T1' })) },
        { ...OLD, charging_periods: periods('TIME') },
      ),
    ],
  },
];
