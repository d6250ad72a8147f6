import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PartyDirectory } from '@busbar/core';
import { eventually } from '../../../../test/support/eventually.js';
import { ADMIN_KEY, aMessage, claim, OperatorRig } from '../../../../test/support/operator-rig.js';
import { EventFeed } from './events/event-feed.js';
import { Readiness } from './health/readiness.js';
import { RouteTable } from './route-table.js';

let rig: OperatorRig;
let origin: string;

beforeAll(async () => {
  rig = await OperatorRig.start();
  await rig.app.listen(0, '127.0.0.1');
  origin = await rig.app.getUrl();
});
afterAll(() => rig.close());

interface Listener {
  readonly response: Response;
  /** All that has arrived. */
  readonly text: () => string;
  readonly hasEnded: () => boolean;
  readonly leave: () => void;
}

async function listen(key: string): Promise<Listener> {
  const leaving = new AbortController();
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${origin}/api/v1/events`, { headers, signal: leaving.signal });
  let text = '';
  let hasEnded = false;
  const decoder = new TextDecoder();
  const reading = (async () => {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array);
  })();
  reading.catch(() => undefined).finally(() => (hasEnded = true));
  return { response, text: () => text, hasEnded: () => hasEnded, leave: () => leaving.abort() };
}

describe('the event stream', () => {
  it('tells of messages and platforms as they come, to whoever listens', async () => {
    const listener = await listen(ADMIN_KEY);
    expect(listener.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(listener.response.headers.get('cache-control')).toBe('no-store');
    expect(listener.response.headers.get('x-content-type-options')).toBe('nosniff');
    rig.app.get(EventFeed).messageConcluded(aMessage({ id: 'message-1' }));
    const platform = await rig.aPlatform('Amber', 'CPO NL/AMB');
    await eventually('the message to arrive', () =>
      /event: message\.concluded\ndata: .*"message-1"/.test(listener.text()),
    );
    await eventually('the new platform to arrive', () =>
      listener.text().includes(`event: platform.created\ndata: {"platform":"${platform}"`),
    );
    await rig.ask(`/api/v1/platforms/${platform}/suspend`, { method: 'POST' });
    await eventually('the new status to arrive', () =>
      /event: platform\.status\ndata: .*"status":"SUSPENDED","was":"PLANNED"/.test(listener.text()),
    );
    listener.leave();
  });

  it('samples a flood of messages and counts the rest', async () => {
    const listener = await listen(ADMIN_KEY);
    for (let i = 0; i < 500; i += 1) rig.app.get(EventFeed).messageConcluded(aMessage({ id: `flood-${i}` }));
    await eventually('the count of what was left out', () =>
      /messages\.left_out\ndata: {"count":4\d\d}/.test(listener.text()),
    );
    expect(listener.text().match(/event: message\.concluded/g)?.length).toBeLessThanOrEqual(20);
    listener.leave();
  });

  it('ends with the process', async () => {
    const other = await OperatorRig.start();
    await other.app.listen(0, '127.0.0.1');
    const before = origin;
    origin = await other.app.getUrl();
    const listener = await listen(ADMIN_KEY);
    origin = before;
    await other.close();
    await eventually('the stream to end', listener.hasEnded);
  });
});

describe('health', () => {
  it('says that the process lives and that routing works', async () => {
    expect(await rig.ask('/healthz', { key: null })).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect((await rig.ask('/readyz', { key: null })).body).toEqual({ status: 'ready', degraded: [] });
  });

  it('names what is degraded while routing goes on', async () => {
    rig.degraded.push({ part: 'database', detail: 'it cannot be reached' });
    const answer = await rig.ask('/readyz', { key: null });
    rig.degraded.length = 0;
    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'degraded', degraded: [{ part: 'database', detail: 'it cannot be reached' }] },
    });
  });

  it('is not ready before the first snapshot, nor while draining', () => {
    const parts = { degraded: () => [] };
    const starting = new Readiness({ snapshot: () => null, whoPresents: () => null }, parts);
    expect([starting.isReady(), starting.state().status]).toEqual([false, 'starting']);
    const draining = new Readiness(rig.app.get(PartyDirectory), parts);
    expect(draining.isReady()).toBe(true);
    draining.beforeApplicationShutdown();
    expect([draining.isReady(), draining.state().status]).toEqual([false, 'draining']);
  });

  it('answers 503 while the process drains', async () => {
    const ending = await OperatorRig.start();
    ending.app.get(Readiness).drain();
    const answer = await ending.ask('/readyz', { key: null });
    expect([answer.status, answer.body['status'], answer.headers['retry-after']]).toEqual([503, 'draining', '1']);
    expect((await ending.ask('/healthz', { key: null })).status).toBe(200);
    await ending.close();
  });

  it('has figures for Prometheus', async () => {
    const answer = await rig.ask('/metrics', { key: null });
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(answer.text).toContain('# TYPE busbar_messages_total counter');
  });
});

describe('the start page', () => {
  it('names the hub and where things are, without a script', async () => {
    const page = await rig.ask('/', { key: null });
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.text).toContain('Test &#60;hub&#62;');
    expect(page.text).toContain('https://hub.example/ocpi/versions');
    expect(page.text).toContain('/api/openapi.json');
    expect(page.text).not.toMatch(/<script|Test <hub>| on\w+=/);
  });
});

interface Operation {
  readonly 'x-minimal-role'?: string;
  readonly responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}
interface Schema {
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
}

describe('the OpenAPI document', () => {
  let paths: Record<string, Record<string, Operation>>;
  beforeAll(async () => {
    paths = (await rig.ask('/api/openapi.json', { key: null })).body['paths'] as typeof paths;
  });

  it('has every route but the start page and itself', () => {
    const documented = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const hidden = ['GET /', 'GET /api/openapi.json'];
    const routes = rig.app
      .get(RouteTable)
      .all()
      .filter((route) => !route.startsWith('HEAD ') && !hidden.includes(route));
    expect(documented.sort()).toEqual([...routes]);
  });

  it('says of every keyed route which role it takes, and of every route how errors look', () => {
    for (const [path, operations] of Object.entries(paths)) {
      for (const operation of Object.values(operations)) {
        expect([path, typeof operation['x-minimal-role']]).toEqual([
          path,
          path.startsWith('/api/v1') ? 'string' : 'undefined',
        ]);
        expect(operation.responses['default']?.content).toHaveProperty(['application/problem+json']);
      }
    }
  });

  it('describes answers as they are', async () => {
    await rig.record(aMessage({ id: 'described' }));
    const made = await rig.ask('/api/v1/platforms', {
      method: 'POST',
      body: { name: 'Described', parties: [claim('CPO NL/DSC')] },
    });
    const answers: Record<string, unknown> = {
      'post /api/v1/platforms': made.body,
      'get /api/v1/platforms/{id}': (await rig.ask(`/api/v1/platforms/${String(made.body['id'])}`)).body,
      'get /api/v1/platforms': (await rig.ask('/api/v1/platforms')).body,
      'get /api/v1/parties': (await rig.ask('/api/v1/parties')).body,
      'get /api/v1/messages': (await rig.ask('/api/v1/messages')).body,
      'get /api/v1/messages/{id}': (await rig.ask('/api/v1/messages/described')).body,
      'get /api/v1/stats': (await rig.ask('/api/v1/stats')).body,
      'post /api/v1/keys': (await rig.ask('/api/v1/keys', { method: 'POST', body: { role: 'viewer' } })).body,
      'get /api/v1/keys': (await rig.ask('/api/v1/keys')).body,
      'get /readyz': (await rig.ask('/readyz')).body,
    };
    for (const [route, answer] of Object.entries(answers)) {
      const [method = '', path = ''] = route.split(' ');
      const responses = paths[path]?.[method]?.responses ?? {};
      const content = (responses['200'] ?? responses['201'])?.content;
      expect([route, undescribed(answer, content?.['application/json']?.schema ?? {})]).toEqual([route, []]);
    }
  });
});

/** Names in an answer that its schema does not have, and names of the schema that the answer does not have. */
function undescribed(value: unknown, schema: Schema): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => undescribed(item, schema.items ?? {}));
  if (typeof value !== 'object' || value === null || schema.properties === undefined) return [];
  const names = new Set([...Object.keys(value), ...Object.keys(schema.properties)]);
  return [...names].flatMap((name) => {
    const described = schema.properties?.[name];
    if (described === undefined || !(name in value)) return [name];
    return undescribed((value as Record<string, unknown>)[name], described);
  });
}
