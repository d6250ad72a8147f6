// What the scripts share: where the project lies, how they speak, how they run a program. Node alone, no packages.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** A path below the root. */
export const inProject = (...parts) => join(ROOT, ...parts);

/** One plain line about what is going on. */
export function say(line) {
  process.stderr.write(`busbar: ${line}\n`);
}

/** Stops with a sentence instead of a syntax error on a Node that is too old. */
export function requireNode() {
  const { engines } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const [major, minor] = engines.node.replace('>=', '').split('.').map(Number);
  const [ourMajor, ourMinor] = process.versions.node.split('.').map(Number);
  if (ourMajor > major || (ourMajor === major && ourMinor >= minor)) return;
  say(`Node.js ${engines.node} is needed, and this is ${process.versions.node}. See https://nodejs.org/.`);
  process.exit(1);
}

/**
 * Runs a program in the project and resolves to its exit code; a death by signal counts as 1. `quiet` collects what it
 * prints instead of showing it.
 */
export function run(command, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    const printed = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(printed).toString() }));
  });
}

/** Runs a program of an installed package, such as `eslint/bin/eslint.js`, with this very Node. */
export function runPackage(script, args, { nodeFlags = [], ...options } = {}) {
  return run(process.execPath, [...nodeFlags, inProject('node_modules', script), ...args], options);
}
