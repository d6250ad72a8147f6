/**
 * Each row of the official changelogs between two versions, over real HTTP through one hub: a party of either version says what the row
 * is about, and one of the other version understands it. It may observe what the parties are sent and answered, and of what was for many
 * and could not be said, the failed deliveries of the operator API.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectUnharmed } from '../support/hub-health.js';
import { CDR_ROWS } from './changelog/cdrs.js';
import { COMMAND_ROWS } from './changelog/commands.js';
import { CONNECTION_ROWS } from './changelog/connections.js';
import type { Row } from './changelog/exchange.js';
import { LOCATION_ROWS } from './changelog/locations.js';
import { play, type Way } from './changelog/play.js';
import { SESSION_ROWS, TARIFF_ROWS } from './changelog/sessions-and-tariffs.js';
import { ROWS_TO_2_2_1 } from './changelog/to-2-2-1.js';
import { ROWS_TO_2_3_0 } from './changelog/to-2-3-0.js';
import { TOKEN_ROWS } from './changelog/tokens.js';
import { startWorld, type World } from './changelog/world.js';

const CHANGELOGS: readonly { readonly way: Way; readonly rows: readonly Row[] }[] = [
  {
    way: ['2.1.1', '2.2'],
    rows: [
      ...CDR_ROWS,
      ...COMMAND_ROWS,
      ...CONNECTION_ROWS,
      ...LOCATION_ROWS,
      ...SESSION_ROWS,
      ...TARIFF_ROWS,
      ...TOKEN_ROWS,
    ],
  },
  { way: ['2.2', '2.2.1'], rows: ROWS_TO_2_2_1 },
  { way: ['2.2.1', '2.3.0'], rows: ROWS_TO_2_3_0 },
];

interface Diff {
  readonly changelog_check: {
    readonly rows: readonly {
      readonly row: number;
      readonly context?: string;
      readonly claims: readonly { readonly claim: string }[];
    }[];
  };
}

/** What the official changelog says of each row. */
function titlesOf([from, to]: Way): ReadonlyMap<number, string> {
  const diff = JSON.parse(readFileSync(`libs/ocpi/facts/diff-${from}-${to}.json`, 'utf8')) as Diff;
  return new Map(
    diff.changelog_check.rows.map(({ row, context, claims }) => [
      row,
      context ?? claims.map(({ claim }) => claim).join('; '),
    ]),
  );
}

let world: World;

beforeAll(async () => {
  world = await startWorld();
}, 60_000);

describe.each(CHANGELOGS)('the changelog from OCPI $way.0 to $way.1', ({ way, rows }) => {
  const titles = titlesOf(way);
  const [older, newer] = way;

  const inOrder = [...rows].sort((a, b) => a.row - b.row);

  it('has each of its rows here, once, shown or explained', () => {
    expect(inOrder.map(({ row }) => row)).toEqual([...titles.keys()]);
    for (const { up, down } of rows) for (const shown of [up, down]) expect(shown).not.toHaveLength(0);
  });

  for (const { row, up, down } of inOrder) {
    for (const [direction, shown, between] of [
      ['up', up, [older, newer]],
      ['down', down, [newer, older]],
    ] as const) {
      if (typeof shown === 'string') continue;
      it(`row ${row}, ${titles.get(row) ?? ''}: ${direction} from ${between[0]} to ${between[1]}`, async () => {
        for (const exchange of shown) await play(world, exchange, between);
      });
    }
  }
});

it('leaves the hub unharmed', () => expectUnharmed(world.hub));
