import type { OcpiVersion } from '@busbar/ocpi';
import type { OcpiObject } from './json-objects.js';
import { cdrOf211, locationOf211, sessionOf211 } from './objects-2-1-1.js';
import { dateTime, owner, price, PRICE_PER_KWH } from './sample-objects.js';

/** What a charge is about: who, where, with which card. */
export interface ChargeFacts {
  readonly sessionId: string;
  readonly cdrId: string;
  /** The operator, as `NL/ABC`. */
  readonly operator: string;
  readonly location: OcpiObject;
  readonly evse: OcpiObject;
  readonly connector: OcpiObject;
  readonly cdrToken: OcpiObject;
  readonly tariff: OcpiObject;
  readonly startedAtMs: number;
  readonly version: OcpiVersion;
  readonly authorizationReference: string | null;
}

/** A session as it begins. OCPI 2.2.1, Sessions > Session object. */
export function startedSession(facts: ChargeFacts): OcpiObject {
  const session = {
    ...owner(facts.operator),
    id: facts.sessionId,
    start_date_time: dateTime(facts.startedAtMs),
    kwh: 0,
    cdr_token: facts.cdrToken,
    auth_method: 'COMMAND',
    ...reference(facts),
    location_id: facts.location['id'],
    evse_uid: facts.evse['uid'],
    connector_id: facts.connector['id'],
    currency: 'EUR',
    status: 'ACTIVE',
    last_updated: dateTime(facts.startedAtMs),
  };
  return facts.version === '2.1.1' ? sessionOf211(session, usedLocation(facts)) : session;
}

/** What changes while energy flows. */
export function energyUpdate(facts: ChargeFacts, kwh: number, atMs: number): OcpiObject {
  return { kwh, total_cost: price(kwh * PRICE_PER_KWH, facts.version), last_updated: dateTime(atMs) };
}

/** What changes when the charge is over. */
export function endedSession(facts: ChargeFacts, kwh: number, atMs: number): OcpiObject {
  const end = dateTime(atMs);
  const ended = facts.version === '2.1.1' ? { end_datetime: end } : { end_date_time: end };
  return { ...energyUpdate(facts, kwh, atMs), status: 'COMPLETED', ...ended };
}

/** The record that is billed. OCPI 2.2.1, CDRs > CDR object. */
export function chargeDetailRecord(facts: ChargeFacts, kwh: number, atMs: number): OcpiObject {
  const hours = Math.round(((atMs - facts.startedAtMs) / 3_600_000) * 10_000) / 10_000;
  const dimensions = [
    { type: 'ENERGY', volume: kwh },
    { type: 'TIME', volume: hours },
  ];
  const cdr = {
    ...owner(facts.operator),
    id: facts.cdrId,
    start_date_time: dateTime(facts.startedAtMs),
    end_date_time: dateTime(atMs),
    session_id: facts.sessionId,
    cdr_token: facts.cdrToken,
    auth_method: 'COMMAND',
    ...reference(facts),
    cdr_location: cdrLocation(facts),
    currency: 'EUR',
    tariffs: [facts.tariff],
    charging_periods: [{ start_date_time: dateTime(facts.startedAtMs), dimensions, tariff_id: facts.tariff['id'] }],
    total_cost: price(kwh * PRICE_PER_KWH, facts.version),
    total_energy: kwh,
    total_energy_cost: price(kwh * PRICE_PER_KWH, facts.version),
    total_time: hours,
    last_updated: dateTime(atMs),
  };
  return facts.version === '2.1.1' ? cdrOf211(cdr, usedLocation(facts)) : cdr;
}

/** Of the Location the EVSE and the Connector that were used. OCPI 2.1.1, Sessions > Session object. */
function usedLocation({ location, evse, connector }: ChargeFacts): OcpiObject {
  return locationOf211({ ...location, evses: [{ ...evse, connectors: [connector] }] });
}

function cdrLocation({ location, evse, connector }: ChargeFacts): OcpiObject {
  const { id, name, address, city, postal_code, country, coordinates } = location;
  return {
    ...{ id, name, address, city, postal_code, country, coordinates },
    evse_uid: evse['uid'],
    evse_id: evse['evse_id'],
    connector_id: connector['id'],
    connector_standard: connector['standard'],
    connector_format: connector['format'],
    connector_power_type: connector['power_type'],
  };
}

function reference({ authorizationReference }: ChargeFacts): OcpiObject {
  return authorizationReference === null ? {} : { authorization_reference: authorizationReference };
}
