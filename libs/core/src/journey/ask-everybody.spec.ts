import { describe, expect, it } from '@jest/globals';
import { jsonAnswer, JourneyWorld } from '../../../../test/doubles/journey-world.js';
import { aSnapshot, type PlatformSketch } from '../../../../test/support/builders.js';
import type { PartyAnswer, PartyRequest } from '../ports.js';
import { ASKED_AT_ONCE } from './ask-everybody.js';

const CPO: PlatformSketch = { id: 'cpo', parties: ['CPO NL/CPO'], offers: ['tokens RECEIVER'] };
const emsp = (id: string, party: string, change: Partial<PlatformSketch> = {}): PlatformSketch => {
  return { id, parties: [`EMSP ${party}`], offers: ['tokens SENDER'], ...change };
};
const ONE = emsp('one', 'NL/ONE');
const TWO = emsp('two', 'NL/TWO');

interface TokenInAnswer {
  readonly owner: string;
  readonly uid?: string;
  readonly type?: string;
}

/** An AuthorizationInfo as the owner of the token answers it. */
function info(allowed: string, { owner, uid = '0123', type = 'RFID' }: TokenInAnswer): PartyAnswer {
  const [countryCode, partyId] = owner.split('/');
  const token = { country_code: countryCode, party_id: partyId, uid, type, contract_id: 'c', valid: true };
  return jsonAnswer(200, { status_code: 1000, data: { allowed, token } });
}

const UNKNOWN = jsonAnswer(404, { status_code: 2004 });
const SILENT: PartyAnswer = { kind: 'no-answer', reason: 'timeout', detail: 'no whole answer came' };

/** A hub that asks these, each of which answers by its platform's id. */
function aWorld(
  answers: Readonly<Record<string, PartyAnswer | 'never'>>,
  ...platforms: readonly PlatformSketch[]
): JourneyWorld {
  const hub = new JourneyWorld(aSnapshot(CPO, ...(platforms.length > 0 ? platforms : [ONE, TWO])));
  hub.answer = ({ platform }) => {
    const answer = answers[platform.id] ?? UNKNOWN;
    return answer === 'never' ? new Promise(() => undefined) : answer;
  };
  return hub;
}

const AUTHORIZE = { by: 'cpo', method: 'POST', target: '/ocpi/2.2.1/sender/tokens/0123/authorize' };
const headerOf = ({ headers }: PartyRequest, name: string): string | undefined => headers[headers.indexOf(name) + 1];

describe('an authorization of a token that nobody is known to own', () => {
  it('is asked of all who may know it, each with a request id of its own and the same correlation id', async () => {
    const hub = aWorld({}, ONE, TWO);
    await hub.send({ ...AUTHORIZE, headers: { 'x-correlation-id': 'c-1' }, body: '{"location_id":"LOC1"}' });
    const asked = hub.requests.map((request) => ({
      to: headerOf(request, 'OCPI-to-party-id'),
      from: headerOf(request, 'OCPI-from-party-id'),
      correlation: headerOf(request, 'X-Correlation-ID'),
      body: new TextDecoder().decode(request.body ?? new Uint8Array()),
      url: request.url,
    }));
    const same = { from: 'CPO', correlation: 'c-1', body: '{"location_id":"LOC1"}' };
    expect(asked).toEqual([
      { ...same, to: 'ONE', url: 'https://one.example/ocpi/sender/tokens/0123/authorize' },
      { ...same, to: 'TWO', url: 'https://two.example/ocpi/sender/tokens/0123/authorize' },
    ]);
    expect(new Set(hub.requests.map((request) => headerOf(request, 'X-Request-ID'))).size).toBe(2);
  });

  it('is not asked of those who are away, publish no tokens, are no EMSP or may not talk to the asker', async () => {
    const hub = aWorld(
      {},
      ONE,
      emsp('away', 'NL/AWY', { status: 'OFFLINE' }),
      emsp('mute', 'NL/MUT', { offers: ['locations RECEIVER'] }),
      { id: 'other-cpo', parties: ['CPO NL/CP2'], offers: ['tokens SENDER'] },
    );
    await hub.send(AUTHORIZE);
    expect(hub.requests.map(({ platform }) => platform.id)).toEqual(['one']);
  });

  it('is asked of each in its own version, and answered in that of the asker', async () => {
    const located = { location_id: 'LOC1' };
    const token = {
      country_code: 'NL',
      party_id: 'NEW',
      uid: '0123',
      type: 'RFID',
      contract_id: 'NL-NEW-C1',
      issuer: 'New',
      valid: true,
      whitelist: 'NEVER',
      last_updated: '2026-01-01T00:00:00Z',
    };
    const answer = { allowed: 'ALLOWED', token, location: located, authorization_reference: 'a-1' };
    const hub = aWorld(
      { newer: jsonAnswer(200, { status_code: 1000, timestamp: '2026-01-01T00:00:00Z', data: answer }) },
      ONE,
      emsp('newer', 'NL/NEW', { version: '2.3.0' }),
    );
    const reply = await hub.send({ ...AUTHORIZE, body: JSON.stringify(located) });
    expect(JSON.parse(reply.text)).toMatchObject({ status_code: 1000, data: answer });
    expect(hub.rows[0]?.why).toContain('NL/NEW answered first; translated from OCPI 2.2.1 to 2.3.0');
    expect(hub.bridgeMemory.authorizations).toEqual([]);
  });

  it('is answered by the first that allows it, unchanged and from that party; nobody waits for the others', async () => {
    const hub = aWorld({ one: 'never', two: info('ALLOWED', { owner: 'NL/TWO' }) });
    const reply = await hub.send(AUTHORIZE);
    expect(reply.text).toBe(new TextDecoder().decode(bytesOf(info('ALLOWED', { owner: 'NL/TWO' }))));
    expect([reply.headers.get('ocpi-from-party-id'), reply.headers.get('ocpi-to-party-id')]).toEqual(['TWO', 'CPO']);
    expect(hub.requests[0]?.cancellation?.isCancelled).toBe(true);
    expect(hub.rows[0]).toMatchObject({ plan: 'open', to: { partyId: 'TWO' }, outcome: 'answered' });
    expect(hub.rows[0]?.why).toBe('asked 2 parties, NL/TWO answered first');
  });

  it('teaches the hub whose token it is', async () => {
    const hub = aWorld({ two: info('ALLOWED', { owner: 'NL/TWO' }) });
    await hub.send(AUTHORIZE);
    const [passage] = hub.passages;
    expect(passage?.[0].plan).toMatchObject({ kind: 'direct', receiver: { party: { key: 'NL/TWO' } } });
    expect(passage?.[2]?.status).toBe(200);
  });

  it('says nothing of those who were not let finish to whoever watches connections', async () => {
    const hub = aWorld({ one: 'never', two: info('ALLOWED', { owner: 'NL/TWO' }) });
    await hub.send(AUTHORIZE);
    expect(hub.heard).toEqual(['request from cpo', 'answer from two']);
  });

  it.each(['BLOCKED', 'EXPIRED', 'NO_CREDIT', 'NOT_ALLOWED'])(
    'is answered %s rather than not at all',
    async (allowed) => {
      const hub = aWorld({ one: SILENT, two: info(allowed, { owner: 'NL/TWO' }) });
      const reply = await hub.send(AUTHORIZE);
      expect(JSON.parse(reply.text)).toMatchObject({ data: { allowed } });
      expect(hub.rows[0]?.why).toBe(`asked 2 parties, none allowed it, NL/TWO answered best (${allowed})`);
    },
  );

  it('is allowed although another says no first', async () => {
    const hub = aWorld({ one: info('BLOCKED', { owner: 'NL/ONE' }), two: info('ALLOWED', { owner: 'NL/TWO' }) });
    expect(JSON.parse((await hub.send(AUTHORIZE)).text)).toMatchObject({ data: { allowed: 'ALLOWED' } });
  });

  it('is answered by who wants a location first, rather than by 404', async () => {
    const hub = aWorld({ two: jsonAnswer(200, { status_code: 2002 }) });
    expect((await hub.send(AUTHORIZE)).ocpi).toBe(2002);
  });

  it.each([
    ['another uid', { owner: 'NL/ONE', uid: '9' }],
    ['another type', { owner: 'NL/ONE', type: 'APP_USER' }],
    ['another owner', { owner: 'NL/TWO' }],
  ])('is not won by a token of %s, which is a defect', async (_, token) => {
    const hub = aWorld({ one: info('ALLOWED', token), two: SILENT });
    const reply = await hub.send(AUTHORIZE);
    expect([reply.status, reply.ocpi]).toEqual([200, 4002]);
    expect(hub.defects).toMatchObject([{ platformId: 'one', kind: 'foreign-authorization' }]);
  });

  it('is won by its type where the asker names one, in any case of the uid', async () => {
    const hub = aWorld({ one: info('ALLOWED', { owner: 'nl/one', uid: 'AbC', type: 'APP_USER' }) });
    const target = '/ocpi/2.2.1/sender/tokens/aBc/authorize?type=APP_USER';
    expect((await hub.send({ ...AUTHORIZE, target })).ocpi).toBe(1000);
  });

  it('is not won where the answer says a thing twice', async () => {
    const text = new TextDecoder().decode(bytesOf(info('ALLOWED', { owner: 'NL/ONE' })));
    const twice = text.replace('"allowed":', '"allowed":"BLOCKED","allowed":');
    const answer: PartyAnswer = {
      kind: 'answer',
      status: 200,
      headers: new Map(),
      body: { kind: 'whole', bytes: new TextEncoder().encode(twice) },
    };
    expect((await aWorld({ one: answer, two: SILENT }).send(AUTHORIZE)).ocpi).toBe(4002);
  });

  it.each([
    ['all know it not', UNKNOWN, UNKNOWN],
    ['some know it not and the rest is silent', UNKNOWN, SILENT],
    ['some say so by 2004 alone', jsonAnswer(200, { status_code: 2004 }), SILENT],
  ])('is 404 with 2004 where %s', async (_, one, two) => {
    const reply = await aWorld({ one, two }).send(AUTHORIZE);
    expect([reply.status, reply.ocpi]).toEqual([404, 2004]);
    expect(reply.headers.get('ocpi-from-party-id')).toBe('HUB');
  });

  it.each([
    ['are silent', SILENT, SILENT],
    ['fail', jsonAnswer(500, { status_code: 3000 }), jsonAnswer(200, { status_code: 3000 })],
    ['answer nothing that can be used', jsonAnswer(200, { status_code: 1000 }), jsonAnswer(401, {})],
  ])('is 4002 where all %s', async (_, one, two) => {
    const reply = await aWorld({ one, two }).send(AUTHORIZE);
    expect([reply.status, reply.ocpi]).toEqual([200, 4002]);
  });

  it('is 4003 where all who may know it are away, and 404 with 2004 where there is nobody', async () => {
    const away = await aWorld({}, { ...ONE, status: 'OFFLINE' }).send(AUTHORIZE);
    expect([away.status, away.ocpi]).toEqual([200, 4003]);
    const nobody = await aWorld({}, { ...ONE, offers: [] }).send(AUTHORIZE);
    expect([nobody.status, nobody.ocpi]).toEqual([404, 2004]);
  });

  it('is 4001 where the operator has switched asking off, and nobody is asked', async () => {
    const hub = new JourneyWorld(aSnapshot(CPO, ONE), { authorizeAny: false });
    expect((await hub.send(AUTHORIZE)).ocpi).toBe(4001);
    expect(hub.requests).toEqual([]);
  });

  it('goes to its owner alone once that is known', async () => {
    const hub = aWorld({ two: info('ALLOWED', { owner: 'NL/TWO' }) });
    hub.owners.learn([{ kind: 'token', id: '0123', owner: 'NL/TWO' }]);
    await hub.send(AUTHORIZE);
    expect(hub.requests.map(({ platform }) => platform.id)).toEqual(['two']);
  });

  it('is asked of everybody while the hub cannot look its owner up', async () => {
    const hub = aWorld({ two: info('ALLOWED', { owner: 'NL/TWO' }) });
    hub.owners.databaseLost = true;
    expect((await hub.send(AUTHORIZE)).ocpi).toBe(1000);
  });

  it('is asked of so many at once and no more, the others as these answer', async () => {
    const many = Array.from({ length: ASKED_AT_ONCE + 6 }, (_, index) => emsp(`e${index}`, `NL/${100 + index}`));
    const hub = aWorld({}, ...many);
    const open: (() => void)[] = [];
    hub.answer = () => new Promise((resolve) => open.push(() => resolve(UNKNOWN)));
    const answered = hub.send(AUTHORIZE);
    const atOnce = await settled(hub);
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      next();
      await settled(hub);
    }
    expect([atOnce, hub.requests.length, (await answered).status]).toEqual([ASKED_AT_ONCE, ASKED_AT_ONCE + 6, 404]);
  });
});

/** How many were asked when nothing moves any more. */
async function settled(hub: JourneyWorld): Promise<number> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  return hub.requests.length;
}

function bytesOf(answer: PartyAnswer): Uint8Array {
  if (answer.kind !== 'answer' || answer.body.kind !== 'whole') throw new Error('no whole answer');
  return answer.body.bytes;
}
