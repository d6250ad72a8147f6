// npm start, npm run start:hub, start:worker, demo, bench: installs and builds what is missing, then becomes the program that was asked for.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { inProject, requireNode, say } from './project.mjs';

const PROGRAMS = {
  hub: ['dist/apps/hub/src/main.js'],
  worker: ['dist/apps/worker/src/main.js'],
  demo: ['dist/apps/cli/src/main.js', 'demo'],
  bench: ['test/bench/bench.mjs'],
};

const [name = 'hub', ...args] = process.argv.slice(2);
const program = PROGRAMS[name];
if (program === undefined) {
  say(`there is no "${name}" to start, only ${Object.keys(PROGRAMS).join(', ')}`);
  process.exit(1);
}
requireNode();
await ensureInstalled();
await ensureBuilt();
const [entry, ...itsArgs] = program;
if (!existsSync(inProject(entry))) {
  say(`${entry} is not there although the build went through`);
  process.exit(1);
}
// It runs in this process, not in a child of it: Ctrl-C, signals and the exit code are its own, and no memory is spent on a parent.
process.argv = [process.argv[0], inProject(entry), ...itsArgs, ...args];
await import(pathToFileURL(inProject(entry)).href);
