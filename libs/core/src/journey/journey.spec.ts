import { describe, expect, it } from '@jest/globals';
import { JourneyWorld, jsonAnswer } from '../../../../test/doubles/journey-world.js';
import { aSnapshot, type PlatformSketch } from '../../../../test/support/builders.js';
import type { PartyAnswer } from '../ports.js';

const CPO: PlatformSketch = {
  id: 'cpo',
  parties: ['CPO NL/CPO'],
  offers: ['locations SENDER', 'tokens RECEIVER', 'commands RECEIVER', 'chargingprofiles RECEIVER', 'cdrs SENDER'],
};
const EMSP: PlatformSketch = {
  id: 'emsp',
  parties: ['EMSP DE/MSP'],
  offers: ['tokens SENDER', 'cdrs RECEIVER', 'commands SENDER'],
};

const world = (cpo: Partial<PlatformSketch> = {}, emsp: Partial<PlatformSketch> = {}): JourneyWorld =>
  new JourneyWorld(aSnapshot({ ...CPO, ...cpo }, { ...EMSP, ...emsp }));
const LOCATIONS = '/ocpi/2.2.1/sender/locations';
const toCpo = { target: LOCATIONS, from: 'DE/MSP', to: 'NL/CPO' };

describe('a direct message', () => {
  it('carries a new request id, the same correlation id and the routing headers as they were written', async () => {
    const hub = world();
    await hub.send({ ...toCpo, to: 'nl/cpo', headers: { 'x-request-id': 'r-1', 'x-correlation-id': 'c-1' } });
    const { headers } = hub.forwarded;
    expect(headers.get('x-correlation-id')).toBe('c-1');
    expect(headers.get('x-request-id')).not.toBe('r-1');
    expect([headers.get('ocpi-to-country-code'), headers.get('ocpi-to-party-id')]).toEqual(['nl', 'cpo']);
    expect([headers.get('ocpi-from-country-code'), headers.get('ocpi-from-party-id')]).toEqual(['DE', 'MSP']);
  });

  it("is answered with the asker's own request id and swapped routing headers", async () => {
    const reply = await world().send({ ...toCpo, headers: { 'x-request-id': 'r-1', 'x-correlation-id': 'c-1' } });
    const { headers } = reply;
    expect([headers.get('x-request-id'), headers.get('x-correlation-id')]).toEqual(['r-1', 'c-1']);
    expect([headers.get('ocpi-from-country-code'), headers.get('ocpi-from-party-id')]).toEqual(['NL', 'CPO']);
    expect([headers.get('ocpi-to-country-code'), headers.get('ocpi-to-party-id')]).toEqual(['DE', 'MSP']);
  });

  it('gets ids where it brought none', async () => {
    const hub = world();
    const reply = await hub.send(toCpo);
    expect(reply.headers.get('x-correlation-id')).toBe(hub.forwarded.headers.get('x-correlation-id'));
    expect(reply.headers.get('x-request-id')).toBeTruthy();
  });

  it('passes only the headers that OCPI knows and those the operator named', async () => {
    const hub = world({ settings: { forward_headers: ['x-theirs'] } });
    const strange = {
      cookie: 'a=b',
      'x-forwarded-for': '1.2.3.4',
      te: 'trailers',
      'x-theirs': 'yes',
      accept: 'application/json',
    };
    hub.answer = () =>
      jsonAnswer(200, { status_code: 1000 }, { 'set-cookie': 'a', server: 'x', 'x-theirs': 'back', 'x-limit': '5' });
    const reply = await hub.send({ ...toCpo, headers: strange });
    const { headers } = hub.forwarded;
    expect(['cookie', 'x-forwarded-for', 'te', 'authorization'].filter((name) => headers.has(name))).toEqual([]);
    expect([headers.get('x-theirs'), headers.get('accept')]).toEqual(['yes', 'application/json']);
    expect(['set-cookie', 'server'].filter((name) => reply.headers.has(name))).toEqual([]);
    expect([reply.headers.get('x-theirs'), reply.headers.get('x-limit')]).toEqual(['back', '5']);
  });

  it('keeps its bytes both ways: odd numbers, duplicate keys, unknown fields and spacing', async () => {
    const hub = world();
    const body = '{ "x":1e400,"n":0.1000, "a":1,"a":2, "__proto__":{"y":1} }';
    hub.answer = () => ({
      kind: 'answer',
      status: 404,
      headers: new Map([['content-type', 'text/html']]),
      body: { kind: 'whole', bytes: new TextEncoder().encode('<h1>no</h1>') },
    });
    const reply = await hub.send({
      target: '/ocpi/2.2.1/receiver/tokens/DE/MSP/1?type=RFID',
      method: 'PUT',
      from: 'DE/MSP',
      to: 'NL/CPO',
      body,
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
    expect(hub.forwarded.body).toBe(body);
    expect(hub.forwarded.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect([reply.status, reply.text, reply.headers.get('content-type')]).toEqual([404, '<h1>no</h1>', 'text/html']);
  });

  it('leaves one journal row, with what a developer asks for first', async () => {
    const hub = world();
    await hub.send({ ...toCpo, target: `${LOCATIONS}/LOC1?x=1` });
    expect(hub.rows).toHaveLength(1);
    expect(hub.rows[0]).toMatchObject({
      plan: 'direct',
      outcome: 'answered',
      module: 'locations',
      interfaceRole: 'SENDER',
      path: '/LOC1',
      httpStatus: 200,
      ocpiStatus: 1000,
      payload: null,
    });
  });
});

describe("the hub's own ending", () => {
  const ending = (answer: PartyAnswer): Promise<{ status: number; ocpi: number | null; text: string }> => {
    const hub = world();
    hub.answer = () => answer;
    return hub.send(toCpo);
  };

  it('is 4003 where nothing was sent, 4002 where no whole answer came', async () => {
    expect(await ending({ kind: 'not-sent', reason: 'refused', detail: 'no' })).toMatchObject({
      status: 200,
      ocpi: 4003,
    });
    expect(await ending({ kind: 'no-answer', reason: 'timeout', detail: 'no' })).toMatchObject({
      status: 200,
      ocpi: 4002,
    });
  });

  it('is 4003 for a receiver that refuses the hub, 4000 for a redirect', async () => {
    expect(await ending(jsonAnswer(401, { status_code: 2000 }))).toMatchObject({ status: 200, ocpi: 4003 });
    expect(await ending(jsonAnswer(307, {}, { location: 'http://x' }))).toMatchObject({ status: 200, ocpi: 4000 });
  });

  it('says that the hub answers, to the asker', async () => {
    const hub = world();
    const { headers } = await hub.send({ ...toCpo, to: 'FR/NOP' });
    expect([headers.get('ocpi-from-country-code'), headers.get('ocpi-from-party-id')]).toEqual(['XX', 'HUB']);
    expect([headers.get('ocpi-to-country-code'), headers.get('ocpi-to-party-id')]).toEqual(['DE', 'MSP']);
  });

  it('is 500 with 3000 and the correlation id for a bug of the hub, which is told and journaled', async () => {
    const hub = world();
    hub.answer = () => {
      throw new Error('boom');
    };
    const reply = await hub.send({ ...toCpo, headers: { 'x-correlation-id': 'c-9' } });
    expect([reply.status, reply.ocpi]).toEqual([500, 3000]);
    expect(reply.text).toContain('c-9');
    expect(reply.text).not.toContain('boom');
    expect(hub.bugs).toHaveLength(1);
    expect(hub.rows).toHaveLength(1);
  });
});

describe('who may send', () => {
  it('is nobody without a known token: 401 and an envelope, whatever else is wrong', async () => {
    for (const token of [null, 'nonsense']) {
      const reply = await world().send({ ...toCpo, target: '/ocpi/9.9/nothing', token });
      expect([reply.status, reply.ocpi]).toEqual([401, 2000]);
    }
  });

  it('is told to wait after twenty wrong tokens in a minute, while right ones pass from the same address', async () => {
    const hub = world();
    for (let guess = 0; guess < 20; guess++)
      expect((await hub.send({ ...toCpo, token: `guess${guess}` })).status).toBe(401);
    const reply = await hub.send({ ...toCpo, token: 'guess20' });
    expect([reply.status, reply.ocpi, reply.headers.has('retry-after')]).toEqual([429, 2000, true]);
    expect(hub.rows).toHaveLength(20);
    expect((await hub.send(toCpo)).status).toBe(200);
    expect((await hub.send({ ...toCpo, token: 'elsewhere', address: '192.0.2.2' })).status).toBe(401);
  });

  it('is no holder of a registration token, except on versions and credentials', async () => {
    const hub = world();
    const reply = await hub.send({ ...toCpo, token: 'token-a-for-emsp' });
    expect([reply.status, reply.ocpi]).toEqual([401, 2000]);
    expect((await hub.send({ target: '/ocpi/versions', token: 'token-a-for-emsp' })).status).toBe(200);
  });

  it("is only a party of the platform itself: 403 for anybody else's name", async () => {
    const hub = world();
    const reply = await hub.send({ ...toCpo, from: 'NL/CPO' });
    expect([reply.status, reply.ocpi, hub.requests.length]).toEqual([403, 2000, 0]);
  });

  it('is inferred where the platform has one party, and must be named where it has several', async () => {
    const alone = world();
    await alone.send({ target: LOCATIONS, to: 'NL/CPO' });
    expect(alone.forwarded.headers.get('ocpi-from-party-id')).toBe('MSP');
    const several = world({}, { parties: ['EMSP DE/MSP', 'EMSP DE/TWO'] });
    const reply = await several.send({ target: LOCATIONS, to: 'NL/CPO' });
    expect([reply.status, reply.ocpi]).toEqual([200, 2001]);
    expect(reply.text).toContain('OCPI-from-');
  });

  it('may send only so many at once and per second: 429 with Retry-After, and one platform costs no other', async () => {
    const hub = new JourneyWorld(aSnapshot(CPO, EMSP), { inFlight: 2 });
    await hub.send({ ...toCpo, concludes: false });
    await hub.send({ ...toCpo, concludes: false });
    const reply = await hub.send(toCpo);
    expect([reply.status, reply.ocpi, reply.headers.get('retry-after')]).toEqual([429, 2000, '1']);
    expect((await hub.send({ by: 'cpo', target: '/ocpi/versions' })).status).toBe(200);

    const fast = new JourneyWorld(aSnapshot(CPO, EMSP), { ratePerS: 3 });
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await fast.send(toCpo)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it('is no suspended platform', async () => {
    const reply = await world({}, { status: 'SUSPENDED' }).send(toCpo);
    expect([reply.status, reply.ocpi]).toEqual([403, 2000]);
  });
});

describe('a message whose form is wrong', () => {
  it.each([
    { target: '/ocpi/2.2.1/sender/nonsense', method: 'GET', http: 404, ocpi: 2001 },
    { target: '/ocpi/2.2.1/both/locations', method: 'GET', http: 404, ocpi: 2001 },
    { target: '/ocpi/2.2.1/sender', method: 'GET', http: 404, ocpi: 2001 },
    { target: '/ocpi/3.0/sender/locations', method: 'GET', http: 404, ocpi: 2001 },
    { target: '/ocpi/2.2/sender/locations', method: 'GET', http: 404, ocpi: 2001 },
    { target: '/ocpi/2.2.1/receiver/hubclientinfo', method: 'PUT', http: 404, ocpi: 2001 },
    { target: '/ocpi/2.2.1/sender/locations', method: 'OPTIONS', http: 405, ocpi: 2000 },
    { target: '/ocpi/versions', method: 'POST', http: 405, ocpi: 2000 },
    { target: '/ocpi/2.2.1/sender/locations/../tokens', method: 'GET', http: 400, ocpi: 2001 },
    { target: '/ocpi/2.2.1/sender/locations/%2e%2e/tokens', method: 'GET', http: 400, ocpi: 2001 },
    { target: '/ocpi/2.2.1/sender/locations/a%00', method: 'GET', http: 400, ocpi: 2001 },
  ])('$method $target is HTTP $http and OCPI $ocpi', async ({ target, method, http, ocpi }) => {
    const hub = world();
    const reply = await hub.send({ ...toCpo, target, method });
    expect([reply.status, reply.ocpi, hub.requests.length]).toEqual([http, ocpi, 0]);
  });

  it('has a module id in any case', async () => {
    expect((await world().send({ ...toCpo, target: '/ocpi/2.2.1/sender/Locations' })).status).toBe(200);
  });

  it.each([
    [{ 'ocpi-to-country-code': 'NL' }, 200, 'OCPI-to-party-id'],
    [{ 'ocpi-to-country-code': 'NL, NL', 'ocpi-to-party-id': 'CPO' }, 400, 'OCPI-to-country-code'],
    [{ 'ocpi-to-country-code': 'NL', 'ocpi-to-party-id': 'CPO', 'x-request-id': 'x'.repeat(200) }, 400, 'X-Request-ID'],
  ])('in its headers is refused, naming the header: %j', async (headers, http, named) => {
    const reply = await world().send({ target: LOCATIONS, from: 'DE/MSP', headers });
    expect([reply.status, reply.ocpi]).toEqual([http, 2001]);
    expect(reply.text).toContain(named);
  });

  it.each(['{"a":', '\ufeff{}', '['.repeat(70) + ']'.repeat(70)])(
    'in its body %p is 400 and goes nowhere',
    async (body) => {
      const hub = world();
      const target = '/ocpi/2.2.1/receiver/tokens/DE/MSP/1';
      const reply = await hub.send({ target, method: 'PUT', from: 'DE/MSP', to: 'NL/CPO', body });
      expect([reply.status, reply.ocpi, hub.requests.length]).toEqual([400, 2001, 0]);
    },
  );

  it('needs no routing headers where the hub itself is asked, and does not read them', async () => {
    const reply = await world().send({ target: '/ocpi/versions', headers: { 'ocpi-to-country-code': 'broken' } });
    expect(reply.status).toBe(200);
    expect([...reply.headers.keys()].filter((name) => name.startsWith('ocpi-'))).toEqual([]);
  });
});

describe('signs of life', () => {
  it('are every authenticated request and every ending of an exchange', async () => {
    const hub = world();
    await hub.send(toCpo);
    expect(hub.heard).toEqual(['request from emsp', 'answer from cpo']);
  });
});
