// Rows of the changelog from 2.1.1 to 2.2 about commands, charging profiles and versions, each in both directions.
import { expect, it } from '@jest/globals';
import {
  endpointOf,
  down,
  NOTHING_SEEN,
  passage,
  TOKEN_2_1_1,
  TOKEN_2_2,
  up,
} from '../../../../test/support/bridge-rig.js';

const URL = { response_url: 'https://hub.example/1' };
const RESERVE_2_1_1 = {
  ...URL,
  token: TOKEN_2_1_1,
  expiry_date: '2026-01-31T12:00:00Z',
  reservation_id: 7,
  location_id: 'LOC1',
};
const RESERVE_2_2 = {
  ...RESERVE_2_1_1,
  token: { ...TOKEN_2_2, country_code: 'NL', party_id: 'ABC' },
  reservation_id: '7',
};
const LONG = 'x'.repeat(39);
const NUMBERED = { seen: ({ kind }: { readonly kind: string }) => (kind === 'reservation-number' ? 7 : undefined) };

/** What becomes of a callback's body. */
async function result(from: '2.1.1' | '2.2', body: unknown): Promise<unknown> {
  const bridge = await passage(from, from === '2.2' ? '2.1.1' : '2.2');
  const endpoint = { ...endpointOf('SENDER POST commands/x'), callbackOf: 'RESERVE_NOW' };
  const made = bridge.request(endpoint, body, NOTHING_SEEN);
  return made.kind === 'translated' ? made.body : made;
}

/** What a party is told that asks for something 2.1.1 does not have. */
async function askedOf211(text: string, body: unknown, from: '2.2' | '2.3.0' = '2.2'): Promise<unknown> {
  return (await passage(from, '2.1.1')).request(endpointOf(text), body, NOTHING_SEEN);
}

it('row 6: a charging profile is refused at a party of 2.1.1, and none can come from there', async () => {
  for (const interfaceRole of ['RECEIVER', 'SENDER'])
    expect(await askedOf211(`${interfaceRole} PUT chargingprofiles/S1`, URL)).toMatchObject({
      kind: 'refused',
      reason: 'no such module in OCPI 2.1.1',
    });
  const from211 = (await passage()).request(endpointOf('RECEIVER PUT chargingprofiles/S1'), {}, NOTHING_SEEN);
  expect(from211).toMatchObject({ kind: 'refused', reason: 'no such request in OCPI 2.1.1' });
});

it('row 7 and row 8: CANCEL_RESERVATION of a party of 2.1.1 is NOT_SUPPORTED, in the words of whoever asks', async () => {
  const body = { ...URL, reservation_id: '7' };
  for (const from of ['2.2', '2.3.0'] as const)
    expect(await askedOf211('RECEIVER POST commands/CANCEL_RESERVATION', body, from)).toMatchObject({
      kind: 'answered',
      data: { result: 'NOT_SUPPORTED', timeout: 0 },
    });
  const from211 = (await passage()).request(
    endpointOf('RECEIVER POST commands/CANCEL_RESERVATION'),
    body,
    NOTHING_SEEN,
  );
  expect(from211).toMatchObject({ kind: 'refused', reason: 'no such request in OCPI 2.1.1' });
});

it('row 9: timeout is filled up, from bridge_defaults if set; it and the message are dropped down', async () => {
  expect((await up('CommandResponse', { result: 'ACCEPTED' })).value).toEqual({ result: 'ACCEPTED', timeout: 120 });
  const set = await up('CommandResponse', { result: 'ACCEPTED' }, { defaults: { command_timeout: 45 } });
  expect(set.value).toEqual({ result: 'ACCEPTED', timeout: 45 });
  const response = { result: 'UNKNOWN_SESSION', timeout: 30, message: [{ language: 'en', text: 'no' }] };
  expect((await down('CommandResponse', response)).value).toEqual({ result: 'UNKNOWN_SESSION' });
});

it('row 10: a reservation id is the number in digits up, and the hub’s number for it down', async () => {
  expect((await up('ReserveNow', RESERVE_2_1_1)).value).toEqual(RESERVE_2_2);
  const away = { ...RESERVE_2_2, reservation_id: 'any-text', authorization_reference: 'A1' };
  expect((await down('ReserveNow', away, NUMBERED)).value).toEqual(RESERVE_2_1_1);
  expect((await down('ReserveNow', away)).refused).toBe('$.reservation_id the hub keeps no number for it');
});

it('row 11: StartSession loses its authorization_reference down, and an id too long for 2.2 is refused up', async () => {
  const start = { ...URL, token: TOKEN_2_2, location_id: 'LOC1', evse_uid: 'E1', authorization_reference: 'A1' };
  const made = await down('StartSession', start);
  expect(made.value).toEqual({ ...URL, token: TOKEN_2_1_1, location_id: 'LOC1', evse_uid: 'E1' });
  expect(made.notes).toContain('dropped StartSession.authorization_reference');
  expect((await up('StartSession', { ...URL, token: TOKEN_2_1_1, location_id: LONG })).refused).toMatch(
    /^\$\.location_id /,
  );
  const long = await up('StartSession', { ...URL, token: TOKEN_2_1_1, location_id: 'LOC1', evse_uid: LONG });
  expect(long.refused).toMatch(/^\$\.evse_uid /);
});

it('row 12: StopSession says the same in both', async () => {
  const stop = { ...URL, session_id: 'S1' };
  expect([(await up('StopSession', stop)).value, (await down('StopSession', stop)).value]).toEqual([stop, stop]);
});

it('row 13: UnlockConnector says the same in both, and ids too long for 2.2 are refused', async () => {
  const unlock = { ...URL, location_id: 'LOC1', evse_uid: 'E1', connector_id: '1' };
  expect([(await up('UnlockConnector', unlock)).value, (await down('UnlockConnector', unlock)).value]).toEqual([
    unlock,
    unlock,
  ]);
  expect((await up('UnlockConnector', { ...unlock, location_id: LONG })).refused).toMatch(/^\$\.location_id /);
  expect((await up('UnlockConnector', { ...unlock, evse_uid: LONG })).refused).toMatch(/^\$\.evse_uid /);
});

it('row 14: TIMEOUT is REJECTED as a response up, and TIMEOUT as a result in both directions', async () => {
  expect((await up('CommandResponse', { result: 'TIMEOUT' })).value?.['result']).toBe('REJECTED');
  expect(await result('2.1.1', { result: 'TIMEOUT' })).toEqual({ result: 'TIMEOUT' });
  expect(await result('2.2', { result: 'TIMEOUT' })).toEqual({ result: 'TIMEOUT' });
});

it('row 15: CANCELED_RESERVATION and the other new results are REJECTED down', async () => {
  const others = ['CANCELED_RESERVATION', 'EVSE_OCCUPIED', 'EVSE_INOPERATIVE', 'FAILED', 'UNKNOWN_RESERVATION'];
  for (const word of others) expect(await result('2.2', { result: word })).toEqual({ result: 'REJECTED' });
  for (const word of ['ACCEPTED', 'NOT_SUPPORTED', 'REJECTED'])
    expect([await result('2.2', { result: word }), await result('2.1.1', { result: word })]).toEqual([
      { result: word },
      { result: word },
    ]);
});

it('row 16: the callback is a CommandResult up and a CommandResponse down', async () => {
  expect(await result('2.1.1', { result: 'UNKNOWN_SESSION' })).toEqual({ result: 'REJECTED' });
  expect(await result('2.2', { result: 'ACCEPTED', message: [{ language: 'en', text: 'yes' }] })).toEqual({
    result: 'ACCEPTED',
  });
});

it('row 17: Credentials of one role are its ids and details in 2.1.1; more roles are refused there', async () => {
  const role = { role: 'CPO', business_details: { name: 'Us' }, party_id: 'ABC', country_code: 'NL' };
  const credentials = { token: 't', url: 'https://a.example/versions', roles: [role] };
  const { role: _, ...own } = role;
  expect((await down('Credentials', credentials)).value).toEqual({ token: 't', url: credentials.url, ...own });
  expect((await down('Credentials', { ...credentials, roles: [role, { ...role, role: 'EMSP' }] })).refused).toMatch(
    /^\$\.roles /,
  );
  const old = { token: 't', url: credentials.url, ...own };
  expect((await up('Credentials', old, { defaults: { role: 'CPO' } })).value).toEqual(credentials);
  expect((await up('Credentials', old)).refused).toMatch(/^\$\.roles /);
});

it('row 18: hubclientinfo does not exist in 2.1.1: ClientInfo is refused there, and none can come from there', async () => {
  expect((await down('ClientInfo', {})).refused).toMatch(/no ClientInfo/);
  expect((await up('ClientInfo', {})).refused).toMatch(/no ClientInfo/);
});
