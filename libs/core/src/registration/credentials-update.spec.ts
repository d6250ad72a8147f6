import { describe, expect, it } from '@jest/globals';
import { endpoint, success } from '../../../../test/doubles/peer-platform.js';
import { aPlatform } from '../../../../test/support/builders.js';
import {
  aHubWithNewcomer,
  aRegisteredPeer,
  CPO_OF_PEER,
  NEWCOMER,
  type HubAnswer,
  type RegistrationRig,
} from '../../../../test/support/registration-rig.js';

const post = (hub: RegistrationRig, body: unknown = CPO_OF_PEER, token = 'token-a'): Promise<HubAnswer> =>
  hub.callCredentials('POST', { token, body });
const put = (hub: RegistrationRig, body: unknown, token = 'hub-token-1'): Promise<HubAnswer> =>
  hub.callCredentials('PUT', { token, body });

describe('PUT of credentials', () => {
  it('is refused with 405 when the platform is not registered', async () => {
    expect(await put(aHubWithNewcomer(), CPO_OF_PEER, 'token-a')).toMatchObject({ http: 405, ocpi: 2000 });
  });

  it('fetches versions and details again although the version stays', async () => {
    const hub = await aRegisteredPeer();
    hub.peer.endpoints.push(endpoint('cdrs', 'SENDER'));
    expect(await put(hub, CPO_OF_PEER)).toMatchObject({ ok: true, data: { token: 'hub-token-2' } });
    expect(hub.store.get('peer').registration?.endpoints.map(({ module }) => module)).toContain('cdrs');
  });

  it('switches to the version whose endpoint was called', async () => {
    const hub = await aRegisteredPeer();
    expect(await hub.callCredentials('PUT', { token: 'hub-token-1', version: '2.2', body: CPO_OF_PEER })).toMatchObject(
      {
        ok: true,
      },
    );
    expect(hub.store.get('peer').registration?.version).toBe('2.2');
  });

  it('keeps the old token until the new one is first used, so that a lost answer locks nobody out', async () => {
    const hub = await aRegisteredPeer();
    await put(hub, CPO_OF_PEER);
    expect(hub.opens('hub-token-1')).toBe('connection');
    expect(await put(hub, CPO_OF_PEER)).toMatchObject({ ok: true, data: { token: 'hub-token-3' } });
    expect(hub.opens('hub-token-3')).toBe('connection');
    expect([hub.opens('hub-token-1'), hub.opens('hub-token-2')]).toEqual([null, null]);
  });

  it('changes nothing when their API cannot be used', async () => {
    const hub = await aRegisteredPeer();
    const before = hub.store.get('peer');
    hub.peer.versions = [];
    expect(await put(hub, { ...CPO_OF_PEER, token: 'token-b2' })).toMatchObject({ ocpi: 3001 });
    expect(hub.store.get('peer')).toBe(before);
    expect(hub.opens('hub-token-1')).toBe('connection');
  });

  it('goes through when only the connection status changed while it ran', async () => {
    const hub = await aRegisteredPeer();
    hub.store.change('peer', { status: 'OFFLINE' });
    hub.peer.replies.set('GET https://peer.example/ocpi/2.2.1', () => {
      hub.store.change('peer', { status: 'CONNECTED' });
      return success({ version: '2.2.1', endpoints: hub.peer.endpoints });
    });
    expect(await put(hub, CPO_OF_PEER)).toMatchObject({ ok: true });
  });

  it('does not bring a platform back that the operator suspends while it runs', async () => {
    const hub = await aRegisteredPeer();
    hub.peer.replies.set('GET https://peer.example/ocpi/2.2.1', () => {
      hub.store.change('peer', { status: 'SUSPENDED' });
      return success({ version: '2.2.1', endpoints: hub.peer.endpoints });
    });
    expect(await put(hub, CPO_OF_PEER)).toMatchObject({ http: 403, kind: 'platform-suspended' });
    expect(hub.store.get('peer').status).toBe('SUSPENDED');
    expect(hub.opens('hub-token-2')).toBeNull();
  });

  it('cannot keep a party that the operator took away while it ran', async () => {
    const hub = await aRegisteredPeer();
    hub.peer.replies.set('GET https://peer.example/ocpi/2.2.1', () => {
      hub.store.change('peer', { parties: [] });
      return success({ version: '2.2.1', endpoints: hub.peer.endpoints });
    });
    expect(await put(hub, CPO_OF_PEER)).toMatchObject({ ocpi: 2001 });
  });
});

describe('two handshakes of one platform at once', () => {
  it('end with exactly one that wins', async () => {
    const hub = aHubWithNewcomer();
    const answers = await Promise.all([post(hub), post(hub)]);
    expect(answers).toMatchObject([{ ok: true }, { http: 429, ocpi: 2000, retryAfterS: 5 }]);
    expect(hub.peer.asked).toHaveLength(2);
  });

  it('do not stand in the way of the next one once they are over', async () => {
    const hub = aHubWithNewcomer();
    hub.peer.versions = [];
    await Promise.all([post(hub), post(hub)]);
    hub.peer.versions = [{ version: '2.2.1', url: 'https://peer.example/ocpi/2.2.1' }];
    expect(await post(hub)).toMatchObject({ ok: true });
  });

  it('end with 405 for a POST that another process of the hub has overtaken', async () => {
    const hub = aHubWithNewcomer();
    const registered = aPlatform({ ...NEWCOMER, offers: ['locations SENDER'] });
    hub.peer.replies.set('GET https://peer.example/ocpi/2.2.1', () => {
      hub.store.change('peer', { registration: registered.registration });
      return success({ version: '2.2.1', endpoints: hub.peer.endpoints });
    });
    expect(await post(hub)).toMatchObject({ http: 405, ocpi: 2000 });
    expect(hub.store.get('peer').registration).toBe(registered.registration);
  });

  it('end with a clear refusal when the other process is quicker by the last step', async () => {
    const hub = aHubWithNewcomer();
    hub.store.beforeWrite = () => hub.store.change('peer', { name: 'changed' });
    const answer = await post(hub);
    expect(answer).toMatchObject({ http: 429, ocpi: 2000, retryAfterS: 5 });
    expect(answer).toHaveProperty('message', expect.stringContaining('changed meanwhile'));
    expect(hub.store.get('peer').registration).toBeNull();
  });
});
