// The rows from 2.1.1 to 2.2 about charging profiles and commands.
import { expect } from '@jest/globals';
import { AT, SESSION_2_1_1, SESSION_2_2, TOKEN_2_1_1, TOKEN_2_2 } from '../../support/bridge-rig.js';
import { commanded, refused, sent, type Check, type Commanded, type Responded, type Row } from './exchange.js';
import { COMMAND_TIMEOUT_S } from './world.js';

const OWN = { ...TOKEN_2_1_1, uid: '0BADCAFE', auth_id: 'DE8ACC00000000' };
const OWNED = { ...TOKEN_2_2, uid: '0BADCAFE', contract_id: 'DE8ACC00000000' };
const PLACE = { location_id: 'LOC1', evse_uid: 'E1' };
const RESERVE = { expiry_date: AT, ...PLACE };
const NOT_SUPPORTED = { result: 'NOT_SUPPORTED', timeout: 0 };
const LONG = 'x'.repeat(39);
const UNLOCK = { ...PLACE, connector_id: '1' };
const STOP = { session_id: 'S1' };
const PROFILE = { charging_profile: { charging_rate_unit: 'W' }, response_url: 'https://emsp.example/1' };
const ACCEPTED = { result: 'ACCEPTED' };
const IN_TIME = { result: 'ACCEPTED', timeout: 30 };

/** A request at a URL that OCPI 2.1.1 does not have. */
function unknownTo211(path: string, method: string, body: object): Check {
  return async ({ hub, emsps }) => {
    const url = `${hub.publicUrl}/ocpi/2.1.1/${path}`;
    const { status, envelope } = await emsps['2.1.1'].request({ method, url, body });
    expect([status, envelope?.status_code]).toEqual([404, 2001]);
  };
}

function cancelled(): Commanded {
  return { kind: 'commanded', command: 'CANCEL_RESERVATION', body: { reservation_id: '7' }, told: NOT_SUPPORTED };
}

/** A command of 2.1.1 that it does not have: nobody can be asked. */
const cancelledIn211: Check = async ({ cpos, emsps }) => {
  const emsp = emsps['2.1.1'];
  const body = { response_url: `${emsp.endpointUrl('commands', 'SENDER')}/1`, reservation_id: '7' };
  const command = { module: 'commands', interfaceRole: 'RECEIVER', path: '/CANCEL_RESERVATION' } as const;
  const answer = await emsp.request({ method: 'POST', ...command, body });
  expect(answer.envelope?.status_code).toBe(2000);
  expect(cpos['2.2'].received.matching(command)).toEqual([]);
};

function responded(response: object, told: object): Responded {
  return { kind: 'responded', response, told };
}

/** A result that comes later; the response before it does not matter. */
function resulted(way: 'up' | 'down', result: object, hears: object): Responded {
  return way === 'up'
    ? { kind: 'responded', response: ACCEPTED, told: { ...ACCEPTED, timeout: COMMAND_TIMEOUT_S }, result, hears }
    : { kind: 'responded', response: IN_TIME, told: ACCEPTED, result, hears };
}

// 2.1.1 has numbers only: the hub makes one for that id.
const NUMBERED = { ...RESERVE, token: OWN, reservation_id: expect.any(Number) };

/** Rows 6 to 16: charging profiles and commands. */
export const COMMAND_ROWS: readonly Row[] = [
  {
    row: 6,
    up: [unknownTo211('receiver/chargingprofiles/S1', 'PUT', PROFILE)],
    down: [
      { ...refused('RECEIVER PUT chargingprofiles/S1', PROFILE, 'does not offer the RECEIVER interface'), code: 4003 },
      { ...refused('SENDER PUT chargingprofiles/S1', {}, 'does not offer the SENDER interface'), code: 4003 },
    ],
  },
  { row: 7, up: [cancelledIn211], down: [cancelled()] },
  { row: 8, up: [cancelledIn211], down: [cancelled()] },
  {
    row: 9,
    up: [responded(ACCEPTED, { ...ACCEPTED, timeout: COMMAND_TIMEOUT_S })],
    down: [
      responded(
        { result: 'UNKNOWN_SESSION', timeout: 30, message: [{ language: 'en', text: 'no' }] },
        { result: 'UNKNOWN_SESSION' },
      ),
    ],
  },
  {
    row: 10,
    up: [
      commanded(
        'RESERVE_NOW',
        { ...RESERVE, token: TOKEN_2_1_1, reservation_id: 7 },
        { ...RESERVE, token: TOKEN_2_2, reservation_id: '7' },
      ),
    ],
    down: [
      commanded(
        'RESERVE_NOW',
        { ...RESERVE, token: OWNED, reservation_id: 'any-text', authorization_reference: 'A1' },
        NUMBERED,
      ),
    ],
  },
  {
    row: 11,
    up: [
      commanded('START_SESSION', { ...PLACE, token: TOKEN_2_1_1 }, { ...PLACE, token: TOKEN_2_2 }),
      {
        kind: 'commanded',
        command: 'START_SESSION',
        body: { ...PLACE, evse_uid: LONG, token: TOKEN_2_1_1 },
        refused: '$.evse_uid',
      },
    ],
    down: [
      commanded('START_SESSION', { ...PLACE, token: OWNED, authorization_reference: 'A1' }, { ...PLACE, token: OWN }),
    ],
  },
  {
    row: 12,
    up: [
      {
        ...commanded('STOP_SESSION', STOP),
        after: sent('RECEIVER PUT sessions/NL/ABC/S1', SESSION_2_2, SESSION_2_1_1),
      },
    ],
    down: [commanded('STOP_SESSION', STOP)],
  },
  {
    row: 13,
    up: [
      commanded('UNLOCK_CONNECTOR', UNLOCK),
      { kind: 'commanded', command: 'UNLOCK_CONNECTOR', body: { ...UNLOCK, evse_uid: LONG }, refused: '$.evse_uid' },
    ],
    down: [commanded('UNLOCK_CONNECTOR', UNLOCK)],
  },
  {
    row: 14,
    up: [
      responded({ result: 'TIMEOUT' }, { result: 'REJECTED', timeout: COMMAND_TIMEOUT_S }),
      resulted('up', { result: 'TIMEOUT' }, { result: 'TIMEOUT' }),
    ],
    down: [resulted('down', { result: 'TIMEOUT' }, { result: 'TIMEOUT' })],
  },
  {
    row: 15,
    up: [
      resulted('up', { result: 'ACCEPTED' }, { result: 'ACCEPTED' }),
      resulted('up', { result: 'REJECTED' }, { result: 'REJECTED' }),
    ],
    down: [
      resulted('down', { result: 'CANCELED_RESERVATION' }, { result: 'REJECTED' }),
      resulted('down', { result: 'EVSE_OCCUPIED' }, { result: 'REJECTED' }),
      resulted('down', { result: 'FAILED' }, { result: 'REJECTED' }),
      resulted('down', { result: 'NOT_SUPPORTED' }, { result: 'NOT_SUPPORTED' }),
    ],
  },
  {
    row: 16,
    up: [resulted('up', { result: 'UNKNOWN_SESSION' }, { result: 'REJECTED' })],
    down: [
      resulted('down', { result: 'ACCEPTED', message: [{ language: 'en', text: 'yes' }] }, { result: 'ACCEPTED' }),
    ],
  },
];
