import type { ExampleMessage } from './example-message.js';
import { AT, cdrToken, OWNER, price, type RoledVersion } from './versions-with-roles.js';

const BEGAN = '2026-03-02T07:01:30Z';
const ENDED = '2026-03-02T08:46:00Z';

/** Session and CDR examples: just started, finished, the two PATCHes, and what is billed. */
export function chargesIn(version: RoledVersion): readonly ExampleMessage[] {
  const session = {
    ...{ ...OWNER, id: 'S-77', start_date_time: BEGAN, kwh: 0, cdr_token: cdrToken(version), auth_method: 'WHITELIST' },
    ...{ location_id: 'HARBOUR-7', evse_uid: 'EV-1', connector_id: 'A', currency: 'EUR', last_updated: AT },
  };
  const startPrice = version === '2.3.0' ? { before_taxes: 1.5 } : { excl_vat: 1.5 };
  const at = { module: 'sessions', segments: ['NL', 'ABC', 'S-77'] };
  return [
    {
      ...{ title: 'a Session that has just started', ...at, method: 'PUT' },
      json: { ...session, total_cost: startPrice, status: 'PENDING' },
    },
    {
      ...{ title: 'a Session that has ended', ...at, method: 'PUT' },
      json: {
        ...{ ...session, end_date_time: ENDED, kwh: 18.35, status: 'COMPLETED' },
        charging_periods: [
          period(BEGAN, { ENERGY: 4.1, MAX_CURRENT: 30 }),
          period('2026-03-02T07:20:00Z', { ENERGY: 14.25, MIN_CURRENT: 25 }),
          { ...period('2026-03-02T08:16:00Z', { PARKING_TIME: 0.5 }), tariff_id: 'DAY' },
        ],
        total_cost: price(version, [7.5, 1.5]),
      },
    },
    {
      ...{ title: 'the cost of a Session', ...at, method: 'PATCH' },
      json: { total_cost: price(version, [0.5, 0.1]), last_updated: AT },
    },
    {
      ...{ title: 'a charging period of a Session', ...at, method: 'PATCH' },
      json: {
        ...{ kwh: 6.2, charging_periods: [period(BEGAN, { ENERGY: 2.1 })], total_cost: price(version, [0.75, 0.15]) },
        last_updated: AT,
      },
    },
    { title: 'a CDR', module: 'cdrs', method: 'POST', segments: [], json: cdr(version) },
  ];
}

function cdr(version: RoledVersion): object {
  const tax = version === '2.3.0' ? { tax_included: 'NO' } : {};
  return {
    ...{ ...OWNER, id: 'C-77', start_date_time: BEGAN, end_date_time: ENDED, cdr_token: cdrToken(version) },
    auth_method: 'WHITELIST',
    cdr_location: {
      ...{ id: 'HARBOUR-7', name: 'Harbour east', address: 'Kadeweg 7', city: 'Vlissingen', postal_code: '4381 AB' },
      ...{ country: 'NLD', coordinates: { latitude: '51.442310', longitude: '3.573560' } },
      ...{ evse_uid: 'EV-1', evse_id: 'NL*ABC*E0017001', connector_id: 'A', connector_standard: 'IEC_62196_T2' },
      ...{ connector_format: 'SOCKET', connector_power_type: 'AC_3_PHASE' },
    },
    currency: 'EUR',
    tariffs: [
      {
        ...{ ...OWNER, id: 'DAY', currency: 'EUR', ...tax, last_updated: AT },
        elements: [{ price_components: [{ type: 'TIME', price: 4.5, vat: 20, step_size: 60 }] }],
      },
    ],
    charging_periods: [{ ...period(BEGAN, { TIME: 1.742 }), tariff_id: 'DAY' }],
    ...{ total_cost: price(version, [8, 1.6]), total_energy: 18.35, total_time: 1.742 },
    ...{ total_time_cost: price(version, [8, 1.6]), last_updated: AT },
  };
}

function period(from: string, volumes: Readonly<Record<string, number>>): object {
  return {
    start_date_time: from,
    dimensions: Object.entries(volumes).map(([type, volume]) => ({ type, volume })),
  };
}
