import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  Agreements,
  isNotChanged,
  type Agreement,
  type AgreementsExtras,
  type DeliveryRecord,
  type Platform,
} from '@busbar/core';
import { InMemoryDeliveryStore } from '../../../test/doubles/in-memory-delivery-store.js';
import { InMemoryPlatformStore } from '../../../test/doubles/in-memory-party-directory.js';
import { ManualClock } from '../../../test/doubles/manual-clock.js';
import { WokenLanes } from '../../../test/doubles/woken-lanes.js';
import { aPlatform } from '../../../test/support/builders.js';
import { fingerprint } from '../../../test/support/fingerprint.js';
import { aHeldToken, aNewPlatform } from '../../../test/support/platform-builders.js';
import { ClientInfoPushes } from './client-info-pushes.js';

const HOLD_MS = 30_000;
const DAY_MS = 86_400_000;
/** More than the longest chain of promises here. */
const SETTLING_TURNS = 20;

let clock: ManualClock;
let platforms: InMemoryPlatformStore;
let deliveries: InMemoryDeliveryStore;
let lanes: WokenLanes;
let pushes: ClientInfoPushes;

beforeEach(async () => {
  clock = new ManualClock();
  platforms = new InMemoryPlatformStore(
    () => clock.now(),
    aPlatform({ id: 'cpo', parties: ['CPO NL/CPO'] }),
    aPlatform({ id: 'emsp', parties: ['EMSP NL/EMS'], offers: ['hubclientinfo RECEIVER'] }),
  );
  deliveries = new InMemoryDeliveryStore();
  lanes = new WokenLanes();
  pushes = aProcess();
  await pass(250);
});

function aProcess(isCaretaker: () => boolean = () => true): ClientInfoPushes {
  const { directory } = platforms;
  const ids = { uuid: randomUUID, fingerprint };
  const ports = { directory, deliveries, lanes, clock, ids, processes: { looksAfter: isCaretaker } };
  return new ClientInfoPushes(ports, { statusHoldMs: HOLD_MS, deliveryTtlMs: 900_000 });
}

/** Lets time pass in steps of a quarter of a second. */
async function pass(ms: number, ...processes: readonly ClientInfoPushes[]): Promise<void> {
  for (let passed = 0; passed < ms; passed += 250) {
    clock.advance(250);
    for (const process of [pushes, ...processes]) process.turn();
    for (let turn = 0; turn < SETTLING_TURNS; turn += 1) await Promise.resolve();
  }
}

async function become(status: Platform['status']): Promise<void> {
  const stored = await platforms.setStatus(platforms.get('cpo'), status, clock.now());
  if (isNotChanged(stored)) throw new Error(`not stored: ${stored.notChanged}`);
}

/** What is owed, as `emsp CPO OFFLINE`. */
async function told(records: readonly DeliveryRecord[] = deliveries.all()): Promise<readonly string[]> {
  const contents = await deliveries.contents(records.map(({ messageId }) => messageId));
  if (contents === 'database-lost') throw new Error('the double has lost its database');
  return records.map(({ platformId, messageId }) => {
    const body = new TextDecoder().decode(contents.get(messageId)?.body ?? new Uint8Array());
    const { party_id, status } = JSON.parse(body) as { readonly party_id: string; readonly status: string };
    return `${platformId} ${party_id} ${status}`;
  });
}

describe('ClientInfo pushes', () => {
  it('say nothing of what everybody knows when the hub starts', async () => {
    await pass(HOLD_MS);
    expect(deliveries.all()).toEqual([]);
  });

  it('go out when a status is stored, once, and wake the lanes', async () => {
    await become('OFFLINE');
    await pass(1_000);
    expect(await told()).toEqual(['emsp CPO OFFLINE']);
    expect(lanes.woken).toEqual(['emsp']);
  });

  it('go out for a new party, PLANNED, and for one that has left, SUSPENDED', async () => {
    const made = await platforms.create(aNewPlatform('CPO NL/NEW'), clock.now(), aHeldToken('registration'));
    await pass(1_000);
    if (isNotChanged(made)) throw new Error('not made');
    await pass(HOLD_MS);
    await platforms.remove(platforms.get(made.id), clock.now());
    await pass(1_000);
    expect(await told()).toEqual(['emsp NEW PLANNED', 'emsp NEW SUSPENDED']);
  });

  it('hold a second change of a party back, and send it if it still holds', async () => {
    await become('OFFLINE');
    await pass(1_000);
    await become('CONNECTED');
    await pass(HOLD_MS - 2_000);
    expect(await told()).toEqual(['emsp CPO OFFLINE']);
    await pass(2_000);
    expect(await told()).toEqual(['emsp CPO OFFLINE', 'emsp CPO CONNECTED']);
  });

  it('of a flapping platform go out at most once in the hold', async () => {
    for (let minute = 0; minute < 2; minute += 1) {
      for (const status of ['OFFLINE', 'CONNECTED', 'OFFLINE', 'CONNECTED'] as const) {
        await become(status);
        await pass(5_000);
      }
      await pass(40_000);
    }
    expect(deliveries.all().length).toBeLessThanOrEqual(4);
    expect((await told()).at(-1)).toBe('emsp CPO CONNECTED');
  });

  it('wait for a lost database, and only the newest goes then', async () => {
    deliveries.isDatabaseLost = true;
    await become('OFFLINE');
    await pass(HOLD_MS + 1_000);
    await become('CONNECTED');
    await pass(1_000);
    await become('SUSPENDED');
    await pass(HOLD_MS);
    deliveries.isDatabaseLost = false;
    await pass(2_000);
    expect(await told()).toEqual(['emsp CPO SUSPENDED']);
  });

  it('are owed once although two processes announce them', async () => {
    const other = aProcess();
    await pass(250, other);
    await become('OFFLINE');
    await pass(1_000, other);
    expect(await told()).toEqual(['emsp CPO OFFLINE']);
  });

  it('are made by the process that is left when the one that was to do it died', async () => {
    let isCaretaker = false;
    pushes = aProcess(() => isCaretaker);
    await pass(250);
    await become('OFFLINE');
    await pass(5_000);
    expect(deliveries.all()).toEqual([]);
    isCaretaker = true;
    await pass(1_000);
    expect(await told()).toEqual(['emsp CPO OFFLINE']);
  });

  it('that a killed process did not come to are made after the next start, and those it made are not made again', async () => {
    await become('OFFLINE');
    await pass(1_000);
    await platforms.create(aNewPlatform('CPO NL/NEW'), clock.now(), aHeldToken('registration'));
    pushes = aProcess();
    await pass(1_000);
    expect(await told()).toEqual(['emsp CPO OFFLINE', 'emsp NEW PLANNED']);
    clock.advance(DAY_MS);
    pushes = aProcess();
    await pass(1_000);
    expect(deliveries.all()).toHaveLength(2);
  });
});

describe('when agreements change, ClientInfo pushes', () => {
  const CPO_AND_EMSP = 'NL/CPO NL/EMS';

  function agree(
    of: Partial<AgreementsExtras> & { readonly policy?: 'open' | 'closed'; readonly items?: readonly Agreement[] },
  ): void {
    const { policy = 'closed', items = [], ...extras } = of;
    platforms.agree(new Agreements(policy, items, [], extras));
  }

  function agreed(span: Partial<Pick<Agreement, 'fromMs' | 'untilMs'>> = {}): Agreement {
    return { parties: ['NL/CPO', 'NL/EMS'], modules: ['tokens'], fromMs: null, untilMs: null, ...span };
  }

  it('take leave of a party that is hidden from now on, and bring it back, each dated by the change', async () => {
    agree({ policyChangedMs: clock.now() });
    await pass(1_000);
    expect(await told()).toEqual(['emsp CPO SUSPENDED']);
    agree({ items: [agreed()], policyChangedMs: 1, pairsChangedMs: new Map([[CPO_AND_EMSP, clock.now()]]) });
    await pass(1_000);
    expect(await told()).toEqual(['emsp CPO SUSPENDED', 'emsp CPO CONNECTED']);
    const dates = deliveries.all().map(({ object }) => object.lastUpdatedMs ?? 0);
    expect(dates[0]).toBeGreaterThan(0);
    expect(dates[1]).toBeGreaterThan(dates[0] ?? 0);
  });

  it('call a party PLANNED where that is how it is shown, and tell nothing of what it does', async () => {
    agree({ withoutAgreement: 'planned', policyChangedMs: clock.now() });
    await pass(1_000);
    expect(await told()).toEqual(['emsp CPO PLANNED']);
    await become('OFFLINE');
    await pass(HOLD_MS);
    expect(await told()).toEqual(['emsp CPO PLANNED']);
  });

  it('say nothing where what may be exchanged changed, and not whether', async () => {
    agree({ policy: 'open', items: [agreed()] });
    await pass(1_000);
    agree({ policy: 'open', items: [{ ...agreed(), modules: [] }] });
    await pass(1_000);
    expect(await told()).toEqual([]);
  });

  it('notice by themselves that an agreement begins and ends', async () => {
    const from = clock.now() + 10_000;
    agree({ items: [agreed({ fromMs: from, untilMs: from + 10_000 })], policyChangedMs: clock.now() });
    await pass(1_000);
    expect(await told()).toEqual(['emsp CPO SUSPENDED']);
    await pass(10_000);
    expect(await told()).toEqual(['emsp CPO SUSPENDED', 'emsp CPO CONNECTED']);
    await pass(10_000);
    expect(await told()).toEqual(['emsp CPO SUSPENDED', 'emsp CPO CONNECTED', 'emsp CPO SUSPENDED']);
  });

  it('say nothing of a party that was not told of before either', async () => {
    agree({ policyChangedMs: clock.now() });
    await pass(1_000);
    const before = await told();
    await platforms.create(aNewPlatform('CPO NL/NEW'), clock.now(), aHeldToken('registration'));
    await pass(1_000);
    agree({ withoutAgreement: 'invisible', policyChangedMs: clock.now() });
    await pass(1_000);
    expect(await told()).toEqual(before);
  });

  it('that a killed process did not come to are made after the next start', async () => {
    agree({ items: [agreed()], policyChangedMs: 1, pairsChangedMs: new Map([[CPO_AND_EMSP, clock.now()]]) });
    pushes = aProcess();
    await pass(1_000);
    expect(await told()).toEqual(['emsp CPO CONNECTED']);
  });

  it('wait for a lost database, and then say how it is in the end', async () => {
    deliveries.isDatabaseLost = true;
    agree({ policyChangedMs: clock.now() });
    await pass(1_000);
    agree({ items: [agreed()], policyChangedMs: 1, pairsChangedMs: new Map([[CPO_AND_EMSP, clock.now()]]) });
    await pass(1_000);
    deliveries.isDatabaseLost = false;
    await pass(2_000);
    expect(await told()).toEqual([]);
  });
});
