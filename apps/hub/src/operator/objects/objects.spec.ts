import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ObjectStore } from '@busbar/core';
import { aWrite } from '../../../../../test/support/object-builders.js';
import { OperatorRig } from '../../../../../test/support/operator-rig.js';

let rig: OperatorRig;

beforeAll(async () => {
  rig = await OperatorRig.start();
  const token = { module: 'tokens', ids: ['SECRET-UID'], type: 'RFID', scope: 'private', owner: 'NL/EMS' } as const;
  await rig.app
    .get(ObjectStore)
    .keep([
      aWrite({ ids: ['LOC1'], says: { id: 'LOC1', name: 'private name', last_updated: '2026-01-01T00:00:00Z' } }),
      aWrite({ ids: ['LOC2'], says: { id: 'LOC2' } }),
      aWrite({ ...token, says: { uid: 'SECRET-UID' } }),
    ]);
}, 60_000);
afterAll(() => rig.close());

async function listed(query = ''): Promise<readonly unknown[]> {
  const answer = await rig.ask(`/api/v1/objects${query}`);
  expect(answer.status).toBe(200);
  return answer.body['items'] as unknown[];
}

describe('kept objects', () => {
  it('are listed with owner and age, and never with what they say', async () => {
    const answer = await rig.ask('/api/v1/objects?module=locations&owner=nl/cpo&scope=public');

    expect(answer.body['items']).toEqual([
      {
        module: 'locations',
        owner: 'NL/CPO',
        id: 'LOC1',
        type: null,
        scope: 'public',
        version: '2.2.1',
        last_updated: '2026-01-01T00:00:00.000Z',
        size: 73,
      },
      expect.objectContaining({ id: 'LOC2', last_updated: null }),
    ]);
    expect(answer.text).not.toContain('private name');
  });

  it('are listed page by page', async () => {
    const first = await rig.ask('/api/v1/objects?limit=2');
    const second = await rig.ask(`/api/v1/objects?limit=2&cursor=${String(first.body['next_cursor'])}`);

    expect(first.body['items']).toHaveLength(2);
    expect(second.body['items']).toEqual([expect.objectContaining({ module: 'tokens', scope: 'private' })]);
    expect(second.body['next_cursor']).toBeNull();
  });

  it('of a token, and of a party, are erased by an admin, who is told how many there were', async () => {
    const erase = (body: unknown, key?: string): ReturnType<OperatorRig['ask']> =>
      rig.ask('/api/v1/erasures', { method: 'POST', body, ...(key === undefined ? {} : { key }) });

    expect((await erase({ token_uid: 'x' }, await rig.aKey('operator'))).status).toBe(403);
    expect((await erase({})).status).toBe(400);
    expect((await erase({ token_uid: 'x', party: 'NL/CPO' })).status).toBe(400);
    expect((await erase({ token_uid: 'secret-uid' })).body).toEqual({ objects: 1, owner_facts: 0 });
    expect((await erase({ party: 'nl/cpo' })).body).toEqual({ objects: 2, owner_facts: 0 });

    await expect(listed()).resolves.toEqual([]);
    const audited = rig.logLines.filter((line) => line.includes('/api/v1/erasures'));
    expect(audited.join('\n')).toContain('NL/CPO');
    expect(audited.join('\n').toLowerCase()).not.toContain('secret-uid');
  });
});
