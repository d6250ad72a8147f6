import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from '../command.js';
import type { Environment } from '../hub-access.js';

/** `busbar start`: the hub in the foreground, with this environment. */
export const start: Command = {
  name: 'start',
  summary: 'Run the hub until Ctrl-C, with the BUSBAR_ variables of the environment',
  run: ({ env }) => inForeground('../../../hub/src/main.js', env),
};

/** `busbar worker`: a worker of the cluster profile in the foreground, with this environment. */
export const worker: Command = {
  name: 'worker',
  summary: 'Run a worker of the cluster profile until Ctrl-C, with the same variables as the hub',
  run: ({ env }) => inForeground('../../../worker/src/main.js', env),
};

/** Resolves with the exit code of a program that gets the terminal's signals from here. */
function inForeground(entry: string, env: Environment): Promise<number> {
  const path = fileURLToPath(new URL(entry, import.meta.url));
  // A group of its own, so that a signal reaches it once: from here.
  const child = spawn(process.execPath, ['--enable-source-maps', path], {
    ...{ stdio: 'inherit', detached: true },
    env: { ...env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
