import type { ExampleMessage } from './example-message.js';
import { AT, OWNER, type RoledVersion } from './versions-with-roles.js';

const PLACE = {
  ...{ ...OWNER, id: 'HARBOUR-7', publish: true, name: 'Harbour east', address: 'Kadeweg 7', city: 'Vlissingen' },
  ...{ postal_code: '4381 AB', country: 'NLD', coordinates: { latitude: '51.442310', longitude: '3.573560' } },
  ...{ time_zone: 'Europe/Amsterdam', last_updated: AT },
};
const SOCKET = {
  ...{ id: 'A', standard: 'IEC_62196_T2', format: 'SOCKET', power_type: 'AC_3_PHASE', max_voltage: 230 },
  ...{ max_amperage: 32, last_updated: AT },
};
const CABLE = { ...SOCKET, id: 'B', format: 'CABLE', max_amperage: 16 };
const EVSE = {
  ...{ uid: 'EV-1', evse_id: 'NL*ABC*E0017001', status: 'AVAILABLE', connectors: [SOCKET], last_updated: AT },
};
const OFFICE_DAYS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, period_begin: '06:30', period_end: '21:00' }));
const EVENING = { period_begin: '2026-04-27T17:00:00Z', period_end: '2026-04-27T21:30:00Z' };

/** Location examples: complete ones, the use cases of `publish`, the hours, the energy mixes, and what is pushed about parts. */
export function locationsIn(version: RoledVersion): readonly ExampleMessage[] {
  return [
    location('a Location with two EVSEs, Connectors and Tariffs', twoEvses(version)),
    location('a parking garage with opening times', garage(version)),
    location('a Location that is a destination charger for everybody', { ...PLACE, evses: [EVSE] }),
    location('a Location that is published to nobody', { ...PLACE, publish: false, evses: [EVSE] }),
    location('a Location that is published to holders of some Tokens', {
      ...PLACE,
      publish: false,
      publish_allowed_to: [
        { visual_number: 'ZC-100-7', issuer: 'Zeecharge' },
        { uid: '04A2B3C4D5E680', type: 'RFID' },
      ],
      evses: [EVSE],
    }),
    location('a charge point at home, without a name', {
      ...{ ...PLACE, name: undefined, publish: false, parking_type: 'ON_DRIVEWAY' },
      ...{ publish_allowed_to: [{ visual_number: 'ZC-100-8', issuer: 'Zeecharge' }] },
      evses: [{ ...EVSE, connectors: [{ ...SOCKET, power_type: 'AC_1_PHASE', max_amperage: 10 }] }],
    }),
    location('regular hours', { ...PLACE, opening_times: { twentyfourseven: false, regular_hours: OFFICE_DAYS } }),
    location('always open, but for a closing', {
      ...PLACE,
      opening_times: { twentyfourseven: true, exceptional_closings: [EVENING] },
    }),
    location('regular hours with a closing', {
      ...PLACE,
      opening_times: { twentyfourseven: false, regular_hours: OFFICE_DAYS, exceptional_closings: [EVENING] },
    }),
    location('regular hours with an opening', {
      ...PLACE,
      opening_times: { twentyfourseven: false, regular_hours: OFFICE_DAYS, exceptional_openings: [EVENING] },
    }),
    location('an energy mix that only says green', { ...PLACE, energy_mix: { is_green_energy: true } }),
    location('an energy mix with its supplier', {
      ...PLACE,
      energy_mix: { is_green_energy: true, supplier_name: 'Zeewind', energy_product_name: 'Zeewind vast' },
    }),
    location('an energy mix with sources and impact', {
      ...PLACE,
      energy_mix: {
        is_green_energy: false,
        energy_sources: [
          { source: 'WIND', percentage: 61.5 },
          { source: 'GAS', percentage: 30.2 },
          { source: 'NUCLEAR', percentage: 8.3 },
        ],
        environ_impact: [
          { category: 'NUCLEAR_WASTE', amount: 0.0004 },
          { category: 'CARBON_DIOXIDE', amount: 281 },
        ],
        ...{ supplier_name: 'Zeewind', energy_product_name: 'Zeewind mix' },
      },
    }),
    part('PUT', 'an EVSE that is added', { segments: ['EV-1'], json: EVSE }),
    part('PATCH', 'the status of an EVSE', { segments: ['EV-1'], json: { status: 'CHARGING', last_updated: AT } }),
    part('PATCH', 'an EVSE that is removed', { segments: ['EV-1'], json: { status: 'REMOVED', last_updated: AT } }),
    part('PATCH', 'the name of a Location', { segments: [], json: { name: 'Harbour west', last_updated: AT } }),
    part('PATCH', 'the Tariff of a Connector', {
      segments: ['EV-1', 'A'],
      json: { tariff_ids: ['NIGHT'], last_updated: AT },
    }),
  ];
}

function location(title: string, json: object): ExampleMessage {
  return { title, module: 'locations', method: 'PUT', segments: ['NL', 'ABC', PLACE.id], json };
}

function part(
  method: 'PUT' | 'PATCH',
  title: string,
  { segments, json }: { readonly segments: readonly string[]; readonly json: object },
): ExampleMessage {
  return { title, module: 'locations', method, segments: ['NL', 'ABC', PLACE.id, ...segments], json };
}

function twoEvses(version: RoledVersion): object {
  const where = (floor: string) => ({ capabilities: ['RESERVABLE'], physical_reference: '3', floor_level: floor });
  const stands = (parking: string) =>
    version === '2.3.0' ? { parking: [{ parking_id: parking, evse_position: 'LEFT' }] } : {};
  return {
    ...{ ...PLACE, parking_type: 'PARKING_GARAGE', ...parkingPlaces(version) },
    evses: [
      {
        ...{ ...EVSE, ...where('-1'), ...stands('P1') },
        connectors: [
          { ...SOCKET, tariff_ids: ['DAY'] },
          { ...CABLE, tariff_ids: ['NIGHT'] },
        ],
      },
      {
        ...{ ...EVSE, uid: 'EV-2', evse_id: 'NL*ABC*E0017002', status: 'RESERVED', ...where('-2'), ...stands('P2') },
        connectors: [{ ...SOCKET, tariff_ids: ['DAY'] }],
      },
    ],
    operator: { name: 'Amperhaven' },
  };
}

function garage(version: RoledVersion): object {
  const days = [...OFFICE_DAYS, { weekday: 6, period_begin: '08:00', period_end: '18:00' }];
  return {
    ...{ ...PLACE, parking_type: 'UNDERGROUND_GARAGE', evses: [EVSE], ...parkingPlaces(version) },
    opening_times: { twentyfourseven: false, regular_hours: days },
  };
}

/** OCPI 2.3.0, mod_locations > Parking Object: the versions before it have none. */
function parkingPlaces(version: RoledVersion): object {
  if (version !== '2.3.0') return {};
  const vehicles = { vehicle_types: ['PERSONAL_VEHICLE'], reservation_required: false, restricted_to_type: true };
  return {
    parking_places: [
      { id: 'P1', physical_reference: 'K1', ...vehicles },
      { id: 'P2', physical_reference: 'K2', ...vehicles },
    ],
  };
}
