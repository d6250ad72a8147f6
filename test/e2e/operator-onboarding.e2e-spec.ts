/**
 * An operator brings platforms in, changes them, cuts them off and lets them go, over the operator API of a running hub. It may
 * observe what the API and the platforms are answered.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { PlatformAnswer, SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import {
  askForPlatform,
  claim,
  invite,
  platformAt,
  register,
  startPlatform,
  type InvitedPlatform,
  type PlatformView,
} from '../support/onboarding.js';

const WEEK_MS = 7 * 24 * 3600 * 1000;

let hub: HubProcess;
/** Somebody to talk to. */
let partner: SimulatedPlatform;

beforeAll(async () => {
  hub = await startHub();
  partner = await startPlatform('EMSP DE/PAR');
  await register(hub, partner);
});

/** What the partner is answered when it asks this party for a location. */
async function askedBy(sender: SimulatedPlatform, to: string): Promise<readonly [number, number | undefined]> {
  const named = { module: 'locations', interfaceRole: 'SENDER', path: '/1', to } as const;
  return codes(await sender.request({ method: 'GET', ...named }));
}

function codes({ status, envelope }: PlatformAnswer): readonly [number, number | undefined] {
  return [status, envelope?.status_code];
}

interface ListedParty {
  readonly party: string;
  readonly role: string;
  readonly platform: string | null;
  readonly status: string;
}

async function partiesNamed(party: string): Promise<readonly ListedParty[]> {
  const listed = await hub.operator<{ readonly items: readonly ListedParty[] }>('GET', '/parties?limit=200');
  return listed.body.items.filter((item) => item.party === party);
}

async function problemOf(method: string, path: string, body?: unknown): Promise<readonly [number, unknown]> {
  const answer = await hub.operator(method, path, body);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  return [answer.status, answer.body['type']];
}

describe('a new platform', () => {
  it('is answered with its registration token, which is shown this once', async () => {
    const platform = await startPlatform(['CPO NL/ONB', 'EMSP NL/ONB']);
    const made = await askForPlatform(hub, platform, { name: 'Onboarded', settings: { in_flight: 7 } });

    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`/api/v1/platforms/${made.body.id}`);
    expect(made.body).toMatchObject({
      name: 'Onboarded',
      status: 'PLANNED',
      version: null,
      settings: { in_flight: 7 },
    });
    expect(made.body.parties.map((party) => [party['party'], party['role']])).toEqual([
      ['NL/ONB', 'CPO'],
      ['NL/ONB', 'EMSP'],
    ]);
    const { token, versions_url: versionsUrl, expires_at: expiresAt } = made.body.registration;
    expect(token).toMatch(/^[\x21-\x7e]{32,64}$/);
    expect(versionsUrl).toBe(`${hub.publicUrl}/ocpi/versions`);
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - WEEK_MS)).toBeLessThan(60_000);
    const shown = await hub.operator('GET', `/platforms/${made.body.id}`);
    expect(JSON.stringify(shown.body)).not.toContain(token);
    expect(shown.body).not.toHaveProperty('registration');
  });

  it('is made once however often the request with its Idempotency-Key is sent', async () => {
    const body = { name: 'Once', parties: [claim('CPO NL/IDM')] };
    const request = { method: 'POST', path: '/platforms', body, headers: { 'idempotency-key': 'onboarding-1' } };
    const first = await hub.operatorRequest<InvitedPlatform>(request);
    const second = await hub.operatorRequest<InvitedPlatform>(request);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    const other = { ...request, body: { ...body, name: 'Other' } };
    expect((await hub.operatorRequest(other)).body['type']).toBe('urn:busbar:problem:idempotency-key-reused');
  });

  it('gets no party that another platform has, that occurs twice, or that is the hub', async () => {
    const ask = (...parties: readonly string[]): Promise<readonly [number, unknown]> =>
      problemOf('POST', '/platforms', { name: 'Refused', parties: parties.map(claim) });
    expect(await ask('EMSP de/par')).toEqual([409, 'urn:busbar:problem:party-taken']);
    expect(await ask('CPO NL/DBL', 'CPO nl/dbl')).toEqual([400, 'urn:busbar:problem:invalid-request']);
    expect(await ask('CPO XX/HUB')).toEqual([400, 'urn:busbar:problem:invalid-request']);
    expect(await ask()).toEqual([400, 'urn:busbar:problem:invalid-request']);
    expect(await partiesNamed('NL/DBL')).toEqual([]);
  });

  it('may have a party that another platform has in another role', async () => {
    const platform = await startPlatform('CPO DE/PAR');
    const { id } = await invite(hub, platform);
    expect((await partiesNamed('DE/PAR')).map(({ role }) => role).sort()).toEqual(['CPO', 'EMSP']);
    expect(await hub.operator('DELETE', `/platforms/${id}`)).toMatchObject({ status: 204 });
  });

  it('is made for holders of a key only, and unknown ids are 404', async () => {
    const authorization = 'Bearer wrong';
    const refused = await hub.operatorRequest({ method: 'GET', path: '/platforms', headers: { authorization } });
    expect([refused.status, refused.body['type']]).toEqual([401, 'urn:busbar:problem:unauthorized']);
    const path = '/platforms/00000000-0000-4000-8000-000000000000';
    for (const below of ['/suspend', '/resume', '/probe', '/registration-token', '/rotate-token']) {
      expect(await problemOf('POST', path + below)).toEqual([404, 'urn:busbar:problem:unknown-platform']);
    }
    expect(await problemOf('GET', path)).toEqual([404, 'urn:busbar:problem:unknown-platform']);
    expect(await problemOf('DELETE', path)).toEqual([404, 'urn:busbar:problem:unknown-platform']);
  });
});

describe('a registered platform', () => {
  let platform: SimulatedPlatform;
  let id: string;
  beforeAll(async () => {
    platform = await startPlatform(['CPO NL/REG', 'CPO NL/TWO']);
    id = await register(hub, platform);
  });

  it('is listed with its version, endpoints and the names that it gave its parties', async () => {
    const view = await platformAt(hub, id);
    expect(view).toMatchObject({ status: 'CONNECTED', version: '2.2.1', versions_url: platform.versionsUrl });
    expect(view.parties[0]).toMatchObject({ party: 'NL/REG', role: 'CPO', business_details: { name: 'CPO NL/REG' } });
    expect(view.last_handshake).toMatchObject({ direction: 'they-called', ok: true });
    const listed = await hub.operator<{ readonly items: readonly PlatformView[] }>('GET', '/platforms');
    expect(listed.body.items.map((item) => item.id)).toContain(id);
  });

  it('that is suspended before it ever registered cannot lift that by registering', async () => {
    const platform = await startPlatform('EMSP DE/EAR');
    const invited = await invite(hub, platform);
    expect(await hub.operator('POST', `/platforms/${invited.id}/suspend`)).toMatchObject({
      body: { status: 'SUSPENDED' },
    });
    const attempt = await platform.registerWith({
      versionsUrl: invited.registration.versions_url,
      token: invited.registration.token,
    });
    expect([attempt.done, attempt.answer?.status]).toEqual([false, 401]);
    expect(await hub.operator('POST', `/platforms/${invited.id}/resume`)).toMatchObject({
      body: { status: 'PLANNED' },
    });
  });

  it('that is suspended is neither heard nor reached; resumed it is both again', async () => {
    expect(await hub.operator('POST', `/platforms/${id}/suspend`)).toMatchObject({ body: { status: 'SUSPENDED' } });
    expect(await askedBy(partner, 'NL/REG')).toEqual([200, 4003]);
    expect(await askedBy(platform, 'DE/PAR')).toEqual([403, 2000]);
    expect((await platform.updateCredentials()).answer).toMatchObject({ status: 403 });
    expect(await hub.operator('POST', `/platforms/${id}/suspend`)).toMatchObject({ body: { status: 'SUSPENDED' } });

    expect(await hub.operator('POST', `/platforms/${id}/resume`)).toMatchObject({ body: { status: 'CONNECTED' } });
    expect(await askedBy(partner, 'NL/REG')).toEqual([200, 1000]);
    expect(await askedBy(platform, 'DE/PAR')).toEqual([200, 4003]);
  });

  it('that does not answer when it is resumed is OFFLINE', async () => {
    await hub.operator('POST', `/platforms/${id}/suspend`);
    await platform.stop();
    expect(await hub.operator('POST', `/platforms/${id}/resume`)).toMatchObject({ body: { status: 'OFFLINE' } });
    expect(await askedBy(partner, 'NL/REG')).toEqual([200, 4003]);
    const probed = await hub.operator('POST', `/platforms/${id}/probe`);
    expect(probed.body).toMatchObject({ ok: false, status: 'OFFLINE', http_status: null });
    await platform.start();
    expect(await hub.operator('POST', `/platforms/${id}/probe`)).toMatchObject({
      body: { ok: true, status: 'CONNECTED' },
    });
    expect(await askedBy(partner, 'NL/REG')).toEqual([200, 1000]);
  });

  it('keeps the settings that a PATCH leaves out', async () => {
    await hub.operator('PATCH', `/platforms/${id}`, { settings: { timeout_ms: 900, in_flight: 3 } });
    const changed = await hub.operator<PlatformView>('PATCH', `/platforms/${id}`, { settings: { timeout_ms: null } });
    expect(changed.body.settings).toMatchObject({ timeout_ms: null, in_flight: 3 });
    expect(await problemOf('PATCH', `/platforms/${id}`, { settings: { in_flight: 0 } })).toEqual([
      400,
      'urn:busbar:problem:invalid-request',
    ]);
  });

  it('loses a party with a PATCH: nothing goes to it or comes from it any more, and its ClientInfo is SUSPENDED', async () => {
    expect(await askedBy(partner, 'NL/TWO')).toEqual([200, 1000]);
    await hub.operator('PATCH', `/platforms/${id}`, { parties: [claim('CPO NL/REG')] });
    expect(await askedBy(partner, 'NL/TWO')).toEqual([200, 4001]);
    const named = { module: 'locations', interfaceRole: 'SENDER', to: 'DE/PAR', from: 'NL/TWO' } as const;
    expect(codes(await platform.request({ method: 'GET', ...named }))).toEqual([403, 2000]);
    expect(await partiesNamed('NL/TWO')).toMatchObject([{ role: 'CPO', platform: null, status: 'SUSPENDED' }]);
  });

  it('is unregistered at the peer when it is removed, frees its parties and leaves them SUSPENDED', async () => {
    const token = platform.peer?.token ?? '';
    platform.received.clear();

    expect(await hub.operator('DELETE', `/platforms/${id}`)).toMatchObject({ status: 204 });

    expect(platform.received.all.map(({ method, endpoint }) => [method, endpoint?.module])).toEqual([
      ['DELETE', 'credentials'],
    ]);
    expect(platform.peer).toBeNull();
    expect(await problemOf('GET', `/platforms/${id}`)).toEqual([404, 'urn:busbar:problem:unknown-platform']);
    const url = `${hub.publicUrl}/ocpi/versions`;
    expect(await platform.request({ method: 'GET', url, token, from: null })).toMatchObject({ status: 401 });
    expect(await askedBy(partner, 'NL/REG')).toEqual([200, 4001]);
    expect(await partiesNamed('NL/REG')).toMatchObject([{ role: 'CPO', platform: null, status: 'SUSPENDED' }]);

    const successor = await startPlatform('CPO NL/REG');
    await register(hub, successor);
    expect(await partiesNamed('NL/REG')).toMatchObject([{ role: 'CPO', status: 'CONNECTED' }]);
    expect(await askedBy(partner, 'NL/REG')).toEqual([200, 1000]);
  });

  it('is removed even when the peer cannot be reached', async () => {
    const gone = await startPlatform('CPO NL/GON');
    const goneId = await register(hub, gone);
    await gone.stop();
    expect(await hub.operator('DELETE', `/platforms/${goneId}`)).toMatchObject({ status: 204 });
    expect(await partiesNamed('NL/GON')).toMatchObject([{ platform: null, status: 'SUSPENDED' }]);
  });
});
