import { describe, expect, it } from '@jest/globals';
import type { SentMessage } from '../../../../test/doubles/journey-world.js';
import { anOpenWorld, endingOf, message, owns } from '../../../../test/support/open-world.js';
import { Agreements } from '../agreements.js';

const TOKEN = { country_code: 'NL', party_id: 'TNM', uid: '0123', type: 'RFID', contract_id: 'NL-TNM-C00122045-K' };

describe('what an open message does not tell', () => {
  const authorize = message('cpo', 'POST sender/tokens/0123/authorize');

  it('is 4001 that says what was looked at', async () => {
    const { ocpi, to, why } = await endingOf(anOpenWorld(), message('emsp', 'GET sender/locations/LOC1'));
    expect([ocpi, to]).toEqual([4001, null]);
    expect(why).toContain('looked at the beginning of the EVSE id, whose location and EVSE it is');
  });

  it.each([
    message('emsp', 'POST sender/commands/START_SESSION', {}),
    message('cpo', 'GET receiver/cdrs/1'),
    message('cpo', 'GET receiver/locations/NL/CPO/LOC1'),
    message('cpo', 'POST receiver/x-parking', { country_code: 'NL', party_id: 'CPO' }),
  ])('is 4001 where nothing in it can tell: $method $target', async (sent) => {
    const { ocpi, to, plan } = await endingOf(anOpenWorld(), sent);
    expect([ocpi, to, plan]).toEqual([4001, null, 'open']);
  });

  it('is 4001 with those that it may be for, where several own what it names', async () => {
    const hub = anOpenWorld([owns('NL/CPO', 'location', 'LOC1'), owns('DE/CPX', 'location', 'LOC1')]);
    const { ocpi, to, why } = await endingOf(hub, message('emsp', 'GET sender/locations/LOC1'));
    expect([ocpi, to]).toEqual([4001, null]);
    expect(why).toContain('OCPI-to-*: one of DE/CPX, NL/CPO');
  });

  it('is the same where Location and EVSE are of different parties', async () => {
    const hub = anOpenWorld([owns('NL/CPO', 'location', 'LOC1'), owns('DE/CPX', 'evse', '3256')]);
    expect((await endingOf(hub, message('emsp', 'GET sender/locations/LOC1/3256'))).ocpi).toBe(4001);
  });

  it('names no party that the sender may not talk to, and takes it for nobody', async () => {
    const agreements = new Agreements(
      'closed',
      [{ parties: ['NL/TNM', 'NL/CPO'], modules: [], fromMs: null, untilMs: null }],
      [],
    );
    const sent = message('emsp', 'GET sender/locations/LOC1');
    const both = anOpenWorld([owns('NL/CPO', 'location', 'LOC1'), owns('DE/CPX', 'location', 'LOC1')], agreements);
    expect((await endingOf(both, sent)).to).toBe('NL/CPO');
    const hidden = await endingOf(anOpenWorld([owns('DE/CPX', 'location', 'LOC1')], agreements), sent);
    expect(hidden).toEqual(await endingOf(anOpenWorld([], agreements), sent));
    expect(hidden.ocpi).toBe(4001);
  });

  it('goes to nobody else where its token is of somebody who is not in this hub', async () => {
    const hub = anOpenWorld([owns('DE/8AC', 'token', '0123'), owns('DE/8AC', 'session-emsp', 'NL/CPO S1')]);
    const body = {
      session_id: 'S1',
      cdr_token: { ...TOKEN, country_code: 'FR', party_id: 'NOP', contract_id: 'DE8ACC12E46L89' },
    };
    const { ocpi, to } = await endingOf(hub, message('cpo', 'POST receiver/cdrs', body));
    expect([ocpi, to]).toEqual([4001, null]);
  });

  it('is 2001 where a key that the hub reads stands twice, at any depth', async () => {
    for (const body of [
      '{"cdr_token":{"country_code":"NL","party_id":"TNM","party_id":"8AC"}}',
      '{"cdr_token":{"country_code":"NL","party_id":"TNM"},"cdr_token":{}}',
      '{"cdr_token":{"country_code":"NL","party_id":"TNM","Party_Id":"8AC"}}',
    ]) {
      const { ocpi, to, why } = await endingOf(anOpenWorld(), message('cpo', 'POST receiver/cdrs', body));
      expect([ocpi, to]).toEqual([2001, null]);
      expect(why).toMatch(/^open routing; cdr_token\.\w+ stands twice/);
    }
  });

  it('is not read from ids in messages that do not need them: a repeated key there passes', async () => {
    const body = '{"response_url":"https://emsp.example/cb/1","session_id":"S1","token":{"uid":"1","uid":"2"}}';
    const hub = anOpenWorld([owns('NL/CPO', 'session', 'S1')]);
    expect((await endingOf(hub, message('emsp', 'POST receiver/commands/STOP_SESSION', body))).ocpi).toBe(1000);
  });

  it('leaves no token uid and no contract id in a reason', async () => {
    const contract = 'NL-TNM-C00122045-K';
    const facts = [owns('NL/TNM', 'token', '0123'), owns('DE/8AC', 'token', '0123')];
    for (const sent of [
      authorize,
      message('cpo', 'POST receiver/cdrs', { cdr_token: { uid: '0123', contract_id: contract } }),
    ]) {
      for (const known of [[], facts, facts.slice(1)]) {
        const { why } = await endingOf(anOpenWorld(known), sent);
        expect(why).not.toMatch(/0123|C00122045/);
      }
    }
  });

  it('is 503 while the hub cannot look it up', async () => {
    const hub = anOpenWorld();
    hub.owners.databaseLost = true;
    const reply = await hub.send(message('emsp', 'GET sender/locations/LOC1'));
    expect([reply.status, reply.ocpi]).toEqual([503, 3000]);
    const told = await hub.send(message('cpo', 'POST receiver/cdrs', { cdr_token: TOKEN }));
    expect(told.ocpi).toBe(1000);
  });
});

describe('an owner who is away', () => {
  it('is found, and nothing is sent', async () => {
    const body = { cdr_token: { country_code: 'FR', party_id: 'AWY' } };
    const { ocpi, why } = await endingOf(anOpenWorld(), message('cpo', 'POST receiver/cdrs', body));
    expect(ocpi).toBe(4003);
    expect(why).toContain('FR/AWY is OFFLINE');
  });

  it('is owed it where the operator holds such pushes for him, and the reason says how he was found', async () => {
    const hub = anOpenWorld();
    const body = { cdr_token: { country_code: 'FR', party_id: 'AWY' } };
    const { ocpi, plan, why } = await endingOf(hub, message('cpo', 'PUT receiver/sessions/NL/CPO/S1', body));
    expect([ocpi, plan]).toEqual([1000, 'open']);
    expect(why).toBe('held for FR/AWY: FR/AWY is OFFLINE: nothing was sent; token of FR/AWY in cdr_token');
  });

  it('comes behind what was learned where only the beginning of an id names it', async () => {
    const body = { cdr_token: { uid: '0123', contract_id: 'FR-AWY-C00122045' } };
    const sent = message('cpo', 'POST receiver/cdrs', body);
    expect((await endingOf(anOpenWorld([owns('NL/TNM', 'token', '0123')]), sent)).to).toBe('NL/TNM');
    expect((await endingOf(anOpenWorld(), sent)).ocpi).toBe(4003);
  });
});

describe('another write that is addressed to the hub', () => {
  const toHub = (sent: SentMessage): SentMessage => ({ ...sent, to: 'XX/HUB' });

  it('goes to the one receiver that its content names', async () => {
    const sent = toHub(message('cpo', 'POST receiver/cdrs', { cdr_token: TOKEN }));
    expect(await endingOf(anOpenWorld(), sent)).toMatchObject({ ocpi: 1000, to: 'NL/TNM', plan: 'open' });
  });

  it.each([
    ['nobody', []],
    ['several', [owns('NL/TNM', 'session-emsp', 'NL/CPO S1'), owns('DE/8AC', 'session-emsp', 'NL/CPO S1')]],
  ])('is 2001 where it names %s, and never a broadcast', async (_, facts) => {
    const hub = anOpenWorld(facts);
    const sent = toHub(message('cpo', 'PATCH receiver/sessions/NL/CPO/S1', { kwh: 1 }));
    expect(await endingOf(hub, sent)).toMatchObject({ ocpi: 2001, to: null });
    expect(hub.deliveries.all()).toEqual([]);
  });
});

describe('a push of a public object without a receiver', () => {
  it.each(['PUT', 'PATCH', 'DELETE'])('is a broadcast on %s, and its reason says so', async (method) => {
    const hub = anOpenWorld();
    const ending = await endingOf(hub, message('cpo', `${method} receiver/locations/NL/CPO/LOC1`, {}));
    expect(ending).toMatchObject({ ocpi: 1000, to: null, plan: 'broadcast' });
    expect(ending.why).toMatch(/^push of public locations without a receiver: broadcast of CPO NL\/CPO/);
  });
});
