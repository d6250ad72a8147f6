// Every row of the official changelogs has a test beside this file whose title names it, or a line here that says why there is none.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const FOLDER = 'libs/bridge/src/changelog';
const LATER = 'later-versions.spec.ts';

/** Rows that no translated object shows. */
const WITHOUT_TEST: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  '2.1.1-2.2': {
    33: 'RegularHours: the pattern is the same in the corrected 2.1.1, so there is nothing to translate',
    51: 'Endpoint.role: version details are made by the hub for each version, never carried',
    52: 'OCPI-to and OCPI-from headers: of the hub’s HTTP, no translated object has them',
    53: 'X-Request-ID and X-Correlation-ID: of the hub’s HTTP, no translated object has them',
  },
  '2.2-2.2.1': {},
  '2.2.1-2.3.0': {
    9: 'lengths of Location.address, Location.state and SignedValue.plain_data: the corrected 2.2.1 has them too',
    11: 'wording, HTTP status codes and examples',
  },
};

interface Diff {
  readonly changelog_check: { readonly rows: readonly { readonly row: number }[] };
}

function rowsOf(versions: string): readonly number[] {
  const diff = JSON.parse(readFileSync(`libs/ocpi/facts/diff-${versions}.json`, 'utf8')) as Diff;
  return diff.changelog_check.rows.map(({ row }) => row);
}

/** Numbers after `row` in the titles of tests. */
function testedIn(text: string): readonly number[] {
  const titles = text.match(/(?:it|describe)\(\s*'[^']*'/g) ?? [];
  return titles.flatMap((title) => [...title.matchAll(/\brow (\d+)/g)].map(([, row]) => Number(row)));
}

const later = readFileSync(`${FOLDER}/${LATER}`, 'utf8').split("describe('2.2.1 → 2.3.0'");
const first = readdirSync(FOLDER).filter((file) => ![LATER, 'rows.spec.ts'].includes(file));

it.each([
  ['2.1.1-2.2', first.map((file) => readFileSync(`${FOLDER}/${file}`, 'utf8')).join('\n')],
  ['2.2-2.2.1', later[0] ?? ''],
  ['2.2.1-2.3.0', later[1] ?? ''],
])('each row of %s is tested or explained, and none is both', (versions, text) => {
  const tested = [...new Set(testedIn(text))];
  const explained = Object.keys(WITHOUT_TEST[versions] ?? {}).map(Number);
  expect([...tested, ...explained].sort((a, b) => a - b)).toEqual([...rowsOf(versions)].sort((a, b) => a - b));
});
