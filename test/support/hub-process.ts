import { afterAll } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';
import { requestOperatorApi, type OperatorAnswer, type OperatorRequest } from './operator-api.js';
import { temporaryDirectory } from './temp-dir.js';

const HUB = 'dist/apps/hub/src/main.js';
const WORKER = 'dist/apps/worker/src/main.js';
const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 15_000;
const TRIES_FOR_A_PORT = 3;

/** Keys of hubs that share a database server; a standalone hub makes its own. */
const SHARED_KEYS = { BUSBAR_SECRET_KEY: '7'.repeat(64), BUSBAR_OPERATOR_KEY: 'operator-key-of-the-tests' };

/** What differs from a standalone hub that may reach loopback. */
export interface HubOptions {
  /** BUSBAR_ variables; an empty one counts as not set. */
  readonly env?: Readonly<Record<string, string>>;
  /** A directory of an earlier hub, to start again on what it left. */
  readonly dataDir?: string;
}

/** A hub in a process of its own. It ends with the suite at the latest. */
export interface HubProcess {
  /** Where it listens; partners reach it at `publicUrl`. */
  readonly url: string;
  readonly publicUrl: string;
  readonly operatorUrl: string;
  readonly operatorKey: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Asks the operator API; `path` is below /api/v1. */
  operator<Body = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<OperatorAnswer<Body>>;
  /** The same with headers, or with another key. */
  operatorRequest<Body = Record<string, unknown>>(request: OperatorRequest): Promise<OperatorAnswer<Body>>;
  /** Everything it has printed. */
  logs(): string;
  /** Ends it as Ctrl-C would, unless another signal is given, and returns its exit code. */
  stop(signal?: 'SIGTERM' | 'SIGINT'): Promise<number | null>;
  /** Sends a signal and waits until it is gone. */
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<void>;
}

const running = new Set<ChildProcess>();

afterAll(async () => {
  const ends = [...running].map((child) => endOf(child));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(ends);
});
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts the built hub and returns once it is ready; fails with its log when it does not become so. */
export function startHub(options: HubOptions = {}): Promise<HubProcess> {
  return startProcess(HUB, options);
}

/** Starts the built worker of the cluster profile; it has no operator API. */
export function startWorker(options: HubOptions): Promise<HubProcess> {
  return startProcess(WORKER, options);
}

async function startProcess(entry: string, options: HubOptions): Promise<HubProcess> {
  if (!existsSync(entry)) throw new Error(`${entry} is not there: npm test builds it, and so does npm run build`);
  const dataDir = options.dataDir ?? temporaryDirectory();
  for (let tries = 1; ; tries += 1) {
    const port = Number(options.env?.['BUSBAR_PORT'] ?? (await freePort()));
    const started = startOnce({ entry, port, dataDir, given: options.env ?? {} });
    try {
      await untilReady(started);
      return hubProcess(started);
    } catch (error) {
      started.child.kill('SIGKILL');
      const lostThePort = started.log().includes('EADDRINUSE') && tries < TRIES_FOR_A_PORT;
      if (!lostThePort) throw new Error(`the process did not start; its log:\n${started.log()}`, { cause: error });
    }
  }
}

interface Started {
  readonly child: ChildProcess;
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
  readonly dataDir: string;
  readonly log: () => string;
}

interface ToStart extends Pick<Started, 'dataDir'> {
  readonly entry: string;
  readonly port: number;
  readonly given: Readonly<Record<string, string>>;
}

function startOnce({ entry, port, dataDir, given }: ToStart): Started {
  const env = {
    BUSBAR_HOST: '127.0.0.1',
    BUSBAR_PORT: String(port),
    BUSBAR_DATA_DIR: dataDir,
    BUSBAR_ALLOW_PRIVATE_NETWORKS: 'true',
    ...(given['BUSBAR_DATABASE_URL'] ? SHARED_KEYS : {}),
    ...given,
  };
  // Without source maps: to read them takes a tenth of a start.
  const child = spawn(process.execPath, [entry], {
    env: { ...withoutOurs(process.env), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  }
  running.add(child);
  child.once('exit', () => running.delete(child));
  return { child, env, url: `http://127.0.0.1:${port}`, dataDir, log: () => printed.join('') };
}

/** What the shell of whoever runs the tests has set must not change what is tested. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('BUSBAR_')));
}

async function untilReady({ child, url }: Started): Promise<void> {
  const ready = async (): Promise<boolean> => hasEnded(child) || (await fetch(`${url}/readyz`)).ok;
  await eventually('the hub to be ready', ready, { withinMs: READY_WITHIN_MS });
  if (hasEnded(child)) throw new Error(`it ended with exit code ${String(child.exitCode)}`);
}

function hubProcess({ child, env, url, dataDir, log }: Started): HubProcess {
  const operatorPort = env['BUSBAR_OPERATOR_PORT'];
  const operatorUrl = operatorPort ? `http://127.0.0.1:${operatorPort}` : url;
  const operatorKey = env['BUSBAR_OPERATOR_KEY'] || readFileSync(join(dataDir, 'operator.key'), 'utf8').trim();
  const operatorRequest = <Body>(request: OperatorRequest): Promise<OperatorAnswer<Body>> =>
    requestOperatorApi(operatorUrl, operatorKey, request);
  const end = async (signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<void> => {
    const ended = endOf(child);
    child.kill(signal);
    await ended;
  };
  return {
    url,
    publicUrl: env['BUSBAR_PUBLIC_URL'] ?? `http://localhost:${new URL(url).port}`,
    operatorUrl,
    operatorKey,
    dataDir,
    pid: child.pid ?? 0,
    operator: (method, path, body) => operatorRequest({ method, path, body }),
    operatorRequest,
    logs: log,
    stop: async (signal = 'SIGINT') => {
      await end(signal);
      return child.exitCode;
    },
    kill: end,
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function endOf(child: ChildProcess): Promise<void> {
  await eventually('the hub to end', () => hasEnded(child), { withinMs: STOPPED_WITHIN_MS });
}
