import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ScriptedOperatorApi } from '../../../../test/doubles/scripted-operator-api.js';
import { temporaryDirectory } from '../../../../test/support/temp-dir.js';
import { runCli } from '../run-cli.js';

/** JSON is YAML too, and what the double can read. */
const WANTED = { default: 'closed', items: [{ parties: ['NL/CPO', 'DE/MSP'], modules: ['tokens'] }] };
const TOKENS = { parties: ['NL/CPO', 'DE/MSP'], modules: ['tokens'] };
const DIFFERENCE = {
  default: { before: 'open', after: 'closed' },
  without_agreement: null,
  added: [{ ...TOKENS, until: '2027-01-01T00:00:00.000Z' }],
  removed: [TOKENS],
  changed: [{ before: TOKENS, after: { ...TOKENS, modules: ['*'] } }],
};
const SAID = [
  '~ default: open -> closed',
  '+ NL/CPO DE/MSP: tokens until 2027-01-01T00:00:00.000Z',
  '- NL/CPO DE/MSP: tokens',
  '~ NL/CPO DE/MSP: tokens -> NL/CPO DE/MSP: *',
];

let api: ScriptedOperatorApi;
let url: string;
let file: string;

beforeEach(async () => {
  api = new ScriptedOperatorApi();
  url = await api.start();
  file = join(temporaryDirectory(), 'agreements.yaml');
  writeFileSync(file, JSON.stringify(WANTED));
  api.answer('GET /api/v1/agreements', { body: WANTED });
  api.answer('PUT /api/v1/agreements?dry_run=true', { body: DIFFERENCE });
  api.answer('PUT /api/v1/agreements', { body: WANTED });
});
afterEach(() => api.stop());

async function busbar(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const terminal = { print, complain: print, untilClosed: async () => new Promise<void>(() => undefined) };
  const code = await runCli([...args, '--url', url], { BUSBAR_OPERATOR_KEY: 'secret-key' }, terminal);
  return { code, lines };
}

it('busbar agreements export prints them', async () => {
  expect(await busbar('agreements', 'export')).toEqual({ code: 0, lines: [JSON.stringify(WANTED)] });
});

it('busbar agreements import shows the difference and replaces them', async () => {
  expect(await busbar('agreements', 'import', file)).toEqual({ code: 0, lines: [...SAID, 'this holds now'] });
  expect(api.requests.at(-1)).toMatchObject({ line: 'PUT /api/v1/agreements', body: WANTED });
});

it('busbar agreements import --dry-run changes nothing', async () => {
  const { lines } = await busbar('agreements', 'import', file, '--dry-run');
  expect(lines).toEqual([...SAID, 'nothing was changed: this was a dry run']);
  expect(api.requests.map(({ line }) => line)).not.toContain('PUT /api/v1/agreements');
});

it('busbar agreements import says which field of the file is wrong, and what file it cannot read', async () => {
  const errors = [{ field: 'items[0].modules', message: 'modules must be ids of modules' }];
  api.answer('PUT /api/v1/agreements?dry_run=true', { status: 400, body: { title: 'Refused', errors } });
  const refused = await busbar('agreements', 'import', file);
  expect([refused.code, refused.lines.join('\n')]).toEqual([1, expect.stringContaining('items[0].modules')]);
  const missing = await busbar('agreements', 'import', `${file}.not`);
  expect([missing.code, missing.lines[0]]).toEqual([1, expect.stringContaining('cannot be read')]);
});
