import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeliveryStore, type MessageRow } from '@busbar/core';
import { TypeormDeliveryLog } from '@busbar/deliveries';
import { partyId } from '../../../../../test/support/builders.js';
import { aDeliveryFilter } from '../../../../../test/support/delivery-builders.js';
import { known } from '../../../../../test/support/delivery-rig.js';
import { eventually } from '../../../../../test/support/eventually.js';
import { OperatorDeliveries } from '../../../../../test/support/operator-deliveries.js';
import { OperatorRig, type RigAnswer } from '../../../../../test/support/operator-rig.js';

let rig: OperatorRig;
let deliveries: OperatorDeliveries;

beforeAll(async () => {
  rig = await OperatorRig.start();
  deliveries = await OperatorDeliveries.on(rig);
});
afterAll(() => rig.close());

const post = (path: string, body?: unknown): Promise<RigAnswer> =>
  rig.ask(`/api/v1${path}`, { method: 'POST', ...(body === undefined ? {} : { body }) });
const typeOf = (answer: RigAnswer): unknown => [answer.status, answer.body['type']];
const problem = (status: number, name: string): unknown => [status, `urn:busbar:problem:${name}`];

/** Messages of pending deliveries, oldest first. */
async function pending(): Promise<readonly string[]> {
  const found = known(await rig.app.get(TypeormDeliveryLog).list(aDeliveryFilter({ states: ['pending'] }), null, 500));
  return found.map(({ messageId }) => messageId).reverse();
}

async function done(replay: RigAnswer): Promise<Record<string, unknown>> {
  expect([replay.status, replay.headers['location']]).toEqual([202, `/api/v1/replays/${String(replay.body['id'])}`]);
  return eventually('the replay to be done', async () => {
    const { body } = await rig.ask(`/api/v1/replays/${String(replay.body['id'])}`);
    return body['state'] === 'done' && body;
  });
}

async function messageOf(deliveryId: string): Promise<string> {
  return (await rig.ask(`/api/v1/deliveries/${deliveryId}`)).body['message_id'] as string;
}

async function failed(query = ''): Promise<readonly Record<string, unknown>[]> {
  const answer = await rig.ask(`/api/v1/failed${query}`);
  expect(answer.status).toBe(200);
  return answer.body['items'] as Record<string, unknown>[];
}

/** Gives everything up that the tests before left. */
async function clear(): Promise<void> {
  const log = rig.app.get(TypeormDeliveryLog);
  const open = known(await log.list(aDeliveryFilter({ states: ['pending', 'rejected', 'expired'] }), null, 1_000));
  await rig.app.get(DeliveryStore).discard(
    open.map(({ id }) => id),
    'cleared',
    rig.clock.now(),
  );
}

describe('a failed delivery', () => {
  it('is sent again, and clicking twice sends it once', async () => {
    await clear();
    const id = await deliveries.ended('rejected', 'A1');
    const first = await post(`/deliveries/${id}/replay`);
    expect([first.status, first.body]).toEqual([202, { id: expect.stringMatching(/./), count: 1, stale: 0 }]);
    const second = await post(`/deliveries/${id}/replay`);
    expect([second.status, second.body]).toEqual([202, { id: expect.stringMatching(/./), count: 0, stale: 0 }]);
    await eventually('it to be owed anew', async () => (await pending()).length === 1);
    expect(await pending()).toEqual([await messageOf(id)]);
    expect(rig.lanes.woken).toContain(deliveries.platformId);
    expect(await failed()).toEqual([]);
  });

  it('that a newer version has passed goes only with force, which the audit trail shows', async () => {
    await clear();
    const id = await deliveries.ended('rejected', 'A2');
    await deliveries.ended('delivered', 'A2');
    expect(typeOf(await post(`/deliveries/${id}/replay`))).toEqual(problem(409, 'newer-version'));
    expect(await pending()).toEqual([]);
    expect((await post(`/deliveries/${id}/replay`, { force: true })).body).toMatchObject({ count: 1, stale: 1 });
    await eventually('it to be owed anew', async () => (await pending()).length === 1);
    const lines = rig.logged('operator.changed').filter(({ target }) => target === id);
    expect(lines).toMatchObject([{ force: true, route: '/api/v1/deliveries/:id/replay', role: 'admin' }]);
  });

  it('is refused where it has not failed, where its receiver is gone, and where there is none', async () => {
    const pendingOne = await deliveries.owe('A3');
    expect(typeOf(await post(`/deliveries/${pendingOne}/replay`))).toEqual(problem(409, 'not-failed'));
    const elsewhere = await deliveries.ended('rejected', 'A4', { to: [`${deliveries.platformId} NL/XYZ`] });
    expect(typeOf(await post(`/deliveries/${elsewhere}/replay`))).toEqual(problem(409, 'receiver-gone'));
    expect(typeOf(await post('/deliveries/999999/replay'))).toEqual(problem(404, 'unknown-delivery'));
    expect((await post(`/deliveries/${elsewhere}/replay`, { force: 'yes' })).status).toBe(400);
  });
});

describe('a direct push that failed', () => {
  it('is delivered by the hub in the name of its sender, and what was tried shows at the message', async () => {
    await clear();
    const push = await deliveries.failedPush();
    const first = await post(`/messages/${push.id}/replay`);
    expect([first.status, first.body]).toMatchObject([202, { count: 1, stale: 0 }]);
    await eventually('it to be owed', async () => (await pending()).includes(push.id));
    expect((await post(`/messages/${push.id}/replay`)).body).toMatchObject({ count: 0 });

    const content = known(await rig.app.get(DeliveryStore).contents([push.id])).get(push.id);
    expect(content).toMatchObject({
      from: { countryCode: 'NL', partyId: 'EMS' },
      rest: push.path,
      correlationId: push.correlationId,
    });
    const [record] = known(await rig.app.get(TypeormDeliveryLog).ofMessage(push.id, 10));
    await deliveries.end(record?.id ?? '', 'rejected');
    const { body } = await rig.ask(`/api/v1/messages/${push.id}`);
    expect(body['attempts']).toMatchObject([
      { delivery_id: record?.id, platform: deliveries.platformId, to: 'NL/ABC', http_status: 404, outcome: 'rejected' },
    ]);
    const key = await rig.aKey('party', 'NL/EMS');
    expect((await rig.ask(`/api/v1/messages/${push.id}`, { key })).body['attempts']).toEqual([]);
  });

  it.each<[string, Partial<MessageRow>, string]>([
    ['was answered', { outcome: 'answered' }, 'not-failed'],
    ['is a command', { module: 'commands', method: 'POST' }, 'not-replayable'],
    ['is an authorization', { interfaceRole: 'SENDER', method: 'POST' }, 'not-replayable'],
    ['was not kept', { payload: null }, 'not-kept'],
    ['went to somebody who is gone', { to: partyId('NL/XYZ'), toPlatformId: 'gone' }, 'receiver-gone'],
  ])('is refused where it %s', async (_, of, name) => {
    const { id } = await deliveries.failedPush(of);
    expect(typeOf(await post(`/messages/${id}/replay`))).toEqual(problem(409, name));
  });

  it('that was not kept says what keeps it', async () => {
    const { id } = await deliveries.failedPush({ payload: null });
    expect((await post(`/messages/${id}/replay`)).body['detail']).toMatch(/BUSBAR_JOURNAL_PAYLOADS/);
    expect(typeOf(await post('/messages/none/replay'))).toEqual(problem(404, 'unknown-message'));
  });
});

describe('replays', () => {
  it('count first, then send what they counted, but for what is stale', async () => {
    await clear();
    const ids = [];
    for (const uid of ['R1', 'R2', 'R3']) ids.push(await deliveries.ended('expired', uid));
    await deliveries.ended('delivered', 'R2');
    const counted = await post('/replays', { filter: { state: 'expired' }, dry_run: true });
    expect([counted.status, counted.body]).toEqual([200, { id: null, count: 3, stale: 1 }]);
    expect(await pending()).toEqual([]);

    const replay = await post('/replays', { filter: { state: 'expired' } });
    expect(replay.body).toEqual({ id: expect.stringMatching(/./), count: 3, stale: 1 });
    expect(await done(replay)).toMatchObject({ count: 3, sent: 2, stale: 1, refused: 0, left: 0, force: false });
    expect(await pending()).toHaveLength(2);
    const left = await post('/replays', { filter: { state: 'expired' } });
    expect(left.body).toMatchObject({ count: 1, stale: 1 });
    expect(await done(left)).toMatchObject({ sent: 0, stale: 1 });
    expect(await done(await post('/replays', { ids, force: true }))).toMatchObject({ count: 1, sent: 1, stale: 0 });
    const audited = rig.logged('operator.changed').filter(({ route }) => route === '/api/v1/replays');
    expect(audited.at(-1)).toMatchObject({ force: true, count: 1, stale: 1 });
  });

  it('take deliveries and messages by their ids', async () => {
    await clear();
    const id = await deliveries.ended('rejected', 'S1');
    const push = await deliveries.failedPush();
    const progress = await done(await post('/replays', { ids: [id, push.id, '999999', 'none'] }));
    expect(progress).toMatchObject({ count: 2, sent: 2 });
    expect(new Set(await pending())).toEqual(new Set([await messageOf(id), push.id]));
  });

  it('are cancelled, which changes nothing the second time', async () => {
    await clear();
    const id = await deliveries.ended('rejected', 'C1');
    const replay = await post('/replays', { ids: [id] });
    await done(replay);
    const path = `/api/v1/replays/${String(replay.body['id'])}`;
    for (let click = 0; click < 2; click += 1) {
      const cancelled = await rig.ask(path, { method: 'DELETE' });
      expect([cancelled.status, cancelled.body['state']]).toEqual([200, 'done']);
    }
    expect(typeOf(await rig.ask('/api/v1/replays/none'))).toEqual(problem(404, 'unknown-replay'));
    expect(typeOf(await rig.ask('/api/v1/replays/none', { method: 'DELETE' }))).toEqual(problem(404, 'unknown-replay'));
  });

  it.each([
    [{}, 'ids'],
    [{ ids: ['1'], filter: {} }, 'ids'],
    [{ ids: [] }, 'ids'],
    [{ ids: ['1', '1'] }, 'ids'],
    [{ ids: ['a b'] }, 'ids'],
    [{ filter: { state: 'pending' } }, 'filter.state'],
    [{ filter: { limit: 3 } }, 'filter.limit'],
    [{ filter: { since: 'yesterday' } }, 'since'],
    [{ filter: {}, force: 'yes' }, 'force'],
  ])('refuse %j because of %s', async (body, field) => {
    const refused = await post('/replays', body);
    expect(refused.status).toBe(400);
    expect((refused.body['errors'] as { field: string }[]).map((error) => error.field)).toEqual([field]);
  });
});
