import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OperatorDeliveries } from '../../../../../test/support/operator-deliveries.js';
import { OperatorRig, type RigAnswer } from '../../../../../test/support/operator-rig.js';

let rig: OperatorRig;
let deliveries: OperatorDeliveries;
const made: Record<string, string> = {};

beforeAll(async () => {
  rig = await OperatorRig.start();
  deliveries = await OperatorDeliveries.on(rig);
  made['pending'] = await deliveries.owe('T1');
  made['delivered'] = await deliveries.ended('delivered', 'T2');
  made['rejected'] = await deliveries.ended('rejected', 'T3');
  made['expired'] = await deliveries.ended('expired', 'T4', { content: { module: 'locations' } });
  made['clientInfo'] = await deliveries.owe('T5', { to: [`${deliveries.platformId} nobody`] });
});
afterAll(() => rig.close());

const idOf = (name: string): string => made[name] ?? '';
const post = (path: string, body?: unknown): Promise<RigAnswer> =>
  rig.ask(`/api/v1${path}`, { method: 'POST', ...(body === undefined ? {} : { body }) });

async function listed(query: string): Promise<readonly string[]> {
  const answer = await rig.ask(`/api/v1/deliveries${query}`);
  expect(answer.status).toBe(200);
  return (answer.body['items'] as { id: string }[]).map(({ id }) => id);
}

describe('deliveries', () => {
  it('are listed, the last taken on first, in the form of the contract', async () => {
    expect(await listed('')).toEqual(['clientInfo', 'expired', 'rejected', 'delivered', 'pending'].map(idOf));
    const { body } = await rig.ask('/api/v1/deliveries?state=rejected');
    expect(body).toEqual({
      items: [
        {
          id: idOf('rejected'),
          message_id: expect.stringMatching(/^message-/),
          platform: deliveries.platformId,
          to: 'NL/ABC',
          module: 'tokens',
          method: 'PUT',
          object: 'TOKENS NL/EMS/T3 RFID',
          state: 'rejected',
          reason: 'HTTP 404',
          attempts: 1,
          next_attempt_at: null,
          expires_at: '2026-01-31T12:15:00.003Z',
          accepted_at: '2026-01-31T12:00:00.003Z',
          ended_at: '2026-01-31T12:00:00.003Z',
          superseded_by: null,
          resync: null,
        },
      ],
      next_cursor: null,
    });
  });

  it('are narrowed by their platform', async () => {
    expect(await listed(`?state=expired&platform=${deliveries.platformId}`)).toEqual([idOf('expired')]);
  });

  it('say when they are tried next, and whom they are for', async () => {
    const { body } = await rig.ask(`/api/v1/deliveries/${idOf('clientInfo')}`);
    expect(body).toMatchObject({ to: null, state: 'pending', next_attempt_at: '2026-01-31T12:00:00.005Z' });
  });

  it('say how a receiver fetches what has expired', async () => {
    const { body } = await rig.ask(`/api/v1/deliveries/${idOf('expired')}`);
    expect(body['resync']).toEqual({ module: 'locations', date_from: '2026-01-31T12:00:00.004Z' });
  });

  it.each([
    ['?state=pending', ['clientInfo', 'pending']],
    ['?party=nl/abc&state=pending', ['pending']],
    ['?party=NL/XYZ', []],
    ['?module=locations', ['expired']],
    ['?since=2026-01-31T12:00:00.004Z', ['clientInfo', 'expired']],
    ['?until=2026-01-31T12:00:00.003Z', ['delivered', 'pending']],
    ['?platform=another', []],
    ['?state=expired&module=tokens', []],
  ])('are narrowed by %s', async (query, names) => {
    expect(await listed(query)).toEqual(names.map(idOf));
  });

  it('are walked page by page', async () => {
    const first = await rig.ask('/api/v1/deliveries?limit=2');
    const cursor = first.body['next_cursor'] as string;
    expect(await listed(`?limit=2&cursor=${cursor}`)).toEqual(['rejected', 'delivered'].map(idOf));
  });

  it('are shown with what was tried', async () => {
    const { body } = await rig.ask(`/api/v1/deliveries/${idOf('rejected')}`);
    expect(body).toMatchObject({ id: idOf('rejected'), attempts: 1, correlation_id: expect.stringMatching(/./) });
    expect(body['attempt_log']).toEqual([
      {
        delivery_id: idOf('rejected'),
        at: '2026-01-31T12:00:00.003Z',
        request_id: `request-of-${idOf('rejected')}`,
        duration_ms: 20.5,
        http_status: 404,
        ocpi_status: null,
        outcome: 'rejected',
        reason: 'HTTP 404',
      },
    ]);
    expect((await rig.ask('/api/v1/deliveries/999999')).status).toBe(404);
    expect((await rig.ask('/api/v1/deliveries/none')).status).toBe(404);
    expect((await rig.ask('/api/v1/deliveries?state=lost')).status).toBe(400);
  });
});

describe('giving up', () => {
  it('ends what is pending or has failed, once and for all', async () => {
    for (const id of [await deliveries.owe('G1'), await deliveries.ended('rejected', 'G2')]) {
      const given = await post(`/deliveries/${id}/discard`);
      expect([given.status, given.body['state']]).toEqual([200, 'discarded']);
      expect((await post(`/deliveries/${id}/discard`)).status).toBe(200);
      expect((await post(`/deliveries/${id}/replay`)).body).toMatchObject({ type: 'urn:busbar:problem:not-failed' });
    }
  });

  it('is refused for what was delivered', async () => {
    const refused = await post(`/deliveries/${idOf('delivered')}/discard`);
    expect([refused.status, refused.body['type']]).toEqual([409, 'urn:busbar:problem:not-open']);
    expect((await post('/deliveries/999999/discard')).status).toBe(404);
  });
});

describe('without a database', () => {
  it('lists and changes are a 503 that says when to try again', async () => {
    const lonely = await OperatorRig.start();
    try {
      await lonely.loseDatabase();
      for (const path of ['/deliveries', '/deliveries/1', '/failed', '/replays/some-id']) {
        const answer = await lonely.ask(`/api/v1${path}`);
        expect([path, answer.status, answer.headers['retry-after']]).toEqual([path, 503, '5']);
      }
      for (const path of ['/deliveries/1/replay', '/deliveries/1/discard', '/messages/m/replay']) {
        expect([path, (await lonely.ask(`/api/v1${path}`, { method: 'POST' })).status]).toEqual([path, 503]);
      }
      const body = { filter: {} };
      expect((await lonely.ask('/api/v1/replays', { method: 'POST', body })).status).toBe(503);
    } finally {
      await lonely.close();
    }
  });
});
