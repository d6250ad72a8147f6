import { Logger } from '@nestjs/common';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { PartyAnswer } from '@busbar/core';
import { httpAnswer, noAnswer, notSent } from '../../../test/doubles/scripted-party-client.js';
import { aPlatform } from '../../../test/support/builders.js';
import { eventually } from '../../../test/support/eventually.js';
import { PresenceRig } from '../../../test/support/presence-rig.js';

const CPO = { id: 'cpo', parties: ['CPO NL/CPO'] };
const MINUTE_MS = 60_000;

beforeAll(() => {
  Logger.overrideLogger(false);
});

describe('the alive check (OCPI 2.2.1, HubClientInfo > Still alive check)', () => {
  test('a silent platform is asked for its versions, with ids and without routing headers', async () => {
    const rig = new PresenceRig([aPlatform(CPO)]);
    await rig.pass(5 * MINUTE_MS - 250);
    expect(rig.parties.requests).toEqual([]);
    await rig.pass(250);
    expect(rig.parties.requests).toHaveLength(1);
    expect(rig.parties.requests[0]).toMatchObject({
      method: 'GET',
      url: 'https://cpo.example/ocpi/versions',
      headers: ['X-Request-ID', 'id-1', 'X-Correlation-ID', 'id-2', 'Accept', 'application/json'],
      body: null,
    });
  });

  test('traffic in either direction keeps the hub from asking', async () => {
    const rig = new PresenceRig([aPlatform(CPO)]);
    for (let minutes = 0; minutes < 20; minutes += 4) {
      await rig.pass(2 * MINUTE_MS);
      rig.tracker.heardFrom(rig.platforms.get('cpo'));
      await rig.pass(2 * MINUTE_MS);
      rig.tracker.exchangeEnded(rig.platforms.get('cpo'), httpAnswer(404), rig.clock.elapsed());
    }
    expect(rig.parties.requests).toEqual([]);
  });

  test('a platform that died silently is OFFLINE within 30 s of the allowed silence', async () => {
    const rig = new PresenceRig([aPlatform(CPO)]);
    rig.parties.answerFrom('cpo', notSent('connect-timeout'));
    await rig.pass(5 * MINUTE_MS + 30_000);
    expect(rig.statusOf('cpo')).toBe('OFFLINE');
  });

  test('with the hub’s own network down a hundred silent platforms keep their status', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `p${index}`);
    const rig = new PresenceRig(names.map((id) => aPlatform({ id, parties: [] })));
    for (const id of names) rig.parties.answerFrom(id, notSent('hub-network'));
    await rig.pass(10 * MINUTE_MS);
    expect(new Set(names.map((id) => rig.statusOf(id)))).toEqual(new Set(['CONNECTED']));
    expect(rig.platforms.written).toEqual([]);
  });

  test('an OFFLINE platform is asked every 30 s and is CONNECTED with its first answer', async () => {
    const rig = new PresenceRig([aPlatform({ ...CPO, status: 'OFFLINE' })]);
    rig.parties.answerFrom('cpo', notSent('refused'));
    await rig.pass(95_000);
    expect(rig.parties.requests).toHaveLength(4);
    expect(rig.statusOf('cpo')).toBe('OFFLINE');
    rig.parties.answerFrom('cpo', httpAnswer(200));
    await rig.pass(30_000);
    expect(rig.statusOf('cpo')).toBe('CONNECTED');
    expect(rig.platforms.get('cpo').status).toBe('CONNECTED');
  });

  test('a probe counts although it is the first look at the platform since its handshake', async () => {
    const rig = new PresenceRig([aPlatform({ ...CPO, status: 'PLANNED', offers: null })], { offlineAfter: 1 });
    rig.platforms.change('cpo', { status: 'CONNECTED', registration: aPlatform(CPO).registration });
    rig.clock.tick(1);
    rig.parties.answerFrom('cpo', notSent('refused'));
    expect(await rig.connectionSwitch.probe('cpo')).toMatchObject({ ok: false, status: 'OFFLINE' });
  });

  test('a request of an OFFLINE platform has it probed within a second, and the answer connects it', async () => {
    const rig = new PresenceRig([aPlatform({ ...CPO, status: 'OFFLINE' })]);
    rig.parties.answerFrom('cpo', notSent('refused'));
    await rig.pass(5_000);
    rig.parties.answerFrom('cpo', httpAnswer(200));
    rig.tracker.heardFrom(rig.platforms.get('cpo'));
    expect(rig.statusOf('cpo')).toBe('OFFLINE');
    await rig.pass(1_000);
    expect(rig.statusOf('cpo')).toBe('CONNECTED');
  });

  test('an OFFLINE platform that calls without pause is probed once a second at most', async () => {
    const rig = new PresenceRig([aPlatform({ ...CPO, status: 'OFFLINE' })]);
    rig.parties.answerFrom('cpo', notSent('refused'));
    for (let quarters = 0; quarters < 40; quarters += 1) {
      rig.tracker.heardFrom(rig.platforms.get('cpo'));
      await rig.pass(250);
    }
    expect(rig.parties.requests.length).toBeLessThanOrEqual(11);
  });

  test('platforms that never registered or are suspended are left alone', async () => {
    const rig = new PresenceRig([
      aPlatform({ id: 'planned', parties: [], status: 'PLANNED', offers: null }),
      aPlatform({ id: 'suspended', parties: [], status: 'SUSPENDED' }),
    ]);
    await rig.pass(10 * MINUTE_MS);
    expect(rig.parties.requests).toEqual([]);
  });

  test('a platform is not asked again while it has not ended the question before', async () => {
    const rig = new PresenceRig([aPlatform({ ...CPO, status: 'OFFLINE' })]);
    rig.parties.answerFrom('cpo', new Promise<PartyAnswer>(() => undefined));
    await rig.pass(2 * MINUTE_MS);
    expect(rig.parties.requests).toHaveLength(1);
  });

  test('a question that breaks on a bug of ours is asked again at the next turn', async () => {
    const rig = new PresenceRig([aPlatform({ ...CPO, status: 'OFFLINE' })]);
    rig.parties.answerFrom('cpo', Promise.reject(new Error('a bug in the client')));
    await rig.pass(250);
    rig.parties.answerFrom('cpo', httpAnswer(200));
    await rig.pass(30_000);
    expect(rig.statusOf('cpo')).toBe('CONNECTED');
  });

  test('so many dead platforms that not all can be asked at once all get their turn', async () => {
    const names = Array.from({ length: 150 }, (_, index) => `p${index}`);
    const offline = names.map((id) => aPlatform({ id, parties: [], status: 'OFFLINE' }));
    // So short an interval that the first ones are due again before the last ones were asked.
    const rig = new PresenceRig(offline, { aliveAfterMs: 250 });
    for (const id of names) rig.parties.answerFrom(id, noAnswer('timeout'));
    rig.aliveCheck.turn();
    expect(rig.parties.requests).toHaveLength(64);
    await rig.pass(1_000);
    expect(new Set(rig.parties.requests.map(({ platform }) => platform.id)).size).toBe(150);
  });
});

describe('a probe by the operator', () => {
  test.each<[string, PartyAnswer, object]>([
    ['a good answer', httpAnswer(200), { ok: true, status: 'CONNECTED', http_status: 200 }],
    ['refused credentials', httpAnswer(401), { ok: false, status: 'CONNECTED', http_status: 401 }],
    ['a refused connection', notSent('refused'), { ok: false, status: 'OFFLINE', http_status: null }],
  ])('says what came of it: %s', async (_what, answer, expected) => {
    const rig = new PresenceRig([aPlatform(CPO)], { offlineAfter: 1 });
    rig.parties.answerFrom('cpo', answer);
    const result = await rig.connectionSwitch.probe('cpo');
    expect(result).toMatchObject({ ...expected, duration_ms: 0 });
    expect(result?.detail).not.toBe('');
  });

  test('a platform that never registered has nothing to be asked for', async () => {
    const rig = new PresenceRig([aPlatform({ ...CPO, status: 'PLANNED', offers: null })]);
    expect(await rig.connectionSwitch.probe('cpo')).toMatchObject({ ok: false, status: 'PLANNED', http_status: null });
    expect(rig.parties.requests).toEqual([]);
  });

  test('there is no result for a platform that does not exist', async () => {
    expect(await new PresenceRig([]).connectionSwitch.probe('nobody')).toBeNull();
  });

  test('a long answer is read to its end, so that its connection is free again', async () => {
    const rig = new PresenceRig([aPlatform(CPO)]);
    let isRead = false;
    rig.parties.answerFrom('cpo', {
      kind: 'answer',
      status: 200,
      headers: new Map(),
      body: {
        kind: 'stream',
        pipeTo: (target) => {
          isRead = target.write(new Uint8Array(10));
          target.end();
          return Promise.resolve({ how: 'complete', bytes: 10, head: new Uint8Array(), tail: new Uint8Array() });
        },
      },
    });
    expect((await rig.connectionSwitch.probe('cpo'))?.ok).toBe(true);
    expect(isRead).toBe(true);
  });
});

describe('the timer of the alive check', () => {
  let running: PresenceRig | null = null;

  afterEach(async () => {
    await running?.aliveCheck.stop();
    running = null;
  });

  test('runs by itself once started, and not after it was stopped', async () => {
    const rig = new PresenceRig([aPlatform({ ...CPO, status: 'OFFLINE' })]);
    running = rig;
    rig.aliveCheck.start();
    await eventually('the OFFLINE platform to be probed', () => rig.parties.requests.length === 1);
    await rig.aliveCheck.stop();
    rig.clock.advance(60_000);
    rig.aliveCheck.turn();
    expect(rig.parties.requests).toHaveLength(1);
  });

  test('what a probe brings after the stop changes nothing', async () => {
    const rig = new PresenceRig([aPlatform({ ...CPO, status: 'OFFLINE' })]);
    let answer: (answer: PartyAnswer) => void = () => undefined;
    rig.parties.answerFrom('cpo', new Promise<PartyAnswer>((resolve) => (answer = resolve)));
    rig.aliveCheck.turn();
    await rig.aliveCheck.stop();
    answer(httpAnswer(200));
    await rig.settle();
    expect(rig.statusOf('cpo')).toBe('OFFLINE');
    expect(rig.platforms.written).toEqual([]);
  });
});
