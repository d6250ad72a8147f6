import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { lossReport } from './loss-report.js';

const PAGE = 'docs/bridging.md';

/** Lines as they are meant, without the spaces that make columns even. */
function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').replace(/-{3,}/g, '---').trim())
    .filter((line) => line !== '');
}

it(`${PAGE} says what the bridge does, row by row`, async () => {
  const page = readFileSync(PAGE, 'utf8');
  const made = lines(await lossReport());
  expect(lines(page.slice(page.indexOf(made[0] ?? 'nothing')))).toEqual(made);
});

it('the report has a table for each direction between neighbours', async () => {
  const titles = (await lossReport()).split('\n').filter((line) => line.startsWith('## '));
  expect(titles).toEqual([
    '## From 2.1.1 to 2.2',
    '## From 2.2 to 2.1.1',
    '## From 2.2 to 2.2.1',
    '## From 2.2.1 to 2.2',
    '## From 2.2.1 to 2.3.0',
    '## From 2.3.0 to 2.2.1',
  ]);
});
