/**
 * Registration with the hub as receiver, over HTTP, with the hub in a process of its own. It may observe what the platforms get
 * and are asked, and what the operator API tells.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { freshCredentials, invite, platformAt, register, startPlatform } from '../support/onboarding.js';

let hub: HubProcess;
beforeAll(async () => {
  hub = await startHub({
    env: { BUSBAR_HUB_COUNTRY_CODE: 'DE', BUSBAR_HUB_PARTY_ID: 'BSB', BUSBAR_HUB_NAME: 'Busbar e2e' },
  });
});

/** One platform per version and way to write tokens. */
const PEERS = [
  { version: '2.2', tokenEncoding: 'raw', party: 'NL/V20' },
  { version: '2.2.1', tokenEncoding: 'base64', party: 'NL/V21' },
  { version: '2.2.1', tokenEncoding: 'raw', party: 'NL/V2R' },
  { version: '2.3.0', tokenEncoding: 'base64', party: 'NL/V30' },
] as const;

describe.each(PEERS)(
  'a platform on OCPI $version that writes tokens $tokenEncoding',
  ({ version, tokenEncoding, party }) => {
    let platform: SimulatedPlatform;
    let id: string;
    let tokenA: string;

    it('registers by POST, whereupon it is CONNECTED and the operator sees its endpoints', async () => {
      platform = await startPlatform(`CPO ${party}`, { versions: [version], tokenEncoding });
      const invited = await invite(hub, platform);
      id = invited.id;
      tokenA = invited.registration.token;
      expect(invited).toMatchObject({ status: 'PLANNED', version: null, endpoints: [] });

      const handshake = await platform.registerWith({ versionsUrl: invited.registration.versions_url, token: tokenA });

      expect(handshake).toMatchObject({ done: true, peer: { version } });
      const view = await platformAt(hub, id);
      expect(view).toMatchObject({ status: 'CONNECTED', version, versions_url: platform.versionsUrl });
      expect(view.endpoints).toContainEqual({
        module: 'locations',
        interface: 'SENDER',
        url: platform.endpointUrl('locations', 'SENDER', version),
      });
    });

    it('was asked for versions and details with its token B during that POST, with ids and without routing headers', () => {
      const asked = platform.received.all.map(({ method, endpoint }) => `${method} ${endpoint?.module ?? ''}`);
      // A token written the wrong way is refused once, on the first GET.
      expect(asked.slice(-2)).toEqual(['GET versions', 'GET version-details']);
      expect(asked).toHaveLength(tokenEncoding === 'raw' ? 3 : 2);
      for (const request of platform.received.all) {
        expect(request.requestId).toMatch(/^[\w-]{36}$/);
        expect(request.correlationId).toMatch(/^[\w-]{36}$/);
        expect(Object.keys(request.headers).filter((name) => name.startsWith('ocpi-'))).toEqual([]);
      }
    });

    it('gets the token it presents when it asks for the credentials', async () => {
      const answer = await platform.request({ method: 'GET', module: 'credentials' });
      expect(answer.envelope).toMatchObject({ status_code: 1000, data: { token: platform.peer?.token } });
    });

    it('can no longer use the registration token', async () => {
      const answer = await platform.request({ method: 'GET', module: 'credentials', token: tokenA });
      expect([answer.status, answer.envelope?.status_code]).toEqual([401, 2000]);
    });

    it('is refused a second POST with HTTP 405 and stays as it is', async () => {
      const answer = await platform.request({
        method: 'POST',
        module: 'credentials',
        body: freshCredentials(platform),
      });
      expect([answer.status, answer.envelope?.status_code]).toEqual([405, 2000]);
      expect((await platform.request({ method: 'GET', module: 'credentials' })).status).toBe(200);
    });

    it('changes its credentials by PUT: the hub asks it anew and both sides have new tokens', async () => {
      const former = platform.peer?.token ?? '';
      platform.received.clear();

      expect(await platform.updateCredentials()).toMatchObject({ done: true });

      expect(platform.peer?.token).not.toBe(former);
      expect(platform.received.all.map(({ endpoint }) => endpoint?.module)).toEqual(['versions', 'version-details']);
      expect((await platform.request({ method: 'GET', module: 'credentials' })).status).toBe(200);
      expect(await hub.operator('POST', `/platforms/${id}/probe`)).toMatchObject({
        body: { ok: true, http_status: 200 },
      });
    });

    it('ends the registration by DELETE and is SUSPENDED; its token is worth nothing then', async () => {
      const token = platform.peer?.token ?? '';
      const answer = await platform.unregister();
      expect([answer.status, answer.envelope?.status_code]).toEqual([200, 1000]);
      const url = `${hub.publicUrl}/ocpi/${version}/credentials`;
      expect((await platform.request({ method: 'GET', url, token })).status).toBe(401);
      expect(await platformAt(hub, id)).toMatchObject({ status: 'SUSPENDED', version: null, endpoints: [] });
    });

    it('comes back with a new registration token', async () => {
      const issued = await hub.operator<{ registration: { token: string; versions_url: string } }>(
        'POST',
        `/platforms/${id}/registration-token`,
      );
      expect(issued.status).toBe(200);
      const { token, versions_url: versionsUrl } = issued.body.registration;
      expect(await platform.registerWith({ versionsUrl, token })).toMatchObject({ done: true });
      expect(await platformAt(hub, id)).toMatchObject({ status: 'CONNECTED', version });
    });
  },
);
