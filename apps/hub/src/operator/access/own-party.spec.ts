import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BridgeCounts, PeerDefects } from '@busbar/core';
import { partyId } from '../../../../../test/support/builders.js';
import { OperatorDeliveries } from '../../../../../test/support/operator-deliveries.js';
import { aMessage, OperatorRig, type RigAnswer } from '../../../../../test/support/operator-rig.js';

const at = (minute: number): number => Date.UTC(2026, 0, 31, 11, minute);
/** Ids of messages begin with their time. */
const id = (minute: number): string => `${at(minute).toString(16).padStart(12, '0')}0000abcdef012345`;

let rig: OperatorRig;
let key: string;
let viewer: string;
let ownPlatform: string;
let otherPlatform: string;
let deliveries: OperatorDeliveries;

beforeAll(async () => {
  rig = await OperatorRig.start();
  [key, viewer] = [await rig.aKey('party', 'NL/ABC'), await rig.aKey('viewer')];
  ownPlatform = await rig.aPlatform('Own', 'EMSP NL/ABC');
  // On a platform of its own, as CPO.
  deliveries = await OperatorDeliveries.on(rig);
  otherPlatform = await rig.aPlatform('Other', 'EMSP DE/XYZ');
  await rig.record(
    aMessage({ id: id(1), atMs: at(1) }),
    aMessage({ id: id(2), atMs: at(2), from: partyId('DE/XYZ'), to: partyId('NL/ABC'), why: 'addressed to NL/ABC' }),
    aMessage({ id: id(3), atMs: at(3), plan: 'broadcast', to: partyId('NL/HUB'), why: 'broadcast to 7 parties' }),
    aMessage({ id: id(4), atMs: at(4), plan: 'open', why: 'FR/AAA and FR/BBB were asked too' }),
    aMessage({ id: id(5), atMs: at(5), from: partyId('FR/AAA') }),
  );
}, 60_000);
afterAll(() => rig.close());

const ask = (path: string, by = key): Promise<RigAnswer> => rig.ask(`/api/v1${path}`, { key: by });

async function idsOf(path: string): Promise<readonly unknown[]> {
  const { status, body } = await ask(path);
  expect([path, status]).toEqual([path, 200]);
  return (body['items'] as Record<string, unknown>[]).map((item) => item['id']);
}

describe('of messages, a key of a party reads', () => {
  it.each([
    ['', [4, 3, 2, 1]],
    ['?from=DE/XYZ', [2]],
    ['?to=DE/XYZ', [4, 1]],
    ['?from=FR/AAA', []],
    ['?from=FR/AAA&to=DE/XYZ', []],
    ['?from=FR/AAA&party=nl/abc', []],
    ['?party=NL/ABC&module=locations&outcome=answered', [4, 3, 2, 1]],
    ['?correlation_id=correlation-1', [4, 3, 2, 1]],
    ['?since=2026-01-31T11:05:00Z', []],
  ])('those of its party, narrowed by "%s"', async (query, minutes) => {
    expect(await idsOf(`/messages${query}`)).toEqual(minutes.map(id));
  });

  it('those of its party page by page, also with the cursor of somebody who sees more', async () => {
    const { body } = await ask('/messages?limit=1', viewer);
    expect(await idsOf(`/messages?cursor=${String(body['next_cursor'])}`)).toEqual([4, 3, 2, 1].map(id));
  });

  it('no reason that tells of others, no attempts and no payload', async () => {
    const { body } = await ask('/messages');
    expect((body['items'] as Record<string, unknown>[]).map(({ why }) => why)).toEqual([
      null,
      null,
      'addressed to NL/ABC',
      'addressed to DE/XYZ',
    ]);
    expect((await ask(`/messages/${id(4)}`)).body).toMatchObject({ why: null, attempts: [], payload: null });
    expect((await ask(`/messages/${id(5)}`)).status).toBe(404);
  });
});

describe('a key of a party sees', () => {
  it('its own status, in each of its roles, and that of nobody else', async () => {
    const { body } = await ask('/parties');
    const seen = (body['items'] as Record<string, unknown>[]).map(({ party, role }) => [party, role]);
    expect(seen).toEqual([
      ['NL/ABC', 'CPO'],
      ['NL/ABC', 'EMSP'],
    ]);
  });

  it('what is owed to it and did not reach it, and nothing that is owed to others', async () => {
    const own = await deliveries.ended('expired', 'T1');
    const others = await rig.aKey('party', 'DE/XYZ');
    for (const path of ['/deliveries', '/deliveries?party=nl/abc&state=expired', '/failed', '/failed?kind=delivery']) {
      expect(await idsOf(path)).toEqual([own]);
    }
    expect((await ask(`/deliveries/${own}`)).status).toBe(200);
    for (const path of ['/deliveries', `/deliveries?platform=${deliveries.platformId}`, '/failed']) {
      expect((await ask(path, others)).body['items']).toEqual([]);
    }
    expect((await ask(`/deliveries/${own}`, others)).status).toBe(404);
  });

  it('the violations of its platform, and an operator those of all', async () => {
    const defects = rig.app.get(PeerDefects);
    defects.note({ platformId: ownPlatform, kind: 'to-self', detail: 'to itself' });
    defects.note({ platformId: ownPlatform, kind: 'role-rule', detail: 'NL/ABC as CPO pushes Tokens' });
    defects.note({ platformId: otherPlatform, kind: 'to-self', detail: 'to itself' });
    const kindsOf = async (path: string, by = key): Promise<readonly unknown[]> => {
      const { body } = await ask(path, by);
      const items = (body['items'] as Record<string, unknown>[]).map(({ platform, kind }) => [platform, kind]);
      return items.filter(([platform]) => platform !== deliveries.platformId);
    };
    const own = [
      [ownPlatform, 'role-rule'],
      [ownPlatform, 'to-self'],
    ];
    expect(await kindsOf('/violations')).toEqual(own);
    expect(await kindsOf(`/violations?platform=${otherPlatform}`)).toEqual([]);
    expect(await kindsOf('/violations?kind=role-rule')).toEqual([own[0]]);
    expect(await kindsOf('/violations', viewer)).toHaveLength(3);
    expect(await kindsOf('/violations?party=DE/XYZ', viewer)).toEqual([[otherPlatform, 'to-self']]);
    expect(await kindsOf(`/violations?platform=${ownPlatform}&kind=to-self`, viewer)).toEqual([own[1]]);
    const { body } = await ask('/violations?limit=1');
    expect(await kindsOf(`/violations?kind=to-self&cursor=${String(body['next_cursor'])}`)).toEqual([own[1]]);
    expect((await ask('/violations?cursor=made-up', viewer)).status).toBe(400);
  });
});

describe('what translating costs', () => {
  it('is read by the party of the platform that it was for, and by nobody of another one', async () => {
    const publish = { module: 'locations', kind: 'filled', object: 'Location', field: 'publish' } as const;
    const way = { from: '2.1.1', to: '2.2.1', source: 'bridge_defaults', detail: 'shipped' } as const;
    rig.app.get(BridgeCounts).count([{ platformId: ownPlatform, ...publish, ...way }]);
    const { body } = await ask(`/platforms/${ownPlatform}/bridging`);
    expect(body['items']).toMatchObject([
      { ...publish, from_version: '2.1.1', to_version: '2.2.1', source: 'bridge_defaults', count: 1 },
    ]);
    expect((await ask(`/platforms/${ownPlatform}/bridging`, viewer)).status).toBe(200);
    expect((await ask(`/platforms/${otherPlatform}/bridging`)).status).toBe(404);
    expect((await ask(`/platforms/${ownPlatform}/bridging?cursor=made-up`)).status).toBe(400);
  });
});

describe('blocks', () => {
  const block = (of: string, method: string, by = key): Promise<RigAnswer> =>
    rig.ask(`/api/v1/parties/${of}`, { method, key: by });

  it('are made, seen and taken back by the party itself, and each is said to the audit trail', async () => {
    const made = await block('nl/abc/blocks/de/xyz', 'PUT');
    const since = new Date(rig.clock.now()).toISOString();
    expect([made.status, made.body]).toEqual([200, { by: 'NL/ABC', blocked: 'DE/XYZ', since }]);
    expect((await block('NL/ABC/blocks/DE/XYZ', 'PUT')).body).toEqual(made.body);
    expect((await block('NL/ABC/blocks/DE/XYZ', 'GET')).body).toEqual(made.body);
    expect((await ask('/blocks')).body['items']).toEqual([made.body]);
    expect((await block('NL/ABC/blocks/DE/XYZ', 'DELETE')).status).toBe(204);
    expect((await block('NL/ABC/blocks/DE/XYZ', 'DELETE')).status).toBe(404);
    expect((await block('NL/ABC/blocks/DE/XYZ', 'GET')).status).toBe(404);
    const changes = rig.logged('operator.changed').filter(({ blocked }) => blocked === 'DE/XYZ');
    expect(changes.map(({ method, role, by }) => [method, role, by])).toEqual([
      ['PUT', 'party', 'NL/ABC'],
      ['PUT', 'party', 'NL/ABC'],
      ['DELETE', 'party', 'NL/ABC'],
    ]);
  });

  it('are made by an operator too, not by who only looks, and not seen by the party that is blocked', async () => {
    const operator = await rig.aKey('operator');
    expect((await block('DE/XYZ/blocks/NL/ABC', 'PUT', operator)).status).toBe(200);
    expect((await block('DE/XYZ/blocks/NL/ABC', 'DELETE', viewer)).status).toBe(403);
    expect((await ask('/blocks')).body['items']).toEqual([]);
    expect((await block('DE/XYZ/blocks/NL/ABC', 'GET')).status).toBe(403);
    expect((await ask('/blocks?party=DE/XYZ', viewer)).body['items']).toHaveLength(1);
    expect((await block('DE/XYZ/blocks/NL/ABC', 'DELETE', operator)).status).toBe(204);
  });

  it('of whom one does not see are taken like any other', async () => {
    expect((await block('NL/ABC/blocks/XX/NUL', 'PUT')).status).toBe(200);
    expect((await block('NL/ABC/blocks/XX/NUL', 'DELETE')).status).toBe(204);
  });

  it.each([
    ['NL/ABC/blocks/NL/ABC', 'blocked_party'],
    ['NL/ABC/blocks/nl/hub', 'blocked_party'],
    ['NL/ABC/blocks/N1/XYZ', 'blocked_country'],
    ['NL/ABC/blocks/DE/TOOLONG', 'blocked_party'],
    ['NL/AB!/blocks/DE/XYZ', 'party'],
  ])('are not made at %s', async (path, field) => {
    const answer = await block(path, 'PUT');
    expect([answer.status, answer.body['errors']]).toEqual([400, [expect.objectContaining({ field })]]);
  });
});
