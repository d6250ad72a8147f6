// npm run generate: writes what is derived from the code, config/example.env and the table of settings in docs/operations.md.
// `npm run check` fails when they are not what the code says.
import { readFileSync, writeFileSync } from 'node:fs';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { inProject, requireNode, runPackage, say } from './project.mjs';

requireNode();
await ensureInstalled();
await ensureBuilt();
const { exampleEnv, settingsTable } = await import('../dist/config/settings-text.js');

writeFileSync(inProject('config/example.env'), exampleEnv());

const operations = inProject('docs/operations.md');
// The table is found by its rows: the first line that begins with its heading up to the last row after it.
const table = /^\| Variable .*\n(?:\|.*\n)+/m;
writeFileSync(
  operations,
  readFileSync(operations, 'utf8').replace(table, () => `${settingsTable()}\n`),
);
const { code } = await runPackage('prettier/bin/prettier.cjs', ['--write', '--log-level', 'warn', operations]);
say('config/example.env and the table in docs/operations.md are written');
process.exit(code);
