// The rows from 2.2.1 to 2.3.0.
import { expect } from '@jest/globals';
import {
  CDR_2_2,
  CDR_TOKEN,
  CONNECTOR_2_2,
  EVSE_2_2,
  LOCATION_2_2 as SEEN,
  TARIFF_2_2,
  TOKEN_2_2,
} from '../../support/bridge-rig.js';
import { queried, refused, sent, type Row } from './exchange.js';
import { emspOf } from './world.js';

const PUT = 'RECEIVER PUT locations/NL/ABC/LOC4';
const PUT_EVSE = `${PUT}/E1`;
const PUT_CONNECTOR = `${PUT_EVSE}/1`;
const PUT_TOKEN = 'RECEIVER PUT tokens/DE/MSP/0BADCAFE';
const PUT_TARIFF = 'RECEIVER PUT tariffs/NL/ABC/T1';
const POST = 'RECEIVER POST cdrs';

const LOCATION_2_2 = { ...SEEN, id: 'LOC4' };
const location = (more: object) => ({ ...LOCATION_2_2, ...more });
const evse = (more: object) => ({ ...EVSE_2_2, ...more });
const connector = (more: object) => ({ ...CONNECTOR_2_2, ...more });
const image = (category: string) => ({ images: [{ url: 'https://a.example/1.png', category, type: 'png' }] });
const TOKEN = { ...TOKEN_2_2, uid: '0BADCAFE', contract_id: 'DE8ACC00000000' };
const cdr = (total_cost: object) => ({
  ...CDR_2_2,
  cdr_token: { ...CDR_TOKEN, country_code: 'DE', party_id: 'MSP' },
  total_cost,
});
const OWN_FIELD = { nlabc_field: { a: 1 } };

const PLACE = {
  id: 'P1',
  vehicle_types: ['DISABLED'],
  restricted_to_type: true,
  reservation_required: false,
  standards: ['DIN 18040'],
};
const PARKED = location({
  parking_places: [PLACE],
  evses: [evse({ parking: [{ parking_id: 'P1', evse_position: 'LEFT' }] })],
});

const OLD_TARIFF = {
  ...TARIFF_2_2,
  min_price: { excl_vat: 1, incl_vat: 1.21 },
  max_price: { excl_vat: 9 },
};
const YOUNG_TARIFF = {
  ...TARIFF_2_2,
  min_price: { before_taxes: 1, after_taxes: 1.21 },
  max_price: { before_taxes: 9 },
  tax_included: 'NO',
};

/** All rows from 2.2.1 to 2.3.0. */
export const ROWS_TO_2_3_0: readonly Row[] = [
  {
    row: 1,
    up: [sent(PUT_EVSE, evse(OWN_FIELD))],
    down: [
      sent(
        PUT_EVSE,
        evse({ ...OWN_FIELD, capabilities: ['NLABC_DANCE', 'RESERVABLE'] }),
        evse({ ...OWN_FIELD, capabilities: ['RESERVABLE'] }),
      ),
      sent(PUT, location(image('NLABC_MAP')), location(image('OTHER'))),
    ],
  },
  {
    row: 2,
    up: 'OCPI 2.2.1 has no parking places to say',
    down: [sent(PUT, PARKED, LOCATION_2_2)],
  },
  {
    row: 3,
    up: 'OCPI 2.2.1 does not say which service providers are accepted',
    down: [sent(PUT_EVSE, evse({ accepted_service_providers: ['Us'] }), EVSE_2_2)],
  },
  {
    row: 4,
    up: 'OCPI 2.2.1 has no help_phone to say',
    down: [sent(PUT, location({ help_phone: '+31201234567' }), LOCATION_2_2)],
  },
  {
    row: 5,
    up: 'OCPI 2.2.1 has no parking places to say',
    down: [sent(PUT, PARKED, LOCATION_2_2)],
  },
  {
    row: 6,
    up: [
      sent(
        POST,
        cdr({ excl_vat: 4, incl_vat: 4.84 }),
        cdr({ before_taxes: 4, taxes: [{ name: 'VAT', amount: 0.84 }] }),
      ),
      sent(POST, cdr({ excl_vat: 4 }), cdr({ before_taxes: 4 })),
      sent(PUT_TARIFF, OLD_TARIFF, YOUNG_TARIFF),
    ],
    down: [
      sent(
        POST,
        cdr({
          before_taxes: 4,
          taxes: [
            { name: 'GST', amount: 0.2, percentage: 5 },
            { name: 'QST', amount: 0.399 },
          ],
        }),
        cdr({ excl_vat: 4, incl_vat: 4.599 }),
      ),
      sent(POST, cdr({ before_taxes: 4 }), cdr({ excl_vat: 4 })),
      sent(PUT_TARIFF, YOUNG_TARIFF, OLD_TARIFF),
      // Prices of 2.2.1 exclude VAT.
      refused(PUT_TARIFF, { ...YOUNG_TARIFF, tax_included: 'YES' }, '$.tax_included'),
    ],
  },
  {
    row: 7,
    up: [sent(PUT_TOKEN, TOKEN)],
    down: [
      queried(sent(PUT_TOKEN, { ...TOKEN, type: 'EMAID' }, { ...TOKEN, type: 'OTHER' }), 'type=EMAID', 'type=OTHER'),
      refused(PUT_CONNECTOR, connector({ standard: 'MCS' }), '$.standard'),
      refused(PUT_CONNECTOR, connector({ standard: 'SAE_J3400' }), '$.standard'),
      sent(PUT_CONNECTOR, connector({ capabilities: ['ISO_15118_2_PLUG_AND_CHARGE'] }), CONNECTOR_2_2),
      sent(
        PUT_EVSE,
        evse({ parking_restrictions: ['EMPLOYEES', 'EV_ONLY', 'TAXIS', 'TENANTS'] }),
        evse({ parking_restrictions: ['EV_ONLY'] }),
      ),
    ],
  },
  {
    row: 8,
    up: [
      ({ emsps }) => {
        const { credentials } = emsps['2.3.0'].peer ?? {};
        expect(credentials?.hub_party_id).toMatch(/^[A-Z]{2}HUB$/);
        const roles = credentials?.roles ?? [];
        expect(roles).toContainEqual(expect.objectContaining({ role: 'CPO', country_code: 'NL', party_id: 'C21' }));
        expect(roles.map(({ role }) => role)).not.toContain('HUB');
      },
    ],
    down: [
      ({ emsps }) => {
        const { credentials } = emsps['2.2.1'].peer ?? {};
        expect(credentials?.roles).toMatchObject([{ role: 'HUB' }]);
        expect(credentials).not.toHaveProperty('hub_party_id');
      },
    ],
  },
  {
    row: 9,
    up: 'the corrected 2.2.1 has the same lengths: nothing differs',
    down: 'the corrected 2.2.1 has the same lengths: nothing differs',
  },
  {
    row: 10,
    up: [
      // To a party of 2.2.1 it is a module of somebody's own, of which no version says how it is translated.
      async ({ hub, cpos, emsps }) => {
        const url = `${hub.publicUrl}/ocpi/2.2.1/receiver/invoicereconciliation`;
        const { envelope } = await cpos['2.2.1'].request({ method: 'POST', url, to: emspOf('2.3.0'), body: {} });
        expect(envelope?.status_code).toBe(4000);
        expect(envelope?.status_message).toContain('the module invoicereconciliation is not part of both');
        expect(emsps['2.3.0'].received.matching({ module: 'invoicereconciliation' })).toEqual([]);
      },
    ],
    down: [
      { ...refused('RECEIVER POST invoicereconciliation', {}, 'does not offer the RECEIVER interface'), code: 4003 },
    ],
  },
  {
    row: 11,
    up: 'wording, HTTP status codes and examples: nothing that one party says to another',
    down: 'wording, HTTP status codes and examples: nothing that one party says to another',
  },
];
