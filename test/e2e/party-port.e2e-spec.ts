import { beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../support/free-port.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { askRaw } from '../support/raw-asker.js';

/** What a stranger finds on the port that is open to parties when operators have one of their own: OCPI and health, and no way round. */
describe('the port of the parties', () => {
  let hub: HubProcess;

  beforeAll(async () => {
    hub = await startHub({ env: { BUSBAR_OPERATOR_PORT: String(await freePort()) } });
  }, 60_000);

  const get = (url: string, target: string): ReturnType<typeof askRaw> =>
    askRaw(url, `GET ${target} HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer ${hub.operatorKey}\r\n\r\n`);

  it.each([
    '/api/v1/platforms',
    '/API/v1/platforms',
    '//api/v1/platforms',
    '/./api/v1/platforms',
    '/%61pi/v1/platforms',
    '/ocpi',
    '/ocpi/../api/v1/platforms',
    '/ocpi/%2e%2e/api/v1/platforms',
    '/healthz/../api/v1/platforms',
    '/healthz%2f..%2fapi%2fv1%2fplatforms',
    'http://hub/api/v1/platforms',
    '/metrics',
    '/api/openapi.json',
    '/',
  ])('has no operator API at %s, not even for the operator key', async (target) => {
    const answer = await get(hub.url, target);
    expect([401, 404]).toContain(answer.status);
    expect(answer.body).toMatch(/"status_code":200[01]/);
    expect(answer.body).not.toContain('items');
  });

  it('has the health of the process, for the balancer before it', async () => {
    expect((await get(hub.url, '/healthz')).status).toBe(200);
    expect((await get(hub.url, '/readyz')).status).toBe(200);
  });

  it('is the only one that speaks OCPI', async () => {
    expect((await get(hub.url, '/ocpi/versions')).status).toBe(401);
    expect((await get(hub.operatorUrl, '/ocpi/versions')).status).toBe(404);
    expect((await get(hub.operatorUrl, '/api/v1/platforms')).status).toBe(200);
  });
});
