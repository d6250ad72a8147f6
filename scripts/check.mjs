// npm run check: every gate that needs no server. Two steps run side by side; what a failing one printed
// comes at the end. `--report FILE` writes how many passed and failed; `--suites-have-run` leaves out what `npm test` has just run.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './ensure-installed.mjs';
import { inProject, requireNode, run, runPackage, say } from './project.mjs';

const SIDE_BY_SIDE = 2;

/** Compiler and formatter look again only at what changed since the last check. */
const TYPES_CACHE = ['--incremental', '--tsBuildInfoFile', 'node_modules/.cache/busbar/types.tsbuildinfo'];

const FORMAT_CACHE = [
  '--cache',
  '--cache-strategy',
  'content',
  '--cache-location',
  'node_modules/.cache/busbar/format',
];

const UNIT_TESTS = {
  name: 'unit tests, documentation and gates',
  start: () => jest('--testPathPatterns', '\\.spec\\.ts$'),
};

/** The longest first, so that the short ones fill the gaps. */
const STEPS = [
  { name: 'lint', start: () => quietly('eslint/bin/eslint.js', ['.', '--max-warnings', '0']) },
  { name: 'types', start: () => quietly('typescript/bin/tsc', ['--noEmit', ...TYPES_CACHE, '-p', 'tsconfig.json']) },
  {
    name: 'format',
    start: () => quietly('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', ...FORMAT_CACHE, '.']),
  },
  { name: 'imports', start: () => run(process.execPath, [inProject('scripts/check-imports.mjs')], { quiet: true }) },
];

function quietly(script, args) {
  return runPackage(script, args, { quiet: true });
}

function jest(...args) {
  const nodeFlags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  return runPackage('jest/bin/jest.js', ['--silent', ...args], { nodeFlags, quiet: true });
}

/** Takes steps from the list until there are none left. */
async function work(waiting, results) {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const startedMs = performance.now();
    const { code, output } = await step.start();
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    console.log(`${code === 0 ? '✓' : '✗'} ${step.name} ${seconds} s`);
    results.push({ name: step.name, passed: code === 0, output });
  }
}

const { values } = parseArgs({ options: { report: { type: 'string' }, 'suites-have-run': { type: 'boolean' } } });
requireNode();
await ensureInstalled();
const results = [];
const waiting = values['suites-have-run'] ? [...STEPS] : [UNIT_TESTS, ...STEPS];
await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => work(waiting, results)));

const failed = results.filter((result) => !result.passed);
for (const { name, output } of failed) console.log(`\n── ${name} ──\n${output}`);
if (values.report) {
  writeFileSync(values.report, JSON.stringify({ passed: results.length - failed.length, failed: failed.length }));
}
if (failed.length > 0) say(`${failed.length} of ${results.length} checks failed`);
process.exit(failed.length === 0 ? 0 : 1);
