import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_KEY, OperatorRig } from '../../../../../test/support/operator-rig.js';
import { RouteTable } from '../route-table.js';

/** Who may use which route: written by hand, so that a route which is added without a thought about it fails here. */
const ACCESS: Readonly<Record<string, 'open' | 'party' | 'viewer' | 'operator' | 'admin' | 'own-affair'>> = {
  'GET /': 'open',
  'GET /healthz': 'open',
  'GET /readyz': 'open',
  'GET /metrics': 'open',
  'GET /api/openapi.json': 'open',
  'GET /api/v1/agreements': 'viewer',
  'PUT /api/v1/agreements': 'operator',
  'GET /api/v1/blocks': 'party',
  'GET /api/v1/parties/:country/:party/blocks/:blocked_country/:blocked_party': 'party',
  'PUT /api/v1/parties/:country/:party/blocks/:blocked_country/:blocked_party': 'own-affair',
  'DELETE /api/v1/parties/:country/:party/blocks/:blocked_country/:blocked_party': 'own-affair',
  'GET /api/v1/violations': 'party',
  'GET /api/v1/events': 'viewer',
  'GET /api/v1/keys': 'admin',
  'POST /api/v1/keys': 'admin',
  'DELETE /api/v1/keys/:id': 'admin',
  'GET /api/v1/messages': 'party',
  'GET /api/v1/messages/:id': 'party',
  'GET /api/v1/objects': 'viewer',
  'POST /api/v1/erasures': 'admin',
  'GET /api/v1/parties': 'party',
  'GET /api/v1/platforms': 'viewer',
  'POST /api/v1/platforms': 'operator',
  'GET /api/v1/platforms/:id': 'viewer',
  'PATCH /api/v1/platforms/:id': 'operator',
  'DELETE /api/v1/platforms/:id': 'operator',
  'POST /api/v1/platforms/:id/connect': 'operator',
  'POST /api/v1/platforms/:id/probe': 'operator',
  'GET /api/v1/platforms/:id/bridging': 'party',
  'GET /api/v1/platforms/:id/pulls': 'viewer',
  'POST /api/v1/platforms/:id/pull': 'operator',
  'POST /api/v1/platforms/:id/registration-token': 'operator',
  'POST /api/v1/platforms/:id/resume': 'operator',
  'POST /api/v1/platforms/:id/rotate-token': 'operator',
  'POST /api/v1/platforms/:id/suspend': 'operator',
  'GET /api/v1/deliveries': 'party',
  'GET /api/v1/deliveries/:id': 'party',
  'POST /api/v1/deliveries/:id/discard': 'operator',
  'POST /api/v1/deliveries/:id/replay': 'operator',
  'GET /api/v1/failed': 'party',
  'POST /api/v1/messages/:id/replay': 'operator',
  'POST /api/v1/replays': 'operator',
  'GET /api/v1/replays/:id': 'viewer',
  'DELETE /api/v1/replays/:id': 'operator',
  'GET /api/v1/stats': 'viewer',
};
const ROLES = ['party', 'viewer', 'operator', 'admin'] as const;

let rig: OperatorRig;
const keys = new Map<string, string>();

beforeAll(async () => {
  rig = await OperatorRig.start();
  for (const role of ROLES) keys.set(role, await rig.aKey(role, role === 'party' ? 'NL/ABC' : undefined));
});
afterAll(() => rig.close());

/** Where a route may be about a party, it is about this one. */
function pathOf(pattern: string, party: string): string {
  const blocks = pattern.replace(':country/:party', party).replace(':blocked_country/:blocked_party', 'DE/XYZ');
  return blocks.replace(':id', 'nobodys-id');
}

/** The route with an id that is nobody's, or a request that is in order otherwise; never one that streams. */
async function statusOf(route: string, key: string | null): Promise<number> {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pathOf(pattern, 'NL/ABC');
  // An event stream does not end; HEAD is answered by the same route and does.
  return (await rig.ask(path, { method: path.endsWith('/events') ? 'HEAD' : method, key })).status;
}

describe('routes and roles', () => {
  it('every route that exists is in the table, and every route in the table exists', () => {
    const routes = rig.app.get(RouteTable).all();
    expect(routes.filter((route) => !route.startsWith('HEAD '))).toEqual(Object.keys(ACCESS).sort());
  });

  describe.each(Object.entries(ACCESS))('%s', (route, minimal) => {
    it.each([...ROLES])(
      `with a key of role %s is ${minimal === 'open' ? 'open' : `for ${minimal} and higher`}`,
      async (role) => {
        const isAllowed =
          minimal === 'open' ||
          (minimal === 'own-affair' ? role !== 'viewer' : ROLES.indexOf(role) >= ROLES.indexOf(minimal));
        const status = await statusOf(route, keys.get(role) ?? '');
        if (isAllowed) expect([401, 403]).not.toContain(status);
        else expect(status).toBe(403);
      },
    );

    it(`without a key is ${minimal === 'open' ? 'answered' : 'refused'}`, async () => {
      const status = await statusOf(route, null);
      if (minimal === 'open') expect([401, 403]).not.toContain(status);
      else expect(status).toBe(401);
    });
  });

  it('below /api/v1 nothing is told without a key, not even what does not exist', async () => {
    expect((await rig.ask('/api/v1/nothing', { key: null })).status).toBe(401);
    expect((await rig.ask('/api/v1', { key: null })).status).toBe(401);
    expect((await rig.ask('/api/v1/platforms', { key: null, method: 'PUT' })).status).toBe(401);
    expect((await rig.ask('/api/v1/nothing')).status).toBe(404);
  });
});

describe('a key of a party', () => {
  const OTHERS = ['FR/AAA', 'XX/NUL'];
  const others = (route: string): readonly string[] => {
    const [method = '', pattern = ''] = route.split(' ');
    return OTHERS.flatMap((party) => {
      if (pattern.includes(':party')) return [`${method} ${pathOf(pattern, party)}`];
      return pattern.includes(':') ? [] : [`${method} ${pattern}?party=${party}`];
    });
  };
  const ofParties = Object.entries(ACCESS).filter(([, access]) => access === 'party' || access === 'own-affair');
  const asked = ofParties.flatMap(([route]) => others(route)).filter((request) => !request.includes('/parties?'));

  it.each(asked)('is refused what names another party, whether that one exists or not: %s', async (request) => {
    const [method = '', path = ''] = request.split(' ');
    expect((await rig.ask(path, { method, key: keys.get('party') ?? '' })).status).toBe(403);
  });

  it('finds nothing of others by an id', async () => {
    const routes = ofParties.map(([route]) => route).filter((route) => route.includes(':id'));
    expect(routes).toEqual([
      'GET /api/v1/messages/:id',
      'GET /api/v1/platforms/:id/bridging',
      'GET /api/v1/deliveries/:id',
    ]);
    for (const route of routes) expect(await statusOf(route, keys.get('party') ?? '')).toBe(404);
  });
});

describe('a key', () => {
  it('is asked for with a challenge', async () => {
    const answer = await rig.ask('/api/v1/platforms', { key: null });
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="Busbar operator API"');
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ type: 'urn:busbar:problem:unauthorized', status: 401 });
  });

  it.each([
    `Token ${ADMIN_KEY}`,
    `Basic ${ADMIN_KEY}`,
    ADMIN_KEY,
    'Bearer',
    `Bearer  ${ADMIN_KEY}`,
    `Bearer ${ADMIN_KEY}x`,
  ])('is not found in "Authorization: %s"', async (authorization) => {
    const answer = await rig.ask('/api/v1/platforms', { key: null, headers: { authorization } });
    expect(answer.status).toBe(401);
  });

  it('is shown once, stored as a hash, and unknown from the moment it is taken away', async () => {
    const made = await rig.ask('/api/v1/keys', { method: 'POST', body: { role: 'viewer' } });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ role: 'viewer', party: null, created_at: '2026-01-31T12:00:00.000Z' });
    const key = made.body['key'] as string;
    const { id } = made.body;
    expect((await rig.ask('/api/v1/platforms', { key })).status).toBe(200);
    const listed = await rig.ask('/api/v1/keys?limit=500');
    expect(listed.text).toContain(String(id));
    expect(listed.text).not.toContain(key);
    expect((await rig.ask(`/api/v1/keys/${String(id)}`, { method: 'DELETE' })).status).toBe(204);
    expect((await rig.ask('/api/v1/platforms', { key })).status).toBe(401);
    expect((await rig.ask(`/api/v1/keys/${String(id)}`, { method: 'DELETE' })).status).toBe(404);
  });

  it.each([
    [{}, 'role'],
    [{ role: 'root' }, 'role'],
    [{ role: 'party' }, 'party'],
    [{ role: 'party', party: 'NLABC' }, 'party'],
    [{ role: 'viewer', party: 'NL/ABC' }, 'party'],
    [{ role: 'viewer', key: 'chosen-by-me' }, 'key'],
  ])('is not made from %j', async (body, field) => {
    const answer = await rig.ask('/api/v1/keys', { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toEqual([expect.objectContaining({ field })]);
  });

  it('of the environment works without a database, and others say that they cannot be looked up', async () => {
    const lonely = await OperatorRig.start();
    try {
      const viewer = await lonely.aKey('viewer');
      await lonely.loseDatabase();
      expect((await lonely.ask('/api/v1/platforms')).status).toBe(200);
      const answer = await lonely.ask('/api/v1/platforms', { key: viewer });
      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toBe('5');
    } finally {
      await lonely.close();
    }
  });

  it('that is wrong too often slows its address down, without harm to keys that were right before', async () => {
    const attacked = await OperatorRig.start();
    try {
      const viewer = await attacked.aKey('viewer');
      expect((await attacked.ask('/api/v1/stats', { key: viewer })).status).toBe(200);
      const statuses: number[] = [];
      for (let i = 0; i < 25; i += 1)
        statuses.push((await attacked.ask('/api/v1/stats', { key: `guess-${i}` })).status);
      expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 401));
      expect(statuses.slice(20)).toEqual(Array.from({ length: 5 }, () => 429));
      const refused = await attacked.ask('/api/v1/stats', { key: 'guess-again' });
      expect(refused.headers['retry-after']).toBe('3');
      expect(attacked.logged('operator.wrong_key')).toHaveLength(20);
      expect(attacked.logLines.join('')).not.toContain('guess-');
      expect((await attacked.ask('/api/v1/stats', { key: viewer })).status).toBe(200);
    } finally {
      await attacked.close();
    }
  });
});
