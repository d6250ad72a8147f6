// The import rules of .dependency-cruiser.mjs over the whole project. A cruiser that cannot read TypeScript finds no module and
// therefore no violation: every source on disk must have been looked at.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, runPackage } from './project.mjs';

const FOLDERS = ['apps', 'libs', 'config', 'test'].filter((folder) => existsSync(inProject(folder)));

/** Cruises and resolves to what is wrong, one line each. */
async function findFaults() {
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...FOLDERS];
  const { output } = await runPackage('dependency-cruiser/bin/dependency-cruise.mjs', args, { quiet: true });
  const { modules, summary } = JSON.parse(output);
  const seen = new Set(modules.map((module) => module.source));
  const unseen = FOLDERS.flatMap((folder) => sourcesBelow(folder)).filter((source) => !seen.has(source));
  console.log(`${summary.totalCruised} modules, ${summary.totalDependenciesCruised} imports`);
  return [
    ...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    ...unseen.map((source) => `not looked at: ${source}`),
  ];
}

function sourcesBelow(folder) {
  return readdirSync(inProject(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(inProject().length + 1));
}

const faults = await findFaults();
for (const fault of faults) console.log(fault);
process.exit(faults.length === 0 ? 0 : 1);
