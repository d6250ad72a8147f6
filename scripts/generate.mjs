// npm run generate: writes what is derived. From the fact base of OCPI: the types, tables and validators of its versions. From the
// code: config/example.env, the table of settings in docs/operations.md and the tables of docs/bridging.md. `npm run check` fails when
// they are not current.
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
const { lossReport } = await import('../dist/libs/bridge/src/loss-report.js');
const report = await lossReport();
const bridging = inProject('docs/bridging.md');
const page = readFileSync(bridging, 'utf8');
// What is written by hand comes first: everything from the first generated heading on is made anew.
writeFileSync(bridging, page.slice(0, page.indexOf(report.slice(0, report.indexOf('\n')))) + report);
const { code } = await runPackage('prettier/bin/prettier.cjs', [
  '--write',
  '--log-level',
  'warn',
  operations,
  bridging,
]);
say('config/example.env and the tables in docs/operations.md and docs/bridging.md are written');
process.exit(code);
