import { asObjects, type OcpiObject } from './json-objects.js';

// Objects of OCPI 2.1.1, made from those of 2.2.1 that this simulator plays with. They name no owner.

/** OCPI 2.1.1, Locations > Location object. */
export function locationOf211(location: OcpiObject): OcpiObject {
  const { id, name, address, city, postal_code, country, coordinates, time_zone, last_updated } = location;
  return {
    ...{ id, type: 'ON_STREET', name, address, city, postal_code, country, coordinates },
    evses: asObjects(location['evses']).map(evseOf211),
    ...{ time_zone, last_updated },
  };
}

/** OCPI 2.1.1, Locations > EVSE object. */
export function evseOf211(evse: OcpiObject): OcpiObject {
  return { ...evse, connectors: asObjects(evse['connectors']).map(connectorOf211) };
}

/** OCPI 2.1.1, Locations > Connector object. */
export function connectorOf211(connector: OcpiObject): OcpiObject {
  const { max_voltage: voltage, max_amperage: amperage, tariff_ids, ...same } = connector;
  const [tariff_id] = Array.isArray(tariff_ids) ? (tariff_ids as readonly unknown[]) : [];
  return { ...same, voltage, amperage, tariff_id };
}

/** OCPI 2.1.1, Tariffs > Tariff object. */
export function tariffOf211({ id, currency, elements, last_updated }: OcpiObject): OcpiObject {
  const priced = asObjects(elements).map((element) => ({
    price_components: asObjects(element['price_components']).map(({ type, price, step_size }) => {
      return { type, price, step_size };
    }),
  }));
  return { id, currency, elements: priced, last_updated };
}

/** OCPI 2.1.1, Tokens > Token object. */
export function tokenOf211(token: OcpiObject): OcpiObject {
  const { uid, type, contract_id: auth_id, issuer, valid, whitelist, last_updated } = token;
  return { uid, type, auth_id, issuer, valid, whitelist, last_updated };
}

/** OCPI 2.1.1, Sessions > Session object, around the Location that was used. */
export function sessionOf211(session: OcpiObject, location: OcpiObject): OcpiObject {
  const { id, start_date_time: start_datetime, kwh, currency, status, last_updated } = session;
  return { id, start_datetime, kwh, ...cardOf(session), location, currency, status, last_updated };
}

/** OCPI 2.1.1, CDRs > CDR object, around the Location that was used. */
export function cdrOf211(cdr: OcpiObject, location: OcpiObject): OcpiObject {
  const { id, start_date_time, end_date_time: stop_date_time, currency, tariffs, total_energy, total_time } = cdr;
  const periods = asObjects(cdr['charging_periods']).map(({ start_date_time: start, dimensions }) => {
    return { start_date_time: start, dimensions };
  });
  return {
    ...{ id, start_date_time, stop_date_time, ...cardOf(cdr), location, currency, tariffs },
    ...{ charging_periods: periods, total_cost: cdr['total_cost'], total_energy, total_time },
    last_updated: cdr['last_updated'],
  };
}

/** 2.1.1 has no COMMAND among its ways of authorization. */
function cardOf(object: OcpiObject): OcpiObject {
  const { auth_id } = object['cdr_token'] as OcpiObject;
  return { auth_id, auth_method: 'AUTH_REQUEST' };
}
