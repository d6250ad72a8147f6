import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeliveryFilter, DeliveryRecord, DeliveryState, DeliveryStore } from '@busbar/core';
import { partyId } from '../support/builders.js';
import { databasesUnderTest } from '../support/databases.js';
import { aDeliveryFilter, aFanOut, NOON } from '../support/delivery-builders.js';
import { aReport, claimed, DeliveryRig, known } from '../support/delivery-rig.js';

describe.each(databasesUnderTest())('the log of deliveries on $name', (under) => {
  let rig: DeliveryRig;
  let store: DeliveryStore;

  beforeAll(async () => {
    rig = await DeliveryRig.open(under);
  }, 60_000);
  afterAll(() => rig.close(), 20_000);
  beforeEach(async () => {
    store = (await rig.fresh()).store;
  });

  it.each<[string, Partial<DeliveryFilter>, string[]]>([
    ['everything', {}, ['e', 'd', 'c', 'b', 'a']],
    ['of a state', { states: ['rejected'] }, ['b']],
    ['of several states', { states: ['rejected', 'expired'] }, ['c', 'b']],
    ['of no state', { states: [] }, []],
    ['of a platform', { platformId: 'ems' }, ['d', 'b', 'a']],
    ['of a platform that nobody knows', { platformId: 'stranger' }, []],
    ['of a receiving party, in any case', { party: partyId('nl/ems') }, ['c', 'b', 'a']],
    ['of a module', { module: 'tokens' }, ['d', 'c']],
    ['since a moment, included', { sinceMs: NOON + 3 }, ['e', 'd']],
    ['until a moment, excluded', { untilMs: NOON + 3 }, ['c', 'b', 'a']],
    [
      'of everything at once',
      { states: ['rejected', 'pending'], platformId: 'ems', module: 'locations', sinceMs: NOON + 1 },
      ['b'],
    ],
  ])('shows deliveries %s, the last accepted first', async (_title, filter, expected) => {
    const names = new Map([
      [await accept('ems nl/Ems'), 'a'],
      [await accept('ems NL/EMS', 1), 'b'],
      [await accept('nsp NL/EMS', 2, 'tokens'), 'c'],
      [await accept('ems NL/TWO', 3, 'tokens'), 'd'],
      [await accept('nsp nobody', 4, 'hubclientinfo'), 'e'],
    ]);
    const [, b = '', c = ''] = [...names.keys()];
    await end('ems', b, 'rejected');
    await end('nsp', c, 'expired');

    const records = await list(filter);

    expect(records.map(({ id }) => names.get(id))).toEqual(expected);
    await expect(rig.log().count(aDeliveryFilter(filter))).resolves.toBe(expected.length);
  });

  it.each<[string, Partial<DeliveryFilter>]>([
    ['everything', {}],
    ['of a state', { states: ['pending'] }],
    ['of a party', { party: partyId('NL/EMS') }],
  ])('pages through %s without a gap or a repetition while more is accepted', async (_title, filter) => {
    const accepted: string[] = [];
    for (let index = 0; index < 25; index++) accepted.push(await accept('ems', Math.floor(index / 4)));

    const seen: DeliveryRecord[] = [];
    for (let page = await list(filter, null, 7); page.length > 0; page = await list(filter, seen.at(-1), 7)) {
      seen.push(...page);
      await accept('ems', 100);
    }

    expect(seen.map(({ id }) => id)).toEqual(accepted.reverse());
  });

  it('tells what a message was about, and shows all its deliveries in order of arrival', async () => {
    const content = { messageId: 'told', correlationId: 'c-1', module: 'tokens', method: 'PATCH' };
    await store.accept(aFanOut({ to: ['ems', 'nsp', 'ems NL/TWO'], content }));
    await accept('ems');

    const records = known(await rig.log().ofMessage('told', 100));

    expect(records.map(({ platformId, to }) => [platformId, to])).toEqual([
      ['ems', partyId('NL/EMS')],
      ['nsp', partyId('NL/EMS')],
      ['ems', partyId('NL/TWO')],
    ]);
    expect(records[0]).toMatchObject({ ...content, state: 'pending', reason: '', acceptedAtMs: NOON, endedAtMs: null });
    expect(known(await rig.log().ofMessage('told', 2))).toEqual(records.slice(0, 2));
    await expect(rig.log().ofMessage('unknown', 2)).resolves.toEqual([]);
  });

  async function accept(to: string, afterMs = 0, module = 'locations'): Promise<string> {
    const fanOut = aFanOut({ to: [to], atMs: NOON + afterMs, content: { module } });
    await store.accept(fanOut);
    return known(await rig.log().ofMessage(fanOut.content.messageId, 1))[0]?.id ?? '';
  }

  async function end(platformId: string, id: string, state: Exclude<DeliveryState, 'pending'>): Promise<void> {
    const ending = { id, state, reason: 'test', supersededBy: null, atMs: NOON };
    await store.report(aReport(await claimed(store, platformId, NOON), { endings: [ending], leaseUntilMs: 0 }));
  }

  async function list(
    filter: Partial<DeliveryFilter>,
    before: DeliveryRecord | null = null,
    limit = 100,
  ): Promise<readonly DeliveryRecord[]> {
    return known(await rig.log().list(aDeliveryFilter(filter), before, limit));
  }
});
