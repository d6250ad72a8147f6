import type { ExampleMessage } from './example-message.js';

const AT = '2026-03-02T09:15:00Z';
const BEGAN = '2026-03-02T07:01:30Z';
const CONNECTOR = {
  ...{ id: 'A', standard: 'IEC_62196_T2', format: 'SOCKET', power_type: 'AC_1_PHASE', voltage: 230, amperage: 32 },
  ...{ tariff_id: 'DAY', last_updated: AT },
};
const EVSE = {
  ...{ uid: 'EV-1', evse_id: 'NL-ABC-E0017001', status: 'AVAILABLE', capabilities: ['RESERVABLE'] },
  ...{ connectors: [CONNECTOR], physical_reference: '3', floor_level: '-1', last_updated: AT },
};
const PLACE = {
  ...{ id: 'HARBOUR-7', type: 'ON_STREET', name: 'Harbour east', address: 'Kadeweg 7', city: 'Vlissingen' },
  ...{ postal_code: '4381AB', country: 'NLD', coordinates: { latitude: '51.442310', longitude: '3.573560' } },
  ...{ last_updated: AT },
};
const DAYS = [1, 2, 3].map((weekday) => ({ weekday, period_begin: '06:30', period_end: '21:00' }));
const SESSION = {
  ...{ id: 'S-77', start_datetime: BEGAN, kwh: 0, auth_id: 'DE-MSP-C00042-7', auth_method: 'WHITELIST' },
  ...{ location: { ...PLACE, evses: [EVSE] }, currency: 'EUR', total_cost: 1.5, status: 'PENDING', last_updated: AT },
};
const TARIFF = {
  ...{ id: 'DAY', currency: 'EUR', elements: [element({ TIME: 3.6 })], last_updated: AT },
};
const TOKEN = {
  ...{ uid: '04A2B3C4D5E680', type: 'RFID', auth_id: 'DE-MSP-C00042-7', visual_number: 'EM-0042-7' },
  ...{ issuer: 'Emobil', valid: true, whitelist: 'ALWAYS', last_updated: AT },
};
const SAID = { status_code: 1000, status_message: 'Success', timestamp: AT };

/** Examples of OCPI 2.1.1. */
export const EXAMPLES_2_1_1: readonly ExampleMessage[] = [
  location('a Location with two EVSEs', [], {
    json: { ...PLACE, evses: [EVSE, { ...EVSE, uid: 'EV-2', status: 'RESERVED' }], operator: { name: 'Amperhaven' } },
  }),
  location('an EVSE that is added', ['EV-1'], { json: EVSE }),
  location('the status of an EVSE', ['EV-1'], { method: 'PATCH', json: { status: 'CHARGING' } }),
  location('an EVSE that is removed', ['EV-1'], { method: 'PATCH', json: { status: 'REMOVED' } }),
  location('the name of a Location', [], { method: 'PATCH', json: { name: 'Harbour west' } }),
  location('the Tariff of a Connector', ['EV-1', 'A'], { method: 'PATCH', json: { tariff_id: 'NIGHT' } }),
  location('an energy mix that only says green', [], { json: { ...PLACE, energy_mix: { is_green_energy: true } } }),
  location('an energy mix with its supplier', [], {
    json: { ...PLACE, energy_mix: { is_green_energy: true, supplier_name: 'Zeewind', energy_product_name: 'Vast' } },
  }),
  location('an energy mix with sources and impact', [], {
    json: {
      ...PLACE,
      energy_mix: {
        is_green_energy: false,
        energy_sources: [
          { source: 'WIND', percentage: 61.5 },
          { source: 'GAS', percentage: 38.5 },
        ],
        environ_impact: [{ source: 'CARBON_DIOXIDE', amount: 281 }],
        ...{ supplier_name: 'Zeewind', energy_product_name: 'Zeewind mix' },
      },
    },
  }),
  location('regular hours with a closing and an opening', [], {
    json: {
      ...PLACE,
      opening_times: {
        ...{ twentyfourseven: false, regular_hours: DAYS },
        exceptional_openings: [{ period_begin: '2026-04-26T06:00:00Z', period_end: '2026-04-26T15:00:00Z' }],
        exceptional_closings: [{ period_begin: '2026-04-27T00:00:00Z', period_end: '2026-04-28T00:00:00Z' }],
      },
    },
  }),
  { title: 'a Session that has just started', ...at('sessions', 'S-77'), json: SESSION },
  {
    ...{ title: 'a Session that has ended', ...at('sessions', 'S-77') },
    json: {
      ...{ ...SESSION, end_datetime: '2026-03-02T08:46:00Z', kwh: 18.35, total_cost: 7.5, status: 'COMPLETED' },
      charging_periods: [period({ ENERGY: 18.35, MAX_CURRENT: 30 }), period({ PARKING_TIME: 0.5 })],
    },
  },
  { title: 'the cost of a Session', ...at('sessions', 'S-77'), method: 'PATCH', json: { total_cost: 0.5 } },
  {
    ...{ title: 'a CDR', module: 'cdrs', method: 'POST', segments: [] },
    json: {
      ...{ id: 'C-77', start_date_time: BEGAN, stop_date_time: '2026-03-02T08:46:00Z', auth_id: TOKEN.auth_id },
      ...{ auth_method: 'WHITELIST', location: { ...PLACE, evses: [EVSE] }, currency: 'EUR', tariffs: [TARIFF] },
      ...{ charging_periods: [period({ TIME: 1.742 })], total_cost: 8, total_energy: 18.35, total_time: 1.742 },
      last_updated: AT,
    },
  },
  tariff('a Tariff per hour', {}),
  tariff('a Tariff with its words in two languages', {
    tariff_alt_text: [
      { language: 'en', text: '3.60 an hour' },
      { language: 'nl', text: '3,60 per uur' },
    ],
  }),
  tariff('a Tariff with a link', { tariff_alt_url: 'https://amperhaven.example/tariffs/DAY' }),
  tariff('a Tariff that is free of charge', { elements: [element({ FLAT: 0 })] }),
  tariff('a Tariff by power, day and time', {
    elements: [
      element({ FLAT: 2 }),
      element({ TIME: 1.2 }, { max_power: 11 }),
      element({ TIME: 2.4 }, { min_power: 11, day_of_week: ['SATURDAY', 'SUNDAY'] }),
      element({ PARKING_TIME: 6 }, { start_time: '08:00', end_time: '19:00', day_of_week: ['MONDAY'] }),
    ],
  }),
  { title: 'a Token', ...at('tokens', TOKEN.uid), json: TOKEN },
  { title: 'a Token that is no longer valid', ...at('tokens', TOKEN.uid), method: 'PATCH', json: { valid: false } },
  {
    ...{ title: 'credentials', module: 'credentials', method: 'POST', segments: [] },
    json: {
      ...{ token: 'token-of-the-example', url: 'https://amperhaven.example/versions', country_code: 'NL' },
      ...{ party_id: 'ABC', business_details: { name: 'Amperhaven', website: 'https://amperhaven.example' } },
    },
  },
  {
    ...{ title: 'an answer with one object', ...at('tokens', TOKEN.uid), method: 'GET', isAnswer: true },
    json: { data: TOKEN, ...SAID },
  },
  {
    ...{ title: 'an answer with a list', module: 'tokens', interfaceRole: 'SENDER', method: 'GET', segments: [] },
    ...{ isAnswer: true, json: { data: [TOKEN, { ...TOKEN, uid: '04FFEEDDCCBB80' }], ...SAID } },
  },
  {
    ...{ title: 'an answer that names a missing field', ...at('tokens', TOKEN.uid), isAnswer: true },
    json: { status_code: 2001, status_message: 'whitelist is missing', timestamp: AT },
  },
  {
    ...{ title: 'the versions of a platform', module: 'versions', method: 'GET', segments: [], isAnswer: true },
    json: { ...SAID, data: [{ version: '2.1.1', url: 'https://a.example/2.1.1' }] },
  },
  {
    ...{ title: 'the endpoints of a version', module: 'versions', method: 'GET', segments: ['2.1.1'], isAnswer: true },
    json: {
      ...SAID,
      data: {
        version: '2.1.1',
        endpoints: [{ identifier: 'locations', url: 'https://a.example/cpo/2.1.1/locations' }],
      },
    },
  },
];

function at(module: string, id: string) {
  return {
    module,
    method: 'PUT',
    segments: [module === 'tokens' ? 'DE' : 'NL', module === 'tokens' ? 'MSP' : 'ABC', id],
  };
}

function location(
  title: string,
  below: readonly string[],
  { method = 'PUT', json }: { readonly method?: 'PUT' | 'PATCH'; readonly json: object },
): ExampleMessage {
  return { title, module: 'locations', method, segments: ['NL', 'ABC', PLACE.id, ...below], json };
}

function tariff(title: string, more: object): ExampleMessage {
  return { title, ...at('tariffs', 'DAY'), json: { ...TARIFF, ...more } };
}

function element(prices: Readonly<Record<string, number>>, restrictions?: object): object {
  const components = Object.entries(prices).map(([type, price]) => ({ type, price, step_size: 300 }));
  return { price_components: components, ...(restrictions === undefined ? {} : { restrictions }) };
}

function period(volumes: Readonly<Record<string, number>>): object {
  const dimensions = Object.entries(volumes).map(([type, volume]) => ({ type, volume }));
  return { start_date_time: BEGAN, dimensions };
}
