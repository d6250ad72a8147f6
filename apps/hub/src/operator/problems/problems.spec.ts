import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { OperatorRig, type RigAnswer, type RigRequest } from '../../../../../test/support/operator-rig.js';
import { PlatformsController } from '../platforms/platforms.controller.js';

let rig: OperatorRig;
beforeAll(async () => {
  rig = await OperatorRig.start();
});
afterAll(() => rig.close());

const PLATFORM = { name: 'Amber', parties: [{ country_code: 'NL', party_id: 'AMB', role: 'CPO' }] };

async function create(request: RigRequest): Promise<RigAnswer> {
  return rig.ask('/api/v1/platforms', { method: 'POST', ...request });
}

function expectProblem(answer: RigAnswer, status: number, kind: string): void {
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ type: `urn:busbar:problem:${kind}`, status });
  expect(answer.body['title']).toEqual(expect.any(String));
  expect(answer.body['detail']).toEqual(expect.any(String));
}

describe('every error is a problem document', () => {
  it('an address where nothing is', async () => {
    expectProblem(await rig.ask('/api/v1/nothing'), 404, 'no-such-route');
    expectProblem(await rig.ask('/nothing', { key: null }), 404, 'no-such-route');
  });

  it('a method that an address does not take, with those that it takes', async () => {
    const answer = await rig.ask('/api/v1/platforms/some-id', { method: 'PUT', body: {} });
    expectProblem(answer, 405, 'method-not-allowed');
    expect(answer.headers['allow']).toBe('DELETE, GET, HEAD, PATCH');
    expectProblem(await rig.ask('/healthz', { method: 'POST', key: null }), 405, 'method-not-allowed');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'a body of type %s',
    async (type) => {
      const answer = await create({ body: JSON.stringify(PLATFORM), headers: { 'content-type': type } });
      expectProblem(answer, 415, 'unsupported-media-type');
    },
  );

  it('a body above 1 MiB', async () => {
    expectProblem(await create({ body: { ...PLATFORM, name: 'x'.repeat(1_100_000) } }), 413, 'body-too-large');
  });

  it.each([
    ['broken', '{"name": "Amber",'],
    ['not UTF-8', '{"name": "\xff"}'],
    ['deeper than 64 levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['poisonous', '{"name": "Amber", "__proto__": {"admin": true}}'],
    ['poisonous deep inside', '{"settings": {"bridge_defaults": {"constructor": {"prototype": {"admin": true}}}}}'],
    ['a list', '[]'],
    ['a list of platforms', JSON.stringify([PLATFORM])],
    ['a text', '"Amber"'],
    ['a number', '1e400'],
    ['null', 'null'],
    ['empty', ''],
  ])('a body that is %s', async (what, body) => {
    const bytes = what === 'not UTF-8' ? Buffer.from(body, 'latin1') : Buffer.from(body);
    const answer = await rig.app.inject({
      method: 'POST',
      url: '/api/v1/platforms',
      headers: { authorization: 'Bearer operator-key-of-the-rig', 'content-type': 'application/json' },
      payload: bytes,
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ type: 'urn:busbar:problem:invalid-request' });
    expect(Object.prototype).not.toHaveProperty('admin');
  });

  it('a broken body is not quoted: it may hold a token', async () => {
    const answer = await create({ body: '{"connect": {"token": "their-secret-token"' });
    expect(answer.text).not.toContain('their-secret-token');
  });

  it('a mistake of the hub, with an id that the log knows and without what went wrong', async () => {
    const broken = await OperatorRig.start();
    try {
      Object.defineProperty(broken.app.get(PlatformsController), 'platforms', {
        get: () => {
          throw new Error('a bug about Token c2VjcmV0LXNlY3JldC1zZWNyZXQ');
        },
      });
      const answer = await broken.ask('/api/v1/platforms');
      expectProblem(answer, 500, 'internal-error');
      expect(answer.text).not.toContain('a bug');
      const [line] = broken.logged('operator.failed');
      expect(answer.body['instance']).toBe(`urn:uuid:${String(line?.['error_id'])}`);
      expect(JSON.stringify(line)).toContain('a bug about Token [redacted]');
    } finally {
      await broken.close();
    }
  });

  it.each([
    'GET /api/v1/platforms?limit=0',
    'GET /api/v1/platforms?limit=501',
    'GET /api/v1/platforms?limit=1e9',
    'GET /api/v1/platforms?limit=-1',
    'GET /api/v1/platforms?limit=ten',
    'GET /api/v1/platforms?limit=1&limit=2',
    'GET /api/v1/platforms?cursor=made-up',
    'GET /api/v1/platforms?cursor=',
    'GET /api/v1/platforms?sort=name',
    "GET /api/v1/platforms/'%20OR%201=1",
    'GET /api/v1/platforms/%25',
    'GET /api/v1/platforms/..%2fkeys',
    `GET /api/v1/messages/${'x'.repeat(65)}`,
    'GET /api/v1/messages?since=yesterday',
    'GET /api/v1/messages?since=2026-02-30T00:00:00Z',
    'GET /api/v1/messages?since=2026-02-02T00:00:00Z&until=2026-02-01T00:00:00Z',
    'GET /api/v1/messages?party=NLABC',
    'GET /api/v1/messages?party=%25/___',
    'GET /api/v1/messages?outcome=lost',
    'GET /api/v1/messages?module=loc%25',
    'GET /api/v1/messages?order=desc',
    'GET /api/v1/stats?since=1',
  ])('%s', async (request) => {
    const [method = '', path = ''] = request.split(' ');
    const answer = await rig.ask(path, { method });
    expectProblem(answer, 400, 'invalid-request');
    expect(answer.body['errors']).toEqual([{ field: expect.any(String), message: expect.any(String) }]);
  });
});

describe('every answer', () => {
  it.each(['/', '/healthz', '/readyz', '/metrics', '/api/openapi.json', '/api/v1/platforms', '/nothing'])(
    'of %s is neither stored, sniffed, framed nor shared with other origins',
    async (path) => {
      const { headers } = await rig.ask(path, { headers: { origin: 'null' } });
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers['content-security-policy']).not.toMatch(/unsafe|script-src/);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    },
  );

  it('to the preflight of another origin is a refusal', async () => {
    const answer = await rig.ask('/api/v1/platforms', {
      method: 'OPTIONS',
      key: null,
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
    });
    expect(answer.status).toBe(401);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('to nonsense on the wire leaves the process alive', async () => {
    await rig.app.listen(0, '127.0.0.1');
    const { port } = rig.app.getHttpServer().address() as { port: number };
    const socket = connect(port, '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.resume().on('error', () => undefined);
    socket.write('GET /api/v1/platforms HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n');
    await closed;
    expect((await rig.ask('/healthz')).status).toBe(200);
  });
});
