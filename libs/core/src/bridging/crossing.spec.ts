import { describe, expect, it } from '@jest/globals';
import { JourneyWorld, jsonAnswer, type SeenReply, type SentMessage } from '../../../../test/doubles/journey-world.js';
import { aSnapshot, type PlatformSketch } from '../../../../test/support/builders.js';
import type { PartyAnswer } from '../ports.js';

// A CPO on OCPI 2.2.1 and an EMSP on 2.3.0, whose prices are worded differently: excl_vat here, before_taxes there.

const CPO: PlatformSketch = {
  id: 'cpo',
  parties: ['CPO NL/CPO'],
  offers: ['tariffs SENDER', 'commands RECEIVER', 'tokens RECEIVER', 'x-extra RECEIVER', 'cdrs SENDER'],
  version: '2.2.1',
};
const EMSP: PlatformSketch = {
  id: 'emsp',
  parties: ['EMSP DE/MSP'],
  offers: ['tariffs RECEIVER', 'commands SENDER', 'cdrs RECEIVER', 'x-extra RECEIVER'],
  version: '2.3.0',
};

const world = (cpo: Partial<PlatformSketch> = {}, emsp: Partial<PlatformSketch> = {}): JourneyWorld =>
  new JourneyWorld(aSnapshot({ ...CPO, ...cpo }, { ...EMSP, ...emsp }));

const EMSP_ID = { countryCode: 'DE', partyId: 'MSP' };

const LAST_UPDATED = '2026-01-30T10:00:00Z';
const TARIFF_OF_221 = {
  country_code: 'NL',
  party_id: 'CPO',
  id: 'T1',
  currency: 'EUR',
  min_price: { excl_vat: 1, incl_vat: 1.21 },
  elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, vat: 21, step_size: 1 }] }],
  last_updated: LAST_UPDATED,
};
const TARIFF_OF_230 = {
  country_code: 'NL',
  party_id: 'CPO',
  id: 'T1',
  currency: 'EUR',
  tax_included: 'NO',
  min_price: { before_taxes: 1, after_taxes: 1.21 },
  elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, vat: 21, step_size: 1 }] }],
  last_updated: LAST_UPDATED,
};

const pushOf = (tariff: unknown): SentMessage => ({
  by: 'cpo',
  method: 'PUT',
  target: '/ocpi/2.2.1/receiver/tariffs/NL/CPO/T1',
  from: 'NL/CPO',
  to: 'DE/MSP',
  body: JSON.stringify(tariff),
});

describe('a message to a party on another version', () => {
  it('has no usable answer where its status code is no number', async () => {
    const hub = world();
    hub.answer = () => jsonAnswer(200, { status_code: '1000', timestamp: LAST_UPDATED });
    expect(await hub.send(pushOf(TARIFF_OF_221))).toMatchObject({ status: 200, ocpi: 4000 });
  });

  it('reaches it in its own version, and the answer comes back', async () => {
    const hub = world();
    hub.answer = () => jsonAnswer(200, { status_code: 1000, status_message: 'taken', timestamp: LAST_UPDATED });
    const reply = await hub.send(pushOf(TARIFF_OF_221));
    expect(hub.forwarded.request).toMatchObject({
      method: 'PUT',
      url: 'https://emsp.example/ocpi/receiver/tariffs/NL/CPO/T1',
    });
    expect(JSON.parse(hub.forwarded.body)).toEqual(TARIFF_OF_230);
    expect(hub.forwarded.headers.get('content-type')).toBe('application/json');
    expect([reply.status, JSON.parse(reply.text)]).toEqual([
      200,
      { status_code: 1000, status_message: 'taken', timestamp: LAST_UPDATED },
    ]);
  });

  it('goes to the very path that it came to', async () => {
    const hub = world();
    await hub.send({
      ...pushOf({ ...TARIFF_OF_221, id: 'T:1*A' }),
      target: '/ocpi/2.2.1/receiver/tariffs/NL/CPO/T:1%2aA',
    });
    expect(hub.forwarded.request.url).toBe('https://emsp.example/ocpi/receiver/tariffs/NL/CPO/T:1%2aA');
  });

  it('says in the journal that it was translated, and from what to what', async () => {
    const hub = world();
    await hub.send(pushOf(TARIFF_OF_221));
    expect(hub.rows[0]).toMatchObject({ version: '2.2.1', outcome: 'answered' });
    expect(hub.rows[0]?.why).toContain('translated from OCPI 2.2.1 to 2.3.0');
  });

  it('counts what was filled in for the platform that got it', async () => {
    const hub = world();
    await hub.send(pushOf(TARIFF_OF_221));
    expect(hub.bridgeCounts.noted).toContainEqual(
      expect.objectContaining({
        platformId: 'emsp',
        from: '2.2.1',
        to: '2.3.0',
        module: 'tariffs',
        kind: 'filled',
        object: 'Tariff',
        field: 'tax_included',
      }),
    );
  });

  it('is refused with path and reason where it cannot be said there, and nothing is sent', async () => {
    const hub = world({ version: '2.3.0' }, { version: '2.2.1' });
    const taxed = {
      ...pushOf({ ...TARIFF_OF_230, tax_included: 'YES' }),
      target: '/ocpi/2.3.0/receiver/tariffs/NL/CPO/T1',
    };
    const reply = await hub.send(taxed);
    expect([reply.status, reply.ocpi, hub.requests]).toEqual([200, 4000, []]);
    expect(reply.text).toContain('$.tax_included prices that include taxes');
    expect(hub.rows[0]).toMatchObject({ outcome: 'refused', ocpiStatus: 4000 });
    expect(hub.bridgeCounts.noted).toContainEqual(
      expect.objectContaining({ platformId: 'emsp', kind: 'refused', object: 'tariffs', field: '$.tax_included' }),
    );
  });

  it('is refused where it is of a custom module: nobody knows what its body means', async () => {
    const hub = world();
    const reply = await hub.send({ ...pushOf({ any: 1 }), target: '/ocpi/2.2.1/receiver/x-extra/1' });
    expect([reply.status, reply.ocpi, hub.requests]).toEqual([200, 4000, []]);
    expect(reply.text).toContain('x-extra');
  });
});

describe('an answer from a party on another version', () => {
  const asked = { by: 'emsp', from: 'DE/MSP', to: 'NL/CPO', target: '/ocpi/2.3.0/sender/tariffs?limit=1' };
  const answered = async (answer: PartyAnswer): Promise<SeenReply> => {
    const hub = world();
    hub.answer = () => answer;
    return hub.send(asked);
  };

  it('comes in the version of who asked, with its Link there too', async () => {
    const next = '<https://cpo.example/ocpi/sender/tariffs?offset=1&limit=1>; rel="next"';
    const list = { data: [TARIFF_OF_221], status_code: 1000, timestamp: LAST_UPDATED };
    const reply = await answered(jsonAnswer(200, list, { link: next, 'x-total-count': '2' }));
    expect(JSON.parse(reply.text)).toEqual({ ...list, data: [TARIFF_OF_230] });
    expect(reply.headers.get('x-total-count')).toBe('2');
    expect(reply.headers.get('link')).toBe(
      '<https://hub.example/ocpi/2.3.0/sender/tariffs?offset=1&limit=1>; rel="next"',
    );
  });

  const text = (status: number, body: string): PartyAnswer => ({
    kind: 'answer',
    status,
    headers: new Map([['content-type', 'text/html']]),
    body: { kind: 'whole', bytes: new TextEncoder().encode(body) },
  });

  it('passes with its status where it holds no object', async () => {
    const page = await answered(text(404, '<h1>no</h1>'));
    expect([page.status, page.text]).toEqual([404, '<h1>no</h1>']);
    const refused = await answered(
      jsonAnswer(400, { status_code: 2001, status_message: 'no such', timestamp: LAST_UPDATED }),
    );
    expect([refused.status, refused.ocpi]).toEqual([400, 2001]);
  });

  it('never passes as it came: JSON that is no envelope leaves its status only, or 4000 where that says success', async () => {
    const strange = await answered(jsonAnswer(500, { excl_vat: 1 }));
    expect([strange.status, strange.text]).toEqual([500, '']);
    const bare = await answered(jsonAnswer(200, TARIFF_OF_221));
    expect([bare.status, bare.ocpi]).toEqual([200, 4000]);
    const garbled = await answered(text(200, 'ok'));
    expect([garbled.status, garbled.ocpi]).toEqual([200, 4000]);
  });

  it('is translated whole, however long its list is', async () => {
    const hub = world();
    const data = Array.from({ length: 60 }, (_, index) => ({ ...TARIFF_OF_221, id: `T${index}` }));
    hub.answer = () => jsonAnswer(200, { data, status_code: 1000, timestamp: LAST_UPDATED });
    const reply = await hub.send({ by: 'emsp', from: 'DE/MSP', to: 'NL/CPO', target: '/ocpi/2.3.0/sender/tariffs' });
    const got = (JSON.parse(reply.text) as { data: object[] }).data;
    expect(got).toEqual(data.map(({ id }) => ({ ...TARIFF_OF_230, id })));
  });

  it('leaves out of a list what cannot be said, and counts it for who asked', async () => {
    const hub = world({ version: '2.3.0' }, { version: '2.2.1' });
    const taxed = { ...TARIFF_OF_230, id: 'T2', tax_included: 'YES' };
    hub.answer = () => jsonAnswer(200, { data: [taxed, TARIFF_OF_230], status_code: 1000, timestamp: LAST_UPDATED });
    const reply = await hub.send({ ...asked, target: '/ocpi/2.2.1/sender/tariffs' });
    expect(JSON.parse(reply.text)).toMatchObject({ data: [{ id: 'T1', min_price: { excl_vat: 1, incl_vat: 1.21 } }] });
    expect(hub.bridgeCounts.noted).toContainEqual(
      expect.objectContaining({ platformId: 'emsp', from: '2.3.0', to: '2.2.1', kind: 'left-out', object: 'Tariff' }),
    );
  });
});

describe('URLs between versions', () => {
  const TOKEN = {
    country_code: 'DE',
    party_id: 'MSP',
    uid: '1',
    type: 'RFID',
    contract_id: 'DE-MSP-C1',
    issuer: 'MSP',
    valid: true,
    whitelist: 'NEVER',
    last_updated: LAST_UPDATED,
  };

  it('lie below the version of whoever is to use them, and a result finds its way back', async () => {
    const hub = world();
    hub.answer = () =>
      jsonAnswer(200, { data: { result: 'ACCEPTED', timeout: 30 }, status_code: 1000, timestamp: LAST_UPDATED });
    const url = 'https://emsp.example/results/1';
    const started = await hub.send({
      by: 'emsp',
      method: 'POST',
      target: '/ocpi/2.3.0/receiver/commands/START_SESSION',
      from: 'DE/MSP',
      to: 'NL/CPO',
      body: JSON.stringify({ response_url: url, token: TOKEN, location_id: 'LOC1' }),
    });
    expect(JSON.parse(started.text)).toMatchObject({ data: { result: 'ACCEPTED', timeout: 30 } });
    const command = JSON.parse(hub.forwarded.body) as { response_url: string };
    expect(command.response_url).toMatch(/^https:\/\/hub\.example\/ocpi\/2\.2\.1\/carried\//);

    const result = { result: 'ACCEPTED', message: [{ language: 'en', text: 'go' }] };
    const target = command.response_url.slice('https://hub.example'.length);
    const reply = await hub.send({ by: 'cpo', method: 'POST', target, body: JSON.stringify(result) });
    expect(reply.ocpi).toBe(1000);
    const [, told] = hub.requests;
    expect(told?.url).toBe(url);
    expect(JSON.parse(new TextDecoder().decode(told?.body ?? undefined))).toEqual(result);
  });

  it('lead to a CDR from the version in which it was created', async () => {
    const hub = world();
    const price = { excl_vat: 1, incl_vat: 1.21 };
    const cdr = {
      country_code: 'NL',
      party_id: 'CPO',
      id: 'C1',
      start_date_time: LAST_UPDATED,
      end_date_time: LAST_UPDATED,
      cdr_token: { country_code: 'DE', party_id: 'MSP', uid: '1', type: 'RFID', contract_id: 'DE-MSP-C1' },
      auth_method: 'WHITELIST',
      cdr_location: {
        id: 'LOC1',
        address: 'A 1',
        city: 'C',
        country: 'NLD',
        coordinates: { latitude: '52.1', longitude: '4.2' },
        evse_uid: '1',
        evse_id: 'NL*CPO*E1',
        connector_id: '1',
        connector_standard: 'IEC_62196_T2',
        connector_format: 'SOCKET',
        connector_power_type: 'AC_3_PHASE',
      },
      currency: 'EUR',
      charging_periods: [{ start_date_time: LAST_UPDATED, dimensions: [{ type: 'ENERGY', volume: 1 }] }],
      total_cost: price,
      total_energy: 1,
      total_time: 1,
      last_updated: LAST_UPDATED,
    };
    hub.answer = ({ method }) =>
      method === 'POST'
        ? jsonAnswer(200, { status_code: 1000, timestamp: LAST_UPDATED }, { location: 'https://emsp.example/cdrs/C1' })
        : jsonAnswer(200, {
            data: { ...cdr, total_cost: { before_taxes: 1, taxes: [{ name: 'VAT', amount: 0.21 }] } },
            status_code: 1000,
            timestamp: LAST_UPDATED,
          });
    const created = await hub.send({
      by: 'cpo',
      method: 'POST',
      target: '/ocpi/2.2.1/receiver/cdrs',
      from: 'NL/CPO',
      to: 'DE/MSP',
      body: JSON.stringify(cdr),
    });
    expect(JSON.parse(hub.forwarded.body)).toMatchObject({
      total_cost: { before_taxes: 1, taxes: [{ name: 'VAT', amount: 0.21 }] },
    });
    const location = created.headers.get('location') ?? '';
    expect(location).toMatch(/^https:\/\/hub\.example\/ocpi\/2\.2\.1\/carried\//);

    const found = await hub.send({ by: 'cpo', target: location.slice('https://hub.example'.length) });
    expect(hub.requests[1]?.url).toBe('https://emsp.example/cdrs/C1');
    expect(JSON.parse(found.text)).toMatchObject({ data: { id: 'C1', total_cost: price } });
  });
});

describe('what OCPI 2.1.1 cannot say', () => {
  const old = (): JourneyWorld =>
    new JourneyWorld(
      aSnapshot(
        { ...CPO, version: '2.1.1', offers: ['commands RECEIVER', 'sessions SENDER'] },
        { ...EMSP, version: '2.2.1', offers: ['commands SENDER', 'sessions RECEIVER'] },
      ),
    );
  const TOKEN = {
    ...{ country_code: 'DE', party_id: 'MSP', uid: '1', type: 'RFID', contract_id: 'DE-MSP-C1', issuer: 'MSP' },
    ...{ valid: true, whitelist: 'NEVER', last_updated: LAST_UPDATED },
  };
  const reserve = (id: string): SentMessage => ({
    by: 'emsp',
    method: 'POST',
    target: '/ocpi/2.2.1/receiver/commands/RESERVE_NOW',
    from: 'DE/MSP',
    to: 'NL/CPO',
    body: JSON.stringify({
      response_url: 'https://emsp.example/results/1',
      token: TOKEN,
      expiry_date: LAST_UPDATED,
      reservation_id: id,
      location_id: 'LOC1',
      authorization_reference: 'agreed',
    }),
  });
  const accepted = (): PartyAnswer =>
    jsonAnswer(200, { data: { result: 'ACCEPTED' }, status_code: 1000, timestamp: LAST_UPDATED });

  it('is a reservation id that is no number: the same number stands for it each time', async () => {
    const hub = old();
    hub.answer = accepted;
    for (const id of ['R-a', 'R-b', 'R-a']) expect((await hub.send(reserve(id))).ocpi).toBe(1000);
    const numbers = hub.requests.map(({ body }) => {
      return (JSON.parse(new TextDecoder().decode(body ?? undefined)) as { reservation_id: unknown }).reservation_id;
    });
    expect(numbers).toEqual([1, 2, 1]);
  });

  it('is not sent while the hub cannot note what stands for it: 503', async () => {
    const hub = old();
    hub.bridgeMemory.isLost = true;
    const reply = await hub.send(reserve('R-a'));
    expect([reply.status, reply.ocpi, hub.requests]).toEqual([503, 3000, []]);
    expect(reply.headers.get('retry-after')).toBe('5');
  });

  it('is an authorization reference: it is remembered from the command and said with the Session', async () => {
    const hub = old();
    hub.answer = accepted;
    await hub.send(reserve('R-a'));
    expect(hub.bridgeMemory.authorizations).toEqual([
      { emsp: EMSP_ID, reference: 'agreed', contractId: 'DE-MSP-C1', uid: '1', locationId: 'LOC1' },
    ]);
  });

  it('is the one in an answer to authorize too, where a CPO of 2.1.1 asked', async () => {
    const hub = new JourneyWorld(
      aSnapshot(
        { ...CPO, version: '2.1.1', offers: ['tokens RECEIVER'] },
        { ...EMSP, version: '2.2.1', offers: ['tokens SENDER'] },
      ),
    );
    const info = {
      allowed: 'ALLOWED',
      token: TOKEN,
      location: { location_id: 'LOC1' },
      authorization_reference: 'a-1',
    };
    hub.answer = () => jsonAnswer(200, { data: info, status_code: 1000, timestamp: LAST_UPDATED });
    const target = '/ocpi/2.1.1/sender/tokens/1/authorize';
    const reply = await hub.send({ by: 'cpo', method: 'POST', target, body: JSON.stringify({ location_id: 'LOC1' }) });
    expect(JSON.parse(reply.text)).toMatchObject({ status_code: 1000, data: { allowed: 'ALLOWED' } });
    expect(reply.text).not.toContain('a-1');
    expect(hub.bridgeMemory.authorizations).toEqual([
      { emsp: EMSP_ID, reference: 'a-1', contractId: 'DE-MSP-C1', uid: '1', locationId: 'LOC1' },
    ]);
  });

  it('is a command it does not have: the hub answers NOT_SUPPORTED as the receiver, and sends nothing', async () => {
    const hub = old();
    const body = JSON.stringify({ response_url: 'https://emsp.example/results/1', reservation_id: 'R-a' });
    const target = '/ocpi/2.2.1/receiver/commands/CANCEL_RESERVATION';
    const reply = await hub.send({ ...reserve('R-a'), target, body });
    expect(JSON.parse(reply.text)).toMatchObject({ status_code: 1000, data: { result: 'NOT_SUPPORTED' } });
    expect(reply.headers.get('ocpi-from-party-id')).toBe('CPO');
    expect(hub.requests).toEqual([]);
    expect(hub.rows[0]?.why).toContain('answered by the hub, since OCPI 2.1.1 has no such request');
  });
});
