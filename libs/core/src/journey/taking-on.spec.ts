import { describe, expect, it } from '@jest/globals';
import { JourneyWorld, jsonAnswer } from '../../../../test/doubles/journey-world.js';
import { aSnapshot, type PlatformSketch } from '../../../../test/support/builders.js';

const RECEIVES = ['locations RECEIVER', 'sessions RECEIVER', 'cdrs RECEIVER'];
const CPO: PlatformSketch = { id: 'cpo', parties: ['CPO NL/CPO'], offers: ['locations SENDER'] };
const EMSP: PlatformSketch = { id: 'emsp', parties: ['EMSP DE/MSP', 'EMSP DE/TWO'], offers: RECEIVES };
const NSP: PlatformSketch = { id: 'nsp', parties: ['NSP FR/NSP'], offers: RECEIVES };

const LOCATION = '{"id":"L1","last_updated":"2026-01-30T00:00:00Z","n":1.000}';
const push = {
  by: 'cpo',
  target: '/ocpi/2.2.1/receiver/locations/NL/CPO/L1',
  method: 'PUT',
  from: 'NL/CPO',
  to: 'XX/HUB',
  body: LOCATION,
  headers: { 'x-request-id': 'r-1', 'x-correlation-id': 'c-1' },
};

describe('a broadcast', () => {
  it("is accepted by the hub in its own name, with the asker's ids, once everything owed is kept", async () => {
    const hub = new JourneyWorld(aSnapshot(CPO, EMSP, NSP));
    const reply = await hub.send(push);
    expect([reply.status, reply.ocpi, reply.headers.get('x-request-id')]).toEqual([200, 1000, 'r-1']);
    expect([reply.headers.get('ocpi-from-party-id'), reply.headers.get('ocpi-to-party-id')]).toEqual(['HUB', 'CPO']);
    expect(reply.text).toContain('3 parties');
    expect(hub.requests).toEqual([]);
    expect([...hub.woken].sort()).toEqual(['emsp', 'nsp']);
    const owed = hub.deliveries.all().map(({ platformId, to }) => `${platformId} ${to?.countryCode}/${to?.partyId}`);
    expect(owed.sort()).toEqual(['emsp DE/MSP', 'emsp DE/TWO', 'nsp FR/NSP']);
  });

  it('goes out from the hub, with owner, body and correlation id as they came', async () => {
    const hub = new JourneyWorld(aSnapshot(CPO, EMSP));
    await hub.send(push);
    const [delivery] = hub.deliveries.all();
    const contents = await hub.deliveries.contents([delivery?.messageId ?? '']);
    if (contents === 'database-lost') throw new Error('the double lost its database');
    const content = contents.get(delivery?.messageId ?? '');
    expect(content).toMatchObject({
      from: { countryCode: 'XX', partyId: 'HUB' },
      rest: '/NL/CPO/L1',
      correlationId: 'c-1',
    });
    expect(new TextDecoder().decode(content?.body ?? new Uint8Array())).toBe(LOCATION);
    expect(delivery?.object).toMatchObject({ write: 'put', lastUpdatedMs: Date.UTC(2026, 0, 30) });
  });

  it('leaves one journal row that says what was planned and why', async () => {
    const hub = new JourneyWorld(aSnapshot(CPO, EMSP));
    await hub.send(push);
    expect(hub.rows).toEqual([expect.objectContaining({ plan: 'broadcast', outcome: 'answered', ocpiStatus: 1000 })]);
    expect(hub.rows[0]?.why).toContain('2 parties');
  });

  it('owed to nobody is accepted, and says so', async () => {
    const reply = await new JourneyWorld(aSnapshot(CPO)).send(push);
    expect([reply.status, reply.ocpi]).toEqual([200, 1000]);
    expect(reply.text).toContain('nobody');
  });

  it('that is repeated has one fan-out and the same answer; the same id with another body is a new one', async () => {
    const hub = new JourneyWorld(aSnapshot(CPO, EMSP));
    const first = await hub.send(push);
    const repeated = await hub.send(push);
    expect(repeated.text).toBe(first.text);
    expect(hub.deliveries.all()).toHaveLength(2);
    expect(hub.defects).toEqual([]);
    await hub.send({ ...push, body: '{"id":"L1"}' });
    expect(hub.deliveries.all()).toHaveLength(4);
    const detail = expect.stringContaining('X-Request-ID r-1 came again');
    expect(hub.defects).toEqual([{ platformId: 'cpo', kind: 'reused-request-id', detail }]);
  });

  it('without a request id of its own is never taken for a repeat', async () => {
    const hub = new JourneyWorld(aSnapshot(CPO, EMSP));
    const { headers: _none, ...bare } = push;
    await hub.send(bare);
    await hub.send(bare);
    expect(hub.deliveries.all()).toHaveLength(4);
  });

  it('is 503 with Retry-After without a database, and nothing is told of it', async () => {
    const hub = new JourneyWorld(aSnapshot(CPO, EMSP));
    hub.deliveries.isDatabaseLost = true;
    const reply = await hub.send(push);
    expect([reply.status, reply.ocpi, reply.headers.has('retry-after'), hub.woken]).toEqual([503, 3000, true, []]);
  });

  it('is still judged as JSON, and as a push of its own objects only', async () => {
    const hub = new JourneyWorld(aSnapshot(CPO, EMSP));
    expect((await hub.send({ ...push, body: '{' })).status).toBe(400);
    expect((await hub.send({ ...push, target: '/ocpi/2.2.1/receiver/locations/DE/MSP/L1' })).status).toBe(404);
    expect(hub.deliveries.all()).toEqual([]);
  });
});

describe('store and forward', () => {
  const held: PlatformSketch = { ...EMSP, settings: { store_and_forward: ['sessions', 'cdrs'] } };
  const session = {
    ...push,
    target: '/ocpi/2.2.1/receiver/sessions/NL/CPO/S1',
    to: 'DE/MSP',
    body: '{"id":"S1","last_updated":"2026-01-30T00:00:00Z"}',
  };

  it('answers for a receiver that is OFFLINE that the hub holds the message, and keeps its sender', async () => {
    const hub = new JourneyWorld(aSnapshot(CPO, { ...held, status: 'OFFLINE' }));
    const reply = await hub.send(session);
    expect([reply.status, reply.ocpi]).toEqual([200, 1000]);
    expect(reply.text).toContain('holds');
    const [delivery] = hub.deliveries.all();
    const contents = await hub.deliveries.contents([delivery?.messageId ?? '']);
    const from = contents === 'database-lost' ? null : contents.get(delivery?.messageId ?? '')?.from;
    expect([delivery?.kind, from]).toEqual(['held', { countryCode: 'NL', partyId: 'CPO' }]);
    expect(hub.rows).toEqual([expect.objectContaining({ plan: 'direct', outcome: 'held' })]);
  });

  it('takes over a push that could not be sent or was not answered', async () => {
    for (const ending of [
      { kind: 'not-sent', reason: 'refused', detail: 'refused' },
      { kind: 'no-answer', reason: 'timeout', detail: 'timeout' },
    ] as const) {
      const hub = new JourneyWorld(aSnapshot(CPO, held));
      hub.answer = () => ending;
      expect((await hub.send(session)).ocpi).toBe(1000);
      expect(hub.deliveries.all()).toHaveLength(1);
    }
  });

  it('passes an answer of the receiver on, whatever it is', async () => {
    const hub = new JourneyWorld(aSnapshot(CPO, held));
    hub.answer = () => jsonAnswer(500, { status_code: 3000 });
    expect((await hub.send(session)).status).toBe(500);
    expect(hub.deliveries.all()).toEqual([]);
  });

  it('lets no push overtake one of the same object that waits', async () => {
    const hub = new JourneyWorld(aSnapshot(CPO, held));
    hub.answer = () => ({ kind: 'not-sent', reason: 'refused', detail: 'refused' });
    await hub.send(session);
    hub.answer = () => jsonAnswer(200, { status_code: 1000 });
    hub.requests.length = 0;
    await hub.send({ ...session, headers: { 'x-request-id': 'r-2' } });
    expect([hub.requests.length, hub.deliveries.all().length]).toEqual([0, 2]);
    await hub.send({ ...session, target: '/ocpi/2.2.1/receiver/sessions/NL/CPO/S2' });
    expect(hub.requests).toHaveLength(1);
  });

  it('is off unless the operator switched it on', async () => {
    const hub = new JourneyWorld(aSnapshot(CPO, { ...EMSP, status: 'OFFLINE' }));
    expect((await hub.send(session)).ocpi).toBe(4003);
  });
});
