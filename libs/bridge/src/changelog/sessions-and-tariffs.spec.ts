// Rows of the changelog from 2.1.1 to 2.2 about Sessions and Tariffs, each in both directions.
import { describe, expect, it } from '@jest/globals';
import {
  AT,
  CDR_2_2,
  CDR_TOKEN,
  down,
  endpointOf,
  LOCATION_2_1_1,
  LOCATION_2_2,
  NOTHING_SEEN,
  passage,
  seenLocation,
  SESSION_2_1_1,
  SESSION_2_2,
  TARIFF_2_1_1,
  TARIFF_2_2,
  TOKEN_2_2,
  up,
} from '../../../../test/support/bridge-rig.js';

it('row 35: charging preferences are NOT_POSSIBLE at a party of 2.1.1, and none can come from there', async () => {
  const preferences = endpointOf('SENDER PUT sessions/S1/charging_preferences');
  const asked = (await passage('2.2', '2.1.1')).request(preferences, { profile_type: 'GREEN' }, NOTHING_SEEN);
  expect(asked).toMatchObject({ kind: 'answered', data: 'NOT_POSSIBLE' });
  expect((await passage()).request(preferences, {}, NOTHING_SEEN)).toMatchObject({ kind: 'refused' });
});

it('row 36 and row 37: a Session is pushed to the same URL, whole and in part', async () => {
  const endpoint = endpointOf('RECEIVER PATCH sessions/NL/ABC/S1');
  const patched = (await passage()).request(
    endpoint,
    { end_datetime: AT, total_cost: 5, last_updated: AT },
    NOTHING_SEEN,
  );
  const young = { end_date_time: AT, total_cost: { excl_vat: 5 }, last_updated: AT };
  expect(patched).toMatchObject({ kind: 'translated', body: young });
  const back = (await passage('2.2', '2.1.1')).request(endpoint, young, NOTHING_SEEN);
  expect(back).toMatchObject({ body: { end_datetime: AT, total_cost: 5, last_updated: AT } });
  expect((await passage()).request(endpoint, { kwh: 1 }, NOTHING_SEEN)).toMatchObject({
    body: { kwh: 1, last_updated: AT },
  });
});

describe('row 38: the Session', () => {
  it('up: has the ids of owner, Location, EVSE and Connector, and a Token as it was seen', async () => {
    const made = await up('Session', SESSION_2_1_1);
    expect(made.value).toEqual({ ...SESSION_2_2, cdr_token: { ...CDR_TOKEN, uid: '#NA' } });
    expect(made.notes).toEqual(
      expect.arrayContaining(['filled CdrToken.uid from #NA', 'filled CdrToken.type from bridge_defaults']),
    );
    const seen = await up('Session', SESSION_2_1_1, {
      seen: ({ kind }) =>
        kind === 'token-of-contract' ? { version: '2.2', value: { ...TOKEN_2_2, type: 'APP_USER' } } : undefined,
    });
    expect(seen.value?.['cdr_token']).toEqual({ ...CDR_TOKEN, type: 'APP_USER' });
  });

  it('up: without EVSE it has those of the seen Location if there is one only, else #NA', async () => {
    const session = { ...SESSION_2_1_1, location: { ...LOCATION_2_1_1, evses: [] } };
    expect((await up('Session', session)).value).toMatchObject({
      location_id: 'LOC1',
      evse_uid: '#NA',
      connector_id: '#NA',
    });
    expect((await up('Session', session, seenLocation())).value).toMatchObject({ evse_uid: 'E1', connector_id: '1' });
    const old = seenLocation(LOCATION_2_1_1, '2.1.1');
    expect((await up('Session', session, old)).value).toMatchObject({ evse_uid: 'E1', connector_id: '1' });
  });

  it('down: has the Location as it was seen, with the EVSE and Connector of the Session only', async () => {
    const two = { ...LOCATION_2_2, evses: [{ ...LOCATION_2_2.evses[0], uid: 'E0' }, ...LOCATION_2_2.evses] };
    expect((await down('Session', SESSION_2_2, seenLocation(two))).value).toEqual(SESSION_2_1_1);
  });

  it('down: is refused where the Location was not seen or must not be published', async () => {
    expect((await down('Session', SESSION_2_2)).refused).toMatch(/^\$\.location_id the hub has not seen/);
    const hidden = await down('Session', SESSION_2_2, seenLocation({ ...LOCATION_2_2, publish: false }));
    expect(hidden.refused).toMatch(/must not be published/);
  });

  it('down: status RESERVATION is PENDING, and what 2.1.1 does not have is dropped', async () => {
    const session = { ...SESSION_2_2, status: 'RESERVATION', authorization_reference: 'A1', auth_method: 'COMMAND' };
    const made = await down('Session', session, seenLocation());
    expect(made.value).toEqual({ ...SESSION_2_1_1, status: 'PENDING', auth_method: 'AUTH_REQUEST' });
    expect(made.notes).toEqual(
      expect.arrayContaining(['dropped CdrToken.uid', 'dropped Session.authorization_reference']),
    );
  });
});

it('row 39: a PATCH of a Tariff is refused up, because it would have to become a whole one; down none can come', async () => {
  const endpoint = endpointOf('RECEIVER PATCH tariffs/NL/ABC/T1');
  const refused = { kind: 'refused', reason: 'no such request in OCPI 2.2' };
  expect((await passage()).request(endpoint, { currency: 'EUR' }, NOTHING_SEEN)).toMatchObject(refused);
  expect((await passage('2.2', '2.1.1')).request(endpoint, {}, NOTHING_SEEN)).toMatchObject(refused);
});

describe('row 40: the Tariff', () => {
  it('has the ids of its owner up, and loses them down', async () => {
    expect((await up('Tariff', TARIFF_2_1_1)).value).toEqual(TARIFF_2_2);
    expect((await down('Tariff', TARIFF_2_2)).value).toEqual(TARIFF_2_1_1);
  });

  it('down: is refused where 2.1.1 would say another price', async () => {
    for (const more of [
      { type: 'AD_HOC_PAYMENT' },
      { min_price: { excl_vat: 1 } },
      { max_price: { excl_vat: 1 } },
      { start_date_time: '2026-02-01T00:00:00Z' },
    ])
      expect((await down('Tariff', { ...TARIFF_2_2, ...more })).refused).toMatch(
        new RegExp(`^\\$\\.${Object.keys(more)[0]} `),
      );
  });

  it('down: loses what changes no price, noted', async () => {
    const made = await down('Tariff', {
      ...TARIFF_2_2,
      type: 'REGULAR',
      start_date_time: AT,
      end_date_time: '2027-01-01T00:00:00Z',
    });
    expect(made.value).toEqual(TARIFF_2_1_1);
    expect(made.notes.filter((note) => /type|date_time/.test(note))).toHaveLength(3);
  });

  it('down: in a CDR it is left out where it is refused by itself', async () => {
    const cdr = { ...CDR_2_2, tariffs: [TARIFF_2_2, { ...TARIFF_2_2, min_price: { excl_vat: 1 } }] };
    expect((await down('CDR', cdr)).value?.['tariffs']).toEqual([TARIFF_2_1_1]);
  });
});

it('row 41: vat is dropped down, prices of both excluding it; up there is none', async () => {
  const [component] = TARIFF_2_2.elements[0]?.price_components ?? [];
  const elements = [{ price_components: [{ ...component, vat: 21 }] }];
  const made = await down('Tariff', { ...TARIFF_2_2, elements });
  expect([made.value, made.notes.includes('dropped PriceComponent.vat')]).toEqual([TARIFF_2_1_1, true]);
  expect((await up('Tariff', TARIFF_2_1_1)).value?.['elements']).toEqual(TARIFF_2_1_1.elements);
});

it('row 42 and row 43: elements for reservations are left out down, and a restriction by current refuses the Tariff', async () => {
  const [element] = TARIFF_2_2.elements;
  const restricted = (restrictions: object) => ({ ...element, restrictions });
  for (const reservation of ['RESERVATION', 'RESERVATION_EXPIRES']) {
    const elements = [restricted({ reservation }), element];
    expect((await down('Tariff', { ...TARIFF_2_2, elements })).value).toEqual(TARIFF_2_1_1);
    expect((await down('Tariff', { ...TARIFF_2_2, elements: [restricted({ reservation })] })).refused).toMatch(
      /^\$\.elements /,
    );
  }
  for (const field of ['min_current', 'max_current'])
    expect((await down('Tariff', { ...TARIFF_2_2, elements: [restricted({ [field]: 16 })] })).refused).toMatch(
      new RegExp(`^\\$\\.elements\\[0\\]\\.restrictions\\.${field} `),
    );
  const timed = { ...TARIFF_2_1_1, elements: [restricted({ start_time: '08:00', min_kwh: 1 })] };
  expect((await up('Tariff', timed)).value?.['elements']).toEqual(timed.elements);
  // Days have a pattern since 2.2: an element whose day cannot be said would be a price for every day.
  const dated = await up('Tariff', { ...TARIFF_2_1_1, elements: [element, restricted({ start_date: '1/2/2026' })] });
  expect(dated.refused).toMatch(/^\$\.elements\[1\]\.restrictions\.start_date /);
});
