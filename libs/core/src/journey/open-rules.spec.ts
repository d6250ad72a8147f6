import { describe, expect, it } from '@jest/globals';
import type { SentMessage } from '../../../../test/doubles/journey-world.js';
import { JourneyWorld } from '../../../../test/doubles/journey-world.js';
import { aSnapshot } from '../../../../test/support/builders.js';
import { anOpenWorld, endingOf, message, owns } from '../../../../test/support/open-world.js';
import type { OwnedFact } from '../objects/owner-index.js';

const URL = 'https://emsp.example/cb/1';
const TOKEN = { country_code: 'NL', party_id: 'TNM', uid: '0123', type: 'RFID', contract_id: 'NL-TNM-C00122045-K' };
const TOKEN_OF_22 = { uid: '0123', type: 'RFID', contract_id: 'DE8ACC12E46L89' };
const BARE = { uid: '0123', type: 'RFID', contract_id: 'x' };

interface Row {
  readonly what: string;
  readonly sent: SentMessage;
  readonly facts?: readonly OwnedFact[];
  readonly to: string;
  readonly why: string;
}

const ROWS: readonly Row[] = [
  {
    what: 'a CDR by the owner of its token',
    sent: message('cpo', 'POST receiver/cdrs', { id: '1', cdr_token: TOKEN }),
    to: 'NL/TNM',
    why: 'token of NL/TNM in cdr_token',
  },
  {
    what: 'a CDR of 2.2 by its contract id',
    sent: message('cpo', 'POST receiver/cdrs', { cdr_token: TOKEN_OF_22 }),
    to: 'DE/8AC',
    why: 'contract id prefix DE/8AC',
  },
  {
    what: 'a CDR by its session',
    sent: message('cpo', 'POST receiver/cdrs', {
      country_code: 'NL',
      party_id: 'CPO',
      session_id: 'S1',
      cdr_token: BARE,
    }),
    facts: [owns('NL/TNM', 'session-emsp', 'NL/CPO S1')],
    to: 'NL/TNM',
    why: 'the token of the session is of NL/TNM as learned',
  },
  {
    what: 'a CDR by a contract that is known',
    sent: message('cpo', 'POST receiver/cdrs', { cdr_token: BARE }),
    facts: [owns('NL/TNM', 'contract', 'x')],
    to: 'NL/TNM',
    why: 'the contract is of NL/TNM as learned',
  },
  {
    what: 'a CDR by a token that is known',
    sent: message('cpo', 'POST receiver/cdrs', { cdr_token: BARE }),
    facts: [owns('DE/8AC', 'token', '0123')],
    to: 'DE/8AC',
    why: 'the token is of DE/8AC as learned',
  },
  {
    what: 'a session by the owner of its token',
    sent: message('cpo', 'PUT receiver/sessions/NL/CPO/S1', { cdr_token: TOKEN }),
    to: 'NL/TNM',
    why: 'token of NL/TNM in cdr_token',
  },
  {
    what: 'a change of a session by what was learned of it',
    sent: message('cpo', 'PATCH receiver/sessions/NL/CPO/S1', { kwh: 1 }),
    facts: [owns('NL/TNM', 'session-emsp', 'NL/CPO S1')],
    to: 'NL/TNM',
    why: 'the token of the session is of NL/TNM as learned',
  },
  {
    what: 'a look at a session by what was learned of it',
    sent: message('cpo', 'GET receiver/sessions/NL/CPO/S1'),
    facts: [owns('NL/TNM', 'session-emsp', 'NL/CPO S1')],
    to: 'NL/TNM',
    why: 'the token of the session is of NL/TNM as learned',
  },
  {
    what: 'charging preferences by the session',
    sent: message('emsp', 'PUT sender/sessions/S1/charging_preferences', { profile_type: 'FAST' }),
    facts: [owns('NL/CPO', 'session', 'S1')],
    to: 'NL/CPO',
    why: 'the session is of NL/CPO as learned',
  },
  {
    what: 'a question for a Location',
    sent: message('emsp', 'GET sender/locations/LOC1'),
    facts: [owns('NL/CPO', 'location', 'loc1')],
    to: 'NL/CPO',
    why: 'location LOC1 is of NL/CPO as learned',
  },
  {
    what: 'a question for an EVSE by its EVSE id',
    sent: message('emsp', 'GET sender/locations/LOC1/DE*CPX*E1'),
    to: 'DE/CPX',
    why: 'EVSE id prefix DE/CPX',
  },
  {
    what: 'a question for a Connector by its EVSE where Locations share an id',
    sent: message('emsp', 'GET sender/locations/LOC1/3256/1'),
    facts: [owns('NL/CPO', 'location', 'LOC1'), owns('DE/CPX', 'location', 'LOC1'), owns('DE/CPX', 'evse', '3256')],
    to: 'DE/CPX',
    why: 'location LOC1 and EVSE 3256 are of DE/CPX as learned',
  },
  {
    what: 'a question for a tariff',
    sent: message('emsp', 'GET sender/tariffs/12'),
    facts: [owns('DE/CPX', 'tariff', '12')],
    to: 'DE/CPX',
    why: 'tariff 12 is of DE/CPX as learned',
  },
  {
    what: 'a question for a token',
    sent: message('cpo', 'GET sender/tokens/0123'),
    facts: [owns('DE/8AC', 'token', '0123')],
    to: 'DE/8AC',
    why: 'the token is of DE/8AC as learned',
  },
  {
    what: 'an authorization by its token',
    sent: message('cpo', 'POST sender/tokens/0123/authorize'),
    facts: [owns('DE/8AC', 'token', '0123')],
    to: 'DE/8AC',
    why: 'the token is of DE/8AC as learned',
  },
  {
    what: 'an authorization of a contract',
    sent: message('cpo', 'POST sender/tokens/DE8ACC12E46L89/authorize?type=EMAID'),
    to: 'DE/8AC',
    why: 'contract id prefix DE/8AC',
  },
  {
    what: 'an authorization of what must be a contract',
    sent: message('cpo', 'POST sender/tokens/DE-8AC-C12E46L89/authorize'),
    to: 'DE/8AC',
    why: 'contract id prefix DE/8AC',
  },
  {
    what: 'the copy of an object of another, by its owner',
    sent: message('emsp', 'GET receiver/tokens/DE/8AC/0123'),
    to: 'DE/8AC',
    why: 'owner DE/8AC in the URL',
  },
  {
    what: 'START_SESSION by the Location',
    sent: message('emsp', 'POST receiver/commands/START_SESSION', {
      response_url: URL,
      token: TOKEN,
      location_id: 'LOC1',
    }),
    facts: [owns('NL/CPO', 'location', 'LOC1')],
    to: 'NL/CPO',
    why: 'location LOC1 is of NL/CPO as learned',
  },
  {
    what: 'RESERVE_NOW by the EVSE id',
    sent: message('emsp', 'POST receiver/commands/RESERVE_NOW', {
      response_url: URL,
      token: TOKEN,
      location_id: 'LOC1',
      evse_uid: 'NLCPOE1',
    }),
    to: 'NL/CPO',
    why: 'EVSE id prefix NL/CPO',
  },
  {
    what: 'UNLOCK_CONNECTOR by the EVSE',
    sent: message('emsp', 'POST receiver/commands/UNLOCK_CONNECTOR', {
      response_url: URL,
      location_id: 'LOC1',
      evse_uid: '3256',
      connector_id: '1',
    }),
    facts: [owns('DE/CPX', 'evse', '3256')],
    to: 'DE/CPX',
    why: 'EVSE 3256 is of DE/CPX as learned',
  },
  {
    what: 'STOP_SESSION by the session',
    sent: message('emsp', 'POST receiver/commands/STOP_SESSION', { response_url: URL, session_id: 'S1' }),
    facts: [owns('NL/CPO', 'session', 'S1')],
    to: 'NL/CPO',
    why: 'the session is of NL/CPO as learned',
  },
  {
    what: 'CANCEL_RESERVATION by the reservation of its sender',
    sent: message('emsp', 'POST receiver/commands/CANCEL_RESERVATION', { response_url: URL, reservation_id: 'R1' }),
    facts: [owns('NL/CPO', 'reservation', 'NL/TNM R1'), owns('DE/CPX', 'reservation', 'DE/8AC R1')],
    to: 'NL/CPO',
    why: 'the reservation is of NL/CPO as learned',
  },
  ...(['GET', 'DELETE'] as const).map((method): Row => {
    const target = `receiver/chargingprofiles/S1?duration=9&response_url=${encodeURIComponent(URL)}`;
    return {
      what: `a charging profile by the session on ${method}`,
      sent: message('emsp', `${method} ${target}`),
      facts: [owns('NL/CPO', 'session', 'S1')],
      to: 'NL/CPO',
      why: 'the session is of NL/CPO as learned',
    };
  }),
  {
    what: 'a charging profile by the session on PUT',
    sent: message('emsp', 'PUT receiver/chargingprofiles/S1', { response_url: URL, charging_profile: {} }),
    facts: [owns('NL/CPO', 'session', 'S1')],
    to: 'NL/CPO',
    why: 'the session is of NL/CPO as learned',
  },
  {
    what: 'the profile that is active, by the EMSP of the session',
    sent: message('cpo', 'PUT sender/chargingprofiles/S1', { start_date_time: 'x' }),
    facts: [owns('NL/TNM', 'session-emsp', 'NL/CPO S1')],
    to: 'NL/TNM',
    why: 'the token of the session is of NL/TNM as learned',
  },
  {
    what: 'a message of a custom module by its body',
    sent: message('cpo', 'POST receiver/x-parking', { country_code: 'NL', party_id: 'TNM' }),
    to: 'NL/TNM',
    why: 'owner NL/TNM in the body',
  },
  {
    what: 'a message of a custom module by its token',
    sent: message('cpo', 'POST receiver/x-parking', { token: { country_code: 'nl', party_id: 'tnm' } }),
    to: 'NL/TNM',
    why: 'token of NL/TNM in token',
  },
  {
    what: 'a message of a custom module by its URL',
    sent: message('cpo', 'GET receiver/x-parking/NL/TNM/1'),
    to: 'NL/TNM',
    why: 'owner NL/TNM in the URL',
  },
];

describe('a message without To headers finds', () => {
  it.each(ROWS)('the receiver of $what', async ({ sent, facts = [], to, why }) => {
    const hub = anOpenWorld(facts);
    expect(await endingOf(hub, sent)).toEqual({ ocpi: 1000, to, why, plan: 'open' });
    expect(hub.rows[0]?.to).toMatchObject({ countryCode: to.slice(0, 2), partyId: to.slice(3) });
  });

  it('and goes on in the name of its sender, byte for byte, with the receiver added', async () => {
    const hub = anOpenWorld();
    const body = '{ "n":1.000, "cdr_token" : {"country_code":"nl","party_id":"tnm"} }';
    await hub.send(message('cpo', 'POST receiver/cdrs', body));
    const { headers, body: sent } = hub.forwarded;
    expect(sent).toBe(body);
    expect([headers.get('ocpi-from-party-id'), headers.get('ocpi-to-party-id')]).toEqual(['CPO', 'TNM']);
  });

  it('the owner in the body before a contract id, and that before what was learned', async () => {
    const facts = [owns('NL/CPO', 'token', '0123')];
    const named = { cdr_token: { ...TOKEN, contract_id: 'DE8ACC12E46L89' } };
    expect((await endingOf(anOpenWorld(facts), message('cpo2', 'POST receiver/cdrs', named))).to).toBe('NL/TNM');
    const unnamed = { cdr_token: TOKEN_OF_22 };
    expect((await endingOf(anOpenWorld(facts), message('cpo2', 'POST receiver/cdrs', unnamed))).to).toBe('DE/8AC');
  });
});

describe('an invoice reconciliation record of OCPI 2.3.0', () => {
  const offers = ['invoicereconciliation RECEIVER'];
  const invoicing = (): JourneyWorld =>
    new JourneyWorld(
      aSnapshot(
        { id: 'cpo', parties: ['CPO NL/CPO'], offers, version: '2.3.0' },
        { id: 'emsp', parties: ['EMSP NL/TNM'], offers, version: '2.3.0' },
      ),
    );
  const record = JSON.stringify({ country_code: 'NL', party_id: 'CPO', id: 'I1', invoice_id: '7', cdrs: ['C1', 'C2'] });
  const target = '/ocpi/2.3.0/receiver/invoicereconciliation';

  // Its URL and body name the party that issued it, which is the sender, and CDRs by bare ids: none of it is the receiver.
  it.each([
    ['PUT', `${target}/NL/CPO/I1`],
    ['DELETE', `${target}/NL/CPO/I1`],
    ['POST', target],
  ])('names no receiver in a %s: 4001 says what would', async (method, url) => {
    const hub = invoicing();
    hub.owners.learn([owns('NL/TNM', 'cdr', 'C1')]);
    const sent = { by: 'cpo', method, target: url, ...(method === 'DELETE' ? {} : { body: record }) };
    const reply = await hub.send(sent);
    expect([reply.status, reply.ocpi, hub.requests.length]).toEqual([200, 4001, 0]);
    expect(hub.rows[0]?.why).toContain('name the receiver in OCPI-to-*');
  });

  it('goes where its headers say', async () => {
    const hub = invoicing();
    const reply = await hub.send({
      by: 'cpo',
      method: 'PUT',
      target: `${target}/NL/CPO/I1`,
      to: 'NL/TNM',
      body: record,
    });
    expect([reply.ocpi, hub.requests.length]).toEqual([1000, 1]);
  });
});
