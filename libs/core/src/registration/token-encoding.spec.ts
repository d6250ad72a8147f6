import { describe, expect, it } from '@jest/globals';
import { json, success } from '../../../../test/doubles/peer-platform.js';
import {
  aHubWithNewcomer,
  CPO_OF_PEER,
  type HubAnswer,
  type RegistrationRig,
} from '../../../../test/support/registration-rig.js';

const post = (hub: RegistrationRig, body: unknown = CPO_OF_PEER, token = 'token-a'): Promise<HubAnswer> =>
  hub.callCredentials('POST', { token, body });
const put = (hub: RegistrationRig, body: unknown, token = 'hub-token-1'): Promise<HubAnswer> =>
  hub.callCredentials('PUT', { token, body });

describe('how the peer wants its token written', () => {
  it('is found out on the GETs and noted as a defect when it is raw', async () => {
    const hub = aHubWithNewcomer();
    hub.peer.accepts = 'raw';
    expect(await post(hub)).toMatchObject({ ok: true });
    expect(hub.peer.requests.map(({ authorization }) => authorization)).toEqual([
      'Token dG9rZW4tYg==',
      'Token token-b',
      'Token token-b',
    ]);
    expect(hub.store.get('peer').registration?.token.header).toBe('Token token-b');
    expect(hub.defects).toMatchObject([{ platformId: 'peer', kind: 'token-encoding' }]);
  });

  it('is found out on the details where anybody may read the versions', async () => {
    const hub = aHubWithNewcomer();
    hub.peer.accepts = 'raw';
    hub.peer.replies.set('GET https://peer.example/ocpi/versions', () => success(hub.peer.versions));
    expect(await post(hub)).toMatchObject({ ok: true });
    expect(hub.store.get('peer').registration?.token.encoding).toBe('raw');
  });

  it('is found out as well from a peer that answers HTTP 200 with an OCPI error', async () => {
    const hub = aHubWithNewcomer();
    hub.peer.replies.set('GET https://peer.example/ocpi/versions', ({ authorization }) =>
      authorization === 'Token token-b' ? success(hub.peer.versions) : json(200, { status_code: 2001 }),
    );
    hub.peer.accepts = 'raw';
    expect(await post(hub)).toMatchObject({ ok: true });
  });

  it('is not asked for more than once per document', async () => {
    const hub = aHubWithNewcomer();
    hub.peer.tokens = [];
    const answer = await post(hub);
    expect(answer).toMatchObject({ ocpi: 3001 });
    expect(answer).toHaveProperty(
      'message',
      expect.stringContaining('HTTP 401, whether the token comes in Base64 or raw'),
    );
    expect(hub.peer.requests).toHaveLength(2);
  });

  it('is begun with what was learned before', async () => {
    const hub = aHubWithNewcomer();
    hub.peer.accepts = 'raw';
    await post(hub);
    hub.peer.requests.length = 0;
    hub.peer.tokens = ['token-b2'];
    await put(hub, { ...CPO_OF_PEER, token: 'token-b2' });
    expect(hub.peer.requests.map(({ authorization }) => authorization)).toEqual(Array(2).fill('Token token-b2'));
  });

  it.each([
    ['base64', 'raw'],
    ['raw', 'base64'],
  ] as const)('is not questioned when the operator has set %s', async (set, accepted) => {
    const hub = aHubWithNewcomer({ settings: { token_encoding: set } });
    hub.peer.accepts = accepted;
    expect(await post(hub)).toMatchObject({ ocpi: 3001 });
    expect(hub.peer.requests).toHaveLength(1);
    hub.peer.accepts = set;
    expect(await post(hub)).toMatchObject({ ok: true });
    expect(hub.defects).toEqual([]);
  });
});
