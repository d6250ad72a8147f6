import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CommandFailed } from '../command-failed.js';
import type { Environment } from '../hub-access.js';
import { endProcess, type Stoppable } from './children.js';

const HUB = fileURLToPath(new URL('../../../hub/src/main.js', import.meta.url));
const READY_WITHIN_MS = 30_000;
const BETWEEN_LOOKS_MS = 50;
const LAST_LINES = 15;

/** A standalone hub in a process of its own, for a demo. */
export interface HubChild extends Stoppable {
  /** Of everything it serves; without a slash at its end. */
  readonly url: string;
  readonly logFile: string;
  /** Resolves once it takes messages; rejects with {@link CommandFailed} and the end of its log. */
  untilReady(): Promise<void>;
  /** Resolves when it is gone, however. */
  untilGone(): Promise<void>;
}

/**
 * Starts a hub on a data directory. It gets none of the caller's BUSBAR_ variables: a demo must not touch the caller's hub.
 */
export function startHubChild(options: {
  readonly dataDir: string;
  readonly port: number;
  readonly env: Environment;
}): HubChild {
  const { dataDir, env, port } = options;
  const url = `http://127.0.0.1:${port}`;
  const logFile = join(dataDir, 'hub.log');
  const log = openSync(logFile, 'a');
  // A group of its own: Ctrl-C reaches the demo, which ends its hub in good order.
  const child = spawn(process.execPath, ['--enable-source-maps', HUB], {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...withoutOurs(env), ...settings(port, url, dataDir) },
  });
  closeSync(log);
  const gone = once(child, 'exit').then(() => undefined);
  return {
    url,
    logFile,
    stop: async () => endProcess(child),
    untilGone: async () => gone,
    untilReady: async () => {
      const fault = await faultBeforeReady(child, url);
      if (fault !== null) throw new CommandFailed(`the hub did not start: ${fault}\n${complaintsIn(logFile)}`);
    },
  };
}

function settings(port: number, url: string, dataDir: string): Record<string, string> {
  return {
    BUSBAR_HOST: '127.0.0.1',
    BUSBAR_PORT: String(port),
    BUSBAR_PUBLIC_URL: url,
    BUSBAR_DATA_DIR: dataDir,
    BUSBAR_ALLOW_PRIVATE_NETWORKS: 'true',
    BUSBAR_HUB_COUNTRY_CODE: 'NL',
    BUSBAR_HUB_PARTY_ID: 'HUB',
    BUSBAR_HUB_NAME: 'Busbar demo',
  };
}

function withoutOurs(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('BUSBAR_')));
}

async function faultBeforeReady(child: ChildProcess, url: string): Promise<string | null> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) return `it ended with exit code ${child.exitCode}`;
    const ready = await fetch(`${url}/readyz`).catch(() => null);
    if (ready?.ok) return null;
    await pause(BETWEEN_LOOKS_MS);
  }
  return `it was not ready within ${READY_WITHIN_MS / 1000} s`;
}

/** The port that was wanted, or any where it was null; rejects with {@link CommandFailed} when somebody else listens there. */
export async function portToListenOn(wanted: number | null): Promise<number> {
  const server = createServer().listen(wanted ?? 0, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new CommandFailed(`port ${wanted ?? 0} is taken: ${(cause as Error).message}`, { cause });
  }
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The messages of the last errors in a log of JSON lines; all its last lines where none reads as such. */
function complaintsIn(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-LAST_LINES);
  const complaints = lines.flatMap(
    (line) => /"level":"(?:error|fatal)".*"message":"(?<said>[^"]*)"/.exec(line)?.groups?.['said'] ?? [],
  );
  return (complaints.length > 0 ? complaints : lines).join('\n');
}
