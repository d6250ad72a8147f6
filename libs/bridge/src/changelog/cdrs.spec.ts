// Rows of the changelog from 2.1.1 to 2.2 about CDRs, each in both directions.
import { describe, expect, it } from '@jest/globals';
import {
  CDR_2_1_1,
  CDR_2_2,
  CDR_LOCATION,
  CDR_TOKEN,
  down,
  LOCATION_2_1_1,
  seenLocation,
  up,
} from '../../../../test/support/bridge-rig.js';

const AT = '2026-01-31T12:00:00Z';

function periods(...types: readonly string[]) {
  return [{ start_date_time: AT, dimensions: types.map((type) => ({ type, volume: 1 })) }];
}

describe('row 1: the CDR object', () => {
  it('up: ids of the owner, end_date_time, cdr_token, cdr_location and a Price are made of what 2.1.1 says', async () => {
    const { value } = await up('CDR', CDR_2_1_1);
    expect(value).toEqual({ ...CDR_2_2, cdr_token: { ...CDR_TOKEN, uid: '#NA' } });
  });

  it('down: stop_date_time, auth_id, a whole Location and a number are made of what 2.2 says', async () => {
    const { value } = await down('CDR', CDR_2_2, seenLocation());
    const { name, address, city, postal_code, country, coordinates, type, time_zone, evses } = LOCATION_2_1_1;
    const [{ connectors, ...evse }] = evses as [(typeof evses)[number]];
    const [{ tariff_id: _, ...connector }] = connectors as [(typeof connectors)[number]];
    const location = {
      id: 'LOC1',
      name,
      address,
      city,
      postal_code,
      country,
      coordinates,
      type,
      time_zone,
      last_updated: AT,
    };
    expect(value).toEqual({
      ...CDR_2_1_1,
      location: { ...location, evses: [{ ...evse, status: 'UNKNOWN', connectors: [connector] }] },
    });
  });

  it('down: of an unseen Location the EVSE is left out, because nobody knows its voltage', async () => {
    const { value, notes } = await down('CDR', CDR_2_2);
    expect(value?.['location']).toMatchObject({ id: 'LOC1', type: 'UNKNOWN', evses: [] });
    expect(notes).toContain('left-out Location.evses');
  });

  it('down: costs by kind, session_id, signed_data and references are dropped, what must be paid stays', async () => {
    const price = { excl_vat: 1 };
    const more = {
      session_id: 'S1',
      authorization_reference: 'A1',
      invoice_reference_id: 'I1',
      total_fixed_cost: price,
    };
    const costs = {
      total_energy_cost: price,
      total_time_cost: price,
      total_parking_cost: price,
      total_reservation_cost: price,
    };
    const { value, notes } = await down('CDR', {
      ...CDR_2_2,
      ...more,
      ...costs,
      total_cost: { excl_vat: 4, incl_vat: 4.84 },
    });
    expect(value?.['total_cost']).toBe(4);
    for (const field of [...Object.keys(more), ...Object.keys(costs), 'total_cost.incl_vat'])
      expect(notes).toContain(`dropped CDR.${field}`);
    expect(Object.keys(value ?? {}).filter((field) => field in more || field in costs)).toEqual([]);
  });

  it('down: a Credit CDR is refused, because 2.1.1 would count its energy twice', async () => {
    const credit = { ...CDR_2_2, id: 'C1-C', credit: true, credit_reference_id: 'C1', total_cost: { excl_vat: -4 } };
    expect((await down('CDR', credit)).refused).toMatch(/^\$\.credit a Credit CDR/);
    expect((await down('CDR', { ...CDR_2_2, credit: false })).refused).toBeUndefined();
  });

  it('down: an id of more than 36 characters is refused, never cut', async () => {
    expect((await down('CDR', { ...CDR_2_2, id: 'x'.repeat(39) })).refused).toMatch(/^\$\.id /);
  });

  it('up: a CDR without EVSE takes it from the seen Location if that has one only, and is refused otherwise', async () => {
    const cdr = { ...CDR_2_1_1, location: { ...LOCATION_2_1_1, evses: [] } };
    expect((await up('CDR', cdr, seenLocation())).value?.['cdr_location']).toEqual(CDR_LOCATION);
    expect((await up('CDR', cdr)).refused).toBe('$.location.evses not one EVSE with one Connector');
  });

  it('up: the authorization_reference that the hub remembers is said', async () => {
    const { value } = await up('CDR', CDR_2_1_1, {
      seen: (wanted) =>
        wanted.kind === 'authorization-reference' &&
        wanted.contractId === 'DE8ACC12E46L89' &&
        wanted.locationId === 'LOC1'
          ? 'A1'
          : undefined,
    });
    expect(value?.['authorization_reference']).toBe('A1');
  });
});

it('row 2: AuthMethod COMMAND is AUTH_REQUEST down, and both old words stay up', async () => {
  expect((await down('CDR', { ...CDR_2_2, auth_method: 'COMMAND' })).value?.['auth_method']).toBe('AUTH_REQUEST');
  for (const auth_method of ['AUTH_REQUEST', 'WHITELIST'])
    expect((await up('CDR', { ...CDR_2_1_1, auth_method })).value?.['auth_method']).toBe(auth_method);
});

it('row 3: RESERVATION_TIME is left out down; a CDR of nothing else is refused; up it cannot come', async () => {
  const { value, notes } = await down('CDR', { ...CDR_2_2, charging_periods: periods('ENERGY', 'RESERVATION_TIME') });
  expect(value?.['charging_periods']).toEqual(periods('ENERGY'));
  expect(notes).toContain('left-out ChargingPeriod.dimensions');
  const only = await down('CDR', { ...CDR_2_2, charging_periods: periods('RESERVATION_TIME') });
  expect(only.refused).toMatch(/^\$\.charging_periods\[0\]\.dimensions\[0\]\.type /);
});

it('row 4: FLAT is left out up, its fee being in total_cost; a CDR of nothing else is refused; down it cannot come', async () => {
  const { value } = await up('CDR', {
    ...CDR_2_1_1,
    charging_periods: [...periods('FLAT', 'ENERGY'), ...periods('FLAT')],
  });
  expect([value?.['charging_periods'], value?.['total_cost']]).toEqual([periods('ENERGY'), { excl_vat: 4 }]);
  expect((await up('CDR', { ...CDR_2_1_1, charging_periods: periods('FLAT') })).refused).toMatch(/charging_periods/);
});

it('row 5: tariff_id of a period is dropped down, and up nothing is made up for it', async () => {
  const [period] = periods('ENERGY');
  const { value, notes } = await down('CDR', { ...CDR_2_2, charging_periods: [{ ...period, tariff_id: 'T1' }] });
  expect(value?.['charging_periods']).toEqual(periods('ENERGY'));
  expect(notes).toContain('dropped ChargingPeriod.tariff_id');
  expect((await up('CDR', CDR_2_1_1)).value?.['charging_periods']).toEqual(CDR_2_1_1.charging_periods);
});
