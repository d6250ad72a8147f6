import type { OcpiVersion } from '@busbar/ocpi';
import type { OcpiObject } from './json-objects.js';

/** Owner fields that every client-owned object begins with, from `NL/ABC`. */
export function owner(party: string): { readonly country_code: string; readonly party_id: string } {
  const [country_code = '', party_id = ''] = party.split('/');
  return { country_code, party_id };
}

/** A moment as OCPI DateTime in whole seconds. OCPI 2.2.1, Types > DateTime. */
export function dateTime(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');
}

const STREETS = ['Kanaalkade', 'Stationsplein', 'Lindenlaan', 'Havenstraat', 'Molenweg'];

/** A location with one EVSE and one connector. OCPI 2.2.1, Locations > Location object. */
export function sampleLocation(party: string, number: number, atMs: number): OcpiObject {
  const last_updated = dateTime(atMs);
  const { country_code, party_id } = owner(party);
  const connector = {
    id: '1',
    standard: 'IEC_62196_T2',
    format: 'SOCKET',
    power_type: 'AC_3_PHASE',
    max_voltage: 230,
    max_amperage: 32,
    tariff_ids: ['DAY'],
    last_updated,
  };
  const evse = {
    uid: `EVSE-${number}-1`,
    evse_id: `${country_code}*${party_id}*E${number}*1`,
    status: 'AVAILABLE',
    capabilities: ['RFID_READER', 'REMOTE_START_STOP_CAPABLE'],
    connectors: [connector],
    last_updated,
  };
  return {
    ...owner(party),
    id: `LOC-${number}`,
    publish: true,
    name: `Charging place ${number}`,
    address: `${STREETS[number % STREETS.length] ?? ''} ${number}`,
    city: 'Utrecht',
    postal_code: '3511 AA',
    country: 'NLD',
    coordinates: { latitude: '52.090700', longitude: '5.121400' },
    evses: [evse],
    time_zone: 'Europe/Amsterdam',
    last_updated,
  };
}

/** What one kWh costs, without taxes. */
export const PRICE_PER_KWH = 0.35;
const VAT_PERCENT = 21;

/** A tariff by energy. OCPI 2.2.1 and 2.3.0, Tariffs > Tariff object. */
export function sampleTariff(party: string, atMs: number, version: OcpiVersion): OcpiObject {
  return {
    ...owner(party),
    id: 'DAY',
    currency: 'EUR',
    elements: [{ price_components: [{ type: 'ENERGY', price: PRICE_PER_KWH, vat: VAT_PERCENT, step_size: 1 }] }],
    ...(version === '2.3.0' ? { tax_included: 'NO' } : {}),
    last_updated: dateTime(atMs),
  };
}

/** An RFID card that the provider wants to be asked about each time. OCPI 2.2.1, Tokens > Token object. */
export function sampleToken(party: string, uid: string, atMs: number): OcpiObject {
  const { country_code, party_id } = owner(party);
  return {
    country_code,
    party_id,
    uid,
    type: 'RFID',
    contract_id: `${country_code}-${party_id}-C${uid.slice(-8)}-0`,
    issuer: `Provider ${party_id}`,
    valid: true,
    whitelist: 'NEVER',
    last_updated: dateTime(atMs),
  };
}

/** A token as sessions and CDRs carry it; 2.2 has no owner in it, 2.1.1 only `auth_id`. OCPI 2.2.1, CDRs > CdrToken class. */
export function cdrToken(token: OcpiObject, version: OcpiVersion): OcpiObject {
  if (version === '2.1.1') return { auth_id: token['auth_id'] };
  const { uid, type, contract_id, country_code, party_id } = token;
  return version === '2.2' ? { uid, type, contract_id } : { country_code, party_id, uid, type, contract_id };
}

/** An amount as the version writes it. OCPI 2.2.1 and 2.3.0, Types > Price class; 2.1.1, Types > number. */
export function price(amount: number, version: OcpiVersion): OcpiObject | number {
  if (version === '2.1.1') return round(amount);
  const tax = round(amount * (VAT_PERCENT / 100));
  if (version !== '2.3.0') return { excl_vat: round(amount), incl_vat: round(amount + tax) };
  return { before_taxes: round(amount), taxes: [{ name: 'VAT', percentage: VAT_PERCENT, amount: tax }] };
}

function round(amount: number): number {
  return Math.round(amount * 100) / 100;
}
