import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BridgeCounts, PeerDefects } from '@busbar/core';
import { OperatorDeliveries } from '../../../../../test/support/operator-deliveries.js';
import { aMessage, claim, OperatorRig } from '../../../../../test/support/operator-rig.js';
import { RouteTable } from '../route-table.js';

let rig: OperatorRig;
beforeAll(async () => {
  rig = await OperatorRig.start();
});
afterAll(() => rig.close());

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
    const deliveries = await OperatorDeliveries.on(rig);
    const delivery = await deliveries.ended('expired', 'T1', { content: { module: 'locations' } });
    const replay = (await rig.ask('/api/v1/replays', { method: 'POST', body: { ids: [delivery] } })).body;
    const item = {
      parties: ['NL/DSC', 'DE/XYZ'],
      modules: ['*'],
      from: '2026-01-01T00:00:00Z',
      until: '2027-01-01T00:00:00Z',
    };
    await rig.ask('/api/v1/agreements', {
      method: 'PUT',
      body: { default: 'open', items: [item] },
      headers: { 'if-match': '*' },
    });
    const block = '/api/v1/parties/NL/DSC/blocks/DE/XYZ';
    const blocked = await rig.ask(block, { method: 'PUT' });
    rig.app.get(BridgeCounts).count([
      {
        platformId: String(made.body['id']),
        ...{ from: '2.1.1', to: '2.2.1', module: 'locations', kind: 'filled', object: 'Location', field: 'publish' },
        ...{ source: 'bridge_defaults', detail: 'shipped' },
      },
    ]);
    rig.app.get(PeerDefects).note({ platformId: String(made.body['id']), kind: 'to-self', detail: 'to itself' });
    const answers: Record<string, unknown> = {
      'get /api/v1/agreements': (await rig.ask('/api/v1/agreements')).body,
      'put /api/v1/parties/{country}/{party}/blocks/{blocked_country}/{blocked_party}': blocked.body,
      'get /api/v1/blocks': (await rig.ask('/api/v1/blocks')).body,
      'get /api/v1/platforms/{id}/bridging': (await rig.ask(`/api/v1/platforms/${String(made.body['id'])}/bridging`))
        .body,
      'get /api/v1/violations': (await rig.ask('/api/v1/violations')).body,
      'get /api/v1/deliveries': (await rig.ask('/api/v1/deliveries')).body,
      'get /api/v1/deliveries/{id}': (await rig.ask(`/api/v1/deliveries/${delivery}`)).body,
      'post /api/v1/replays': replay,
      'get /api/v1/replays/{id}': (await rig.ask(`/api/v1/replays/${String(replay['id'])}`)).body,
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
      const content = (responses['200'] ?? responses['201'] ?? responses['202'])?.content;
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
