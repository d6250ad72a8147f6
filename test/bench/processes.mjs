// Programs that a benchmark starts, and ends by the handle it started them with.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** The programs that are measured. */
export const HUB = new URL('../../dist/apps/hub/src/main.js', import.meta.url).pathname;
export const WORKER = new URL('../../dist/apps/worker/src/main.js', import.meta.url).pathname;

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a program of this folder (or the given file) and resolves with it and the first line it prints. */
export async function start(file, args = [], env = {}) {
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...withoutOurs(process.env), ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  keep(child);
  const lines = createInterface({ input: child.stdout });
  const first = await new Promise((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it said anything`)));
  });
  lines.on('line', () => undefined);
  return { child, first };
}

/** Has a program that somebody else started ended with this one. */
export function keep(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
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

/** Processor time that a process has taken, in ms; the kernel counts it in ticks of 10 ms. */
export function cpuMs(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Behind the name, which may hold anything: state is field 3, user and system time are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function withoutOurs(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('BUSBAR_')));
}
