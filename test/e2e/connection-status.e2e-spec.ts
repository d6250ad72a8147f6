/**
 * The connection status of platforms as the hub sees it change, with short limits. It may observe what askers are answered, what
 * the operator sees, and which requests reach the platforms.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ocpi, plain, unauthorized, type SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { invite, platformAt, register, startPlatform, type PlatformView } from '../support/onboarding.js';

const OFFLINE_AFTER = 2;
const FORWARD_TIMEOUT_MS = 300;
/** Far longer than an answer takes that nothing was sent for, far shorter than the timeout. */
const AT_ONCE_MS = 250;

/** Nobody is asked by itself here: what happens is what messages do. */
let quiet: HubProcess;
/** Silence is looked into after a second. */
let watchful: HubProcess;
let asker: SimulatedPlatform;

beforeAll(async () => {
  const env = { BUSBAR_OFFLINE_AFTER: `${OFFLINE_AFTER}`, BUSBAR_FORWARD_TIMEOUT_MS: `${FORWARD_TIMEOUT_MS}` };
  [quiet, watchful] = await Promise.all([
    startHub({ env: { ...env, BUSBAR_ALIVE_AFTER_S: '3600' } }),
    startHub({ env: { ...env, BUSBAR_ALIVE_AFTER_S: '1' } }),
  ]);
  asker = await startPlatform('EMSP DE/ASK');
  await register(quiet, asker);
});

let made = 0;

/** A registered CPO with a party id of its own. It takes no ClientInfo: what the hub pushes on its own would count as well. */
async function aRegisteredCpo(hub: HubProcess): Promise<{ readonly platform: SimulatedPlatform; readonly id: string }> {
  made += 1;
  const platform = await startPlatform(`CPO NL/S${`${made}`.padStart(2, '0')}`, {
    offers: [{ module: 'locations', interfaceRole: 'SENDER' }],
  });
  return { platform, id: await register(hub, platform) };
}

/** The OCPI status that a message to this platform gets, and how long that takes. */
async function ask(platform: SimulatedPlatform, from = asker): Promise<{ code: number; message: string; ms: number }> {
  const startedAt = performance.now();
  const named = { module: 'locations', interfaceRole: 'SENDER', path: '/1', to: platform.party } as const;
  const { envelope } = await from.request({ method: 'GET', ...named });
  const ms = performance.now() - startedAt;
  return { code: envelope?.status_code ?? 0, message: envelope?.status_message ?? '', ms };
}

async function statusIs(hub: HubProcess, id: string, status: string): Promise<PlatformView> {
  return eventually(`the platform to be ${status}`, async () => {
    const view = await platformAt(hub, id);
    return view.status === status && view;
  });
}

describe('a platform', () => {
  it('is PLANNED until its first handshake: 4003', async () => {
    const platform = await startPlatform('CPO NL/PLN');
    const { id } = await invite(quiet, platform);
    expect(await ask(platform)).toMatchObject({ code: 4003, message: expect.stringContaining('PLANNED') });
    expect(await platformAt(quiet, id)).toMatchObject({ status: 'PLANNED' });
  });

  it('that refuses connections is OFFLINE after as many messages as the limit says, and 4003 at once then', async () => {
    const { platform, id } = await aRegisteredCpo(quiet);
    await platform.stop();
    for (let nth = 1; nth <= OFFLINE_AFTER; nth += 1) {
      expect(await platformAt(quiet, id)).toMatchObject({ status: 'CONNECTED' });
      expect(await ask(platform)).toMatchObject({
        code: 4003,
        message: expect.stringContaining('nothing was sent to'),
      });
    }
    expect(await platformAt(quiet, id)).toMatchObject({ status: 'OFFLINE' });
    const answer = await ask(platform);
    expect(answer).toMatchObject({ code: 4003, message: expect.stringContaining('is OFFLINE') });
    expect(answer.ms).toBeLessThan(AT_ONCE_MS);
  });

  it('that answers nothing in time is 4002, OFFLINE after as many of them, and 4003 without a connection then', async () => {
    const { platform, id } = await aRegisteredCpo(quiet);
    platform.answerTo({}, { kind: 'silence' });
    for (let nth = 1; nth <= OFFLINE_AFTER; nth += 1) expect(await ask(platform)).toMatchObject({ code: 4002 });
    expect(await platformAt(quiet, id)).toMatchObject({ status: 'OFFLINE' });
    platform.received.clear();
    const answer = await ask(platform);
    expect(answer.code).toBe(4003);
    expect(answer.ms).toBeLessThan(AT_ONCE_MS);
    expect(platform.received.matching({ module: 'locations' })).toHaveLength(0);
  });

  it('that answers some messages stays CONNECTED however many others it lets time out', async () => {
    const { platform, id } = await aRegisteredCpo(quiet);
    platform.answerTo({ path: '/1' }, { kind: 'silence' });
    for (let nth = 1; nth <= OFFLINE_AFTER + 2; nth += 1) {
      const slow = ask(platform);
      const named = { module: 'locations', interfaceRole: 'SENDER', path: '/2', to: platform.party } as const;
      await eventually('the slow one to be under way', () => platform.received.matching({ path: '/1' }).length >= nth);
      expect((await asker.request({ method: 'GET', ...named })).envelope?.status_code).toBe(1000);
      expect(await slow).toMatchObject({ code: 4002 });
    }
    expect(await platformAt(quiet, id)).toMatchObject({ status: 'CONNECTED' });
  });

  it('whose answers are HTTP 500 or OCPI errors stays CONNECTED: somebody is there', async () => {
    const { platform, id } = await aRegisteredCpo(quiet);
    platform.answerTo({ path: '/1' }, plain({ status: 500 }), OFFLINE_AFTER);
    for (let nth = 1; nth <= OFFLINE_AFTER; nth += 1) await ask(platform);
    platform.answerTo({ path: '/1' }, ocpi(undefined, { ocpiStatus: 3000 }));
    for (let nth = 1; nth <= OFFLINE_AFTER; nth += 1) expect(await ask(platform)).toMatchObject({ code: 3000 });
    expect(await platformAt(quiet, id)).toMatchObject({ status: 'CONNECTED', connection: { failures_in_a_row: 0 } });
  });

  it('whose failures are interrupted by an answer stays CONNECTED', async () => {
    const { platform, id } = await aRegisteredCpo(quiet);
    for (let round = 1; round <= 3; round += 1) {
      await platform.stop();
      for (let nth = 1; nth < OFFLINE_AFTER; nth += 1) await ask(platform);
      await platform.start();
      expect(await ask(platform)).toMatchObject({ code: 1000 });
    }
    expect(await platformAt(quiet, id)).toMatchObject({ status: 'CONNECTED' });
  });

  it('that is OFFLINE is asked as soon as it sends something itself, and CONNECTED when it answers', async () => {
    const { platform, id } = await aRegisteredCpo(quiet);
    await platform.stop();
    for (let nth = 1; nth <= OFFLINE_AFTER; nth += 1) await ask(platform);
    await statusIs(quiet, id, 'OFFLINE');
    // The first probe of an OFFLINE platform waits half a minute, unless something is heard of it.
    await platform.start();
    platform.received.clear();
    expect(await ask(asker, platform)).toMatchObject({ code: 4003 });
    await statusIs(quiet, id, 'CONNECTED');
    expect(platform.received.all[0]?.endpoint?.module).toBe('versions');
    expect(await ask(platform)).toMatchObject({ code: 1000 });
  });

  it('that answers 401 shows refused credentials, its askers 4003, until it accepts them again', async () => {
    const { platform, id } = await aRegisteredCpo(quiet);
    platform.answerTo({ module: 'locations' }, unauthorized());
    const answer = await ask(platform);
    expect(answer).toMatchObject({
      code: 4003,
      message: expect.stringContaining("does not accept the hub's credentials"),
    });
    expect(await platformAt(quiet, id)).toMatchObject({
      status: 'CONNECTED',
      connection: { credentials_refused: true },
    });
    platform.clearAnswers();
    expect(await ask(platform)).toMatchObject({ code: 1000 });
    expect(await platformAt(quiet, id)).toMatchObject({ connection: { credentials_refused: false } });
  });
});

describe('the alive check', () => {
  it('asks a silent platform for its versions with its token, and leaves one alone that talks', async () => {
    const silent = await aRegisteredCpo(watchful);
    const talking = await aRegisteredCpo(watchful);
    silent.platform.received.clear();
    talking.platform.received.clear();
    const asked = { method: 'GET', module: 'versions' };
    await eventually('the silent one to be asked', async () => {
      await talking.platform.request({ method: 'GET', module: 'credentials' });
      return silent.platform.received.matching(asked).length > 0;
    });
    expect(talking.platform.received.matching(asked)).toHaveLength(0);
    expect(silent.platform.received.all[0]?.requestId).toMatch(/^[\w-]{36}$/);
    expect(await platformAt(watchful, silent.id)).toMatchObject({ status: 'CONNECTED' });
  });

  it('finds a dead platform OFFLINE and a revived one CONNECTED, without any message', async () => {
    const { platform, id } = await aRegisteredCpo(watchful);
    await platform.stop();
    await statusIs(watchful, id, 'OFFLINE');
    await platform.start();
    await statusIs(watchful, id, 'CONNECTED');
  });

  it('leaves SUSPENDED platforms alone', async () => {
    const suspended = await aRegisteredCpo(watchful);
    const witness = await aRegisteredCpo(watchful);
    await watchful.operator('POST', `/platforms/${suspended.id}/suspend`);
    suspended.platform.received.clear();
    witness.platform.received.clear();
    await witness.platform.received.waitFor({ module: 'versions' }, 2);
    expect(suspended.platform.received.all).toHaveLength(0);
    expect(await platformAt(watchful, suspended.id)).toMatchObject({ status: 'SUSPENDED' });
  });
});
