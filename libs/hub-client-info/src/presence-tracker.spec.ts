import { Logger } from '@nestjs/common';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { httpAnswer, noAnswer, notSent } from '../../../test/doubles/scripted-party-client.js';
import { aPlatform } from '../../../test/support/builders.js';
import { PresenceRig } from '../../../test/support/presence-rig.js';
import { TokenTheyIssued, type ConnectionStatus } from '@busbar/core';

const CPO = { id: 'cpo', parties: ['CPO NL/CPO'] };
const EMSP = { id: 'emsp', parties: ['EMSP NL/EMS'] };

function rigWith(status: ConnectionStatus = 'CONNECTED'): PresenceRig {
  return new PresenceRig([aPlatform({ ...CPO, status }), aPlatform(EMSP)]);
}

/** Exchanges with the CPO that end now and in vain; those that time out began ten seconds ago. */
function fail(rig: PresenceRig, times: number, answer = notSent('refused')): void {
  const beganAgoMs = answer.kind === 'no-answer' ? 10_000 : 0;
  for (let left = times; left > 0; left -= 1) {
    rig.tracker.exchangeEnded(rig.platforms.get('cpo'), answer, rig.clock.elapsed() - beganAgoMs);
  }
}

beforeAll(() => {
  Logger.overrideLogger(false);
});

describe('live connection status', () => {
  test.each(['PLANNED', 'CONNECTED', 'OFFLINE', 'SUSPENDED'] as const)(
    'a restart leaves a %s platform as it was',
    (status) => {
      const rig = rigWith(status);
      expect(rig.statusOf('cpo')).toBe(status);
      expect(rig.platforms.written).toEqual([]);
      expect(rig.announcements.all).toEqual([]);
    },
  );

  test('three refused connections in a row make a platform OFFLINE at once, and others keep their status', () => {
    const rig = rigWith();
    fail(rig, 2);
    expect(rig.statusOf('cpo')).toBe('CONNECTED');
    fail(rig, 1);
    expect(rig.statusOf('cpo')).toBe('OFFLINE');
    expect(rig.statusOf('emsp')).toBe('CONNECTED');
  });

  test('a platform that answers others does not go OFFLINE by slow requests', () => {
    const rig = rigWith();
    rig.clock.advance(10_000);
    rig.tracker.exchangeEnded(rig.platforms.get('cpo'), httpAnswer(200), rig.clock.elapsed());
    rig.clock.advance(5_000);
    fail(rig, 10, noAnswer('timeout'));
    expect(rig.statusOf('cpo')).toBe('CONNECTED');
    rig.clock.advance(10_000);
    fail(rig, 3, noAnswer('timeout'));
    expect(rig.statusOf('cpo')).toBe('OFFLINE');
  });

  test('trouble of the hub’s own network makes nobody OFFLINE', () => {
    const rig = rigWith();
    fail(rig, 50, notSent('hub-network'));
    fail(rig, 50, notSent('in-flight-cap'));
    expect(rig.statusOf('cpo')).toBe('CONNECTED');
    expect(rig.tracker.viewOf(rig.platforms.get('cpo')).failuresInARow).toBe(0);
  });

  test('a change is stored once, with the moment it came about as last_updated', async () => {
    const rig = rigWith();
    rig.clock.advance(1_000);
    const at = rig.clock.now();
    fail(rig, 7);
    await rig.settle();
    expect(rig.platforms.written).toEqual([{ platformId: 'cpo', status: 'OFFLINE', atMs: at }]);
    expect(rig.platforms.get('cpo').parties[0]?.lastUpdatedMs).toBe(at);
  });

  test('answers, requests and probes that change nothing store nothing', async () => {
    const rig = rigWith();
    rig.tracker.heardFrom(rig.platforms.get('cpo'));
    rig.tracker.exchangeEnded(rig.platforms.get('cpo'), httpAnswer(200), rig.clock.elapsed());
    await rig.pass(700_000);
    expect(rig.parties.requestsTo('cpo').length).toBeGreaterThan(0);
    expect(rig.platforms.written).toEqual([]);
  });

  test('without database routing obeys the change at once, and it is stored with its own moment when the database is back', async () => {
    const rig = rigWith();
    rig.platforms.isDatabaseLost = true;
    const at = rig.clock.now();
    fail(rig, 3);
    await rig.pass(20_000);
    expect(rig.statusOf('cpo')).toBe('OFFLINE');
    expect(rig.platforms.written).toEqual([]);
    rig.platforms.isDatabaseLost = false;
    rig.parties.answerFrom('cpo', notSent('refused'));
    await rig.pass(30_000);
    expect(rig.platforms.written).toEqual([{ platformId: 'cpo', status: 'OFFLINE', atMs: at }]);
  });

  test('a store that throws neither stops routing nor loses the change', async () => {
    const rig = rigWith();
    rig.parties.answerFrom('cpo', notSent('refused'));
    rig.platforms.bug = new Error('a bug in the store');
    fail(rig, 3);
    await rig.pass(1_000);
    expect(rig.statusOf('cpo')).toBe('OFFLINE');
    rig.platforms.bug = null;
    await rig.pass(5_000);
    expect(rig.platforms.get('cpo').status).toBe('OFFLINE');
  });

  test('a hundred changes that wait for the database are stored soon after it is back', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `p${index}`);
    const rig = new PresenceRig(
      names.map((id) => aPlatform({ id, parties: [] })),
      { offlineAfter: 1 },
    );
    rig.platforms.isDatabaseLost = true;
    for (const id of names) {
      rig.parties.answerFrom(id, notSent('refused'));
      rig.tracker.exchangeEnded(rig.platforms.get(id), notSent('refused'), rig.clock.elapsed());
    }
    await rig.pass(1_500);
    rig.platforms.isDatabaseLost = false;
    await rig.pass(3_000);
    expect(new Set(names.map((id) => rig.platforms.get(id).status))).toEqual(new Set(['OFFLINE']));
  });

  test('a change that is undone before the database is back is not stored at all', async () => {
    const rig = rigWith();
    rig.platforms.isDatabaseLost = true;
    fail(rig, 3);
    await rig.settle();
    rig.tracker.exchangeEnded(rig.platforms.get('cpo'), httpAnswer(200), rig.clock.elapsed());
    rig.platforms.isDatabaseLost = false;
    await rig.pass(60_000);
    expect(rig.statusOf('cpo')).toBe('CONNECTED');
    expect(rig.platforms.written).toEqual([]);
  });

  test('changes that overtake one another while one is being stored end with the newest', async () => {
    const rig = rigWith();
    fail(rig, 3);
    rig.tracker.exchangeEnded(rig.platforms.get('cpo'), httpAnswer(200), rig.clock.elapsed());
    await rig.settle();
    expect(rig.platforms.written.map(({ status }) => status)).toEqual(['OFFLINE', 'CONNECTED']);
    expect(rig.platforms.get('cpo').status).toBe('CONNECTED');
    expect(rig.statusOf('cpo')).toBe('CONNECTED');
  });

  test('a change is stored although somebody changed the platform meanwhile', async () => {
    const rig = rigWith();
    fail(rig, 3);
    rig.platforms.change('cpo', { name: 'renamed' });
    await rig.pass(1_000);
    expect(rig.platforms.get('cpo')).toMatchObject({ name: 'renamed', status: 'OFFLINE' });
  });

  test('a flapping platform is announced at most once in the hold, and in the end as it is', async () => {
    const rig = rigWith();
    for (let flaps = 0; flaps < 7; flaps += 1) {
      fail(rig, 3);
      await rig.pass(2_500);
      rig.tracker.exchangeEnded(rig.platforms.get('cpo'), httpAnswer(200), rig.clock.elapsed());
      await rig.pass(2_500);
    }
    await rig.pass(60_000);
    expect(rig.announcements.all).toEqual([
      { platformId: 'cpo', status: 'OFFLINE' },
      { platformId: 'cpo', status: 'CONNECTED' },
    ]);
  });

  test('a request from a platform ends its silence but does not hide that it cannot be reached', () => {
    const rig = rigWith();
    fail(rig, 2);
    rig.tracker.heardFrom(rig.platforms.get('cpo'));
    fail(rig, 1);
    expect(rig.statusOf('cpo')).toBe('OFFLINE');
  });

  test('an operator sees failures in a row, refused credentials and the last signs of life', () => {
    const rig = rigWith();
    const cpo = rig.platforms.get('cpo');
    expect(rig.tracker.viewOf(cpo)).toEqual({
      status: 'CONNECTED',
      credentialsRefused: false,
      failuresInARow: 0,
      lastHeardAtMs: null,
      lastAnswerAtMs: null,
    });
    rig.clock.advance(1_000);
    rig.tracker.heardFrom(cpo);
    const heardAt = rig.clock.now();
    rig.clock.advance(1_000);
    rig.tracker.exchangeEnded(cpo, httpAnswer(401), rig.clock.elapsed());
    const answeredAt = rig.clock.now();
    rig.clock.advance(5_000);
    fail(rig, 2);
    expect(rig.tracker.viewOf(cpo)).toEqual({
      status: 'CONNECTED',
      credentialsRefused: true,
      failuresInARow: 2,
      lastHeardAtMs: heardAt,
      lastAnswerAtMs: answeredAt,
    });
  });
});

describe('what others store about a platform', () => {
  test('a suspension holds at once, whatever is seen of the platform', async () => {
    const rig = rigWith();
    rig.platforms.change('cpo', { status: 'SUSPENDED' });
    rig.tracker.exchangeEnded(rig.platforms.get('cpo'), httpAnswer(200), rig.clock.elapsed());
    rig.tracker.heardFrom(rig.platforms.get('cpo'));
    await rig.pass(10_000);
    expect(rig.statusOf('cpo')).toBe('SUSPENDED');
    expect(rig.platforms.written).toEqual([]);
  });

  test('a suspension wins over an OFFLINE that could not be stored yet', async () => {
    const rig = rigWith();
    rig.platforms.isDatabaseLost = true;
    fail(rig, 3);
    await rig.settle();
    rig.platforms.isDatabaseLost = false;
    rig.platforms.change('cpo', { status: 'SUSPENDED' });
    await rig.pass(60_000);
    expect(rig.platforms.get('cpo').status).toBe('SUSPENDED');
    expect(rig.statusOf('cpo')).toBe('SUSPENDED');
  });

  test('a handshake connects a PLANNED platform', () => {
    const rig = new PresenceRig([aPlatform({ ...CPO, status: 'PLANNED', offers: null })]);
    rig.platforms.change('cpo', { status: 'CONNECTED', registration: aPlatform(CPO).registration });
    expect(rig.statusOf('cpo')).toBe('CONNECTED');
  });

  test('a new handshake connects a platform whose OFFLINE is not stored yet, and stays', async () => {
    const rig = rigWith();
    rig.platforms.isDatabaseLost = true;
    fail(rig, 3);
    await rig.settle();
    rig.platforms.isDatabaseLost = false;
    renewRegistration(rig);
    await rig.pass(60_000);
    expect(rig.statusOf('cpo')).toBe('CONNECTED');
    expect(rig.platforms.written).toEqual([]);
  });

  test('a 401 to a request from before the handshake does not count against the new token', () => {
    const rig = rigWith();
    const before = rig.platforms.get('cpo');
    const startedAt = rig.clock.elapsed();
    rig.clock.advance(100);
    rig.tracker.statusOf(renewRegistration(rig));
    rig.tracker.exchangeEnded(before, httpAnswer(401), startedAt);
    expect(rig.tracker.viewOf(rig.platforms.get('cpo')).credentialsRefused).toBe(false);
  });

  test('what another process saw is taken over', () => {
    const rig = rigWith();
    rig.platforms.change('cpo', { status: 'OFFLINE' });
    expect(rig.statusOf('cpo')).toBe('OFFLINE');
    rig.platforms.change('cpo', { status: 'CONNECTED' });
    expect(rig.statusOf('cpo')).toBe('CONNECTED');
  });

  test('a message under way with an older snapshot does not turn the clock back', () => {
    const rig = rigWith();
    const older = rig.platforms.get('cpo');
    rig.tracker.statusOf(rig.platforms.change('cpo', { status: 'SUSPENDED' }));
    expect(rig.tracker.statusOf(older)).toBe('SUSPENDED');
  });

  test('a platform that was deleted is forgotten, and one made anew under its id starts anew', async () => {
    const rig = rigWith();
    fail(rig, 3);
    await rig.settle();
    const removed = rig.platforms.get('cpo');
    rig.platforms.remove('cpo');
    await rig.pass(250);
    expect(rig.tracker.viewOf({ ...removed, revision: 1, status: 'PLANNED' })).toMatchObject({
      status: 'PLANNED',
      failuresInARow: 0,
    });
  });

  function renewRegistration(rig: PresenceRig): ReturnType<PresenceRig['platforms']['get']> {
    const { registration } = rig.platforms.get('cpo');
    if (registration === null) throw new Error('the platform is registered');
    const token = new TokenTheyIssued('the-next-token', 'base64');
    return rig.platforms.change('cpo', { status: 'CONNECTED', registration: { ...registration, token } });
  }
});
