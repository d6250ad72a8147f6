/**
 * Two hub processes behind one address, on one MariaDB: each must act on what the other did. It may observe what platforms are
 * answered at either process, and how long after.
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ocpi, type PlatformAnswer, type SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { freshCredentials, invite, platformAt, register, startPlatform } from '../support/onboarding.js';
import { describeOnMariadb, privateSchema } from '../support/private-mariadb.js';

/** What one process did holds at the other after this time. */
const SEEN = { withinMs: 2_000 };

describeOnMariadb('what happens at one of two processes', () => {
  let schema: Awaited<ReturnType<typeof privateSchema>>;
  let one: HubProcess;
  let other: HubProcess;
  let emsp: SimulatedPlatform;

  beforeAll(async () => {
    schema = await privateSchema();
    const port = String(await freePort());
    const env = {
      BUSBAR_DATABASE_URL: schema.url,
      BUSBAR_PUBLIC_URL: `http://localhost:${port}`,
      BUSBAR_OFFLINE_AFTER: '1',
      BUSBAR_ALIVE_AFTER_S: '3600',
    };
    [one, other] = await Promise.all([startHub({ env: { ...env, BUSBAR_PORT: port } }), startHub({ env })]);
    emsp = await startPlatform('EMSP DE/TWO');
    await register(one, emsp);
    await eventually(
      'the other process to know it',
      async () => (await credentialsAt(other, emsp)).status === 200,
      SEEN,
    );
  }, 60_000);
  afterAll(async () => {
    await Promise.all([one.stop(), other.stop()]);
    await schema.close();
  }, 20_000);

  /** GET credentials at one process; the URLs that platforms know all lead to the first. */
  function credentialsAt(hub: HubProcess, platform: SimulatedPlatform, token?: string): Promise<PlatformAnswer> {
    const url = `${hub.url}/ocpi/2.2.1/credentials`;
    return platform.request({ method: 'GET', url, ...(token === undefined ? {} : { token }) });
  }

  /** The OCPI status of a message to this party that enters at one process. */
  async function askAt(hub: HubProcess, to: string): Promise<number | undefined> {
    const url = `${hub.url}/ocpi/2.2.1/sender/locations`;
    return (await emsp.request({ method: 'GET', url, path: '/1', to })).envelope?.status_code;
  }

  async function statusAt(hub: HubProcess, id: string): Promise<string> {
    return (await platformAt(hub, id)).status;
  }

  it('a new platform is known at the other, which takes its registration; the first then routes to it', async () => {
    const platform = await startPlatform('CPO NL/NEW');
    const { id, registration } = await invite(one, platform);
    await eventually('the platform to be known', async () => (await statusAt(other, id)) === 'PLANNED', SEEN);

    const url = `${other.url}/ocpi/2.2.1/credentials`;
    const body = freshCredentials(platform);
    const answer = await platform.request({ method: 'POST', url, token: registration.token, body });

    expect(answer.envelope?.status_code).toBe(1000);
    expect(await askAt(other, 'NL/NEW')).toBe(1000);
    await eventually('the first process to route to it', async () => (await askAt(one, 'NL/NEW')) === 1000, SEEN);
    const { token } = answer.envelope?.data as { readonly token: string };
    expect(await credentialsAt(one, platform, token)).toMatchObject({ status: 200 });
    expect((await credentialsAt(one, platform, registration.token)).isSuccess).toBe(false);
  });

  it('a registration at both at once is won by exactly one', async () => {
    const platform = await startPlatform('CPO NL/RAC');
    const { id, registration } = await invite(one, platform);
    await eventually('the platform to be known', async () => (await statusAt(other, id)) === 'PLANNED', SEEN);
    const answers = await Promise.all(
      [one, other].map((hub) => {
        const url = `${hub.url}/ocpi/2.2.1/credentials`;
        return platform.request({ method: 'POST', url, token: registration.token, body: freshCredentials(platform) });
      }),
    );
    const won = answers.filter(({ isSuccess }) => isSuccess);
    expect(won).toHaveLength(1);
    const { token } = won[0]?.envelope?.data as { readonly token: string };
    for (const hub of [one, other]) {
      const isKnown = async (): Promise<boolean> => (await credentialsAt(hub, platform, token)).status === 200;
      await eventually('the winner to be known', isKnown, SEEN);
    }
  });

  it('a new token works at the other, and ends the old one at both once it was used', async () => {
    const former = emsp.peer?.token ?? '';
    expect(await emsp.updateCredentials()).toMatchObject({ done: true });
    expect(await credentialsAt(other, emsp, former)).toMatchObject({ status: 200 });
    const worksAtOther = async (): Promise<boolean> => (await credentialsAt(other, emsp)).status === 200;
    await eventually('the new token to work', worksAtOther, SEEN);
    for (const hub of [one, other]) {
      // After twenty unknown tokens from one address, which this suite has behind it, 401 becomes 429.
      const isOver = async (): Promise<boolean> => [401, 429].includes((await credentialsAt(hub, emsp, former)).status);
      await eventually('the former token to end', isOver, SEEN);
    }
    expect(await askAt(one, 'NL/NEW')).toBe(1000);
  });

  it('OFFLINE, CONNECTED, suspended and removed hold at the other', async () => {
    const platform = await startPlatform('CPO NL/STA');
    const id = await register(one, platform);
    const isAtOther = (status: string): Promise<unknown> =>
      eventually(`${status} at the other`, async () => (await statusAt(other, id)) === status, SEEN);
    await isAtOther('CONNECTED');

    await platform.stop();
    expect(await askAt(one, 'NL/STA')).toBe(4003);
    await isAtOther('OFFLINE');
    await platform.start();
    await one.operator('POST', `/platforms/${id}/probe`);
    await isAtOther('CONNECTED');
    expect(await askAt(other, 'NL/STA')).toBe(1000);

    await one.operator('POST', `/platforms/${id}/suspend`);
    await isAtOther('SUSPENDED');
    expect(await askAt(other, 'NL/STA')).toBe(4003);
    await other.operator('POST', `/platforms/${id}/resume`);
    await eventually('resumed at the first', async () => (await statusAt(one, id)) === 'CONNECTED', SEEN);

    await one.operator('DELETE', `/platforms/${id}`);
    await eventually('removed at the other', async () => (await askAt(other, 'NL/STA')) === 4001, SEEN);
  });

  it('a command that entered at one gets its result by way of the other', async () => {
    const cpo = await startPlatform('CPO NL/CMD');
    await register(one, cpo);
    emsp.answerTo({ where: ({ target }) => target === '/results/1' }, ocpi());
    const response_url = `http://127.0.0.1:${emsp.port}/results/1`;
    const url = `${one.url}/ocpi/2.2.1/receiver/commands/UNLOCK_CONNECTOR`;
    expect(await emsp.request({ method: 'POST', url, to: 'NL/CMD', body: { response_url } })).toMatchObject({
      status: 200,
    });
    const { json } = await cpo.received.waitFor({ module: 'commands' });
    const resultPath = new URL((json as { readonly response_url: string }).response_url).pathname;
    const sendResult = (): Promise<PlatformAnswer> =>
      cpo.request({ method: 'POST', url: other.url + resultPath, to: 'DE/TWO', body: { result: 'ACCEPTED' } });
    await eventually('the CPO to be known there', async () => (await credentialsAt(other, cpo)).status === 200, SEEN);
    expect((await sendResult()).envelope?.status_code).toBe(1000);
    expect(emsp.received.matching({ method: 'POST', where: ({ target }) => target === '/results/1' })).toHaveLength(1);
  });
});
