import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OperatorDeliveries } from '../../../../../test/support/operator-deliveries.js';
import { OperatorRig } from '../../../../../test/support/operator-rig.js';

let rig: OperatorRig;
let deliveries: OperatorDeliveries;
/** `kind id` of everything that failed, newest first. */
let all: readonly string[];

beforeAll(async () => {
  rig = await OperatorRig.start();
  deliveries = await OperatorDeliveries.on(rig);
  const oldest = await deliveries.ended('rejected', 'L1');
  const push = await deliveries.failedPush();
  await deliveries.failedPush({ method: 'GET', payload: null });
  await deliveries.failedPush({ outcome: 'answered' });
  const expired = await deliveries.ended('expired', 'L2', { content: { module: 'locations' } });
  await deliveries.ended('delivered', 'L3');
  await deliveries.owe('L4');
  all = [`delivery ${expired}`, `message ${push.id}`, `delivery ${oldest}`];
});
afterAll(() => rig.close());

async function page(
  query: string,
): Promise<{ readonly items: readonly Record<string, unknown>[]; readonly next: string | null }> {
  const answer = await rig.ask(`/api/v1/failed${query}`);
  expect(answer.status).toBe(200);
  return {
    items: answer.body['items'] as Record<string, unknown>[],
    next: answer.body['next_cursor'] as string | null,
  };
}

async function listed(query = ''): Promise<readonly string[]> {
  return (await page(query)).items.map(({ kind, id }) => `${String(kind)} ${String(id)}`);
}

describe('failed messages', () => {
  it('are deliveries and direct pushes in one list, newest first, each in its own form', async () => {
    expect(await listed()).toEqual(all);
    const { items } = await page('');
    expect(items[0]).toMatchObject({ state: 'expired', to: 'NL/ABC', resync: { module: 'locations' } });
    expect(items[1]).toMatchObject({ outcome: 'failed', from: 'NL/EMS', to: 'NL/ABC', ocpi_status: 4002 });
    expect(items[1]).toMatchObject({ not_replayable: null });
  });

  it.each<[string, readonly number[]]>([
    ['?kind=message', [1]],
    ['?kind=delivery', [0, 2]],
    ['?kind=delivery&state=expired', [0]],
    ['?state=rejected', [2]],
    ['?module=tokens&party=nl/abc', [1, 2]],
    ['?party=NL/XYZ', []],
    ['?platform=another', []],
    ['?until=2026-01-31T12:00:00.002Z', [2]],
    ['?since=2026-01-31T12:00:00.002Z', [0, 1]],
  ])('are narrowed by %s', async (query, found) => {
    expect(await listed(query)).toEqual(found.map((at) => all[at]));
  });

  it('are walked page by page', async () => {
    const pages: string[] = [];
    for (let cursor = ''; ;) {
      const query = `?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`;
      pages.push(...(await listed(query)));
      const { next } = await page(query);
      if (next === null) break;
      cursor = next;
    }
    expect(pages).toEqual(all);
  });

  it('say why a push cannot be replayed', async () => {
    const lost = await deliveries.failedPush({ payload: null, module: 'sessions' });
    const { items } = await page('?module=sessions');
    expect(items).toMatchObject([{ id: lost.id, not_replayable: expect.stringContaining('BUSBAR_JOURNAL_PAYLOADS') }]);
  });

  it('refuse a state that is no failure, and a cursor of another list', async () => {
    expect((await rig.ask('/api/v1/failed?state=pending')).status).toBe(400);
    const other = (await rig.ask('/api/v1/deliveries?limit=1')).body['next_cursor'] as string;
    expect((await rig.ask(`/api/v1/failed?cursor=${other}`)).status).toBe(400);
  });
});
