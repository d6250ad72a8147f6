import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { PlatformAnswer, PlatformRequest } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { endingOf, headerOf } from '../support/hub-answers.js';
import type { HubProcess } from '../support/hub-process.js';
import { plannedPlatform, type JoinedPlatform } from '../support/joined-platform.js';
import { listMessages, rowsOf } from '../support/journal-of.js';
import { createSchema, describeOnOwnMariadb, PrivateMariadb } from '../support/private-mariadb.js';
import { forget, GET_LOCATIONS, PUT_TOKEN, startRoaming } from '../support/roaming.js';

/**
 * A hub whose database server is killed while messages pass, and comes back. It needs a server that may be killed:
 * BUSBAR_TEST_DATABASE_URL is not touched here.
 */
const BACK = { withinMs: 20_000 };

describeOnOwnMariadb('without MariaDB', () => {
  let server: PrivateMariadb;
  let hub: HubProcess;
  let cpo: JoinedPlatform;
  let emsp: JoinedPlatform;
  let newcomer: JoinedPlatform;
  /** Given to the CPO while the database was there. */
  let callback: string;

  beforeAll(async () => {
    server = await PrivateMariadb.start();
    ({ hub, cpo, emsp } = await startRoaming({ env: { BUSBAR_DATABASE_URL: await createSchema(server.url) } }));
    newcomer = await plannedPlatform(hub, { parties: [{ id: 'BE/NEW', role: 'CPO' }] });
    await command();
    callback = (cpo.received.all.at(-1)?.json as { response_url: string }).response_url;
    await ask({ correlationId: 'before' });
    await rowsOf(hub, 'before');
    await server.crash();
  }, 60_000);

  afterAll(async () => {
    await hub.stop();
    await server.close();
  }, 30_000);

  beforeEach(() => forget(cpo, emsp));

  const ask = (request: Partial<PlatformRequest> = {}): Promise<PlatformAnswer> =>
    emsp.request({ ...GET_LOCATIONS, ...request });
  const command = (): Promise<PlatformAnswer> =>
    ask({
      method: 'POST',
      module: 'commands',
      interfaceRole: 'RECEIVER',
      path: '/START_SESSION',
      body: { response_url: `${emsp.endpointUrl('commands', 'SENDER')}/uid-1` },
    });
  const register = (): Promise<PlatformAnswer> =>
    newcomer.request({
      method: 'POST',
      url: `${hub.publicUrl}/ocpi/2.2.1/credentials`,
      token: newcomer.registrationToken,
      body: newcomer.credentials(newcomer.tokens.issue('connection')),
    });

  it('direct messages pass as ever, and no slower', async () => {
    const startedAt = performance.now();
    for (let i = 0; i < 100; i++) {
      const answer = await ask(i % 2 === 0 ? {} : { ...PUT_TOKEN, body: { uid: String(i) } });
      expect(endingOf(answer)).toEqual({ http: 200, ocpi: 1000, from: 'NL/CPO', to: 'DE/MSP' });
    }
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(cpo.received.all).toHaveLength(100);
  });

  it('a CDR is passed on, without a Location that nobody could keep', async () => {
    const request = {
      method: 'POST',
      module: 'cdrs',
      interfaceRole: 'RECEIVER',
      to: 'DE/MSP',
      body: { id: 'C1' },
    } as const;
    const answer = await cpo.request(request);
    expect(endingOf(answer)).toMatchObject({ http: 200, ocpi: 1000 });
    expect(headerOf(answer, 'location')).toBeNull();
    expect(emsp.received.matching({ module: 'cdrs' })).toHaveLength(1);
  });

  it('a command is 503 with 3000 soon, tells when to come back, and does not leave the hub', async () => {
    const startedAt = performance.now();
    const answer = await command();
    expect(performance.now() - startedAt).toBeLessThan(6_000);
    expect(endingOf(answer)).toEqual({ http: 503, ocpi: 3000, from: 'XX/HUB', to: 'DE/MSP' });
    expect(Number(headerOf(answer, 'retry-after'))).toBeGreaterThan(0);
    expect(cpo.received.all).toEqual([]);
  });

  it('a result for a URL given out before is delivered as long as the hub remembers it', async () => {
    const answer = await cpo.request({ method: 'POST', url: callback, to: 'DE/MSP', body: { result: 'ACCEPTED' } });
    expect(endingOf(answer)).toEqual({ http: 200, ocpi: 1000, from: 'DE/MSP', to: 'NL/CPO' });
    expect(emsp.received.matching({ path: '/uid-1' })).toHaveLength(1);
  });

  it('a URL that must be looked up is 503 with 3000: nobody is told that it does not exist', async () => {
    const url = `${hub.publicUrl}/ocpi/2.2.1/carried/${'A'.repeat(22)}`;
    const answer = await cpo.request({ method: 'POST', url, to: 'DE/MSP', body: {} });
    expect([answer.status, answer.envelope?.status_code]).toEqual([503, 3000]);
  });

  it('a registration is 503 with 3000', async () => {
    const answer = await register();
    expect([answer.status, answer.envelope?.status_code]).toEqual([503, 3000]);
    expect(Number(headerOf(answer, 'retry-after'))).toBeGreaterThan(0);
  });

  it('the hub is alive and ready, and says what is degraded', async () => {
    const degraded = await eventually('readiness to name the database', async () => {
      const ready = await fetch(`${hub.url}/readyz`);
      expect(ready.status).toBe(200);
      return (await ready.text()).includes('database');
    });
    expect(degraded).toBe(true);
    expect((await fetch(`${hub.url}/healthz`)).status).toBe(200);
  });

  it('the operator API says that it cannot answer, as a problem', async () => {
    const { status, body, headers } = await hub.operator('GET', '/messages');
    expect(status).toBe(503);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ status: 503 });
  });

  it('nothing is lost for good: once it is back, commands, results and the journal go on by themselves', async () => {
    await server.resume();
    await eventually('a command to pass', async () => endingOf(await command()).ocpi === 1000, BACK);
    await eventually(
      'a new message to be journaled',
      async () => {
        const { sentCorrelationId } = await ask();
        await rowsOf(hub, sentCorrelationId);
        return true;
      },
      BACK,
    );
    expect((await listMessages(hub, 'correlation_id=before')).items).toHaveLength(1);
    expect((await register()).isSuccess).toBe(true);
  }, 60_000);

  it('a server that merely stopped answering delays no direct message, and a command no longer than the limit', async () => {
    server.freeze();
    try {
      const [waiting, startedAt] = [command(), performance.now()];
      for (let i = 0; i < 50; i++) expect((await ask()).isSuccess).toBe(true);
      expect(performance.now() - startedAt).toBeLessThan(5_000);
      expect(endingOf(await waiting)).toMatchObject({ http: 503, ocpi: 3000 });
      expect(performance.now() - startedAt).toBeLessThan(10_000);
    } finally {
      server.thaw();
    }
    await eventually('a command to pass', async () => endingOf(await command()).ocpi === 1000, BACK);
  }, 40_000);
});
