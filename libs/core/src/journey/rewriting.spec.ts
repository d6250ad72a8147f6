import { describe, expect, it } from '@jest/globals';
import { JourneyWorld, jsonAnswer } from '../../../../test/doubles/journey-world.js';
import { aPlatform, aSnapshot, type PlatformSketch } from '../../../../test/support/builders.js';
import type { PartyAnswer } from '../ports.js';
import { RegistrySnapshot } from '../registry.js';

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

describe('a response_url', () => {
  const command = {
    target: '/ocpi/2.2.1/receiver/commands/START_SESSION',
    method: 'POST',
    from: 'DE/MSP',
    to: 'NL/CPO',
  };
  const body = '{"response_url":"https://emsp.example/r/1", "location_id":"L\\u0031"}';
  const HUB_URL = /^https:\/\/hub\.example\/ocpi\/2\.2\.1\/carried\/([\w-]+)$/;

  it('in a body becomes a hub URL and no other byte changes', async () => {
    const hub = world();
    await hub.send({ ...command, body });
    const sent = JSON.parse(hub.forwarded.body) as { response_url: string };
    expect(sent.response_url).toMatch(HUB_URL);
    expect(hub.forwarded.body.replace(sent.response_url, 'https://emsp.example/r/1')).toBe(body);
  });

  it.each(['GET', 'DELETE'])('in the query of a charging profile %s becomes a hub URL, encoded', async (method) => {
    const hub = world();
    const target =
      '/ocpi/2.2.1/receiver/chargingprofiles/S1?duration=900&response_url=https://emsp.example/r?id=5&x=%20';
    await hub.send({ ...command, method, target });
    const url = new URL(hub.forwarded.request.url);
    expect(url.searchParams.get('response_url')).toMatch(HUB_URL);
    expect(hub.forwarded.request.url).toContain('duration=900&response_url=https%3A%2F%2F');
  });

  it('brings the result back to who asked, from the right party, as often as it comes', async () => {
    const hub = world();
    await hub.send({ ...command, body, headers: { 'x-correlation-id': 'c-1' } });
    const { response_url: url } = JSON.parse(hub.forwarded.body) as { response_url: string };
    for (const result of ['ACCEPTED', 'CANCELED_RESERVATION']) {
      hub.requests.length = 0;
      const target = new URL(url).pathname;
      const reply = await hub.send({
        by: 'cpo',
        target,
        method: 'POST',
        body: `{"result":"${result}"}`,
        from: 'NL/CPO',
        to: 'DE/MSP',
      });
      expect([reply.status, hub.forwarded.request.url]).toEqual([200, 'https://emsp.example/r/1']);
      expect(hub.forwarded.request.platform.id).toBe('emsp');
      expect(hub.forwarded.headers.get('ocpi-from-party-id')).toBe('CPO');
      expect(hub.forwarded.headers.get('ocpi-to-party-id')).toBe('MSP');
    }
    expect(hub.rows.at(-1)).toMatchObject({ module: 'commands', interfaceRole: 'SENDER', outcome: 'answered' });
  });

  const withResult = async (
    cpo: Partial<PlatformSketch>,
    sent: { by?: string; from?: string; to?: string; method?: string },
  ) => {
    const hub = world(cpo);
    await hub.send({ ...command, body });
    const { response_url: url } = JSON.parse(hub.forwarded.body) as { response_url: string };
    hub.requests.length = 0;
    const reply = await hub.send({ by: 'cpo', target: new URL(url).pathname, method: 'POST', body: '{}', ...sent });
    return { hub, reply };
  };

  it('needs no routing headers on the way back; their absence is a defect of the peer', async () => {
    const { hub, reply } = await withResult({}, {});
    expect([reply.status, hub.forwarded.headers.get('ocpi-to-party-id')]).toEqual([200, 'MSP']);
    expect(hub.defects).toEqual([expect.objectContaining({ platformId: 'cpo', kind: 'callback-headers' })]);
  });

  it('is refused with swapped headers unless the operator allows that peer its quirk', async () => {
    const strict = await withResult({}, { from: 'DE/MSP', to: 'NL/CPO' });
    expect([strict.reply.status, strict.reply.ocpi, strict.hub.requests.length]).toEqual([200, 2001, 0]);
    const lenient = await withResult({ settings: { lenient_callbacks: true } }, { from: 'DE/MSP', to: 'NL/CPO' });
    expect([lenient.reply.status, lenient.hub.forwarded.headers.get('ocpi-from-party-id')]).toEqual([200, 'CPO']);
  });

  it('does not exist for another platform, nor for a made-up id', async () => {
    const { reply, hub } = await withResult({}, { by: 'emsp', from: 'DE/MSP', to: 'NL/CPO' });
    expect([reply.status, reply.ocpi, hub.requests.length]).toEqual([404, 2001, 0]);
    const unknown = await hub.send({ by: 'cpo', target: '/ocpi/2.2.1/carried/xyz', method: 'POST', body: '{}' });
    expect([unknown.status, unknown.ocpi]).toEqual([404, 2001]);
  });

  /** A result for a command of before, at a hub where the two platforms have become these. */
  const later = async (cpo: Partial<PlatformSketch>, hostOfEmsp: string) => {
    const before = world();
    await before.send({ ...command, body });
    const { response_url: url } = JSON.parse(before.forwarded.body) as { response_url: string };
    const emsp = aPlatform(EMSP);
    const registration = emsp.registration && { ...emsp.registration, hosts: [hostOfEmsp] };
    const hub = new JourneyWorld(new RegistrySnapshot(2, [aPlatform({ ...CPO, ...cpo }), { ...emsp, registration }]));
    for (const [id, row] of before.carried) hub.carried.set(id, row);
    const reply = await hub.send({ by: 'cpo', target: new URL(url).pathname, method: 'POST', body: '{}' });
    return [reply.status, reply.ocpi, hub.requests.length];
  };

  it('serves while both platforms stay what they were', async () => {
    expect(await later({}, 'emsp.example')).toEqual([200, 1000, 1]);
  });

  it('is not used in the name of a party that has left the platform it was given to', async () => {
    expect(await later({ parties: ['CPO NL/ABC'] }, 'emsp.example')).toEqual([403, 2000, 0]);
  });

  it('leads to no host that its owner has left, where its new token would go', async () => {
    expect(await later({}, 'new-emsp.example')).toEqual([200, 4003, 0]);
  });

  it('takes POST only', async () => {
    expect((await withResult({}, { method: 'GET' })).reply.status).toBe(405);
  });

  it.each([
    ['{"location_id":"1"}', 'missing'],
    ['{"response_url":5}', 'string'],
    ['{"response_url":"https://emsp.example/1","response_url":"https://emsp.example/2"}', 'twice'],
    ['{"response_url":"https://evil.example/1"}', 'host'],
    ['{"response_url":"https://emsp.example@169.254.169.254/"}', 'URL'],
    ['{"response_url":"ftp://emsp.example/"}', 'URL'],
    [`{"response_url":"https://emsp.example/${'x'.repeat(255)}"}`, '255'],
    ['[]', 'missing'],
  ])('that cannot be used is 2001 and says why: %s', async (bad, why) => {
    const hub = world();
    const reply = await hub.send({ ...command, body: bad });
    expect([reply.status, reply.ocpi, hub.requests.length]).toEqual([200, 2001, 0]);
    expect(reply.text).toContain(why);
  });

  it('is noted before the command leaves: without a database nothing is sent, 503 with Retry-After', async () => {
    const hub = world();
    hub.databaseLost = true;
    const reply = await hub.send({ ...command, body });
    expect([reply.status, reply.ocpi, reply.headers.has('retry-after'), hub.requests.length]).toEqual([
      503,
      3000,
      true,
      0,
    ]);
  });
});

describe('a page', () => {
  const page = async (link: string, target = `${LOCATIONS}?date_from=2026-01-01T00:00:00Z&limit=50`, more = {}) => {
    const hub = world();
    hub.answer = () =>
      jsonAnswer(200, { data: [], status_code: 1000 }, { link, 'x-limit': '50', 'x-total-count': '200', ...more });
    const reply = await hub.send({ ...toCpo, target });
    return { hub, link: reply.headers.get('link'), reply };
  };

  it('links to the hub with the real offset, limit and filters', async () => {
    const { link, reply } = await page(
      '<https://cpo.example/ocpi/sender/locations?date_from=2026-01-01T00:00:00Z&offset=50&limit=50>; rel="next"',
    );
    expect(link).toBe(
      `<https://hub.example${LOCATIONS}?date_from=2026-01-01T00:00:00Z&offset=50&limit=50>; rel="next"`,
    );
    expect([reply.headers.get('x-total-count'), reply.headers.get('x-limit')]).toEqual(['200', '50']);
  });

  it('with an odd next URL stays fetchable, again and again, and still shows offset, limit and filters', async () => {
    const { hub, link } = await page('<https://cpo.example/pages/abc?cursor=9>; rel="next"');
    const url = new URL(/<([^>]*)>/.exec(link ?? '')?.[1] ?? '');
    expect(url.pathname).toBe(LOCATIONS);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      date_from: '2026-01-01T00:00:00Z',
      offset: '50',
      limit: '50',
    });
    for (let again = 0; again < 2; again += 1) {
      hub.requests.length = 0;
      await hub.send({ ...toCpo, target: url.pathname + url.search });
      expect(hub.forwarded.request.url).toBe('https://cpo.example/pages/abc?cursor=9');
    }
  });

  it.each([
    ['line break', '%0d%0aX-Injected:%201'],
    ['second link', '5%3E%3B%20rel%3D%22next%22%2C%20%3Chttps%3A%2F%2Fevil.example%2F'],
    ['character that no header can have', '%E2%82%AC'],
  ])('is linked without a %s that hides in an offset or limit', async (_, hidden) => {
    const hiding = `offset=${hidden}&limit=${hidden}`;
    const { link } = await page(`<https://cpo.example/pages/abc?${hiding}>; rel="next"`, `${LOCATIONS}?${hiding}`, {
      'x-limit': '5>; rel="next", <https://evil.example/',
    });
    expect(link).toMatch(/^<https:\/\/hub\.example[!-;=?-~]*>; rel="next"$/);
  });

  it('may be linked relatively', async () => {
    const { link } = await page('<?offset=50&limit=50>; rel="next"');
    expect(link).toBe(`<https://hub.example${LOCATIONS}?offset=50&limit=50>; rel="next"`);
  });

  it.each([
    '<https://evil.example/x?offset=1>; rel="next"',
    '<javascript:alert(1)>; rel="next"',
    '<http://169.254.169.254/x>; rel="next"',
  ])('that links elsewhere links nowhere, and the peer has a defect: %s', async (foreign) => {
    const { link, hub } = await page(foreign);
    expect(link).toBeUndefined();
    expect(hub.defects).toEqual([expect.objectContaining({ platformId: 'cpo', kind: 'foreign-link' })]);
  });

  it('is the last one with an empty Link, which does not pass', async () => {
    expect((await page('')).link).toBeUndefined();
  });

  it('is only read: no write goes to where its seal leads', async () => {
    const { hub, link } = await page('<https://cpo.example/pages/abc?cursor=9>; rel="next"');
    const url = new URL(/<([^>]*)>/.exec(link ?? '')?.[1] ?? '');
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      hub.requests.length = 0;
      const reply = await hub.send({ ...toCpo, method, target: url.pathname + url.search });
      expect([reply.status, reply.ocpi, hub.requests.length]).toEqual([200, 2001, 0]);
    }
  });

  it('on a host that the peer has left is refused: its new token does not go there', async () => {
    const { link } = await page('<https://cpo.example/pages/abc?cursor=9>; rel="next"');
    const url = new URL(/<([^>]*)>/.exec(link ?? '')?.[1] ?? '');
    const cpo = aPlatform(CPO);
    const registration = cpo.registration && { ...cpo.registration, hosts: ['new-cpo.example'] };
    const hub = new JourneyWorld(new RegistrySnapshot(2, [{ ...cpo, registration }, aPlatform(EMSP)]));
    const reply = await hub.send({ ...toCpo, target: url.pathname + url.search });
    expect([reply.status, reply.ocpi, hub.requests.length]).toEqual([200, 2001, 0]);
  });

  it('cannot be asked for with a forged or foreign seal', async () => {
    const hub = world();
    const forged = `${LOCATIONS}?busbar_page=${encodeURIComponent(btoa('emsp tokens SENDER https://emsp.example/'))}`;
    for (const target of [forged, `${LOCATIONS}?busbar_page=zzz`]) {
      const reply = await hub.send({ ...toCpo, target });
      expect([reply.status, reply.ocpi, hub.requests.length]).toEqual([200, 2001, 0]);
    }
  });
});

describe('a created CDR', () => {
  const post = {
    by: 'cpo',
    target: '/ocpi/2.2.1/receiver/cdrs',
    method: 'POST',
    from: 'NL/CPO',
    to: 'DE/MSP',
    body: '{"id":"C 1"}',
  };
  const create = async (answer: PartyAnswer) => {
    const hub = world();
    hub.answer = () => answer;
    const reply = await hub.send(post);
    return { hub, location: reply.headers.get('location') };
  };
  const look = async (hub: JourneyWorld, location: string | undefined, by = 'cpo') => {
    hub.requests.length = 0;
    hub.answer = () => jsonAnswer(200, { data: {}, status_code: 1000 });
    return hub.send({ by, target: new URL(location ?? '').pathname });
  };

  it.each([200, 201])(
    "has a hub URL as Location on HTTP %i, and a GET on it asks the receiver's own URL",
    async (status) => {
      const { hub, location } = await create(
        jsonAnswer(status, { status_code: 1000 }, { location: 'https://emsp.example/mine/7' }),
      );
      expect(location).toMatch(/^https:\/\/hub\.example\/ocpi\/2\.2\.1\/carried\//);
      expect((await look(hub, location)).status).toBe(200);
      expect(hub.forwarded.request.url).toBe('https://emsp.example/mine/7');
      expect((await look(hub, location, 'emsp')).status).toBe(404);
    },
  );

  it.each([{}, { location: 'https://evil.example/1' }])(
    'gets one made where the receiver sent none that can be used: %j',
    async (headers) => {
      const { hub, location } = await create(jsonAnswer(201, { status_code: 1000 }, headers));
      expect(hub.defects).toHaveLength(1);
      await look(hub, location);
      expect(hub.forwarded.request.url).toBe('https://emsp.example/ocpi/receiver/cdrs/C%201');
    },
  );

  it('has none where the receiver took no CDR', async () => {
    expect(
      (await create(jsonAnswer(200, { status_code: 2001 }, { location: 'https://emsp.example/1' }))).location,
    ).toBeUndefined();
  });

  it('passes no Location of anything else', async () => {
    const hub = world();
    hub.answer = () => jsonAnswer(200, { status_code: 1000 }, { location: 'https://cpo.example/1' });
    expect((await hub.send(toCpo)).headers.has('location')).toBe(false);
  });
});
