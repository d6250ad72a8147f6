import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from '../command.js';

const HUB = fileURLToPath(new URL('../../../hub/src/main.js', import.meta.url));

/** `busbar start`: the hub in the foreground, with this environment. */
export const start: Command = {
  name: 'start',
  summary: 'Run the hub until Ctrl-C, with the BUSBAR_ variables of the environment',
  run: async ({ env }) => {
    // A group of its own, so that a signal reaches it once: from here.
    const hub = spawn(process.execPath, ['--enable-source-maps', HUB], {
      ...{ stdio: 'inherit', detached: true },
      env: { ...env },
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => hub.kill(signal));
    return new Promise((resolve, reject) => {
      hub.once('error', reject);
      hub.once('exit', (code) => resolve(code ?? 1));
    });
  },
};
