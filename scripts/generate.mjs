// npm run generate: writes what is derived. From the fact base of OCPI: the types, tables and validators of its versions. From the
// code: config/example.env and the table of settings in docs/operations.md. `npm run check` fails when they are not current.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { inProject, requireNode, runPackage, say } from './project.mjs';

requireNode();
await ensureInstalled();
const { GENERATED, generateOcpi, readFacts } = await import('./generate-ocpi/index.mjs');
const generated = generateOcpi(readFacts(inProject()));
rmSync(inProject(GENERATED), { recursive: true, force: true });
for (const [path, text] of generated) {
  const file = inProject(GENERATED, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
say(`${generated.size} files in ${GENERATED} are written`);

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
