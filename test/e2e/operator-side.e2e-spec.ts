import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import type { HubProcess } from '../support/hub-process.js';
import type { JoinedPlatform } from '../support/joined-platform.js';
import { GET_LOCATIONS, startRoaming } from '../support/roaming.js';

/**
 * The operator's side of a running hub, on a port of its own: what it shows of messages that really crossed, and that no secret is
 * left anywhere. It observes the operator API, health, metrics, the log and the data directory.
 */
describe('the operator of a running hub', () => {
  let hub: HubProcess;
  let emsp: JoinedPlatform;
  let cpo: JoinedPlatform;

  beforeAll(async () => {
    const BUSBAR_OPERATOR_PORT = String(await freePort());
    ({ hub, cpo, emsp } = await startRoaming({ env: { BUSBAR_OPERATOR_PORT, BUSBAR_LOG_LEVEL: 'debug' } }));
  }, 60_000);

  const open = (path: string): Promise<Response> => fetch(`${hub.operatorUrl}${path}`);

  it('finds a message by its correlation id, in the journal and in the log', async () => {
    const correlationId = 'the-operator-looks-for-this';
    await emsp.request({ ...GET_LOCATIONS, correlationId });
    const message = await eventually('the message to be in the journal', async () => {
      const { body } = await hub.operator<{ items: { id: string }[] }>(
        'GET',
        `/messages?correlation_id=${correlationId}`,
      );
      return body.items[0];
    });
    expect(message).toMatchObject({ from: 'DE/MSP', to: 'NL/CPO', module: 'locations', outcome: 'answered' });
    const whole = await hub.operator('GET', `/messages/${message.id}`);
    expect(whole.body).toMatchObject({ correlation_id: correlationId, plan: 'direct', attempts: [] });
    expect(hub.logs()).toMatch(/"event":"message\.concluded".*"the-operator-looks-for-this"/);
  });

  it('hears of messages while they pass', async () => {
    const headers = { authorization: `Bearer ${hub.operatorKey}` };
    const leaving = new AbortController();
    const stream = await fetch(`${hub.operatorUrl}/api/v1/events`, { headers, signal: leaving.signal });
    let heard = '';
    const listening = (async () => {
      for await (const chunk of stream.body ?? []) heard += Buffer.from(chunk as Uint8Array).toString();
    })().catch(() => undefined);
    await emsp.request({ ...GET_LOCATIONS, correlationId: 'heard-live' });
    await eventually('the event to arrive', () => /event: message\.concluded\ndata: .*"heard-live"/.test(heard));
    leaving.abort();
    await listening;
  });

  it('counts messages by module, plan and outcome, and sees platforms and their status', async () => {
    const figures = await (await open('/metrics')).text();
    expect(figures).toMatch(/busbar_messages_total\{module="locations",plan="direct",outcome="answered"\} [1-9]/);
    expect(figures).toContain(`busbar_platform_status{platform="${cpo.id}",status="CONNECTED"} 1`);
    expect(figures).toMatch(/nodejs_eventloop_lag_seconds /);
    const shown = await hub.operator('GET', `/platforms/${cpo.id}`);
    expect(shown.body).toMatchObject({
      status: 'CONNECTED',
      connection: { failures_in_a_row: 0, last_answer_at: expect.stringMatching(/^\d{4}-.*Z$/) },
      last_handshake: { direction: 'they-called', ok: true },
    });
  });

  it('is alone on the operator port, and parties on theirs, health apart', async () => {
    expect((await open('/readyz')).status).toBe(200);
    expect((await fetch(`${hub.url}/readyz`)).status).toBe(200);
    expect((await open('/ocpi/versions')).status).toBe(404);
    for (const path of ['/', '/metrics', '/api/openapi.json', '/api/v1/platforms']) {
      expect([path, (await fetch(`${hub.url}${path}`)).status]).toEqual([path, 404]);
    }
  });

  it('is told no secret: not by the log, nor by the data directory, nor by any answer', async () => {
    const { body: issued } = await hub.operator<{ registration: { token: string } }>(
      'POST',
      `/platforms/${cpo.id}/registration-token`,
    );
    const { body: made } = await hub.operator<{ key: string }>('POST', '/keys', { role: 'viewer' });
    const secrets = [issued.registration.token, cpo.registrationToken, emsp.registrationToken, made.key];
    const answers = await Promise.all(
      ['/platforms', '/parties', '/messages', '/keys', '/stats'].map(async (path) => hub.operator('GET', path)),
    );
    const stored = readdirSync(hub.dataDir)
      .filter((name) => name.startsWith('busbar.sqlite'))
      .map((name) => readFileSync(join(hub.dataDir, name), 'latin1'));
    const told = [hub.logs(), JSON.stringify(answers), ...stored, await (await open('/metrics')).text()].join('');
    expect(secrets.filter((secret) => told.includes(secret) || told.includes(btoa(secret)))).toEqual([]);
  });

  it('ends the hub in order although somebody listens', async () => {
    const headers = { authorization: `Bearer ${hub.operatorKey}` };
    const stream = await fetch(`${hub.operatorUrl}/api/v1/events`, { headers });
    const listened = stream.text();
    expect(await hub.stop()).toBe(0);
    expect(await listened).toContain(': events of the hub follow');
  });
});
