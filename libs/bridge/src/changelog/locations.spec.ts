// Rows of the changelog from 2.1.1 to 2.2 about Locations, each in both directions.
import { describe, expect, it } from '@jest/globals';
import {
  AT,
  CONNECTOR_2_1_1,
  CONNECTOR_2_2,
  down,
  endpointOf,
  EVSE_2_1_1,
  EVSE_2_2,
  LOCATION_2_1_1,
  LOCATION_2_2,
  NOTHING_SEEN,
  passage,
  seenLocation,
  up,
} from '../../../../test/support/bridge-rig.js';

const LONG = 'x'.repeat(39);

/** What becomes of a request: `translated`, or where it is refused. */
async function request(text: string, body: unknown, way: readonly ['2.1.1' | '2.2', '2.1.1' | '2.2']): Promise<string> {
  const result = (await passage(...way)).request(endpointOf(text), body, NOTHING_SEEN);
  return result.kind === 'refused' ? result.path : result.kind;
}

it('row 19, row 20 and row 21: a URL with an id too long for 2.2 is refused up; every URL of 2.2 is one of 2.1.1', async () => {
  const way = ['2.1.1', '2.2'] as const;
  expect(await request(`SENDER GET locations/${LONG}`, undefined, way)).toBe('url.location_id');
  expect(await request(`SENDER GET locations/LOC1/${LONG}`, undefined, way)).toBe('url.evse_uid');
  for (const method of ['GET', 'PUT', 'PATCH'])
    expect(await request(`RECEIVER ${method} locations/NL/ABC/${LONG}`, LOCATION_2_1_1, way)).toBe('url.location_id');
  expect(await request('RECEIVER GET locations/NL/ABC/LOC1/E1/1', undefined, way)).toBe('translated');
  expect(await request('RECEIVER GET locations/NL/ABC/LOC1/E1/1', undefined, ['2.2', '2.1.1'])).toBe('translated');
});

it('row 21: a PATCH without last_updated is given the moment it reached the hub up, else nothing is filled', async () => {
  const bridge = await passage();
  const endpoint = endpointOf('RECEIVER PATCH locations/NL/ABC/LOC1/E1');
  expect(bridge.request(endpoint, { status: 'CHARGING' }, NOTHING_SEEN)).toMatchObject({
    body: { status: 'CHARGING', last_updated: AT },
  });
  const { receivedAt: _, ...timeless } = NOTHING_SEEN;
  expect(bridge.request(endpoint, { status: 'CHARGING' }, timeless)).toMatchObject({
    kind: 'refused',
    path: '$.last_updated',
  });
  const back = (await passage('2.2', '2.1.1')).request(
    endpoint,
    { status: 'CHARGING', last_updated: AT },
    NOTHING_SEEN,
  );
  expect(back).toMatchObject({ body: { status: 'CHARGING', last_updated: AT } });
});

describe('row 22: the Connector', () => {
  it('has other names for voltage and amperage, and one tariff in a list', async () => {
    expect((await up('Connector', CONNECTOR_2_1_1)).value).toEqual(CONNECTOR_2_2);
    expect((await down('Connector', CONNECTOR_2_2)).value).toEqual(CONNECTOR_2_1_1);
  });

  it('keeps the first of its tariffs and no power down, both noted', async () => {
    const made = await down('Connector', { ...CONNECTOR_2_2, tariff_ids: ['T1', 'T2'], max_electric_power: 11_000 });
    expect(made.value).toEqual(CONNECTOR_2_1_1);
    expect(made.notes).toEqual(
      expect.arrayContaining(['dropped Connector.tariff_ids', 'dropped Connector.max_electric_power']),
    );
  });

  it('has no tariff in either where it has none in the other', async () => {
    const { tariff_id: _, ...old } = CONNECTOR_2_1_1;
    const { tariff_ids: __, ...young } = CONNECTOR_2_2;
    expect([(await up('Connector', old)).value, (await down('Connector', young)).value]).toEqual([young, old]);
    expect((await down('Connector', { ...young, tariff_ids: [] })).value).toEqual(old);
  });
});

it('row 23: an EVSE is the same but for a uid too long for 2.2 or different from another in case only', async () => {
  expect([(await up('EVSE', EVSE_2_1_1)).value, (await down('EVSE', EVSE_2_2)).value]).toEqual([EVSE_2_2, EVSE_2_1_1]);
  const made = await up('Location', { ...LOCATION_2_1_1, evses: [EVSE_2_1_1, { ...EVSE_2_1_1, uid: LONG }] });
  expect([made.value?.['evses'], made.notes.includes('left-out Location.evses')]).toEqual([[EVSE_2_2], true]);
  const twins = { ...LOCATION_2_1_1, evses: [EVSE_2_1_1, { ...EVSE_2_1_1, uid: 'e1' }] };
  expect((await up('Location', twins)).refused).toMatch(/differ in case only/);
});

describe('row 24: the Location', () => {
  it('up: has the ids of its owner and may be published; down: loses them', async () => {
    const made = await up('Location', LOCATION_2_1_1);
    expect(made.value).toEqual(LOCATION_2_2);
    expect(made.notes).toContain('filled Location.publish from bridge_defaults');
    expect((await down('Location', LOCATION_2_2)).value).toEqual(LOCATION_2_1_1);
  });

  it('up: publish is what has been seen of it, else what the platform says', async () => {
    const seen = await up('Location', LOCATION_2_1_1, seenLocation({ ...LOCATION_2_2, publish: false }));
    const set = await up('Location', LOCATION_2_1_1, { defaults: { publish: false } });
    expect([seen.value?.['publish'], set.value?.['publish']]).toEqual([false, false]);
  });

  it('down: one that must not be published never reaches a party of 2.1.1, in no part and no list', async () => {
    const hidden = { ...LOCATION_2_2, publish: false };
    expect((await down('Location', hidden)).refused).toMatch(/^\$\.publish must not be published/);
    const bridge = await passage('2.2', '2.1.1');
    const known = { ...NOTHING_SEEN, ...seenLocation(hidden) };
    for (const [text, body] of [
      ['RECEIVER PUT locations/NL/ABC/LOC1/E1', EVSE_2_2],
      ['RECEIVER PATCH locations/NL/ABC/LOC1/E1/1', { format: 'CABLE', last_updated: AT }],
      ['RECEIVER PATCH locations/NL/ABC/LOC1', { name: 'Home', last_updated: AT }],
      ['RECEIVER PATCH locations/NL/ABC/LOC1', { publish: false, last_updated: AT }],
    ] as const)
      expect(bridge.request(endpointOf(text), body, known).kind).toBe('refused');
    const back = await passage('2.1.1', '2.2');
    const list = { data: [hidden, LOCATION_2_2], status_code: 1000, timestamp: AT };
    expect(back.answer(endpointOf('SENDER GET locations'), list, NOTHING_SEEN)).toMatchObject({
      envelope: { data: [LOCATION_2_1_1] },
    });
    const one = { data: EVSE_2_2, status_code: 1000, timestamp: AT };
    expect(back.answer(endpointOf('SENDER GET locations/LOC1/E1'), one, known).kind).toBe('refused');
  });

  it('up: time_zone comes from what was seen, coordinates, the platform, and else is #NA', async () => {
    const { time_zone: _, ...zoneless } = LOCATION_2_1_1;
    const zone = async (...at: Parameters<typeof up> extends [string, ...infer Rest] ? Rest : never) =>
      (await up('Location', ...at)).value?.['time_zone'];
    expect(await zone(zoneless, seenLocation({ ...LOCATION_2_2, time_zone: 'Europe/Paris' }))).toBe('Europe/Paris');
    expect(await zone(zoneless)).toBe('Europe/Brussels');
    // Chattahoochee, Florida, lies on the line between Central and Eastern Time.
    const abroad = { ...zoneless, country: 'USA', coordinates: { latitude: '30.705000', longitude: '-84.843000' } };
    expect(await zone(abroad, { defaults: { time_zone: 'America/New_York' } })).toBe('America/New_York');
    expect(await zone(abroad)).toBe('#NA');
    expect(
      await zone({ ...zoneless, country: 'ESP', coordinates: { latitude: '28.123546', longitude: '-15.436257' } }),
    ).toBe('Atlantic/Canary');
  });

  it('down: a postal_code that is not there is #NA; state is dropped', async () => {
    const { postal_code: _, ...location } = LOCATION_2_2;
    const made = await down('Location', { ...location, state: 'VOV' });
    expect(made.value).toEqual({ ...LOCATION_2_1_1, postal_code: '#NA' });
    expect(made.notes).toEqual(
      expect.arrayContaining(['filled Location.postal_code from #NA', 'dropped Location.state']),
    );
  });
});

it('row 25 and row 30: coordinates have six decimals down, filled up or rounded; up they stay', async () => {
  const degrees = async (latitude: string, longitude: string) => {
    const coordinates = { latitude, longitude };
    const made = await down('Location', { ...LOCATION_2_2, coordinates, related_locations: [coordinates] });
    return [made.value?.['coordinates'], made.value?.['related_locations']];
  };
  const six = (latitude: string, longitude: string) => [{ latitude, longitude }, [{ latitude, longitude }]];
  expect(await degrees('51.04759', '-3.72994')).toEqual(six('51.047590', '-3.729940'));
  expect(await degrees('51.0475996', '-3.9999995')).toEqual(six('51.047600', '-4.000000'));
  expect((await up('Location', LOCATION_2_1_1)).value?.['coordinates']).toEqual(LOCATION_2_1_1.coordinates);
});

it('row 26: capabilities that 2.1.1 does not have are left out down; up all stay', async () => {
  const capabilities = ['RFID_READER', 'CHARGING_PREFERENCES_CAPABLE', 'DEBIT_CARD_PAYABLE', 'TOKEN_GROUP_CAPABLE'];
  const made = await down('EVSE', { ...EVSE_2_2, capabilities });
  expect([
    made.value?.['capabilities'],
    made.notes.filter((note) => note === 'left-out EVSE.capabilities').length,
  ]).toEqual([['RFID_READER'], 3]);
  expect((await up('EVSE', { ...EVSE_2_1_1, capabilities: ['RFID_READER'] })).value?.['capabilities']).toEqual([
    'RFID_READER',
  ]);
});

it('row 27: a Connector of a type that 2.1.1 does not have is left out down, and an EVSE of nothing else with it', async () => {
  for (const standard of ['PANTOGRAPH_TOP_DOWN', 'PANTOGRAPH_BOTTOM_UP']) {
    const other = { ...CONNECTOR_2_2, id: '2', standard };
    expect((await down('EVSE', { ...EVSE_2_2, connectors: [CONNECTOR_2_2, other] })).value).toEqual(EVSE_2_1_1);
    const made = await down('Location', { ...LOCATION_2_2, evses: [{ ...EVSE_2_2, connectors: [other] }] });
    expect(made.value?.['evses']).toEqual([]);
  }
  expect((await up('Connector', { ...CONNECTOR_2_1_1, standard: 'TESLA_R' })).value?.['standard']).toBe('TESLA_R');
});

it('row 28: source of an EnvironmentalImpact is category up, and the other way round down', async () => {
  const mix = (impact: object) => ({ is_green_energy: true, environ_impact: [{ amount: 1, ...impact }] });
  const [source, category] = [mix({ source: 'NUCLEAR_WASTE' }), mix({ category: 'NUCLEAR_WASTE' })];
  expect([(await up('EnergyMix', source)).value, (await down('EnergyMix', category)).value]).toEqual([
    category,
    source,
  ]);
});

it('row 29: facilities that 2.1.1 does not have are left out down; up all stay', async () => {
  const facilities = ['HOTEL', 'BIKE_SHARING', 'PARKING_LOT', 'TRAM_STOP', 'METRO_STATION'];
  expect((await down('Location', { ...LOCATION_2_2, facilities })).value?.['facilities']).toEqual(['HOTEL']);
  expect((await up('Location', { ...LOCATION_2_1_1, facilities: ['HOTEL'] })).value?.['facilities']).toEqual(['HOTEL']);
});

it('row 31: Hours say false beside periods up, and one of the two down', async () => {
  const regular_hours = [{ weekday: 1, period_begin: '08:00', period_end: '20:00' }];
  expect((await up('Hours', { regular_hours })).value).toEqual({ twentyfourseven: false, regular_hours });
  expect((await up('Hours', { twentyfourseven: true })).value).toEqual({ twentyfourseven: true });
  expect((await down('Hours', { twentyfourseven: false, regular_hours })).value).toEqual({ regular_hours });
  expect((await down('Hours', { twentyfourseven: true })).value).toEqual({ twentyfourseven: true });
  const made = await up('Location', { ...LOCATION_2_1_1, opening_times: { exceptional_closings: [] } });
  expect([made.value, made.notes.includes('dropped Location.opening_times')]).toEqual([LOCATION_2_2, true]);
});

it('row 32: the type of an Image says the same in both', async () => {
  const image = { url: 'https://a.example/1.png', category: 'CHARGER', type: 'png' };
  expect([(await up('Image', image)).value, (await down('Image', image)).value]).toEqual([image, image]);
});

it('row 34: LocationType is parking_type: OTHER and UNKNOWN are none up; what is new or missing is OTHER or UNKNOWN down', async () => {
  const { parking_type: _, ...untyped } = LOCATION_2_2;
  for (const type of ['OTHER', 'UNKNOWN'])
    expect((await up('Location', { ...LOCATION_2_1_1, type })).value).toEqual(untyped);
  expect((await down('Location', untyped)).value?.['type']).toBe('UNKNOWN');
  for (const parking_type of ['ON_DRIVEWAY', 'ALONG_MOTORWAY'])
    expect((await down('Location', { ...LOCATION_2_2, parking_type })).value?.['type']).toBe('OTHER');
  for (const type of ['ON_STREET', 'PARKING_GARAGE', 'UNDERGROUND_GARAGE', 'PARKING_LOT']) {
    expect((await up('Location', { ...LOCATION_2_1_1, type })).value?.['parking_type']).toBe(type);
    expect((await down('Location', { ...LOCATION_2_2, parking_type: type })).value?.['type']).toBe(type);
  }
});
