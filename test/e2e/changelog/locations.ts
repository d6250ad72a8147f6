// The rows from 2.1.1 to 2.2 about Locations.
import { expect } from '@jest/globals';
import {
  AT,
  CONNECTOR_2_1_1,
  CONNECTOR_2_2,
  EVSE_2_1_1,
  EVSE_2_2,
  LOCATION_2_1_1 as SEEN_2_1_1,
  LOCATION_2_2 as SEEN_2_2,
} from '../../support/bridge-rig.js';
import { asked, bothWays, refused, sent, type Row } from './exchange.js';

// Not the Location that other rows want to have been seen as it is.
const LOCATION_2_1_1 = { ...SEEN_2_1_1, id: 'LOC4' };
const LOCATION_2_2 = { ...SEEN_2_2, id: 'LOC4' };
const PUT = 'RECEIVER PUT locations/NL/ABC/LOC4';
const PUT_EVSE = `${PUT}/E1`;
const PUT_CONNECTOR = `${PUT_EVSE}/1`;
const PATCH_EVSE = 'RECEIVER PATCH locations/NL/ABC/LOC4/E1';
const LONG = 'x'.repeat(39);

const old = (more: object) => ({ ...LOCATION_2_1_1, ...more });
const young = (more: object) => ({ ...LOCATION_2_2, ...more });
const oldEvse = (more: object) => ({ ...EVSE_2_1_1, ...more });
const youngEvse = (more: object) => ({ ...EVSE_2_2, ...more });
const oldConnector = (more: object) => ({ ...CONNECTOR_2_1_1, ...more });
const youngConnector = (more: object) => ({ ...CONNECTOR_2_2, ...more });

/** The same field in either version. */
function alike(row: number, field: object): Row {
  return bothWays(row, PUT, [old(field), young(field)]);
}

/** Degrees of 2.2 as 2.1.1 has them, with six decimals. */
function degrees(row: number, place: (coordinates: object) => object): Row {
  const sixth = { latitude: '51.047599', longitude: '-3.729944' };
  const rounded = { latitude: '51.047600', longitude: '-4.000000' };
  return {
    row,
    up: [sent(PUT, old(place(sixth)), young(place(sixth)))],
    down: [
      sent(PUT, young(place(sixth)), old(place(sixth))),
      sent(
        PUT,
        young(place({ latitude: '51.04759', longitude: '-3.72994' })),
        old(place({ latitude: '51.047590', longitude: '-3.729940' })),
      ),
      sent(PUT, young(place({ latitude: '51.0475996', longitude: '-3.9999995' })), old(place(rounded))),
    ],
  };
}

const { tariff_id: _tariff, ...freeOld } = CONNECTOR_2_1_1;
const { tariff_ids: _tariffs, ...freeYoung } = CONNECTOR_2_2;
const { time_zone: _zone, ...zoneless } = LOCATION_2_1_1;
const { postal_code: _code, ...codeless } = LOCATION_2_2;
const { parking_type: _type, ...untyped } = LOCATION_2_2;
const PERIODS = [{ weekday: 1, period_begin: '08:00', period_end: '20:00' }];
const IMAGE = { url: 'https://a.example/1.png', category: 'CHARGER', type: 'png' };

function mix(impact: object) {
  return { energy_mix: { is_green_energy: true, environ_impact: [{ amount: 1, ...impact }] } };
}

/** Rows 19 to 34: Locations. */
export const LOCATION_ROWS: readonly Row[] = [
  {
    row: 19,
    up: [
      asked('SENDER GET locations/LOC1', SEEN_2_1_1, SEEN_2_2),
      asked('SENDER GET locations/LOC1/E1/1', CONNECTOR_2_1_1, CONNECTOR_2_2),
    ],
    down: [
      asked('SENDER GET locations/LOC1', SEEN_2_2, SEEN_2_1_1),
      asked('SENDER GET locations/LOC1/E1/1', CONNECTOR_2_2, CONNECTOR_2_1_1),
    ],
  },
  {
    row: 20,
    up: [
      asked('RECEIVER GET locations/NL/ABC/LOC1/E1', EVSE_2_1_1, EVSE_2_2),
      sent(PUT, LOCATION_2_1_1, LOCATION_2_2),
      refused(`RECEIVER PUT locations/NL/ABC/${LONG}`, old({ id: LONG }), 'url.location_id'),
    ],
    // What a party of 2.1.1 GETs of its own, the hub has kept: no other version is asked.
    down: [sent(PUT, LOCATION_2_2, LOCATION_2_1_1)],
  },
  {
    row: 21,
    up: [
      sent(PATCH_EVSE, { status: 'CHARGING' }, { status: 'CHARGING', last_updated: expect.stringMatching(/^2\d{3}-/) }),
      sent(PATCH_EVSE, { status: 'CHARGING', last_updated: AT }),
      refused(`RECEIVER PATCH locations/NL/ABC/LOC4/${LONG}`, { status: 'CHARGING' }, 'url.evse_uid'),
    ],
    down: [sent(PATCH_EVSE, { status: 'CHARGING', last_updated: AT })],
  },
  {
    row: 22,
    up: [sent(PUT_CONNECTOR, CONNECTOR_2_1_1, CONNECTOR_2_2), sent(PUT_CONNECTOR, freeOld, freeYoung)],
    down: [
      sent(PUT_CONNECTOR, CONNECTOR_2_2, CONNECTOR_2_1_1),
      sent(PUT_CONNECTOR, youngConnector({ tariff_ids: ['T1', 'T2'], max_electric_power: 11_000 }), CONNECTOR_2_1_1),
      sent(PUT_CONNECTOR, freeYoung, freeOld),
    ],
  },
  {
    row: 23,
    up: [
      sent(PUT_EVSE, EVSE_2_1_1, EVSE_2_2),
      sent(PUT, old({ evses: [EVSE_2_1_1, oldEvse({ uid: LONG })] }), LOCATION_2_2),
      refused(PUT, old({ evses: [EVSE_2_1_1, oldEvse({ uid: 'e1' })] }), 'differ in case only'),
    ],
    down: [sent(PUT_EVSE, EVSE_2_2, EVSE_2_1_1)],
  },
  {
    row: 24,
    up: [
      sent(PUT, LOCATION_2_1_1, LOCATION_2_2),
      // Of a Location that nobody has seen, its coordinates say the time zone.
      sent('RECEIVER PUT locations/NL/ABC/LOC2', { ...zoneless, id: 'LOC2' }, young({ id: 'LOC2' })),
    ],
    down: [
      sent(PUT, LOCATION_2_2, LOCATION_2_1_1),
      sent(PUT, { ...codeless, state: 'VOV' }, old({ postal_code: '#NA' })),
      refused('RECEIVER PUT locations/NL/ABC/LOC3', young({ id: 'LOC3', publish: false }), '$.publish'),
    ],
  },
  degrees(25, (coordinates) => ({ related_locations: [coordinates] })),
  {
    row: 26,
    up: [sent(PUT_EVSE, oldEvse({ capabilities: ['RFID_READER'] }), youngEvse({ capabilities: ['RFID_READER'] }))],
    down: [
      sent(
        PUT_EVSE,
        youngEvse({
          capabilities: ['RFID_READER', 'CHARGING_PREFERENCES_CAPABLE', 'DEBIT_CARD_PAYABLE', 'TOKEN_GROUP_CAPABLE'],
        }),
        oldEvse({ capabilities: ['RFID_READER'] }),
      ),
    ],
  },
  {
    row: 27,
    up: [sent(PUT_CONNECTOR, oldConnector({ standard: 'TESLA_R' }), youngConnector({ standard: 'TESLA_R' }))],
    down: [
      sent(
        PUT_EVSE,
        youngEvse({
          connectors: [
            CONNECTOR_2_2,
            youngConnector({ id: '2', standard: 'PANTOGRAPH_TOP_DOWN' }),
            youngConnector({ id: '3', standard: 'PANTOGRAPH_BOTTOM_UP' }),
          ],
        }),
        EVSE_2_1_1,
      ),
      // An EVSE without a Connector is none.
      sent(
        PUT,
        young({ evses: [youngEvse({ connectors: [youngConnector({ standard: 'PANTOGRAPH_TOP_DOWN' })] })] }),
        old({ evses: [] }),
      ),
    ],
  },
  bothWays(28, PUT, [old(mix({ source: 'NUCLEAR_WASTE' })), young(mix({ category: 'NUCLEAR_WASTE' }))]),
  {
    row: 29,
    up: [sent(PUT, old({ facilities: ['HOTEL'] }), young({ facilities: ['HOTEL'] }))],
    down: [
      sent(
        PUT,
        young({ facilities: ['HOTEL', 'BIKE_SHARING', 'PARKING_LOT', 'TRAM_STOP', 'METRO_STATION'] }),
        old({ facilities: ['HOTEL'] }),
      ),
    ],
  },
  degrees(30, (coordinates) => ({ coordinates })),
  {
    row: 31,
    up: [
      sent(
        PUT,
        old({ opening_times: { regular_hours: PERIODS } }),
        young({ opening_times: { twentyfourseven: false, regular_hours: PERIODS } }),
      ),
      sent(PUT, old({ opening_times: { twentyfourseven: true } }), young({ opening_times: { twentyfourseven: true } })),
    ],
    down: [
      sent(
        PUT,
        young({ opening_times: { twentyfourseven: false, regular_hours: PERIODS } }),
        old({ opening_times: { regular_hours: PERIODS } }),
      ),
      sent(PUT, young({ opening_times: { twentyfourseven: true } }), old({ opening_times: { twentyfourseven: true } })),
    ],
  },
  alike(32, { images: [IMAGE] }),
  {
    row: 33,
    up: 'the corrected 2.1.1 has the same pattern for times: nothing differs',
    down: 'the corrected 2.1.1 has the same pattern for times: nothing differs',
  },
  {
    row: 34,
    up: [
      sent(PUT, old({ type: 'UNDERGROUND_GARAGE' }), young({ parking_type: 'UNDERGROUND_GARAGE' })),
      sent(PUT, old({ type: 'OTHER' }), untyped),
      sent(PUT, old({ type: 'UNKNOWN' }), untyped),
    ],
    down: [
      sent(PUT, young({ parking_type: 'PARKING_LOT' }), old({ type: 'PARKING_LOT' })),
      sent(PUT, young({ parking_type: 'ON_DRIVEWAY' }), old({ type: 'OTHER' })),
      sent(PUT, young({ parking_type: 'ALONG_MOTORWAY' }), old({ type: 'OTHER' })),
      sent(PUT, untyped, old({ type: 'UNKNOWN' })),
    ],
  },
];
