/**
 * Registration with the hub as sender: the operator gives it a versions URL and a token of the platform. It may observe what the
 * platform is asked, what the operator is answered, and which tokens work afterwards.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  ocpi,
  plain,
  type AnswerSource,
  type PlatformAnswer,
  type SimulatedPlatform,
} from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import {
  askForPlatform,
  invite,
  platformAt,
  startPlatform,
  type HandshakeView,
  type InvitedPlatform,
  type PlatformView,
} from '../support/onboarding.js';

let hub: HubProcess;
beforeAll(async () => {
  hub = await startHub({ env: { BUSBAR_FORWARD_TIMEOUT_MS: '1500' } });
});

/** What the operator API says of a handshake that came to nothing. */
interface FailedHandshake {
  readonly type: string;
  readonly detail: string;
  readonly trace: HandshakeView;
  readonly platform: InvitedPlatform;
}

/** The invitation that a platform gives the operator of the hub. */
function invitationOf(platform: SimulatedPlatform): { readonly versions_url: string; readonly token: string } {
  return { versions_url: platform.versionsUrl, token: platform.issueRegistrationToken() };
}

/** The tokens that the hub offered the platform in its Credentials, in order. */
function tokensOffered(platform: SimulatedPlatform): readonly string[] {
  const bodies = platform.received.all.filter(
    ({ endpoint, bytes }) => endpoint?.module === 'credentials' && bytes.length > 0,
  );
  return bodies.map(({ json }) => (json as { readonly token: string }).token);
}

function getVersions(platform: SimulatedPlatform, token: string): Promise<PlatformAnswer> {
  return platform.request({ method: 'GET', url: `${hub.publicUrl}/ocpi/versions`, token, from: null });
}

describe('the hub registers at a platform', () => {
  it.each([
    { version: '2.1.1', tokenEncoding: 'raw', party: 'NL/S11' },
    { version: '2.1.1', tokenEncoding: 'base64', party: 'NL/S1B' },
    { version: '2.2', tokenEncoding: 'raw', party: 'NL/S20' },
    { version: '2.2.1', tokenEncoding: 'base64', party: 'NL/S21' },
    { version: '2.2.1', tokenEncoding: 'raw', party: 'NL/S2R' },
    { version: '2.3.0', tokenEncoding: 'base64', party: 'NL/S30' },
  ] as const)(
    'on $version with $tokenEncoding tokens as soon as it is made',
    async ({ version, tokenEncoding, party }) => {
      const platform = await startPlatform(`CPO ${party}`, { versions: [version], tokenEncoding });
      const connect = invitationOf(platform);

      const made = await askForPlatform(hub, platform, { connect });

      expect(made.status).toBe(201);
      expect(made.body).toMatchObject({ status: 'CONNECTED', version, registration: null });
      expect(made.body.last_handshake).toMatchObject({ direction: 'we-called', ok: true });
      expect(platform.peer).toMatchObject({ version, credentials: { url: `${hub.publicUrl}/ocpi/versions` } });
      // Both sides may go on: the hub to the platform, and the platform to the hub.
      expect(await hub.operator('POST', `/platforms/${made.body.id}/probe`)).toMatchObject({ body: { ok: true } });
      expect(await platform.request({ method: 'GET', module: 'credentials' })).toMatchObject({ status: 200 });
    },
  );

  it('on the newest version that both have', async () => {
    const platform = await startPlatform('CPO NL/NEW', { versions: ['2.1.1', '2.2', '2.3.0'] });
    const { id } = await invite(hub, platform);
    const connected = await hub.operator<PlatformView>('POST', `/platforms/${id}/connect`, invitationOf(platform));
    expect(connected).toMatchObject({ status: 200, body: { status: 'CONNECTED', version: '2.3.0' } });
    expect(platform.received.matching({ module: 'version-details' }).map(({ target }) => target)).toEqual([
      '/ocpi/2.3.0',
    ]);
  });

  it('without guessing where its token encoding is set', async () => {
    const platform = await startPlatform('CPO NL/RAW', { tokenEncoding: 'raw' });
    const settings = { token_encoding: 'raw' } as const;
    const made = await askForPlatform(hub, platform, { connect: invitationOf(platform), settings });
    expect(made.body).toMatchObject({ status: 'CONNECTED' });
    expect(platform.received.matching({ module: 'versions' })).toHaveLength(1);
  });

  it('by PUT where the platform says that it knows the hub already', async () => {
    const platform = await startPlatform('CPO NL/KNO');
    const known = platform.tokens.issue('connection');
    const connect = { versions_url: platform.versionsUrl, token: known };
    const made = await askForPlatform(hub, platform, { connect });
    expect(made).toMatchObject({ status: 201, body: { status: 'CONNECTED' } });
    const methods = platform.received.matching({ module: 'credentials' }).map(({ method }) => method);
    expect(methods).toEqual(['POST', 'PUT']);
  });
});

describe('a registration by the hub that fails', () => {
  const FAILURES: readonly { readonly what: string; readonly answer: AnswerSource; readonly says: RegExp }[] = [
    { what: 'refuses it', answer: ocpi(undefined, { ocpiStatus: 3001, message: 'no' }), says: /OCPI status 3001/ },
    { what: 'answers HTTP 401', answer: plain({ status: 401 }), says: /HTTP 401/ },
    { what: 'answers no JSON', answer: plain({ body: 'hello' }), says: /stored the new credentials or not/ },
    { what: 'breaks off', answer: { kind: 'cut-off', announcedBytes: 99, sentBytes: 9 }, says: /or not/ },
    { what: 'answers no Credentials', answer: ocpi({ token: '' }), says: /cannot be used: token/ },
  ];

  it.each(FAILURES)(
    'because the platform $what leaves it PLANNED, says why and how to go on',
    async ({ answer, says }) => {
      const platform = await startPlatform('CPO NL/FAI');
      platform.answerTo({ module: 'credentials' }, answer);
      const made = await hub.operator<FailedHandshake>('POST', '/platforms', {
        name: 'fails',
        parties: [{ role: 'CPO', country_code: 'NL', party_id: 'FAI' }],
        connect: invitationOf(platform),
      });

      expect(made).toMatchObject({ status: 502, body: { type: 'urn:busbar:problem:handshake-failed' } });
      expect(made.body.detail).toMatch(says);
      expect(made.body.trace).toMatchObject({ direction: 'we-called', ok: false });
      expect(made.body.trace.entries.at(-1)).toMatchObject({ ok: false });
      const { id, registration } = made.body.platform;
      expect(await platformAt(hub, id)).toMatchObject({ status: 'PLANNED', version: null });
      // The platform may still register by itself.
      platform.clearAnswers();
      const where = { versionsUrl: registration.versions_url, token: registration.token };
      expect(await platform.registerWith(where)).toMatchObject({ done: true });
      expect(await hub.operator('DELETE', `/platforms/${id}`)).toMatchObject({ status: 204 });
    },
  );

  it('because nobody listens says so', async () => {
    const platform = await startPlatform('CPO NL/NOB');
    const { id } = await invite(hub, platform);
    const versions_url = `http://127.0.0.1:${await freePort()}/ocpi/versions`;
    const refused = await hub.operator<FailedHandshake>('POST', `/platforms/${id}/connect`, {
      versions_url,
      token: 'x',
    });
    expect(refused).toMatchObject({ status: 502, body: { type: 'urn:busbar:problem:handshake-failed' } });
    expect(refused.body.detail).toMatch(/refuses the connection/);
  });

  it('ends the token that the hub offered', async () => {
    const platform = await startPlatform('CPO NL/OFF');
    platform.answerTo({ module: 'credentials' }, ocpi(undefined, { ocpiStatus: 3001 }));
    const { id } = await invite(hub, platform);
    await hub.operator('POST', `/platforms/${id}/connect`, invitationOf(platform));
    const [offered = ''] = tokensOffered(platform);
    expect(offered).not.toBe('');
    expect((await getVersions(platform, offered)).status).toBe(401);
  });

  it('because the platform claims a party it was not given is taken back there', async () => {
    const platform = await startPlatform(['CPO NL/TK1', 'CPO NL/TK2']);
    const { id } = await invite(hub, platform, { parties: ['CPO NL/TK1'] });
    const refused = await hub.operator<FailedHandshake>('POST', `/platforms/${id}/connect`, invitationOf(platform));
    expect(refused.status).toBe(502);
    expect(refused.body.detail).toMatch(/NL\/TK2/);
    expect(platform.received.all.at(-1)).toMatchObject({ method: 'DELETE', endpoint: { module: 'credentials' } });
    expect(platform.peer).toBeNull();
    expect(await platformAt(hub, id)).toMatchObject({ status: 'PLANNED' });
    expect((await getVersions(platform, tokensOffered(platform)[0] ?? '')).status).toBe(401);
  });

  it('lets nobody route before it is complete: 4003', async () => {
    const receiver = await startPlatform('EMSP DE/RCV');
    await askForPlatform(hub, receiver, { connect: invitationOf(receiver) });
    const platform = await startPlatform('CPO NL/ERL');
    const early: PlatformAnswer[] = [];
    platform.answerTo({ module: 'credentials' }, async ({ json }) => {
      const { token } = json as { readonly token: string };
      const url = `${hub.publicUrl}/ocpi/2.2.1/receiver/tokens/NL/ERL/1`;
      early.push(await platform.request({ method: 'GET', url, token, to: 'DE/RCV' }));
      return ocpi(undefined, { ocpiStatus: 3000 });
    });
    const { id } = await invite(hub, platform);
    await hub.operator('POST', `/platforms/${id}/connect`, invitationOf(platform));
    expect(early.map(({ status, envelope }) => [status, envelope?.status_code])).toEqual([[200, 4003]]);
    expect(early[0]?.envelope?.status_message).toMatch(/your registration is not complete/);
    expect(receiver.received.matching({ module: 'tokens' })).toHaveLength(0);
  });
});

describe('rotate-token', () => {
  it('gives a registered platform a new token by PUT; the old one works until the new one is used', async () => {
    const platform = await startPlatform('CPO NL/ROT');
    const made = await askForPlatform(hub, platform, { connect: invitationOf(platform) });
    const [former = ''] = tokensOffered(platform);

    const rotated = await hub.operator<PlatformView>('POST', `/platforms/${made.body.id}/rotate-token`);

    expect(rotated).toMatchObject({ status: 200, body: { status: 'CONNECTED' } });
    const renewed = tokensOffered(platform).at(-1) ?? '';
    expect(platform.peer?.token).toBe(renewed);
    expect(renewed).not.toBe(former);
    expect((await getVersions(platform, former)).status).toBe(200);
    expect((await getVersions(platform, renewed)).status).toBe(200);
    await eventually('the old token to end', async () => (await getVersions(platform, former)).status === 401);
    expect(await hub.operator('POST', `/platforms/${made.body.id}/probe`)).toMatchObject({ body: { ok: true } });
  });

  it('that gets no clear answer leaves the old token and the new one working', async () => {
    const platform = await startPlatform('CPO NL/UNC');
    const made = await askForPlatform(hub, platform, { connect: invitationOf(platform) });
    platform.answerTo({ module: 'credentials', method: 'PUT' }, { kind: 'reset' }, 1);

    const rotated = await hub.operator<FailedHandshake>('POST', `/platforms/${made.body.id}/rotate-token`);

    expect(rotated.status).toBe(502);
    expect(rotated.body.detail).toMatch(/stored the new credentials or not/);
    expect(await platformAt(hub, made.body.id)).toMatchObject({ status: 'CONNECTED' });
    const [former = '', renewed = ''] = tokensOffered(platform);
    expect((await getVersions(platform, renewed)).status).toBe(200);
    expect((await getVersions(platform, former)).status).toBe(200);
    expect(await hub.operator('POST', `/platforms/${made.body.id}/rotate-token`)).toMatchObject({ status: 200 });
  });

  it('is refused for a platform that is not registered or suspended', async () => {
    const platform = await startPlatform('CPO NL/NOR');
    const { id } = await invite(hub, platform);
    const problems: unknown[] = [];
    problems.push((await hub.operator('POST', `/platforms/${id}/rotate-token`)).body['type']);
    await hub.operator('POST', `/platforms/${id}/connect`, invitationOf(platform));
    await hub.operator('POST', `/platforms/${id}/suspend`);
    problems.push((await hub.operator('POST', `/platforms/${id}/rotate-token`)).body['type']);
    expect(problems).toEqual(['urn:busbar:problem:not-registered', 'urn:busbar:problem:platform-suspended']);
  });
});
