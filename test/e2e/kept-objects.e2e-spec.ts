/** What a running hub keeps of broadcasts and of direct traffic, as its operators see it. */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlatformAnswer, SimulatedPlatform } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import { startHub, type HubProcess } from '../support/hub-process.js';
import { register, startPlatform } from '../support/onboarding.js';

const AT = '2026-01-30T00:00:00Z';

let hub: HubProcess;
let cpo: SimulatedPlatform;
let emsp: SimulatedPlatform;

beforeAll(async () => {
  hub = await startHub({ env: { BUSBAR_SKIP_UNCHANGED: 'true' } });
  cpo = await startPlatform('CPO NL/CPO');
  emsp = await startPlatform('EMSP DE/MSP');
  for (const platform of [cpo, emsp]) await register(hub, platform);
}, 60_000);

beforeEach(() => {
  for (const platform of [cpo, emsp]) {
    platform.received.clear();
    platform.clearAnswers();
  }
});

const put = (path: string, body: object, more: object = {}): Promise<PlatformAnswer> =>
  cpo.request({
    method: 'PUT',
    from: 'NL/CPO',
    module: 'locations',
    interfaceRole: 'RECEIVER',
    to: 'XX/HUB',
    path,
    body: JSON.stringify(body),
    ...more,
  });

async function kept(query: string): Promise<readonly Record<string, unknown>[]> {
  const { body } = await hub.operator<{ items: Record<string, unknown>[] }>('GET', `/objects${query}`);
  return body.items;
}

describe('the objects that a hub keeps', () => {
  it('are there when a broadcast is acknowledged', async () => {
    const answer = await put('/NL/CPO/KEPT1', { id: 'KEPT1', last_updated: AT });
    expect(answer.envelope?.status_code).toBe(1000);

    const found = await kept('?owner=NL/CPO&scope=public');

    expect(found).toEqual([expect.objectContaining({ id: 'KEPT1', module: 'locations', scope: 'public' })]);
  });

  it('of direct traffic are private copies', async () => {
    const answer = await put('/NL/CPO/DIRECT1', { id: 'DIRECT1', last_updated: AT }, { to: 'DE/MSP' });
    expect(answer.envelope?.status_code).toBe(1000);

    await eventually('the private copy to be there', async () => (await kept('?scope=private')).length === 1);
    const published = await kept('?scope=public');
    expect(published.map(({ id }) => id)).not.toContain('DIRECT1');
  });

  it('stay deleted when an older push comes late, and come back when they are published again', async () => {
    const tariff = (at: string): Promise<PlatformAnswer> =>
      put('/NL/CPO/T1', { id: 'T1', last_updated: at }, { module: 'tariffs' });
    const ids = async (): Promise<unknown> => (await kept('?module=tariffs&scope=public')).map(({ id }) => id);
    await tariff('2026-01-30T02:00:00Z');
    expect(await ids()).toEqual(['T1']);
    await put('/NL/CPO/T1', {}, { module: 'tariffs', method: 'DELETE', body: undefined });
    expect(await ids()).toEqual([]);

    // It is delivered as it came: OCPI has receivers judge by last_updated. What the hub lists is not brought back by it.
    expect((await tariff('2026-01-30T01:00:00Z')).envelope?.status_code).toBe(1000);
    expect(await ids()).toEqual([]);

    await tariff('2026-01-30T03:00:00Z');
    expect(await ids()).toEqual(['T1']);
  });

  it('are not told of again when nothing is new, where the operator says so', async () => {
    const status = (at: string): Promise<PlatformAnswer> =>
      put('/NL/CPO/KEPT2/E1', { uid: 'E1', status: 'CHARGING', last_updated: at }, { method: 'PUT' });
    await put('/NL/CPO/KEPT2', { id: 'KEPT2', evses: [], last_updated: AT });
    await status('2026-01-30T01:00:00Z');
    await emsp.received.waitFor({ module: 'locations', method: 'PUT' }, 2, 20_000);
    emsp.received.clear();

    await eventually('the repeat to be known as one', async () => {
      const again = await status('2026-01-30T02:00:00Z');
      return again.envelope?.status_message === 'accepted, but it says nothing new: nobody is told again';
    });
    const answer = await put('/NL/CPO/KEPT2/E1', {
      uid: 'E1',
      status: 'AVAILABLE',
      last_updated: '2026-01-30T03:00:00Z',
    });

    expect(answer.envelope?.status_message).toBe('accepted: the hub delivers this to 1 party');
    await emsp.received.waitFor({ module: 'locations', method: 'PUT' }, 1, 20_000);
  });
});
