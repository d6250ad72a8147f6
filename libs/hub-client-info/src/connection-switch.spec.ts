import { describe, expect, test } from '@jest/globals';
import { httpAnswer, notSent } from '../../../test/doubles/scripted-party-client.js';
import { aPlatform } from '../../../test/support/builders.js';
import { PresenceRig } from '../../../test/support/presence-rig.js';

const CPO = { id: 'cpo', parties: ['CPO NL/CPO'] };

describe('what an operator does to a connection', () => {
  test('a suspended platform is SUSPENDED for routing and in the store', async () => {
    const rig = new PresenceRig([aPlatform(CPO)]);
    expect(await rig.connectionSwitch.suspend('cpo')).toMatchObject({ status: 'SUSPENDED' });
    expect(rig.statusOf('cpo')).toBe('SUSPENDED');
    expect(rig.platforms.get('cpo').parties[0]?.lastUpdatedMs).toBe(rig.clock.now());
  });

  test.each([
    ['CONNECTED', 'is answered', httpAnswer(200)],
    ['OFFLINE', 'is not', notSent('refused')],
  ])('a resumed platform is %s when its probe %s', async (expected, _what, answer) => {
    const rig = new PresenceRig([aPlatform({ ...CPO, status: 'SUSPENDED' })]);
    rig.parties.answerFrom('cpo', answer);
    expect(await rig.connectionSwitch.resume('cpo')).toMatchObject({ status: expected });
    expect(rig.statusOf('cpo')).toBe(expected);
    expect(rig.platforms.written).toHaveLength(1);
  });

  test('a resumed platform without registration is PLANNED again', async () => {
    const rig = new PresenceRig([aPlatform({ ...CPO, status: 'SUSPENDED', offers: null })]);
    expect(await rig.connectionSwitch.resume('cpo')).toMatchObject({ status: 'PLANNED' });
    expect(rig.parties.requests).toEqual([]);
  });

  test('doing it twice changes nothing the second time', async () => {
    const rig = new PresenceRig([aPlatform(CPO)]);
    await rig.connectionSwitch.suspend('cpo');
    await rig.connectionSwitch.suspend('cpo');
    await rig.connectionSwitch.resume('cpo');
    await rig.connectionSwitch.resume('cpo');
    expect(rig.platforms.written.map(({ status }) => status)).toEqual(['SUSPENDED', 'CONNECTED']);
  });

  test('a status that the hub stores at the same moment does not get in the operator’s way', async () => {
    const rig = new PresenceRig([aPlatform(CPO)], { offlineAfter: 1 });
    rig.tracker.exchangeEnded(rig.platforms.get('cpo'), notSent('refused'), rig.clock.elapsed());
    expect(await rig.connectionSwitch.suspend('cpo')).toMatchObject({ status: 'SUSPENDED' });
    await rig.settle();
    expect(rig.statusOf('cpo')).toBe('SUSPENDED');
  });

  test('without database nothing is changed and the operator is told', async () => {
    const rig = new PresenceRig([aPlatform(CPO)]);
    rig.platforms.isDatabaseLost = true;
    expect(await rig.connectionSwitch.suspend('cpo')).toEqual({ notChanged: 'database-lost' });
    expect(rig.statusOf('cpo')).toBe('CONNECTED');
  });

  test('a platform that does not exist cannot be switched', async () => {
    const rig = new PresenceRig([]);
    expect(await rig.connectionSwitch.suspend('nobody')).toEqual({ notChanged: 'unknown-platform' });
    expect(await rig.connectionSwitch.resume('nobody')).toEqual({ notChanged: 'unknown-platform' });
  });
});
