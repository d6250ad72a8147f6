import { beforeEach, describe, expect, it } from '@jest/globals';
import { partyKey } from '@busbar/ocpi';
import type { PartyAnswer, PartyRequest } from '@busbar/core';
import { jsonAnswer, JourneyWorld, type SeenReply, type SentMessage } from '../../../../test/doubles/journey-world.js';
import { aSnapshot, type PlatformSketch } from '../../../../test/support/builders.js';

// Objects are those of OCPI 2.1.1, cut to what a hub looks at.
const OFFERS_OF_CPO = ['cdrs SENDER', 'commands RECEIVER', 'locations SENDER', 'sessions SENDER', 'tokens RECEIVER'];
const OFFERS_OF_EMSP = [
  'cdrs RECEIVER',
  'commands SENDER',
  'locations RECEIVER',
  'sessions RECEIVER',
  'tariffs RECEIVER',
  'tokens SENDER',
];
const cpo = (id: string, party: string): PlatformSketch => ({
  ...{ id, parties: [`CPO ${party}`], offers: OFFERS_OF_CPO, version: '2.1.1', settings: { pull: [] } },
});
const emsp = (id: string, party: string): PlatformSketch => ({
  ...{ id, parties: [`EMSP ${party}`], offers: OFFERS_OF_EMSP, version: '2.1.1', settings: { pull: [] } },
});

let world: JourneyWorld;
const send = (by: string, message: string, body?: unknown): Promise<SeenReply> => {
  const [method = '', path = ''] = message.split(' ');
  const sent: SentMessage = { by, method, target: `/ocpi/2.1.1/${path}` };
  return world.send(body === undefined ? sent : { ...sent, body: JSON.stringify(body) });
};
const why = (): string => world.rows.at(-1)?.why ?? '';
const pairOf = (end: 'from' | 'to'): string => {
  const party = world.rows.at(-1)?.[end];
  return party ? partyKey(party) : '';
};
const askedOf = (): readonly string[] => world.requests.map(({ method, url }) => `${method} ${url}`);

beforeEach(() => {
  world = new JourneyWorld(
    aSnapshot(...[cpo('cpo', 'NL/CPO'), cpo('other-cpo', 'BE/OTH'), emsp('emsp', 'DE/MSP'), emsp('other', 'FR/MSP')], {
      id: 'new',
      parties: ['EMSP NL/NEW'],
      offers: OFFERS_OF_EMSP,
      version: '2.2.1',
    }),
  );
});

describe('a message of OCPI 2.1.1', () => {
  const SESSION = { id: 'S1', auth_id: 'DE-MSP-C12345678-X', location: { id: 'L1', evses: [{ uid: 'E1' }] } };

  it('is sent in the name of the party of the connection, and no header names anybody on either side', async () => {
    const reply = await send('cpo', 'PUT receiver/sessions/NL/CPO/S1', SESSION);
    expect([reply.status, reply.ocpi]).toEqual([200, 1000]);
    expect(askedOf()).toEqual(['PUT https://emsp.example/ocpi/receiver/sessions/NL/CPO/S1']);
    expect([pairOf('from'), pairOf('to'), world.rows[0]?.plan]).toEqual(['NL/CPO', 'DE/MSP', 'open']);
    const names = [...world.forwarded.headers.keys(), ...reply.headers.keys()];
    expect(names.filter((name) => name.startsWith('ocpi-'))).toEqual([]);
    expect(world.forwarded.headers.get('x-correlation-id')).toBe(reply.headers.get('x-correlation-id'));
  });

  it('is read without routing headers even where it has some: they mean nothing there', async () => {
    const headers = { 'ocpi-from-party-id': 'XYZ', 'ocpi-to-party-id': '', 'ocpi-to-country-code': 'FR' };
    const target = '/ocpi/2.1.1/receiver/sessions/NL/CPO/S1';
    const reply = await world.send({ by: 'cpo', method: 'PUT', target, headers, body: JSON.stringify(SESSION) });
    expect(reply.ocpi).toBe(1000);
    expect(pairOf('to')).toBe('DE/MSP');
  });

  it('is sent in the name of the owner in its URL where the platform hosts several', async () => {
    const several = { ...cpo('cpo', 'NL/CPO'), parties: ['CPO NL/CPO', 'CPO NL/TWO'] };
    world = new JourneyWorld(aSnapshot(several, emsp('emsp', 'DE/MSP')));
    await send('cpo', 'PUT receiver/sessions/NL/TWO/S1', SESSION);
    expect([pairOf('from'), pairOf('to')]).toEqual(['NL/TWO', 'DE/MSP']);
  });

  it.each([
    ['hubclientinfo', 'GET sender/hubclientinfo'],
    ['chargingprofiles', 'PUT receiver/chargingprofiles/S1'],
  ])('finds no %s there', async (_, request) => {
    const reply = await send('emsp', request);
    expect([reply.status, reply.ocpi]).toEqual([404, 2001]);
  });
});

describe('what the hub itself answers in OCPI 2.1.1', () => {
  const sessionOf = (authId: string): unknown => ({ id: 'S1', auth_id: authId });

  it.each<[string, number, () => void]>([
    ['2000 for a receiver that nobody knows', 2000, () => undefined],
    [
      '3000 where nothing was sent',
      3000,
      () => (world.statusOf = ({ id }) => (id === 'emsp' ? 'OFFLINE' : 'CONNECTED')),
    ],
    [
      '3000 where no answer came',
      3000,
      () => (world.answer = () => ({ kind: 'no-answer', reason: 'timeout', detail: 'slow' })),
    ],
  ])('is %s', async (title, ocpi, arrange) => {
    arrange();
    const authId = title.includes('nobody') ? 'unheard-of' : 'DE-MSP-C12345678-X';
    const reply = await send('cpo', 'PUT receiver/sessions/NL/CPO/S1', sessionOf(authId));
    expect([reply.status, reply.ocpi]).toEqual([200, ocpi]);
    expect(world.rows[0]?.ocpiStatus).toBe(ocpi);
    expect(reply.text).not.toContain('OCPI-to');
  });

  it('is the same code otherwise, and 404 with 2000 for a token that nobody knows', async () => {
    expect(await send('cpo', 'PUT receiver/sessions/NL/XYZ/S1', sessionOf('x'))).toMatchObject({
      status: 404,
      ocpi: 2001,
    });
    world.answer = () => jsonAnswer(404, { status_code: 2000 });
    const reply = await send('cpo', 'POST sender/tokens/0011/authorize');
    expect([reply.status, reply.ocpi]).toEqual([404, 2000]);
  });
});

describe('a receiver in OCPI 2.1.1', () => {
  it.each([
    ['POST receiver/cdrs', { id: 'C1', auth_id: 'DEMSPC12345678' }, 'contract id prefix DE/MSP'],
    ['POST receiver/cdrs', { id: 'C1', auth_id: 'card-7' }, 'the contract is of DE/MSP as learned'],
    ['PATCH receiver/sessions/NL/CPO/S1', { total_cost: 0.6 }, 'the token of the session is of DE/MSP as learned'],
    ['GET receiver/sessions/NL/CPO/S1', undefined, 'the token of the session is of DE/MSP as learned'],
    ['POST sender/tokens/0011/authorize', undefined, 'the token is of DE/MSP as learned'],
  ])('of %s is found by what is in it', async (request, body, reason) => {
    world.owners.learn([
      { kind: 'contract', id: 'card-7', owner: 'DE/MSP' },
      { kind: 'session-emsp', id: 'NL/CPO S1', owner: 'DE/MSP' },
      { kind: 'token', id: '0011', owner: 'DE/MSP' },
    ]);
    expect((await send('cpo', request, body)).ocpi).toBe(1000);
    expect(why()).toContain(reason);
    expect(world.requests.map(({ platform }) => platform.id)).toEqual(['emsp']);
  });

  it.each([
    ['POST receiver/commands/START_SESSION', { location_id: 'L1', evse_uid: 'E1' }],
    ['POST receiver/commands/STOP_SESSION', { session_id: 'S1' }],
  ])('of %s is the CPO, which gets a response_url of the hub', async (request, body) => {
    world.owners.learn([
      { kind: 'location', id: 'L1', owner: 'NL/CPO' },
      { kind: 'session', id: 'S1', owner: 'NL/CPO' },
    ]);
    const response_url = 'https://emsp.example/ocpi/2.1.1/commands/1';
    expect((await send('emsp', request, { ...body, response_url })).ocpi).toBe(1000);
    const [id = ''] = world.carried.keys();
    expect(world.forwarded.body).toContain(`"https://hub.example/ocpi/2.1.1/carried/${id}"`);

    const result = await send('cpo', `POST carried/${id}`, { result: 'ACCEPTED' });
    expect(result.ocpi).toBe(1000);
    expect(askedOf().at(-1)).toBe(`POST ${response_url}`);
    expect(world.defects).toEqual([]);
  });

  it('is nobody where two CPOs have such a Location: no header could say which', async () => {
    world.owners.learn(['NL/CPO', 'BE/OTH'].map((owner) => ({ kind: 'location', id: 'L1', owner: owner as 'NL/CPO' })));
    const reply = await send('emsp', 'POST receiver/commands/START_SESSION', { location_id: 'L1' });
    expect([reply.status, reply.ocpi]).toEqual([200, 2000]);
    expect(reply.text).toContain('location L1 may be of BE/OTH or NL/CPO');
  });

  it('is everybody of the other side for a public object', async () => {
    const reply = await send('cpo', 'PUT receiver/locations/NL/CPO/L1', { id: 'L1' });
    expect(reply.ocpi).toBe(1000);
    expect(
      world.deliveries
        .all()
        .map(({ platformId }) => platformId)
        .sort(),
    ).toEqual(['emsp', 'new', 'other']);
  });
});

describe('authorization of a token in OCPI 2.1.1 that nobody is known to own', () => {
  it('is whoever allows it first: an AuthorizationInfo names no token there', async () => {
    world.answer = ({ platform }) =>
      platform.id === 'emsp'
        ? jsonAnswer(200, { status_code: 1000, data: { allowed: 'ALLOWED' } })
        : jsonAnswer(404, { status_code: 2000 });
    const reply = await send('cpo', 'POST sender/tokens/0011/authorize');
    expect([reply.ocpi, reply.text]).toEqual([1000, expect.stringContaining('ALLOWED')]);
    expect(why()).toContain('DE/MSP answered first');
    expect(world.defects).toEqual([]);
  });
});

describe('an own object at the other side in OCPI 2.1.1', () => {
  const CONNECTOR = '{ "id": "1", "amperage": 3.20 }';
  const EVSE = `{"uid":"E1","connectors":[${CONNECTOR}]}`;
  const LOCATION = `{ "id": "L1", "evses": [${EVSE}], "last_updated": "2026-01-01T00:00:00Z" }`;
  const TARIFF = '{"id":"T1","last_updated":"2026-01-01T00:00:00Z"}';
  const TOKEN = '{"uid":"0011","type":"RFID","last_updated":"2026-01-01T00:00:00Z"}';
  const put = (by: string, path: string, body: string): Promise<SeenReply> =>
    world.send({ by, method: 'PUT', target: `/ocpi/2.1.1/receiver/${path}`, body });

  it.each([
    ['cpo', 'locations/NL/CPO/L1', LOCATION],
    ['cpo', 'locations/nl/cpo/l1/e1', EVSE],
    ['cpo', 'locations/NL/CPO/L1/E1/1', CONNECTOR],
    ['cpo', 'tariffs/NL/CPO/T1', TARIFF],
    ['emsp', 'tokens/DE/MSP/0011', TOKEN],
  ])('is answered to %s at %s as it was pushed, and nobody is asked', async (by, path, text) => {
    await put('cpo', 'locations/NL/CPO/L1', LOCATION);
    await put('cpo', 'tariffs/NL/CPO/T1', TARIFF);
    await put('emsp', 'tokens/DE/MSP/0011', TOKEN);
    const reply = await send(by, `GET receiver/${path}`);
    expect([reply.status, reply.ocpi]).toEqual([200, 1000]);
    expect(reply.text).toContain(`{"data":${text},"status_code"`);
    expect([...reply.headers.keys()].filter((name) => name.startsWith('ocpi-'))).toEqual([]);
    expect(world.requests).toEqual([]);
    expect(world.rows.at(-1)).toMatchObject({ plan: 'open', outcome: 'answered', to: null });
  });

  it.each([
    ['of which nobody was told', 'locations/NL/CPO/L2'],
    ['without that EVSE', 'locations/NL/CPO/L1/E2'],
    ['without that Connector', 'locations/NL/CPO/L1/E1/2'],
    ['with more ids than a Location has', 'locations/NL/CPO/L1/E1/1/x'],
    ['with more ids than a Tariff has', 'tariffs/NL/CPO/T1/x'],
  ])('%s is 404 with 2000', async (_, path) => {
    await put('cpo', 'locations/NL/CPO/L1', LOCATION);
    await put('cpo', 'tariffs/NL/CPO/T1', TARIFF);
    const reply = await send('cpo', `GET receiver/${path}`);
    expect([reply.status, reply.ocpi]).toEqual([404, 2000]);
    expect(world.rows.at(-1)?.outcome).toBe('refused');
  });

  it.each(['RFID', 'OTHER'])('is a Token of type %s, pushed and patched by its uid alone', async (type) => {
    await put('emsp', 'tokens/DE/MSP/0033', `{"uid":"0033","type":"${type}","valid":true}`);
    expect((await send('emsp', 'PATCH receiver/tokens/DE/MSP/0033', { valid: false })).ocpi).toBe(1000);
    const reply = await send('emsp', 'GET receiver/tokens/DE/MSP/0033');
    expect(reply.text).toContain(`{"data":{"uid":"0033","type":"${type}","valid":false},"status_code":1000`);
  });

  it('is nobody else’s: another CPO gets nothing of it from the hub', async () => {
    await put('cpo', 'locations/NL/CPO/L1', LOCATION);
    const reply = await send('other-cpo', 'GET receiver/locations/NL/CPO/L1');
    expect(reply.ocpi).not.toBe(1000);
    expect(reply.text).not.toContain('"evses"');
  });

  it('is translated where its owner told it in another version', async () => {
    const token = {
      ...{ country_code: 'DE', party_id: 'MSP', uid: '0022', type: 'RFID', contract_id: 'DE-MSP-C00000001' },
      ...{ issuer: 'M', valid: true, whitelist: 'NEVER', last_updated: '2026-01-01T00:00:00Z' },
    };
    const owner = { countryCode: 'DE', partyId: 'MSP' };
    const kept = { scope: 'public', version: '2.2.1', module: 'tokens', type: 'RFID', method: 'PUT', atMs: 0 } as const;
    const body = new TextEncoder().encode(JSON.stringify(token));
    await world.objects.keep([{ ...kept, owner, ids: ['0022'], body }]);
    const { data } = JSON.parse((await send('emsp', 'GET receiver/tokens/DE/MSP/0022')).text) as { data: unknown };
    expect(data).toMatchObject({ uid: '0022', auth_id: 'DE-MSP-C00000001' });
    expect(data).not.toHaveProperty('contract_id');
  });

  it('is asked for again where the database is away', async () => {
    world.objects.databaseLost = true;
    const reply = await send('cpo', 'GET receiver/locations/NL/CPO/L1');
    expect([reply.status, reply.ocpi, reply.headers.get('retry-after')]).toEqual([503, 3000, '5']);
  });
});

describe('a list in OCPI 2.1.1', () => {
  const listed = (...authIds: readonly string[]): ((request: PartyRequest) => PartyAnswer) => {
    const data = authIds.map((auth_id) => ({ id: `C-${auth_id}`, auth_id }));
    return ({ platform }) => {
      const objects = platform.id === 'cpo' ? data : [];
      return jsonAnswer(200, { status_code: 1000, data: objects }, { 'x-total-count': String(objects.length) });
    };
  };

  it('of CDRs has those of the asker: a CPO cannot know who asks', async () => {
    world.owners.learn([
      { kind: 'contract', id: 'card-7', owner: 'DE/MSP' },
      { kind: 'contract', id: 'card-8', owner: 'FR/MSP' },
      { kind: 'contract', id: 'DE-MSP-C00000001', owner: 'FR/MSP' },
      { kind: 'contract', id: 'card-9', owner: 'DE/MSP' },
      { kind: 'contract', id: 'card-9', owner: 'FR/MSP' },
    ]);
    world.answer = listed('card-7', 'card-8', 'DE-MSP-C00000001', 'FR-MSP-C00000002', 'card-9', 'unheard-of');
    const reply = await send('emsp', 'GET sender/cdrs');
    const { data } = JSON.parse(reply.text) as { data: readonly { id: string }[] };
    expect(data.map(({ id }) => id)).toEqual(['C-card-7', 'C-DE-MSP-C00000001']);
    expect(world.requests.flatMap(({ headers }) => headers).filter((text) => /^ocpi-/i.test(text))).toEqual([]);
    expect(world.defects).toEqual([]);
  });

  it('is read by the hub before another version gets it from one party, with what is the asker’s', async () => {
    const newer = { id: 'newer', parties: ['EMSP BE/NEW'], offers: OFFERS_OF_EMSP, version: '2.2.1' } as const;
    world = new JourneyWorld(aSnapshot(cpo('cpo', 'NL/CPO'), newer));
    world.answer = listed('FR-MSP-C00000002');
    const sent = { by: 'newer', from: 'BE/NEW', to: 'NL/CPO' } as const;
    const reply = await world.send({ ...sent, target: '/ocpi/2.2.1/sender/cdrs' });
    expect([reply.ocpi, JSON.parse(reply.text)]).toEqual([1000, expect.objectContaining({ data: [] })]);
    expect(world.rows[0]).toMatchObject({ plan: 'get-all' });
    expect(why()).toContain('what is the asker');
  });

  it('of Locations is what the hub keeps of those who speak 2.1.1', async () => {
    const kept = { scope: 'public', module: 'locations', type: '', method: 'PUT', atMs: 0 } as const;
    const bytes = new TextEncoder().encode('{"id":"L1","last_updated":"2026-01-01T00:00:00Z"}');
    const owner = { countryCode: 'NL', partyId: 'CPO' };
    await world.objects.keep([{ ...kept, version: '2.1.1', owner, ids: ['L1'], body: bytes }]);
    const reply = await send('emsp', 'GET sender/locations');
    expect(reply.text).toContain('[{"id":"L1","last_updated":"2026-01-01T00:00:00Z"}]');
    expect(reply.headers.get('ocpi-from-party-id')).toBeUndefined();
  });
});
