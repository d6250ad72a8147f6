// Programs that a benchmark starts, and ends by the handle it started them with.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a program of this folder (or the given file) and resolves with it and the first line it prints. */
export async function start(file, args = [], env = {}) {
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...withoutOurs(process.env), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const lines = createInterface({ input: child.stdout });
  const first = await new Promise((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it said anything`)));
  });
  lines.on('line', () => undefined);
  return { child, first };
}

/** Ends a program and waits for it, at most 15 s. */
export async function stop({ child }) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(killer);
}

/** Runs the load generator and resolves with its figures. */
export async function load(options) {
  const { first } = await start(new URL('load.mjs', import.meta.url).pathname, [JSON.stringify(options)]);
  return JSON.parse(first);
}

/** Resident memory of a process in MiB. */
export function residentMiB(pid) {
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kib) / 1024);
}

function withoutOurs(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('BUSBAR_')));
}
