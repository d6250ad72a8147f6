import { describe, expect, it } from '@jest/globals';
import { REFUSAL_KINDS, statusOf } from '@busbar/core';
import { OCPI_STATUS, ROLE_RULES, statusIn } from '@busbar/ocpi';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { exampleEnv, settingsTable } from '../../config/settings-text.js';
import { VARIABLES } from '../../config/variables.js';

const GUIDES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'].filter((file) => existsSync(file));
const DOCUMENTS = [...GUIDES, ...filesBelow('docs').filter((file) => file.endsWith('.md'))];

/** The rows of all tables whose first cell is a single piece of code, by that code. */
function rowsByCode(markdown: string): Map<string, readonly string[]> {
  const rows = markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split(/(?<!\\)\|/).slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
  return new Map(
    rows.flatMap(([first = '', ...others]) => (/^`[^`]+`$/.test(first) ? [[first.slice(1, -1), others]] : [])),
  );
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
}

describe('documentation', () => {
  it('has each setting with the default and the text of the schema', () => {
    expect(rowsByCode(readFileSync('docs/operations.md', 'utf8'))).toEqual(rowsByCode(settingsTable()));
  });

  it('has an example environment that was made from the schema', () => {
    expect(readFileSync('config/example.env', 'utf8')).toBe(exampleEnv());
  });

  it.each(DOCUMENTS)('names no setting that does not exist in %s', (file) => {
    const known = Object.values(VARIABLES).map((variable): string => variable.name);
    const named = readFileSync(file, 'utf8').match(/\bBUSBAR_(?!TEST_)[A-Z_]+[A-Z]\b/g) ?? [];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('has what becomes of each status code towards OCPI 2.1.1', () => {
    const rows = readFileSync('docs/status-codes.md', 'utf8').matchAll(/^\| (\d{4}) \| (\d{4}) +\|$/gm);
    const documented = [...rows].map(([, ours, theirs]) => `${ours} ${theirs}`);
    const inCode = Object.values(OCPI_STATUS)
      .filter((code) => statusIn('2.1.1', code) !== code)
      .map((code) => `${code} ${statusIn('2.1.1', code)}`);
    expect(documented).toEqual(inCode);
  });

  it('has each of the hub’s own answers with its HTTP and OCPI status', () => {
    const documented = [...rowsByCode(readFileSync('docs/status-codes.md', 'utf8'))].map(
      ([kind, [http, ocpi]]) => `${kind} ${http} ${ocpi}`,
    );
    const inCode = REFUSAL_KINDS.map((kind) => `${kind} ${statusOf(kind).http} ${statusOf(kind).ocpi}`);
    expect(documented.sort()).toEqual(inCode.sort());
  });

  it('has each rule of who pushes what', () => {
    const documented = [...rowsByCode(readFileSync('docs/role-rules.md', 'utf8'))].map(([module, cells]) => [
      module,
      ...cells,
    ]);
    expect(documented).toEqual(ROLE_RULES.map(({ module, pushed, roles }) => [module, pushed, roles.join(', ')]));
  });

  it.each(DOCUMENTS)('links to files that exist from %s', (file) => {
    const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
    const targets = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)];
    expect(targets.map(([, target = '']) => folder + target).filter((path) => !existsSync(path))).toEqual([]);
  });
});
