import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ocpi, type PlatformAnswer } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { endingOf, headerOf } from '../support/hub-answers.js';
import { expectUnharmed } from '../support/hub-health.js';
import type { HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';
import { forget, GET_LOCATIONS, startRoaming } from '../support/roaming.js';

/**
 * A party that answers slowly or asks too much costs nobody but itself. It observes answers, their times, and what reaches whom.
 */
const RECEIVER_IN_FLIGHT = 5;
const SENDER_IN_FLIGHT = 30;
const SLOW_MS = 1_500;

describe('a party that', () => {
  let hub: HubProcess;
  let cpo: JoinedPlatform;
  let emsp: JoinedPlatform;
  /** Answers after a while, and takes five requests at once. */
  let slow: JoinedPlatform;
  /** Answers after a while, and takes as many as come. */
  let patient: JoinedPlatform;

  beforeAll(async () => {
    const env = { BUSBAR_SENDER_IN_FLIGHT: String(SENDER_IN_FLIGHT), BUSBAR_OFFLINE_AFTER: '1000' };
    ({ hub, cpo, emsp } = await startRoaming({ env }));
    const settings = { in_flight: RECEIVER_IN_FLIGHT };
    slow = await joinHub(hub, { parties: [{ id: 'FR/SLO', role: 'CPO' }], settings });
    patient = await joinHub(hub, { parties: [{ id: 'FR/PAT', role: 'CPO' }] });
  }, 60_000);

  afterAll(() => expectUnharmed(hub));

  beforeEach(() => {
    forget(cpo, emsp, slow, patient);
    for (const platform of [slow, patient]) {
      platform.answerTo({ module: 'locations' }, ocpi([], { delayMs: SLOW_MS }));
    }
  });

  const ask = (asker: JoinedPlatform, to: string): Promise<PlatformAnswer> => asker.request({ ...GET_LOCATIONS, to });
  /** So many requests, once all of them have reached the receiver: the answers are still to come. */
  const underWay = async (
    asker: JoinedPlatform,
    to: JoinedPlatform,
    count: number,
  ): Promise<Promise<PlatformAnswer>[]> => {
    const asked = Array.from({ length: count }, () => ask(asker, to.party));
    await to.received.waitFor({ module: 'locations' }, count);
    return asked;
  };

  it('has as many requests under way as it takes is not sent another one: 4003 at once, and safe to repeat', async () => {
    const asked = await underWay(emsp, slow, RECEIVER_IN_FLIGHT);
    const startedAt = performance.now();
    const refused = await ask(cpo, slow.party);
    expect(performance.now() - startedAt).toBeLessThan(SLOW_MS / 3);
    expect(endingOf(refused)).toEqual({ http: 200, ocpi: 4003, from: 'XX/HUB', to: 'NL/CPO' });
    expect(refused.envelope?.status_message).toMatch(/nothing was sent.*5 requests are under way/);
    for (const answer of await Promise.all(asked)) expect(answer.isSuccess).toBe(true);
    expect(slow.received.matching({ module: 'locations' })).toHaveLength(RECEIVER_IN_FLIGHT);
    expect((await ask(cpo, slow.party)).isSuccess).toBe(true);
  });

  it('answers slowly delays nobody who asks another one', async () => {
    const asked = await underWay(emsp, slow, RECEIVER_IN_FLIGHT);
    const times: number[] = [];
    for (let i = 0; i < 100; i++) {
      const startedAt = performance.now();
      expect((await ask(emsp, cpo.party)).isSuccess).toBe(true);
      times.push(performance.now() - startedAt);
    }
    times.sort((a, b) => a - b);
    expect(times[98]).toBeLessThan(SLOW_MS / 3);
    await Promise.all(asked);
  });

  it('waits for too many answers is told to come back, and is the only one that is', async () => {
    const asked = await underWay(emsp, patient, SENDER_IN_FLIGHT);
    const refused = await ask(emsp, cpo.party);
    expect([refused.status, refused.envelope?.status_code]).toEqual([429, 2000]);
    expect(Number(headerOf(refused, 'retry-after'))).toBeGreaterThan(0);
    expect(cpo.received.all).toEqual([]);
    expect((await ask(cpo, emsp.party)).isSuccess).toBe(true);
    for (const answer of await Promise.all(asked)) expect(answer.isSuccess).toBe(true);
    expect((await ask(emsp, cpo.party)).isSuccess).toBe(true);
  });

  it('goes away before its answer comes gets its place back', async () => {
    const impatient = Array.from({ length: SENDER_IN_FLIGHT }, () =>
      emsp.request({ ...GET_LOCATIONS, to: patient.party, timeoutMs: 300 }).catch(() => 'gone'),
    );
    expect(new Set(await Promise.all(impatient))).toEqual(new Set(['gone']));
    const isServed = async (): Promise<boolean> => (await ask(emsp, cpo.party)).isSuccess;
    await eventually('a place to be free', isServed, { withinMs: SLOW_MS + 3_000 });
  });

  it('gives no answer in time is 4002 at the deadline of its platform, not at that of the hub', async () => {
    const parties = [{ id: 'FR/LAT', role: 'CPO' }] as const;
    const late = await joinHub(hub, { parties, settings: { timeout_ms: 250 } });
    late.answerTo({ module: 'locations' }, ocpi([], { delayMs: SLOW_MS }));
    const startedAt = performance.now();
    expect(endingOf(await ask(emsp, late.party))).toMatchObject({ http: 200, ocpi: 4002 });
    const tookMs = performance.now() - startedAt;
    expect(tookMs).toBeGreaterThanOrEqual(240);
    expect(tookMs).toBeLessThan(SLOW_MS);
  });
});

describe('a platform that sends more requests a second than it may', () => {
  it('is told to come back, and is the only one that is', async () => {
    const { cpo, emsp } = await startRoaming({ env: { BUSBAR_RATE_PER_S: '20' } });
    const answers = await Promise.all(Array.from({ length: 100 }, () => emsp.request(GET_LOCATIONS)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(20);
    for (const answer of refused) {
      expect(answer.envelope?.status_code).toBe(2000);
      expect(Number(headerOf(answer, 'retry-after'))).toBeGreaterThan(0);
    }
    expect(cpo.received.matching({ module: 'locations' })).toHaveLength(100 - refused.length);
    expect((await cpo.request({ ...GET_LOCATIONS, to: emsp.party })).isSuccess).toBe(true);
    await eventually('the next second', async () => (await emsp.request(GET_LOCATIONS)).isSuccess);
  });
});
