// Rows of the changelogs from 2.2 to 2.2.1 and from 2.2.1 to 2.3.0, each in both directions.
import { describe, expect, it } from '@jest/globals';
import {
  AT,
  bridged,
  CDR_2_2,
  CDR_LOCATION,
  CDR_TOKEN,
  CONNECTOR_2_2,
  EVSE_2_2,
  endpointOf,
  LOCATION_2_2,
  NOTHING_SEEN,
  passage,
  TARIFF_2_2,
  TOKEN_2_2,
} from '../../../../test/support/bridge-rig.js';

describe('2.2 → 2.2.1', () => {
  const up = (name: string, value: unknown) => bridged(['2.2', '2.2.1'], name, { value });
  const down = (name: string, value: unknown) => bridged(['2.2.1', '2.2'], name, { value });

  it('row 1: status code 4000 is a hub code of 2.2 too and stays, in both directions', async () => {
    const envelope = { status_code: 4000, timestamp: AT };
    for (const way of [
      ['2.2', '2.2.1'],
      ['2.2.1', '2.2'],
    ] as const)
      expect((await passage(...way)).answer(endpointOf('SENDER GET cdrs'), envelope, NOTHING_SEEN)).toMatchObject({
        envelope,
      });
  });

  it('row 2: a CdrToken has the ids of its issuer up: seen, receiver, contract; they are dropped down', async () => {
    expect((await up('CdrToken', CDR_TOKEN)).value).toEqual({ ...CDR_TOKEN, country_code: 'DE', party_id: 'MSP' });
    const seen = {
      seen: ({ kind }: { kind: string }) =>
        kind === 'token-of-contract' ? { version: '2.2', value: { ...TOKEN_2_2, party_id: 'XYZ' } } : undefined,
    };
    const known = await bridged(['2.2', '2.2.1'], 'CdrToken', { value: CDR_TOKEN, known: seen });
    expect(known.value).toMatchObject({ country_code: 'DE', party_id: 'XYZ' });
    const alone = { counterpart: null };
    const told = await bridged(['2.2', '2.2.1'], 'CdrToken', {
      value: { ...CDR_TOKEN, contract_id: 'NL-TNM-C00122045-K' },
      known: alone,
    });
    expect(told.value).toMatchObject({ country_code: 'NL', party_id: 'TNM' });
    const nobody = await bridged(['2.2', '2.2.1'], 'CdrToken', {
      value: { ...CDR_TOKEN, contract_id: '?' },
      known: alone,
    });
    expect(nobody.refused).toMatch(/^\$\.country_code /);
    expect((await down('CdrToken', { ...CDR_TOKEN, country_code: 'DE', party_id: 'MSP' })).value).toEqual(CDR_TOKEN);
  });

  it('row 3: home_charging_compensation refuses the CDR down where it is true: another has to be paid', async () => {
    const cdr = { ...CDR_2_2, cdr_token: { ...CDR_TOKEN, country_code: 'DE', party_id: 'MSP' } };
    expect((await down('CDR', { ...cdr, home_charging_compensation: true })).refused).toMatch(
      /^\$\.home_charging_compensation /,
    );
    expect((await down('CDR', { ...cdr, home_charging_compensation: false })).value).toEqual(CDR_2_2);
    expect((await up('CDR', CDR_2_2)).value).toEqual(cdr);
  });

  it('row 4: a postal_code that is missing is #NA down, state is dropped; up nothing changes', async () => {
    const { postal_code: _, ...location } = CDR_LOCATION;
    expect((await down('CdrLocation', { ...location, state: 'VOV' })).value).toEqual({
      ...CDR_LOCATION,
      postal_code: '#NA',
    });
    expect((await up('CdrLocation', CDR_LOCATION)).value).toEqual(CDR_LOCATION);
  });

  it('row 5 and row 6: signed data passes whole or not at all down, and as it is up', async () => {
    const signed = (value: object, more: object = {}) => ({
      encoding_method: 'OCMF',
      ...more,
      signed_values: [
        { nature: 'Start', plain_data: 'a', signed_data: 'b' },
        { nature: 'End', plain_data: 'a', signed_data: 'b', ...value },
      ],
    });
    for (const data of [signed({}, { public_key: 'k' })])
      expect([(await down('SignedData', data)).value, (await up('SignedData', data)).value]).toEqual([data, data]);
    for (const data of [
      signed({ plain_data: 'x'.repeat(513) }),
      signed({ signed_data: 'é' }),
      signed({}, { public_key: 'é' }),
    ])
      expect((await down('SignedData', data)).refused).toBeDefined();
    const token = { ...CDR_TOKEN, country_code: 'DE', party_id: 'MSP' };
    const made = await down('CDR', { ...CDR_2_2, cdr_token: token, signed_data: signed({ plain_data: 'é' }) });
    expect([made.value, made.notes.includes('dropped CDR.signed_data')]).toEqual([CDR_2_2, true]);
  });

  it('row 7: connector_id of StartSession is dropped down, and up there is none', async () => {
    const start = { response_url: 'https://hub.example/1', token: TOKEN_2_2, location_id: 'LOC1', evse_uid: 'E1' };
    const made = await down('StartSession', { ...start, connector_id: '1' });
    expect([made.value, made.notes]).toEqual([start, ['dropped StartSession.connector_id']]);
    expect((await up('StartSession', start)).value).toEqual(start);
  });

  it('row 8: START_SESSION_CONNECTOR_REQUIRED is left out down; up all capabilities stay', async () => {
    const capabilities = ['RESERVABLE', 'START_SESSION_CONNECTOR_REQUIRED'];
    expect((await down('EVSE', { ...EVSE_2_2, capabilities })).value?.['capabilities']).toEqual(['RESERVABLE']);
    expect((await up('EVSE', { ...EVSE_2_2, capabilities: ['RESERVABLE'] })).value?.['capabilities']).toEqual([
      'RESERVABLE',
    ]);
  });

  it('row 9: a Connector of a new type is left out down; up all types stay', async () => {
    const standards = [
      'NEMA_5_20',
      'NEMA_14_50',
      'GBT_AC',
      'GBT_DC',
      'CHAOJI',
      'DOMESTIC_M',
      'DOMESTIC_N',
      'DOMESTIC_O',
    ];
    for (const standard of standards) {
      const connectors = [{ ...CONNECTOR_2_2, standard }, CONNECTOR_2_2];
      expect((await down('EVSE', { ...EVSE_2_2, connectors })).value?.['connectors']).toEqual([CONNECTOR_2_2]);
    }
    expect((await up('Connector', CONNECTOR_2_2)).value).toEqual(CONNECTOR_2_2);
  });

  it('row 10: two phases are AC_1_PHASE down, so that the power is not overstated; up all stay', async () => {
    for (const power_type of ['AC_2_PHASE', 'AC_2_PHASE_SPLIT']) {
      const made = await down('Connector', { ...CONNECTOR_2_2, power_type });
      expect([made.value?.['power_type'], made.notes]).toEqual(['AC_1_PHASE', ['replaced Connector.power_type']]);
    }
    expect((await up('Connector', CONNECTOR_2_2)).value?.['power_type']).toBe('AC_3_PHASE');
  });
});

describe('2.2.1 → 2.3.0', () => {
  const up = (name: string, value: unknown) => bridged(['2.2.1', '2.3.0'], name, { value });
  const down = (name: string, value: unknown) => bridged(['2.3.0', '2.2.1'], name, { value });

  it('row 1: words of one’s own become OTHER down or are left out; unknown fields pass in both directions', async () => {
    const evse = {
      ...EVSE_2_2,
      capabilities: ['NLABC_DANCE', 'RESERVABLE'],
      parking_restrictions: ['NLABC_MOON'],
      nlabc_field: { a: 1 },
    };
    const made = await down('EVSE', evse);
    expect(made.value).toEqual({ ...evse, capabilities: ['RESERVABLE'], parking_restrictions: [] });
    const image = { url: 'https://a.example/1.png', category: 'NLABC_MAP', type: 'png' };
    expect((await down('Image', image)).value?.['category']).toBe('OTHER');
    expect((await up('EVSE', { ...EVSE_2_2, nlabc_field: { a: 1 } })).value).toMatchObject({ nlabc_field: { a: 1 } });
  });

  it('row 2 and row 5: parking places are dropped down, with vehicle types and standards; up there are none', async () => {
    const place = {
      id: 'P1',
      vehicle_types: ['DISABLED'],
      restricted_to_type: true,
      reservation_required: false,
      standards: ['DIN 18040'],
    };
    const evse = { ...EVSE_2_2, parking: [{ parking_id: 'P1', evse_position: 'LEFT' }] };
    const made = await down('Location', { ...LOCATION_2_2, parking_places: [place], evses: [evse] });
    expect([made.value, made.notes]).toEqual([
      LOCATION_2_2,
      ['dropped EVSE.parking', 'dropped Location.parking_places'],
    ]);
    expect((await up('Location', LOCATION_2_2)).value).toEqual(LOCATION_2_2);
  });

  it('row 3 and row 4: accepted_service_providers and help_phone are dropped down; up there are none', async () => {
    const location = {
      ...LOCATION_2_2,
      help_phone: '+31',
      evses: [{ ...EVSE_2_2, accepted_service_providers: ['Us'] }],
    };
    const made = await down('Location', location);
    expect([made.value, [...made.notes].sort()]).toEqual([
      LOCATION_2_2,
      ['dropped EVSE.accepted_service_providers', 'dropped Location.help_phone'],
    ]);
  });

  describe('row 6: taxes', () => {
    it('the difference of incl_vat is one tax named VAT up, and the sum of all taxes is incl_vat down', async () => {
      expect((await up('Price', { excl_vat: 4, incl_vat: 4.84 })).value).toEqual({
        before_taxes: 4,
        taxes: [{ name: 'VAT', amount: 0.84 }],
      });
      expect((await up('Price', { excl_vat: 4 })).value).toEqual({ before_taxes: 4 });
      const taxes = [
        { name: 'GST', amount: 0.2, percentage: 5 },
        { name: 'QST', amount: 0.399 },
      ];
      const made = await down('Price', { before_taxes: 4, taxes });
      expect([made.value, made.notes]).toEqual([{ excl_vat: 4, incl_vat: 4.599 }, ['dropped Price.taxes']]);
      expect((await down('Price', { before_taxes: 4 })).value).toEqual({ excl_vat: 4 });
      expect((await down('Price', { before_taxes: -4, taxes: [{ name: 'VAT', amount: -0.84 }] })).value).toEqual({
        excl_vat: -4,
        incl_vat: -4.84,
      });
    });

    it('min_price and max_price are limits with the same amounts', async () => {
      const old = { ...TARIFF_2_2, min_price: { excl_vat: 1, incl_vat: 1.21 }, max_price: { excl_vat: 9 } };
      const young = {
        ...TARIFF_2_2,
        min_price: { before_taxes: 1, after_taxes: 1.21 },
        max_price: { before_taxes: 9 },
        tax_included: 'NO',
      };
      expect([(await up('Tariff', old)).value, (await down('Tariff', young)).value]).toEqual([young, old]);
    });

    it('prices that include taxes are refused down', async () => {
      expect((await down('Tariff', { ...TARIFF_2_2, tax_included: 'YES' })).refused).toMatch(/^\$\.tax_included /);
      expect((await down('Tariff', { ...TARIFF_2_2, tax_included: 'N/A' })).value).toEqual(TARIFF_2_2);
    });
  });

  it('row 7: new words have no likeness down but EMAID, which is OTHER; capabilities of a Connector are dropped', async () => {
    for (const standard of ['MCS', 'SAE_J3400'])
      expect((await down('Connector', { ...CONNECTOR_2_2, standard })).refused).toMatch(/^\$\.standard /);
    const made = await down('Connector', { ...CONNECTOR_2_2, capabilities: ['ISO_15118_2_PLUG_AND_CHARGE'] });
    expect([made.value, made.notes]).toEqual([CONNECTOR_2_2, ['dropped Connector.capabilities']]);
    expect((await down('Token', { ...TOKEN_2_2, type: 'EMAID' })).value?.['type']).toBe('OTHER');
    const restricted = await down('EVSE', {
      ...EVSE_2_2,
      parking_restrictions: ['EMPLOYEES', 'EV_ONLY', 'TAXIS', 'TENANTS'],
    });
    expect(restricted.value?.['parking_restrictions']).toEqual(['EV_ONLY']);
    expect((await up('Token', TOKEN_2_2)).value).toEqual(TOKEN_2_2);
  });

  it('row 8: hub_party_id is dropped down, and a role HUB is refused up', async () => {
    const role = { role: 'CPO', business_details: { name: 'Us' }, party_id: 'ABC', country_code: 'NL' };
    const credentials = { token: 't', url: 'https://a.example/versions', roles: [role] };
    expect((await down('Credentials', { ...credentials, hub_party_id: 'NLHUB' })).value).toEqual(credentials);
    expect((await up('Credentials', { ...credentials, roles: [{ ...role, role: 'HUB' }] })).refused).toMatch(/role /);
  });

  it('row 10: invoice reconciliation exists in 2.3.0 only: it is refused down, and up none can come', async () => {
    const endpoint = endpointOf('RECEIVER POST invoicereconciliation');
    for (const way of [
      ['2.3.0', '2.2.1'],
      ['2.2.1', '2.3.0'],
    ] as const)
      expect((await passage(...way)).request(endpoint, {}, NOTHING_SEEN).kind).toBe('refused');
  });
});
