/**
 * What becomes of deliveries that are owed already when agreements change (docs/adr/0006): the end of an agreement stops nothing that was
 * accepted, a block stops it at its next attempt. It observes what reaches the receivers and what GET /deliveries says.
 */
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ocpi, type PlatformAnswer } from '../../apps/simulator/src/index.js';
import { eventually } from '../support/eventually.js';
import type { HubProcess } from '../support/hub-process.js';
import { joinHub, type JoinedPlatform } from '../support/joined-platform.js';
import { forget, startRoaming } from '../support/roaming.js';

interface OwedView {
  readonly to: string;
  readonly state: string;
  readonly reason: string | null;
  readonly object: string | null;
}

const PUSH = { module: 'locations', interfaceRole: 'RECEIVER', method: 'PUT' } as const;
const BLOCK = '/parties/DE/MSP/blocks/NL/CPO';
const BLOCKED = 'sender and receiver exchange nothing any more';

let hub: HubProcess;
let cpo: JoinedPlatform;
/** Hosts DE/MSP and DE/TWO. */
let emsp: JoinedPlatform;
let nsp: JoinedPlatform;

beforeAll(async () => {
  const env = { BUSBAR_RETRY_BASE_MS: '100', BUSBAR_RETRY_MAX_MS: '400', BUSBAR_OFFLINE_AFTER: '1000' };
  const parties = [
    { id: 'DE/MSP', role: 'EMSP' as const },
    { id: 'DE/TWO', role: 'EMSP' as const },
  ];
  ({ hub, cpo, emsp } = await startRoaming({ env, emsp: { parties, settings: { store_and_forward: ['locations'] } } }));
  nsp = await joinHub(hub, { parties: [{ id: 'FR/NSP', role: 'NSP' }] });
}, 60_000);

beforeEach(async () => {
  forget(cpo, emsp, nsp);
  await hub.operator('DELETE', BLOCK);
  await agree([
    ['NL/CPO', 'DE/MSP'],
    ['NL/CPO', 'DE/TWO'],
    ['NL/CPO', 'FR/NSP'],
  ]);
});

async function agree(pairs: readonly (readonly string[])[]): Promise<void> {
  const items = pairs.map((parties) => ({ parties, modules: ['*'] }));
  const body = { default: 'closed', items };
  const { status } = await hub.operatorRequest({
    method: 'PUT',
    path: '/agreements',
    body,
    headers: { 'if-match': '*' },
  });
  if (status !== 200) throw new Error(`not agreed: ${status}`);
}

const push = (id: string, to = 'XX/HUB'): Promise<PlatformAnswer> => {
  const body = { id, last_updated: '2026-01-30T00:00:00Z' };
  return cpo.request({ ...PUSH, path: `/NL/CPO/${id}`, to, body });
};

/** Whoever got this Location, once per request. */
const gotten = (platform: JoinedPlatform, id: string): readonly (string | null)[] =>
  platform.received
    .matching(PUSH)
    .filter(({ rest }) => rest === `/NL/CPO/${id}`)
    .map(({ to }) => to);

/** The EMSPs' platform takes nothing until {@link recover}; resolves once it was tried in vain. */
async function pushInVain(id: string, to?: string): Promise<void> {
  emsp.answerTo(PUSH, { kind: 'reset' });
  expect((await push(id, to)).envelope?.status_code).toBe(1000);
  await eventually('an attempt in vain', () => gotten(emsp, id).length > 0, { withinMs: 20_000 });
}

function recover(): void {
  emsp.clearAnswers();
  emsp.received.clear();
  emsp.answerTo(PUSH, ocpi());
}

async function owed(id: string, to: string): Promise<OwedView | undefined> {
  const { body } = await hub.operator<{ items: OwedView[] }>('GET', '/deliveries?module=locations&limit=100');
  return body.items.find((delivery) => delivery.to === to && (delivery.object ?? '').includes(id));
}

const untilOwed = (id: string, to: string, state: string): Promise<OwedView> =>
  eventually(
    `the delivery of ${id} to ${to} to be ${state}`,
    async () => {
      const delivery = await owed(id, to);
      return delivery?.state === state && delivery;
    },
    { withinMs: 20_000 },
  );

describe('a broadcast that is owed', () => {
  it('is delivered although its agreement ended meanwhile, while nothing new goes that way', async () => {
    await pushInVain('ENDED');
    await agree([['NL/CPO', 'FR/NSP']]);
    expect((await push('AFTER')).envelope?.status_code).toBe(1000);
    recover();
    for (const to of ['DE/MSP', 'DE/TWO']) await untilOwed('ENDED', to, 'delivered');
    expect([...gotten(emsp, 'ENDED')].sort()).toEqual(['DE/MSP', 'DE/TWO']);
    await nsp.received.waitFor({ ...PUSH, path: '/NL/CPO/AFTER' }, 1, 20_000);
    expect(gotten(emsp, 'AFTER')).toEqual([]);
    expect(await owed('AFTER', 'DE/MSP')).toBeUndefined();
  });

  it.each([
    ['its receiver', BLOCK],
    ['its sender', '/parties/NL/CPO/blocks/DE/MSP'],
  ])('is rejected once %s blocks the other, and reaches those who are not blocked', async (_title, block) => {
    const id = block === BLOCK ? 'BLOCKED1' : 'BLOCKED2';
    await pushInVain(id);
    expect((await hub.operator('PUT', block)).status).toBe(200);
    const rejected = await untilOwed(id, 'DE/MSP', 'rejected');
    expect(rejected.reason).toContain(BLOCKED);
    recover();
    await untilOwed(id, 'DE/TWO', 'delivered');
    expect(gotten(emsp, id)).toEqual(['DE/TWO']);
    await hub.operator('DELETE', block);
  });
});

describe('a direct push that the hub holds for its receiver', () => {
  it('is delivered although its agreement ended, in the name of its sender', async () => {
    await pushInVain('HELD1', 'DE/MSP');
    await agree([]);
    recover();
    await untilOwed('HELD1', 'DE/MSP', 'delivered');
    const [received] = emsp.received.matching(PUSH);
    expect([received?.from, received?.to]).toEqual(['NL/CPO', 'DE/MSP']);
  });

  it('is rejected once its receiver blocks its sender', async () => {
    await pushInVain('HELD2', 'DE/MSP');
    expect((await hub.operator('PUT', BLOCK)).status).toBe(200);
    expect((await untilOwed('HELD2', 'DE/MSP', 'rejected')).reason).toContain(BLOCKED);
    recover();
    expect(gotten(emsp, 'HELD2')).toEqual([]);
  });

  it('of a blocked pair is not taken on, in the words for nobody', async () => {
    await hub.operator('PUT', BLOCK);
    expect((await push('HELD3', 'DE/MSP')).envelope?.status_code).toBe(4001);
  });
});
