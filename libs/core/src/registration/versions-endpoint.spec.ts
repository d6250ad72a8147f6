import { describe, expect, it } from '@jest/globals';
import { aRegisteredPeer, type HubAnswer } from '../../../../test/support/registration-rig.js';
import type { OfferedEndpoint } from './versions-endpoint.js';

const token = 'hub-token-1';

function endpointsIn(answer: HubAnswer): readonly OfferedEndpoint[] {
  return answer.ok ? (answer.data['endpoints'] as OfferedEndpoint[]) : [];
}

describe('the versions of the hub', () => {
  it('are those it can route, each with the URL of its details', async () => {
    const hub = await aRegisteredPeer();
    expect(await hub.getVersions({ token })).toMatchObject({
      data: [
        { version: '2.1.1', url: 'https://hub.example/ocpi/2.1.1' },
        { version: '2.2', url: 'https://hub.example/ocpi/2.2' },
        { version: '2.2.1', url: 'https://hub.example/ocpi/2.2.1' },
        { version: '2.3.0', url: 'https://hub.example/ocpi/2.3.0' },
      ],
    });
  });
});

describe('the version details of the hub', () => {
  it('offer both interfaces of every functional module', async () => {
    const hub = await aRegisteredPeer();
    const endpoints = endpointsIn(await hub.getVersions({ token, version: '2.2.1' }));
    for (const module of ['cdrs', 'chargingprofiles', 'commands', 'locations', 'sessions', 'tariffs', 'tokens']) {
      expect(endpoints.filter(({ identifier }) => identifier === module)).toEqual([
        { identifier: module, role: 'SENDER', url: `https://hub.example/ocpi/2.2.1/sender/${module}` },
        { identifier: module, role: 'RECEIVER', url: `https://hub.example/ocpi/2.2.1/receiver/${module}` },
      ]);
    }
    expect(endpoints).toHaveLength(7 * 2 + 2);
  });

  it('offer credentials and hubclientinfo as SENDER', async () => {
    const hub = await aRegisteredPeer();
    expect(endpointsIn(await hub.getVersions({ token, version: '2.3.0' })).slice(0, 2)).toEqual([
      { identifier: 'credentials', role: 'SENDER', url: 'https://hub.example/ocpi/2.3.0/credentials' },
      { identifier: 'hubclientinfo', role: 'SENDER', url: 'https://hub.example/ocpi/2.3.0/sender/hubclientinfo' },
    ]);
  });

  it('offer a custom module with the interfaces that reachable parties of others offer on this version', async () => {
    const hub = await aRegisteredPeer(
      { id: 'on', parties: ['EMSP BE/ONE'], offers: ['nltnm-b RECEIVER', 'nltnm-a SENDER', 'hubclientinfo RECEIVER'] },
      { id: 'off', parties: ['EMSP BE/OFF'], offers: ['nltnm-b RECEIVER', 'cdrs RECEIVER'], status: 'OFFLINE' },
      { id: 'gone', parties: ['EMSP BE/GON'], offers: ['nltnm-gone SENDER'], status: 'SUSPENDED' },
      { id: 'newer', parties: ['EMSP BE/NEW'], offers: ['nltnm-newer SENDER'], version: '2.3.0' },
    );
    const custom = endpointsIn(await hub.getVersions({ token, version: '2.2.1' })).slice(16);
    expect(custom).toEqual([
      { identifier: 'nltnm-a', role: 'SENDER', url: 'https://hub.example/ocpi/2.2.1/sender/nltnm-a' },
      { identifier: 'nltnm-b', role: 'RECEIVER', url: 'https://hub.example/ocpi/2.2.1/receiver/nltnm-b' },
    ]);
  });

  it('do not offer a platform its own custom module', async () => {
    const hub = await aRegisteredPeer();
    hub.peer.endpoints.push({ identifier: 'nltnm-own', role: 'SENDER', url: 'https://peer.example/own' });
    const body = {
      token: 'token-b',
      url: hub.peer.versionsUrl,
      roles: [{ role: 'CPO', country_code: 'NL', party_id: 'ABC' }],
    };
    expect(await hub.callCredentials('PUT', { token, body })).toMatchObject({ ok: true });
    const endpoints = endpointsIn(await hub.getVersions({ token, version: '2.2.1' }));
    expect(endpoints.map(({ identifier }) => identifier)).not.toContain('nltnm-own');
  });
});
