import { describe, expect, test } from '@jest/globals';
import type { PartyAnswer } from '@busbar/core';
import { httpAnswer, noAnswer, notSent } from '../../../test/doubles/scripted-party-client.js';
import { aPlatform } from '../../../test/support/builders.js';
import { PresenceRig } from '../../../test/support/presence-rig.js';

const REFUSED = notSent('refused');

/** Two processes of one hub, which hear one another. Each tells once a second what it sees. */
class TwoProcesses {
  readonly one = new PresenceRig([aPlatform({ id: 'cpo', parties: ['CPO NL/CPO'], status: 'CONNECTED' })]);
  readonly other = new PresenceRig([], {}, { beside: this.one });

  /** An exchange of one process with the platform that ends now. */
  exchange(process: PresenceRig, answer: PartyAnswer, beganMsAgo = 0): void {
    const startedAt = this.one.clock.elapsed() - beganMsAgo;
    process.tracker.exchangeEnded(this.one.platforms.get('cpo'), answer, startedAt);
  }

  /** Lets time pass for both. */
  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 250) {
      await this.one.pass(250);
      this.other.aliveCheck.turn();
      await this.other.settle();
    }
  }

  statuses(): readonly string[] {
    return [this.one.statusOf('cpo'), this.other.statusOf('cpo')];
  }
}

describe('presence in several processes', () => {
  test('failures in a row count together: OFFLINE after the third, wherever each was', async () => {
    const hub = new TwoProcesses();
    const { one, other } = hub;
    hub.exchange(one, REFUSED);
    hub.exchange(other, REFUSED);
    await hub.pass(1_000);
    expect(hub.statuses()).toEqual(['CONNECTED', 'CONNECTED']);
    hub.exchange(one, REFUSED);
    await hub.pass(1_000);
    expect(hub.statuses()).toEqual(['OFFLINE', 'OFFLINE']);
  });

  test('an answer in one process ends the row of failures in the other', async () => {
    const hub = new TwoProcesses();
    const { one, other } = hub;
    hub.exchange(one, REFUSED);
    hub.exchange(one, REFUSED);
    await hub.pass(1_000);
    hub.exchange(other, httpAnswer(200));
    await hub.pass(1_000);
    hub.exchange(one, REFUSED);
    await hub.pass(1_000);
    expect(hub.statuses()).toEqual(['CONNECTED', 'CONNECTED']);
  });

  test('a timeout counts only where no process was answered meanwhile', async () => {
    const hub = new TwoProcesses();
    const { one, other } = hub;
    hub.exchange(other, httpAnswer(200));
    await hub.pass(1_000);
    for (let nth = 0; nth < 3; nth += 1) hub.exchange(one, noAnswer('timeout'), 5_000);
    expect(one.statusOf('cpo')).toBe('CONNECTED');
  });

  test('a status that one process decides is the other’s as soon as it is stored, and is stored once', async () => {
    const hub = new TwoProcesses();
    const { one } = hub;
    for (let nth = 0; nth < 3; nth += 1) hub.exchange(one, REFUSED);
    await one.settle();
    expect(hub.statuses()).toEqual(['OFFLINE', 'OFFLINE']);
    await hub.pass(2_000);
    expect(one.platforms.written).toHaveLength(1);
  });

  test('what one hears of a platform is no silence to the other', async () => {
    const hub = new TwoProcesses();
    const { one, other } = hub;
    for (let passed = 0; passed < 600_000; passed += 60_000) {
      one.tracker.heardFrom(one.platforms.get('cpo'));
      await hub.pass(60_000);
    }
    expect(one.parties.requests).toEqual([]);
    const heardAtMs = other.tracker.viewOf(one.platforms.get('cpo')).lastHeardAtMs;
    expect(heardAtMs).toBe(one.tracker.viewOf(one.platforms.get('cpo')).lastHeardAtMs);
  });

  test('a refusal of the hub’s token in one process is known in the other', async () => {
    const hub = new TwoProcesses();
    const { one, other } = hub;
    hub.exchange(one, httpAnswer(401));
    await hub.pass(1_000);
    expect(other.tracker.viewOf(one.platforms.get('cpo')).credentialsRefused).toBe(true);
  });

  test('a platform is announced and asked by the process that looks after it alone', async () => {
    const platform = aPlatform({ id: 'cpo', parties: ['CPO NL/CPO'], status: 'CONNECTED' });
    const one = new PresenceRig([platform], {}, { processes: { looksAfter: () => false } });
    const other = new PresenceRig([], {}, { beside: one });
    for (let nth = 0; nth < 3; nth += 1) one.tracker.exchangeEnded(one.platforms.get('cpo'), REFUSED, 0);
    await one.settle();
    other.aliveCheck.turn();
    await one.pass(31_000);
    expect(one.parties.requests).toEqual([]);
    expect([one.announcements.all, other.announcements.all]).toEqual([[], [{ platformId: 'cpo', status: 'OFFLINE' }]]);
  });
});
