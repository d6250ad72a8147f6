import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MessageFilter } from '@busbar/journal';
import { partyId } from '../support/builders.js';
import { databasesUnderTest } from '../support/databases.js';
import { idsOf, JournalRig } from '../support/journal-rig.js';
import { aMessageRow } from '../support/message-rows.js';

describe.each(databasesUnderTest())('the message log on $name', (under) => {
  let rig: JournalRig;

  beforeAll(async () => {
    rig = await JournalRig.open(under);
  }, 60_000);
  afterAll(() => rig.close(), 20_000);
  beforeEach(() => rig.clear());

  const noon = Date.UTC(2026, 0, 31, 12);

  it.each<[string, Partial<MessageFilter>, string[]]>([
    ['from a party, in any case', { from: partyId('nl/Ems') }, ['d', 'b', 'a']],
    ['to a party', { to: partyId('DE/CPO') }, ['d', 'a']],
    ['from one party to another', { from: partyId('NL/EMS'), to: partyId('FR/CPO') }, ['b']],
    ['of a party on either side', { party: partyId('FR/CPO') }, ['c', 'b']],
    ['of a party on both sides once', { party: partyId('BE/TWO') }, ['e']],
    ['of a party, from another one', { party: partyId('FR/CPO'), from: partyId('NL/EMS') }, ['b']],
    ['of a module', { module: 'tokens' }, ['d', 'c']],
    ['of an outcome', { outcome: 'failed' }, ['d', 'b']],
    [
      'of a module of a party with an outcome',
      { party: partyId('DE/CPO'), module: 'tokens', outcome: 'failed' },
      ['d'],
    ],
    ['of a correlation id', { correlationId: 'same' }, ['e', 'a']],
    ['of a correlation id and a party', { correlationId: 'same', party: partyId('NL/EMS') }, ['a']],
    ['since a moment, included', { sinceMs: noon + 3 }, ['e', 'd']],
    ['until a moment, excluded', { untilMs: noon + 3 }, ['c', 'b', 'a']],
    ['between two moments', { sinceMs: noon + 1, untilMs: noon + 3, from: partyId('NL/EMS') }, ['b']],
  ])('shows messages %s', async (_title, filter, expected) => {
    const rows = {
      a: aMessageRow({ atMs: noon, correlationId: 'same' }),
      b: aMessageRow({ atMs: noon + 1, to: 'FR/CPO', outcome: 'failed' }),
      c: aMessageRow({ atMs: noon + 2, from: 'FR/CPO', to: 'BE/EMS', module: 'tokens' }),
      d: aMessageRow({ atMs: noon + 3, module: 'tokens', outcome: 'failed' }),
      e: aMessageRow({ atMs: noon + 4, from: 'BE/TWO', to: 'BE/TWO', correlationId: 'same' }),
    };
    await rig.recordAll(Object.values(rows));

    const names = new Map(Object.entries(rows).map(([name, { id }]) => [id, name]));
    expect((await rig.list(filter)).map(({ id }) => names.get(id))).toEqual(expected);
  });

  it.each<[string, Partial<MessageFilter>]>([
    ['everything', {}],
    ['of a party', { party: partyId('NL/EMS') }],
    ['of a correlation id', { correlationId: 'same' }],
  ])('pages through %s without a gap or a repetition while messages come in', async (_title, filter) => {
    const before = Array.from({ length: 25 }, (_, index) =>
      aMessageRow({ atMs: noon + Math.floor(index / 3), correlationId: 'same' }),
    );
    await rig.recordAll(before);

    const seen: string[] = [];
    for (
      let page = await rig.list(filter, null, 7);
      page.length > 0;
      page = await rig.list(filter, seen.at(-1) ?? null, 7)
    ) {
      seen.push(...idsOf(page));
      await rig.recordAll([aMessageRow({ atMs: noon + 100, correlationId: 'same' })]);
    }

    expect(seen).toEqual(idsOf(before).reverse());
  });

  it('counts messages of a span of time by outcome, plan and module', async () => {
    await rig.recordAll([
      aMessageRow({ atMs: noon }),
      aMessageRow({ atMs: noon + 1, outcome: 'failed' }),
      aMessageRow({ atMs: noon + 2, module: 'tokens', plan: 'open' }),
      aMessageRow({ atMs: noon + 3, module: null, plan: null, outcome: 'refused' }),
      aMessageRow({ atMs: noon + 4 }),
    ]);

    expect(await rig.log.stats(noon, noon + 4)).toEqual({
      total: 4,
      byOutcome: { answered: 2, failed: 1, refused: 1 },
      byPlan: [
        { plan: 'direct', count: 2 },
        ...[expect.objectContaining({ count: 1 }), expect.objectContaining({ count: 1 })],
      ],
      byModule: [
        { module: 'locations', count: 2 },
        ...[expect.objectContaining({ count: 1 }), expect.objectContaining({ count: 1 })],
      ],
    });
  });
});
