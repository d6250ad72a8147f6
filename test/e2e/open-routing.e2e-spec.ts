/**
 * The decision table of docs/message-journey.md over real HTTP: it observes what the asker is answered, what reaches whom, and what the
 * operator API says of the plan and its reason. Whom a message without To headers goes to is unknown to its sender here.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ocpi, type PlatformAnswer, type PlatformRequest } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { endingOf } from '../support/hub-answers.js';
import { expectUnharmed } from '../support/hub-health.js';
import type { HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';
import { rowsOf, type ListedMessage } from '../support/journal-of.js';
import { bothInterfaces, forget, startRoaming } from '../support/roaming.js';

const CUSTOM = bothInterfaces(['x-parking']);
const URL_OF = (platform: JoinedPlatform): string => `${new URL(platform.versionsUrl).origin}/results/1`;
const CDR_TOKEN = { uid: '0123', type: 'RFID', contract_id: 'DE-MSP-C00122045-K' };

let hub: HubProcess;
let cpo: JoinedPlatform;
let cpo2: JoinedPlatform;
let emsp: JoinedPlatform;
let emsp2: JoinedPlatform;

beforeAll(async () => {
  const offers = bothInterfaces(['locations', 'sessions', 'cdrs', 'tariffs', 'tokens', 'commands', 'chargingprofiles']);
  ({ hub, cpo, emsp } = await startRoaming({ cpo: { alsoOffers: CUSTOM }, emsp: { alsoOffers: CUSTOM } }));
  cpo2 = await joinHub(hub, { parties: [{ id: 'DE/CPX', role: 'CPO' }], offers });
  emsp2 = await joinHub(hub, { parties: [{ id: 'NL/TNM', role: 'EMSP' }], offers, alsoOffers: CUSTOM });
}, 60_000);

beforeEach(() => forget(cpo, cpo2, emsp, emsp2));

const everybody = (): readonly JoinedPlatform[] => [cpo, cpo2, emsp, emsp2];

/** Sends it and says what became of it: the answer, who got it, and the journal's row. */
async function sent(
  by: JoinedPlatform,
  request: PlatformRequest,
): Promise<{
  readonly answer: PlatformAnswer;
  readonly at: readonly string[];
  readonly row: ListedMessage | undefined;
}> {
  const answer = await by.request(request);
  const [row] = await rowsOf(hub, answer.sentCorrelationId);
  const match = { module: request.module ?? '', method: request.method };
  const at = everybody().filter((platform) => platform.received.matching(match).length > 0);
  return { answer, at: at.map(({ party }) => party), row };
}

const on = (interfaceRole: 'SENDER' | 'RECEIVER', module: string, path = ''): PlatformRequest => {
  return { method: 'GET', module, interfaceRole, path };
};
/** Until the hub has learned what passed: it looks at traffic off the path of messages. */
const untilFound = (by: JoinedPlatform, request: PlatformRequest, owner: string): Promise<unknown> =>
  eventually(`the hub to know that ${request.path} is of ${owner}`, async () => {
    const { at, row } = await sent(by, request);
    return row?.plan === 'open' && at.includes(owner) ? row : null;
  });

describe('a message with To headers', () => {
  it('of another party goes to that party', async () => {
    const { at, row } = await sent(emsp, { ...on('SENDER', 'locations', '/LOC1'), to: 'NL/CPO' });
    expect([at, row?.plan]).toEqual([['NL/CPO'], 'direct']);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('of the hub is broadcast where it is a %s of a public object', async (method) => {
    const push = { ...on('RECEIVER', 'tariffs', '/NL/CPO/T1'), method, to: 'XX/HUB', body: { id: 'T1' } };
    const { answer, row } = await sent(cpo, push);
    expect(endingOf(answer)).toEqual({ http: 200, ocpi: 1000, from: 'XX/HUB', to: 'NL/CPO' });
    expect(row?.plan).toBe('broadcast');
    for (const each of [emsp, emsp2]) await each.received.waitFor({ module: 'tariffs', method }, 1, 20_000);
  });

  it('of the hub goes as open routing where another write names exactly one receiver', async () => {
    const body = { cdr_token: { ...CDR_TOKEN, country_code: 'NL', party_id: 'TNM' } };
    const { answer, at, row } = await sent(cpo, { ...on('RECEIVER', 'cdrs'), method: 'POST', to: 'XX/HUB', body });
    expect([endingOf(answer).from, at, row?.plan]).toEqual(['NL/TNM', ['NL/TNM'], 'open']);
  });

  it('of the hub is 2001 and never a broadcast where another write names nobody', async () => {
    const push = { ...on('RECEIVER', 'sessions', '/NL/CPO/S9'), method: 'PATCH', to: 'XX/HUB', body: { kwh: 1 } };
    const { answer, at } = await sent(cpo, push);
    expect([endingOf(answer).ocpi, at]).toEqual([2001, []]);
    expect(answer.envelope?.status_message).toContain('OCPI-to-*');
  });

  it.each([
    ['GET', on('RECEIVER', 'locations', '/NL/CPO/LOC1')],
    ['GET', on('SENDER', 'locations', '/LOC1')],
    ['POST', on('SENDER', 'tokens', '/0123/authorize')],
    ['PUT', on('SENDER', 'sessions', '/S1/charging_preferences')],
  ])('of the hub is 2001 as %s of %j, and says what to send instead', async (method, request) => {
    const { answer, at } = await sent(emsp, { ...request, method, to: 'XX/HUB' });
    expect([endingOf(answer).ocpi, at]).toEqual([2001, []]);
    expect(answer.envelope?.status_message).toMatch(/OCPI-to-\*/);
  });
});

describe('a message without To headers', () => {
  afterAll(() => expectUnharmed(hub));

  it('goes to the EMSP whose token a CDR names, with To added, From kept, swapped headers back', async () => {
    const body = { id: 'C1', cdr_token: { ...CDR_TOKEN, country_code: 'NL', party_id: 'TNM' } };
    const { answer, at, row } = await sent(cpo, { ...on('RECEIVER', 'cdrs'), method: 'POST', body });
    const [received] = emsp2.received.matching({ module: 'cdrs' });
    expect(received?.headers).toMatchObject({ 'ocpi-to-party-id': 'TNM', 'ocpi-from-party-id': 'CPO' });
    expect(endingOf(answer)).toMatchObject({ from: 'NL/TNM', to: 'NL/CPO' });
    expect([at, row?.plan, row?.why, row?.to]).toEqual([['NL/TNM'], 'open', 'token of NL/TNM in cdr_token', 'NL/TNM']);
  });

  it('goes by the contract id where a token names no owner, as in 2.2', async () => {
    const { at, row } = await sent(cpo, { ...on('RECEIVER', 'cdrs'), method: 'POST', body: { cdr_token: CDR_TOKEN } });
    expect([at, row?.why]).toEqual([['DE/MSP'], 'contract id prefix DE/MSP']);
  });

  it('goes by the EVSE id where a command names one', async () => {
    const body = { response_url: URL_OF(emsp), location_id: 'L', evse_uid: 'DE*CPX*E1', connector_id: '1' };
    const { at, row } = await sent(emsp, { ...on('RECEIVER', 'commands', '/UNLOCK_CONNECTOR'), method: 'POST', body });
    expect([at, row?.why]).toEqual([['DE/CPX'], 'EVSE id prefix DE/CPX']);
  });

  it('finds a Location, its EVSEs and commands for it once it was broadcast', async () => {
    const location = {
      country_code: 'NL',
      party_id: 'CPO',
      id: 'LOC7',
      last_updated: '2026-01-30T00:00:00Z',
      evses: [{ uid: '3256' }],
    };
    await cpo.request({ ...on('RECEIVER', 'locations', '/NL/CPO/LOC7'), method: 'PUT', body: location });
    await untilFound(emsp, on('SENDER', 'locations', '/LOC7/3256/1'), 'NL/CPO');
    const body = { response_url: URL_OF(emsp), token: {}, location_id: 'LOC7' };
    const start = await sent(emsp, { ...on('RECEIVER', 'commands', '/START_SESSION'), method: 'POST', body });
    expect([start.at, start.row?.why]).toEqual([['NL/CPO'], 'location LOC7 is of NL/CPO as learned']);
  });

  it('finds both ends of a session that passed through the hub', async () => {
    const body = {
      country_code: 'DE',
      party_id: 'CPX',
      id: 'S1',
      cdr_token: { ...CDR_TOKEN, country_code: 'NL', party_id: 'TNM' },
    };
    await cpo2.request({ ...on('RECEIVER', 'sessions', '/DE/CPX/S1'), method: 'PUT', body });
    await untilFound(
      emsp2,
      { ...on('SENDER', 'sessions', '/S1/charging_preferences'), method: 'PUT', body: {} },
      'DE/CPX',
    );
    forget(...everybody());
    const ways: readonly (readonly [JoinedPlatform, PlatformRequest, string])[] = [
      [cpo2, { ...on('RECEIVER', 'sessions', '/DE/CPX/S1'), method: 'PATCH', body: { kwh: 2 } }, 'NL/TNM'],
      [cpo2, on('RECEIVER', 'sessions', '/DE/CPX/S1'), 'NL/TNM'],
      [cpo2, { ...on('SENDER', 'chargingprofiles', '/S1'), method: 'PUT', body: {} }, 'NL/TNM'],
      [
        emsp2,
        {
          ...on('RECEIVER', 'commands', '/STOP_SESSION'),
          method: 'POST',
          body: { response_url: URL_OF(emsp2), session_id: 'S1' },
        },
        'DE/CPX',
      ],
      [
        emsp2,
        { ...on('RECEIVER', 'chargingprofiles', '/S1'), method: 'PUT', body: { response_url: URL_OF(emsp2) } },
        'DE/CPX',
      ],
    ];
    for (const [by, request, receiver] of ways) {
      const { at, row } = await sent(by, request);
      expect([request.path, at, row?.plan]).toEqual([request.path, [receiver], 'open']);
      forget(...everybody());
    }
  });

  it('finds a reservation again that was accepted', async () => {
    cpo2.answerTo({ module: 'commands' }, ocpi({ result: 'ACCEPTED', timeout: 30 }));
    const body = { response_url: URL_OF(emsp), reservation_id: 'R1' };
    const reserve = { ...on('RECEIVER', 'commands', '/RESERVE_NOW'), method: 'POST', to: 'DE/CPX' };
    await emsp.request({ ...reserve, body: { ...body, token: {}, location_id: 'L' } });
    await untilFound(emsp, { ...on('RECEIVER', 'commands', '/CANCEL_RESERVATION'), method: 'POST', body }, 'DE/CPX');
  });

  it('of a custom module goes where its body says', async () => {
    const body = { country_code: 'NL', party_id: 'TNM' };
    const url = `${hub.publicUrl}/ocpi/2.2.1/receiver/x-parking/1`;
    const { at, row } = await sent(cpo, { ...on('RECEIVER', 'x-parking'), url, method: 'PUT', body });
    expect([at, row?.plan]).toEqual([['NL/TNM'], 'open']);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])(
    'is a broadcast where it is a %s of a public object, and its reason says so',
    async (method) => {
      const push = { ...on('RECEIVER', 'tokens', '/DE/MSP/77'), method, body: { uid: '77' } };
      const { answer, row } = await sent(emsp, push);
      expect([endingOf(answer).ocpi, row?.plan]).toEqual([1000, 'broadcast']);
      expect(row?.why).toMatch(/^push of public tokens without a receiver: broadcast of EMSP DE\/MSP to \d+ parties/);
      for (const each of [cpo, cpo2]) await each.received.waitFor({ module: 'tokens', method }, 1, 20_000);
    },
  );

  it('is 4001 where nobody is known, and says what was looked at', async () => {
    const { answer, at, row } = await sent(emsp, on('SENDER', 'locations', '/NOWHERE'));
    expect([endingOf(answer).ocpi, at, row?.plan]).toEqual([4001, [], 'open']);
    expect(answer.envelope?.status_message).toContain('looked at');
  });

  it('is 4001 with those that it may be for where several own what it names', async () => {
    for (const [platform, owner] of [
      [cpo, 'NL/CPO'],
      [cpo2, 'DE/CPX'],
    ] as const) {
      const body = {
        country_code: owner.slice(0, 2),
        party_id: owner.slice(3),
        id: 'BOTH',
        last_updated: '2026-01-30T00:00:00Z',
      };
      await platform.request({ ...on('RECEIVER', 'locations', `/${owner}/BOTH`), method: 'PUT', body });
    }
    const words = await eventually('both owners to be known', async () => {
      const { answer } = await sent(emsp, on('SENDER', 'locations', '/BOTH'));
      const text = answer.envelope?.status_message ?? '';
      return endingOf(answer).ocpi === 4001 && text.includes('one of') ? text : null;
    });
    expect(words).toContain('OCPI-to-*: one of DE/CPX, NL/CPO');
  });

  it('is 2001 where a key that the hub reads stands twice', async () => {
    const body = '{"cdr_token":{"country_code":"NL","party_id":"TNM","party_id":"MSP"}}';
    const { answer, at } = await sent(cpo, { ...on('RECEIVER', 'cdrs'), method: 'POST', body });
    expect([endingOf(answer).ocpi, at]).toEqual([2001, []]);
  });

  it('leaves no token uid and no contract id in its reason', async () => {
    const { row } = await sent(cpo, { ...on('RECEIVER', 'cdrs'), method: 'POST', body: { cdr_token: CDR_TOKEN } });
    expect(JSON.stringify(row)).not.toMatch(/0123|C00122045/);
  });
});
