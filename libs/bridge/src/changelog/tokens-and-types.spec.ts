// Rows of the changelog from 2.1.1 to 2.2 about Tokens and what all modules share, each in both directions.
import { describe, expect, it } from '@jest/globals';
import {
  AT,
  down,
  endpointOf,
  LOCATION_2_1_1,
  LOCATION_2_2,
  NOTHING_SEEN,
  passage,
  TOKEN_2_1_1,
  TOKEN_2_2,
  up,
} from '../../../../test/support/bridge-rig.js';

const ISSUER = { ...NOTHING_SEEN, owner: { countryCode: 'DE', partyId: 'MSP' } };
const AUTHORIZE = endpointOf('SENDER POST tokens/012345678/authorize');

it('row 44, row 45 and row 46: the type of a Token moves between body and query', async () => {
  const put = endpointOf('RECEIVER PUT tokens/DE/MSP/012345678');
  const sent = (await passage()).request(put, { ...TOKEN_2_1_1, type: 'OTHER' }, ISSUER);
  expect(sent).toMatchObject({ kind: 'translated', tokenType: 'OTHER' });
  expect((await passage()).request(put, TOKEN_2_1_1, ISSUER)).not.toHaveProperty('tokenType');
  const down211 = await passage('2.2', '2.1.1');
  for (const method of ['GET', 'PUT', 'PATCH'])
    expect(down211.request({ ...put, method, tokenType: 'APP_USER' }, TOKEN_2_2, ISSUER)).toMatchObject({
      tokenType: null,
    });
  expect(down211.request({ ...AUTHORIZE, tokenType: 'APP_USER' }, undefined, ISSUER)).toMatchObject({
    tokenType: 'OTHER',
  });
  const long = endpointOf(`RECEIVER GET tokens/DE/MSP/${'x'.repeat(37)}`);
  expect((await passage()).request(long, undefined, ISSUER)).toMatchObject({ kind: 'refused', path: 'url.token_uid' });
});

it('row 47: auth_id is contract_id and the issuer’s ids are filled up; what is new is dropped down', async () => {
  expect((await up('Token', TOKEN_2_1_1, ISSUER)).value).toEqual(TOKEN_2_2);
  const more = { group_id: 'G1', default_profile_type: 'GREEN', energy_contract: { supplier_name: 'Us' } };
  const made = await down('Token', { ...TOKEN_2_2, ...more });
  expect(made.value).toEqual(TOKEN_2_1_1);
  for (const field of Object.keys(more)) expect(made.notes).toContain(`dropped Token.${field}`);
});

describe('row 48: AuthorizationInfo', () => {
  const answer = (data: object, timestamp = AT) => ({ data, status_code: 1000, timestamp });

  it('up: has the Token as it was seen', async () => {
    const bridge = await passage('2.2', '2.1.1');
    const seen = {
      ...ISSUER,
      seen: ({ kind }: { kind: string }) => (kind === 'token' ? { version: '2.1.1', value: TOKEN_2_1_1 } : undefined),
    };
    expect(bridge.answer(AUTHORIZE, answer({ allowed: 'ALLOWED' }), seen)).toMatchObject({
      envelope: { data: { allowed: 'ALLOWED', token: TOKEN_2_2 } },
    });
  });

  it('up: has one that permits no more than the answer itself, where it was not seen', async () => {
    const bridge = await passage('2.2', '2.1.1');
    for (const [allowed, valid] of [
      ['ALLOWED', true],
      ['BLOCKED', false],
    ] as const)
      expect(bridge.answer(AUTHORIZE, answer({ allowed }), ISSUER)).toMatchObject({
        envelope: {
          data: { allowed, token: { ...TOKEN_2_2, contract_id: '#NA', issuer: '#NA', valid, whitelist: 'NEVER' } },
        },
      });
  });

  it('down: has neither the Token nor the reference', async () => {
    const bridge = await passage();
    const made = bridge.answer(
      AUTHORIZE,
      answer({ allowed: 'ALLOWED', token: TOKEN_2_2, authorization_reference: 'A1' }),
      ISSUER,
    );
    expect(made).toMatchObject({ envelope: { data: { allowed: 'ALLOWED' } } });
    expect(JSON.stringify(made.kind === 'translated' && made.envelope)).not.toMatch(/token|A1/);
  });
});

it('row 49: connector_ids of LocationReferences are dropped up; down there are none, and 2.1.1 needs none', async () => {
  const old = { location_id: 'LOC1', evse_uids: ['E1'], connector_ids: ['1'] };
  const young = { location_id: 'LOC1', evse_uids: ['E1'] };
  const made = (await passage()).request(AUTHORIZE, old, ISSUER);
  expect(made).toMatchObject({
    body: young,
    notes: [{ kind: 'dropped', object: 'LocationReferences', field: 'connector_ids' }],
  });
  expect((await down('LocationReferences', young)).value).toEqual(young);
  expect((await up('LocationReferences', { location_id: 'x'.repeat(37) })).refused).toMatch(/^\$\.location_id /);
  expect((await up('LocationReferences', { ...old, evse_uids: ['x'.repeat(37)] })).refused).toMatch(
    /^\$\.evse_uids\[0\] /,
  );
});

it('row 50: AD_HOC_USER and APP_USER are OTHER down; OTHER and RFID stay up', async () => {
  for (const type of ['AD_HOC_USER', 'APP_USER'])
    expect((await down('Token', { ...TOKEN_2_2, type })).value?.['type']).toBe('OTHER');
  for (const type of ['OTHER', 'RFID'])
    expect((await up('Token', { ...TOKEN_2_1_1, type })).value?.['type']).toBe(type);
});

it('row 54: a DateTime loses its fraction down, and keeps what it has up', async () => {
  const made = await down('Token', { ...TOKEN_2_2, last_updated: '2018-01-01T01:08:01.123Z' });
  expect([made.value?.['last_updated'], made.notes.includes('replaced Token.last_updated')]).toEqual([
    '2018-01-01T01:08:01Z',
    true,
  ]);
  expect((await up('Token', { ...TOKEN_2_1_1, last_updated: '2018-01-01T01:08:01' })).value?.['last_updated']).toBe(
    '2018-01-01T01:08:01',
  );
});

it('row 55: text is printable ASCII down, never an id, and stays up', async () => {
  const made = await down('Location', { ...LOCATION_2_2, name: 'Großer Platz', city: 'Zürich', address: 'Łódź 😀' });
  expect(made.value).toMatchObject({ name: 'Grosser Platz', city: 'Zurich', address: 'Lodz ?' });
  expect((await up('Location', { ...LOCATION_2_1_1, name: 'Gent' })).value?.['name']).toBe('Gent');
});

describe('the envelope of an answer to a party of 2.1.1', () => {
  it.each([
    [4000, 3000],
    [4001, 2000],
    [4002, 3000],
    [4003, 3000],
    [2004, 2000],
    [2003, 2003],
    [3001, 3001],
    [1000, 1000],
  ])('says %i as %i', async (status_code, expected) => {
    const envelope = { status_code, status_message: 'wäre', timestamp: '2026-01-31T12:00:00.123Z' };
    expect((await passage()).answer(AUTHORIZE, envelope, ISSUER)).toMatchObject({
      envelope: { status_code: expected, status_message: 'ware', timestamp: AT },
    });
  });

  it('has no data beyond success: nobody knows what is in it', async () => {
    const made = (await passage()).answer(
      AUTHORIZE,
      { status_code: 2001, data: { path: '$.x' }, timestamp: AT },
      ISSUER,
    );
    expect(made.kind === 'translated' && made.envelope).toEqual({ status_code: 2001, timestamp: AT });
  });
});
