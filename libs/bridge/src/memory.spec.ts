// What the bridge asks of the hub's memory before it translates, and what the hub is to remember.
import { expect, it } from '@jest/globals';
import {
  CDR_2_1_1,
  endpointOf,
  NOTHING_SEEN,
  passage,
  SESSION_2_2,
  TOKEN_2_2,
  wantsOf,
} from '../../../test/support/bridge-rig.js';
import { authorizationsIn } from './index.js';

const OWNER = { countryCode: 'NL', partyId: 'ABC' };
const SESSION_2_3_0 = {
  ...SESSION_2_2,
  cdr_token: { ...SESSION_2_2.cdr_token, country_code: 'DE', party_id: 'MSP' },
  total_cost: { before_taxes: 4 },
};

it('a Session for a party of 2.1.1 wants its Location, in however many steps', async () => {
  const endpoint = endpointOf('RECEIVER PUT sessions/NL/ABC/S1');
  const wanted = [{ kind: 'location', owner: OWNER, id: 'LOC1' }];
  expect(wantsOf(await passage('2.2', '2.1.1'), endpoint, SESSION_2_2)).toEqual(wanted);
  const later = wantsOf(await passage('2.3.0', '2.1.1'), endpoint, SESSION_2_3_0);
  expect(later).toEqual(wanted);
});

it('a CDR of a party of 2.1.1 wants its receiver’s Token, whose contract it is, and the reference that was given for it, each once', async () => {
  const wanted = wantsOf(await passage('2.1.1', '2.2.1'), endpointOf('RECEIVER POST cdrs'), CDR_2_1_1);
  expect(wanted).toEqual([
    { kind: 'token-of-contract', owner: NOTHING_SEEN.counterpart, contractId: 'DE8ACC12E46L89' },
    {
      ...{ kind: 'authorization-reference', emsp: NOTHING_SEEN.counterpart },
      ...{ contractId: 'DE8ACC12E46L89', uid: null, locationId: 'LOC1' },
    },
    { kind: 'token-of-contract', contractId: 'DE8ACC12E46L89' },
  ]);
});

it('what needs nothing that was seen wants nothing', async () => {
  const endpoint = endpointOf('RECEIVER PUT tokens/DE/MSP/012345678');
  expect(wantsOf(await passage('2.2', '2.1.1'), endpoint, TOKEN_2_2)).toEqual([]);
});

it('an authorization reference is found in commands and in answers to authorize, and nowhere else', () => {
  const emsp = { countryCode: 'DE', partyId: 'MSP' };
  const seen = { emsp, reference: 'A1', contractId: 'DE8ACC12E46L89', uid: '012345678', locationId: 'LOC1' };
  const body = { token: TOKEN_2_2, location_id: 'LOC1', authorization_reference: 'A1' };
  for (const command of ['START_SESSION', 'RESERVE_NOW'])
    expect(authorizationsIn(endpointOf(`RECEIVER POST commands/${command}`), { body, envelope: {} }, emsp)).toEqual([
      seen,
    ]);
  const envelope = { data: { allowed: 'ALLOWED', token: TOKEN_2_2, authorization_reference: 'A1' } };
  const authorize = endpointOf('SENDER POST tokens/012345678/authorize');
  expect(authorizationsIn(authorize, { body: { location_id: 'LOC1' }, envelope }, emsp)).toEqual([seen]);
  expect(authorizationsIn(authorize, { body: undefined, envelope: { data: {} } }, emsp)).toEqual([]);
  expect(authorizationsIn(endpointOf('RECEIVER POST commands/STOP_SESSION'), { body, envelope: {} }, emsp)).toEqual([]);
});
