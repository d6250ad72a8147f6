// The bridge as its unit tests use it: small valid objects of 2.1.1 and 2.2, and one call for one object.
import {
  loadBridge,
  type Bridge,
  type BridgedEndpoint,
  type JsonObject,
  type Known,
  type Wanted,
} from '@busbar/bridge';
import type { OcpiVersion } from '@busbar/ocpi';

export const AT = '2026-01-31T12:00:00Z';

/** A hub that has seen nothing, of an exchange about objects of NL/ABC. */
export const NOTHING_SEEN: Known = {
  owner: { countryCode: 'NL', partyId: 'ABC' },
  counterpart: { countryCode: 'DE', partyId: 'MSP' },
  defaults: {},
  seen: () => undefined,
  receivedAt: AT,
};

/** What became of an object: its value, or the path and reason of the refusal as one text. */
export interface Outcome {
  readonly value: JsonObject | undefined;
  readonly refused: string | undefined;
  /** `dropped Location.state`, `filled Location.publish from bridge_defaults`. */
  readonly notes: readonly string[];
}

/** Bridges one object. */
export async function bridged(
  [from, to]: readonly [OcpiVersion, OcpiVersion],
  name: string,
  {
    value,
    known = {},
  }: { readonly value: unknown; readonly known?: Partial<Known> & { readonly isPartial?: boolean } },
): Promise<Outcome> {
  const result = (await loadBridge(from, to)).object(name, value, { ...NOTHING_SEEN, ...known });
  return {
    value: result.kind === 'translated' ? (result.value as JsonObject) : undefined,
    refused: result.kind === 'refused' ? `${result.path} ${result.reason}` : undefined,
    notes: result.notes.map(
      ({ kind, object, field, from: source }) =>
        `${kind} ${object}.${field}${source === undefined ? '' : ` from ${source}`}`,
    ),
  };
}

/** From 2.1.1 to 2.2. */
export function up(
  name: string,
  value: unknown,
  known?: Partial<Known> & { readonly isPartial?: boolean },
): Promise<Outcome> {
  return bridged(['2.1.1', '2.2'], name, { value, ...(known === undefined ? {} : { known }) });
}

/** From 2.2 to 2.1.1. */
export function down(
  name: string,
  value: unknown,
  known?: Partial<Known> & { readonly isPartial?: boolean },
): Promise<Outcome> {
  return bridged(['2.2', '2.1.1'], name, { value, ...(known === undefined ? {} : { known }) });
}

/** A request by its path: `RECEIVER PUT locations/NL/ABC/LOC1`. */
export function endpointOf(text: string): BridgedEndpoint {
  const [interfaceRole = '', method = '', path = ''] = text.split(' ');
  const [module = '', ...segments] = path.split('/');
  return { module, interfaceRole: interfaceRole as 'SENDER' | 'RECEIVER', method, segments };
}

/** The passage from 2.1.1 to 2.2, or another. */
export function passage(from: OcpiVersion = '2.1.1', to: OcpiVersion = '2.2'): Promise<Bridge> {
  return loadBridge(from, to);
}

/** What a translation of a request asks of the hub's memory, each once, when nothing has been seen. */
export function wantsOf(bridge: Bridge, endpoint: BridgedEndpoint, body: unknown): readonly Wanted[] {
  const wanted = new Map<string, Wanted>();
  const seen = (one: Wanted): undefined => void wanted.set(JSON.stringify(one), one);
  bridge.request(endpoint, body, { ...NOTHING_SEEN, seen });
  return [...wanted.values()];
}

export const COORDINATES = { latitude: '51.047599', longitude: '3.729944' };
const OWNER = { country_code: 'NL', party_id: 'ABC' };

export const CONNECTOR_2_1_1 = {
  id: '1',
  standard: 'IEC_62196_T2',
  format: 'SOCKET',
  power_type: 'AC_3_PHASE',
  voltage: 230,
  amperage: 16,
  tariff_id: 'T1',
  last_updated: AT,
};

export const EVSE_2_1_1 = {
  uid: 'E1',
  evse_id: 'NL*ABC*E1',
  status: 'AVAILABLE',
  connectors: [CONNECTOR_2_1_1],
  last_updated: AT,
};

export const LOCATION_2_1_1 = {
  id: 'LOC1',
  type: 'ON_STREET',
  name: 'Gent Zuid',
  address: 'F.Rooseveltlaan 3A',
  city: 'Gent',
  postal_code: '9000',
  country: 'BEL',
  coordinates: COORDINATES,
  evses: [EVSE_2_1_1],
  time_zone: 'Europe/Brussels',
  last_updated: AT,
};

export const CONNECTOR_2_2 = {
  id: '1',
  standard: 'IEC_62196_T2',
  format: 'SOCKET',
  power_type: 'AC_3_PHASE',
  max_voltage: 230,
  max_amperage: 16,
  tariff_ids: ['T1'],
  last_updated: AT,
};

export const EVSE_2_2 = {
  uid: 'E1',
  evse_id: 'NL*ABC*E1',
  status: 'AVAILABLE',
  connectors: [CONNECTOR_2_2],
  last_updated: AT,
};

export const LOCATION_2_2 = {
  ...OWNER,
  id: 'LOC1',
  publish: true,
  name: 'Gent Zuid',
  address: 'F.Rooseveltlaan 3A',
  city: 'Gent',
  postal_code: '9000',
  country: 'BEL',
  coordinates: COORDINATES,
  parking_type: 'ON_STREET',
  evses: [EVSE_2_2],
  time_zone: 'Europe/Brussels',
  last_updated: AT,
};

/** A hub that has seen this Location, as 2.2 unless told otherwise. */
export function seenLocation(value: JsonObject = LOCATION_2_2, version: OcpiVersion = '2.2'): Pick<Known, 'seen'> {
  return { seen: (wanted) => (wanted.kind === 'location' && wanted.id === 'LOC1' ? { version, value } : undefined) };
}

export const TOKEN_2_1_1 = {
  uid: '012345678',
  type: 'RFID',
  auth_id: 'DE8ACC12E46L89',
  issuer: 'Us',
  valid: true,
  whitelist: 'ALWAYS',
  last_updated: AT,
};

export const TOKEN_2_2 = {
  country_code: 'DE',
  party_id: 'MSP',
  uid: '012345678',
  type: 'RFID',
  contract_id: 'DE8ACC12E46L89',
  issuer: 'Us',
  valid: true,
  whitelist: 'ALWAYS',
  last_updated: AT,
};

export const CDR_TOKEN = { uid: '012345678', type: 'RFID', contract_id: 'DE8ACC12E46L89' };
const PERIODS = [{ start_date_time: AT, dimensions: [{ type: 'ENERGY', volume: 12.5 }] }];

export const SESSION_2_1_1 = {
  id: 'S1',
  start_datetime: AT,
  kwh: 12.5,
  auth_id: 'DE8ACC12E46L89',
  auth_method: 'WHITELIST',
  location: LOCATION_2_1_1,
  currency: 'EUR',
  charging_periods: PERIODS,
  total_cost: 4,
  status: 'ACTIVE',
  last_updated: AT,
};

export const SESSION_2_2 = {
  ...OWNER,
  id: 'S1',
  start_date_time: AT,
  kwh: 12.5,
  cdr_token: CDR_TOKEN,
  auth_method: 'WHITELIST',
  location_id: 'LOC1',
  evse_uid: 'E1',
  connector_id: '1',
  currency: 'EUR',
  charging_periods: PERIODS,
  total_cost: { excl_vat: 4 },
  status: 'ACTIVE',
  last_updated: AT,
};

export const CDR_2_1_1 = {
  id: 'C1',
  start_date_time: AT,
  stop_date_time: '2026-01-31T13:00:00Z',
  auth_id: 'DE8ACC12E46L89',
  auth_method: 'WHITELIST',
  location: LOCATION_2_1_1,
  currency: 'EUR',
  charging_periods: PERIODS,
  total_cost: 4,
  total_energy: 12.5,
  total_time: 1,
  last_updated: AT,
};

export const CDR_LOCATION = {
  id: 'LOC1',
  name: 'Gent Zuid',
  address: 'F.Rooseveltlaan 3A',
  city: 'Gent',
  postal_code: '9000',
  country: 'BEL',
  coordinates: COORDINATES,
  evse_uid: 'E1',
  evse_id: 'NL*ABC*E1',
  connector_id: '1',
  connector_standard: 'IEC_62196_T2',
  connector_format: 'SOCKET',
  connector_power_type: 'AC_3_PHASE',
};

export const CDR_2_2 = {
  ...OWNER,
  id: 'C1',
  start_date_time: AT,
  end_date_time: '2026-01-31T13:00:00Z',
  cdr_token: CDR_TOKEN,
  auth_method: 'WHITELIST',
  cdr_location: CDR_LOCATION,
  currency: 'EUR',
  charging_periods: PERIODS,
  total_cost: { excl_vat: 4 },
  total_energy: 12.5,
  total_time: 1,
  last_updated: AT,
};

export const TARIFF_2_1_1 = {
  id: 'T1',
  currency: 'EUR',
  elements: [{ price_components: [{ type: 'ENERGY', price: 0.3, step_size: 1 }] }],
  last_updated: AT,
};

export const TARIFF_2_2 = { ...OWNER, ...TARIFF_2_1_1 };
