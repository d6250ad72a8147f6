import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_PLATFORM_SETTINGS, PartyDirectory, PeerDefects } from '@busbar/core';
import { json } from '../../../../../test/doubles/peer-platform.js';
import { claim, OperatorRig, type RigAnswer, type RigRequest } from '../../../../../test/support/operator-rig.js';

let rig: OperatorRig;
beforeAll(async () => {
  rig = await OperatorRig.start();
});
afterAll(() => rig.close());

async function create(body: unknown, request: RigRequest = {}): Promise<RigAnswer> {
  return rig.ask('/api/v1/platforms', { method: 'POST', body, ...request });
}

function tokenOf(answer: RigAnswer): string {
  return (answer.body['registration'] as { token: string }).token;
}

/** What the token opens at the hub. */
function opens(token: string): string | null {
  return rig.app.get(PartyDirectory).whoPresents(`Token ${btoa(token)}`)?.purpose ?? null;
}

const AN_UNAUTHORIZED_GET = {
  step: 'get-versions',
  ok: false,
  method: 'GET',
  url: 'https://peer.example/ocpi/versions',
  http_status: 401,
};
const PEER = { versions_url: 'https://peer.example/ocpi/versions', token: 'token-b' };

describe('a platform is made', () => {
  it('with a token to register with, exactly as the contract says', async () => {
    const business_details = { name: 'Amber Charging', website: 'https://amber.example' };
    const made = await create({
      name: 'Amber',
      parties: [{ country_code: 'NL', party_id: 'AMB', role: 'CPO', business_details }, claim('EMSP NL/AMB')],
      settings: { in_flight: 5, forward_headers: ['X-Vendor-Trace'] },
    });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: expect.any(String),
      name: 'Amber',
      status: 'PLANNED',
      version: null,
      parties: [
        { party: 'NL/AMB', country_code: 'NL', party_id: 'AMB', role: 'CPO', business_details },
        { party: 'NL/AMB', country_code: 'NL', party_id: 'AMB', role: 'EMSP', business_details: { name: 'Amber' } },
      ],
      settings: { ...DEFAULT_PLATFORM_SETTINGS, in_flight: 5, forward_headers: ['x-vendor-trace'] },
      versions_url: null,
      endpoints: [],
      connection: { last_heard_at: null, last_answer_at: null, failures_in_a_row: 0, credentials_refused: false },
      last_handshake: null,
      defects: [],
      registration: {
        token: expect.stringMatching(/^busbar_/),
        versions_url: 'https://hub.example/ocpi/versions',
        expires_at: '2026-02-07T12:00:00.000Z',
      },
    });
    expect(made.headers['location']).toBe(`/api/v1/platforms/${String(made.body['id'])}`);
    expect(opens(tokenOf(made))).toBe('registration');
  });

  it('and its token is never shown again', async () => {
    const made = await create({ name: 'Once', parties: [claim('CPO NL/ONC')] });
    const id = String(made.body['id']);
    for (const path of [`/api/v1/platforms/${id}`, '/api/v1/platforms?limit=500', '/api/v1/parties']) {
      expect((await rig.ask(path)).text).not.toContain(tokenOf(made));
    }
    expect(rig.logLines.join('')).not.toContain(tokenOf(made));
  });

  it.each([
    [{}, ['name', 'parties']],
    [{ name: '', parties: [claim('CPO NL/NEW')] }, ['name']],
    [{ name: 'x'.repeat(101), parties: [claim('CPO NL/NEW')] }, ['name']],
    [{ name: 'line\nbreak', parties: [claim('CPO NL/NEW')] }, ['name']],
    [{ name: 7, parties: [claim('CPO NL/NEW')] }, ['name']],
    [{ name: 'New', parties: [] }, ['parties']],
    [{ name: 'New', parties: claim('CPO NL/NEW') }, ['parties']],
    [{ name: 'New', parties: [[claim('CPO NL/NEW')]] }, ['parties']],
    [{ name: 'New', parties: [null] }, ['parties']],
    [{ name: 'New', parties: Array.from({ length: 101 }, () => claim('CPO NL/NEW')) }, ['parties']],
    [{ name: 'New', parties: [{ ...claim('CPO NL/NEW'), role: 'HUB' }] }, ['parties[0].role']],
    [{ name: 'New', parties: [{ ...claim('CPO NL/NEW'), country_code: 'NLD' }] }, ['parties[0].country_code']],
    [{ name: 'New', parties: [{ ...claim('CPO NL/NEW'), party_id: 'NE' }] }, ['parties[0].party_id']],
    [{ name: 'New', parties: [{ ...claim('CPO NL/NEW'), operator: true }] }, ['parties[0].operator']],
    [{ name: 'New', parties: [claim('CPO NL/NEW'), claim('CPO nl/new')] }, ['parties[1]']],
    [{ name: 'New', parties: [claim('CPO NL/NEW'), claim('OTHER nl/hub')] }, ['parties[1]']],
    [{ name: 'New', parties: [{ ...claim('CPO NL/NEW'), business_details: [] }] }, ['parties[0].business_details']],
    [
      { name: 'New', parties: [{ ...claim('CPO NL/NEW'), business_details: { name: 'x', website: 'javascript:x' } }] },
      ['parties[0].business_details.website'],
    ],
    [{ name: 'New', parties: [claim('CPO NL/NEW')], settings: { in_fligth: 5 } }, ['settings.in_fligth']],
    [{ name: 'New', parties: [claim('CPO NL/NEW')], status: 'CONNECTED' }, ['status']],
    [{ name: 'New', parties: [claim('CPO NL/NEW')], connect: { ...PEER, token: 'two words' } }, ['connect.token']],
    [
      { name: 'New', parties: [claim('CPO NL/NEW')], connect: { ...PEER, versions_url: 'https://a:b@peer.example' } },
      ['connect.versions_url'],
    ],
  ])('but not from %j', async (body, fields) => {
    const answer = await create(body);
    expect(answer.status).toBe(400);
    const errors = answer.body['errors'] as readonly { field: string }[];
    expect([...new Set(errors.map(({ field }) => field))]).toEqual(fields);
    expect((await rig.ask('/api/v1/parties?limit=500')).text).not.toMatch(/NL\/NEW/i);
  });

  it('but not with a party that another platform holds, in whatever case', async () => {
    await rig.aPlatform('First', 'CPO NL/FST');
    const answer = await create({ name: 'Second', parties: [claim('EMSP NL/FST'), claim('CPO nl/fst')] });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ type: 'urn:busbar:problem:party-taken', party: 'NL/FST', role: 'CPO' });
  });
});

describe('a platform that the hub connects to itself', () => {
  it('is CONNECTED in the answer, and no token is left to hand over', async () => {
    const made = await create({ name: 'Peer', parties: [claim('CPO NL/ABC')], connect: PEER });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      status: 'CONNECTED',
      version: '2.2.1',
      registration: null,
      versions_url: PEER.versions_url,
      last_handshake: { direction: 'we-called', ok: true },
    });
    expect(made.body['endpoints']).toContainEqual({
      module: 'locations',
      interface: 'SENDER',
      url: 'https://peer.example/ocpi/locations',
    });
    expect(made.text).not.toMatch(/token-b|token-c/);
    const id = String(made.body['id']);
    expect((await rig.ask(`/api/v1/platforms/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(rig.peer.asked).toContain('DELETE https://peer.example/ocpi/credentials');
  });

  it('exists all the same when the handshake fails, and the answer says how to go on', async () => {
    const made = await create({
      name: 'Shy',
      parties: [claim('CPO NL/SHY')],
      connect: { ...PEER, token: 'wrong-one' },
    });
    expect(made.status).toBe(502);
    expect(made.body).toMatchObject({
      type: 'urn:busbar:problem:handshake-failed',
      platform: {
        name: 'Shy',
        status: 'PLANNED',
        registration: { token: expect.stringMatching(/^busbar_/) },
      },
      trace: {
        ok: false,
        // Once with the token in Base64, once raw.
        entries: [AN_UNAUTHORIZED_GET, AN_UNAUTHORIZED_GET],
      },
    });
    expect(made.text).not.toContain('wrong-one');
    const { id } = made.body['platform'] as { id: string };
    rig.peer.credentials = () =>
      json(200, {
        status_code: 1000,
        timestamp: '2026-01-31T12:00:00Z',
        data: {
          token: 'token-c',
          url: PEER.versions_url,
          roles: [{ role: 'CPO', country_code: 'NL', party_id: 'SHY', business_details: { name: 'Shy' } }],
        },
      });
    const connected = await rig.ask(`/api/v1/platforms/${id}/connect`, { method: 'POST', body: PEER });
    expect(connected.status).toBe(200);
    expect(connected.body).toMatchObject({ status: 'CONNECTED' });
  });
});

describe('a platform is changed', () => {
  it('one setting at a time, and everything else keeps its value', async () => {
    const id = await rig.aPlatform('Settled', 'CPO NL/SET');
    const patch = (body: unknown): Promise<RigAnswer> => rig.ask(`/api/v1/platforms/${id}`, { method: 'PATCH', body });
    await patch({ settings: { in_flight: 3, timeout_ms: 5_000, bridge_defaults: { publish: true } } });
    const changed = await patch({ settings: { timeout_ms: null }, name: 'Settled down' });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      name: 'Settled down',
      settings: { ...DEFAULT_PLATFORM_SETTINGS, in_flight: 3, timeout_ms: null, bridge_defaults: { publish: true } },
      parties: [{ party: 'NL/SET' }],
    });
  });

  it('in its parties, which frees those that leave', async () => {
    const id = await rig.aPlatform('Mover', 'CPO NL/MV1', 'EMSP NL/MV2');
    const body = { parties: [claim('EMSP NL/MV2'), claim('CPO NL/MV3')] };
    const changed = await rig.ask(`/api/v1/platforms/${id}`, { method: 'PATCH', body });
    expect((changed.body['parties'] as { party: string }[]).map(({ party }) => party).sort()).toEqual([
      'NL/MV2',
      'NL/MV3',
    ]);
    await rig.aPlatform('Successor', 'CPO NL/MV1');
  });

  it('but not into nonsense, nor into what another platform holds', async () => {
    const id = await rig.aPlatform('Steady', 'CPO NL/STD');
    await rig.aPlatform('Holder', 'CPO NL/HLD');
    const patch = (body: unknown): Promise<RigAnswer> => rig.ask(`/api/v1/platforms/${id}`, { method: 'PATCH', body });
    expect((await patch({ settings: { unknown_setting: 1 } })).status).toBe(400);
    expect((await patch({ name: null })).status).toBe(400);
    expect((await patch({ parties: [claim('CPO NL/HLD')] })).status).toBe(409);
    expect((await patch({})).body).toMatchObject({ name: 'Steady', parties: [{ party: 'NL/STD' }] });
    expect((await rig.ask('/api/v1/platforms/nobody', { method: 'PATCH', body: {} })).status).toBe(404);
  });
});

describe('the connection of a platform', () => {
  it('is cut off and let back in, and both can be repeated', async () => {
    const id = await rig.aPlatform('Switch', 'CPO NL/SWI');
    const post = (action: string): Promise<RigAnswer> =>
      rig.ask(`/api/v1/platforms/${id}/${action}`, { method: 'POST' });
    for (const action of ['suspend', 'suspend']) {
      expect(await post(action)).toMatchObject({ status: 200, body: { status: 'SUSPENDED' } });
    }
    for (const action of ['resume', 'resume']) {
      expect(await post(action)).toMatchObject({ status: 200, body: { status: 'PLANNED' } });
    }
    expect((await rig.ask('/api/v1/platforms/nobody/suspend', { method: 'POST' })).status).toBe(404);
  });

  it('is probed on request', async () => {
    const id = await rig.aPlatform('Unborn', 'CPO NL/UNB');
    const probed = await rig.ask(`/api/v1/platforms/${id}/probe`, { method: 'POST' });
    expect(probed.status).toBe(200);
    expect(probed.body).toMatchObject({ ok: false, status: 'PLANNED', http_status: null });
    expect(Object.keys(probed.body).sort()).toEqual(['detail', 'duration_ms', 'http_status', 'ok', 'status']);
  });

  it('has one registration token at a time', async () => {
    const made = await create({ name: 'Renewed', parties: [claim('CPO NL/RNW')] });
    const path = `/api/v1/platforms/${String(made.body['id'])}/registration-token`;
    const issued = await rig.ask(path, { method: 'POST' });
    expect(issued.status).toBe(200);
    expect(tokenOf(issued)).not.toBe(tokenOf(made));
    expect(opens(tokenOf(made))).toBeNull();
    expect(opens(tokenOf(issued))).toBe('registration');
  });

  it('has nothing to rotate before it is registered', async () => {
    const id = await rig.aPlatform('Tokenless', 'CPO NL/TKL');
    const answer = await rig.ask(`/api/v1/platforms/${id}/rotate-token`, { method: 'POST' });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ type: 'urn:busbar:problem:not-registered' });
  });

  it('shows what the platform does against the specification', async () => {
    const id = await rig.aPlatform('Sloppy', 'CPO NL/SLP');
    rig.app.get(PeerDefects).note({ platformId: id, kind: 'foreign-link', detail: 'its Link leads to another host' });
    const shown = await rig.ask(`/api/v1/platforms/${id}`);
    expect(shown.body['defects']).toEqual([
      {
        kind: 'foreign-link',
        count: 1,
        last_at: expect.stringMatching(/^2026-/),
        detail: 'its Link leads to another host',
      },
    ]);
  });
});

describe('a platform is removed', () => {
  it('and its parties are free and stay SUSPENDED among the parties', async () => {
    const id = await rig.aPlatform('Leaver', 'CPO NL/LVR');
    expect((await rig.ask(`/api/v1/platforms/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await rig.ask(`/api/v1/platforms/${id}`)).status).toBe(404);
    expect((await rig.ask(`/api/v1/platforms/${id}`, { method: 'DELETE' })).status).toBe(404);
    const parties = (await rig.ask('/api/v1/parties?limit=500')).body['items'] as Record<string, unknown>[];
    expect(parties.find((party) => party['party'] === 'NL/LVR')).toMatchObject({
      platform: null,
      role: 'CPO',
      status: 'SUSPENDED',
    });
    await rig.aPlatform('Heir', 'CPO NL/LVR');
  });
});

describe('lists', () => {
  it.each(['platforms', 'parties', 'keys'])('of %s are walked page by page without gaps or repeats', async (list) => {
    const whole = (await rig.ask(`/api/v1/${list}?limit=500`)).body['items'] as unknown[];
    const walked: unknown[] = [];
    let cursor: string | null = null;
    do {
      const next = cursor === null ? '' : `&cursor=${cursor}`;
      const page: Record<string, unknown> = (await rig.ask(`/api/v1/${list}?limit=2${next}`)).body;
      expect((page['items'] as unknown[]).length).toBeLessThanOrEqual(2);
      walked.push(...(page['items'] as unknown[]));
      cursor = page['next_cursor'] as string | null;
    } while (cursor !== null);
    expect(walked).toEqual(whole);
  });

  it('do not take the cursor of another list', async () => {
    const page = (await rig.ask('/api/v1/platforms?limit=1')).body;
    expect((await rig.ask(`/api/v1/parties?cursor=${page['next_cursor'] as string}`)).status).toBe(400);
  });
});

describe('the audit trail', () => {
  it('has one line per change with who, what and where, and none per look', async () => {
    rig.logLines.length = 0;
    const id = await rig.aPlatform('Audited', 'CPO NL/AUD');
    await rig.ask(`/api/v1/platforms/${id}`);
    const key = await rig.aKey('viewer');
    await rig.ask(`/api/v1/platforms/${id}/suspend`, { method: 'POST', key });
    expect(rig.logged('operator.changed')).toEqual([
      expect.objectContaining({ key_id: 'environment', role: 'admin', route: '/api/v1/platforms', target: id }),
      expect.objectContaining({ route: '/api/v1/keys', http_status: 201 }),
    ]);
    expect(rig.logged('operator.refused')).toEqual([
      expect.objectContaining({ role: 'viewer', route: '/api/v1/platforms/:id/suspend', target: id, http_status: 403 }),
    ]);
    expect(rig.logLines.join('')).not.toContain(key);
  });
});
