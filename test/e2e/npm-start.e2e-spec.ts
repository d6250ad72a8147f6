import { afterEach, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { temporaryDirectory } from '../support/temp-dir.js';

/** `npm start` as a person runs it: npm, whatever shell it takes, and the hub in one process group. */
interface Terminal {
  readonly npm: ChildProcess;
  readonly url: string;
  printed(): string;
  /** Tells every process of the group, as a terminal does on Ctrl-C. */
  pressCtrlC(): void;
}

let open: ChildProcess | null = null;

afterEach(() => {
  if (open?.pid !== undefined && open.exitCode === null && open.signalCode === null) process.kill(-open.pid, 'SIGKILL');
});

async function npmStart(env: Readonly<Record<string, string>> = {}): Promise<Terminal> {
  const port = String(await freePort());
  const dataDir = temporaryDirectory();
  const ours = { BUSBAR_PORT: port, BUSBAR_DATA_DIR: dataDir, ...env };
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('BUSBAR_'));
  const npm = spawn('npm', ['start'], { env: { ...Object.fromEntries(others), ...ours }, detached: true });
  open = npm;
  const printed: string[] = [];
  for (const stream of [npm.stdout, npm.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  }
  return {
    npm,
    url: `http://127.0.0.1:${port}`,
    printed: () => printed.join(''),
    pressCtrlC: () => process.kill(-(npm.pid ?? 0), 'SIGINT'),
  };
}

const isReady = async ({ url }: Terminal): Promise<boolean> => (await fetch(`${url}/readyz`)).ok;
const hasEnded = ({ npm }: Terminal): boolean => npm.exitCode !== null || npm.signalCode !== null;

it('Ctrl-C ends npm start with exit code 0 and no complaint of npm', async () => {
  const terminal = await npmStart();
  await eventually('the hub to be ready', () => isReady(terminal), { withinMs: 25_000 });
  terminal.pressCtrlC();
  await eventually('npm to end', () => hasEnded(terminal), { withinMs: 10_000 });
  expect(terminal.npm.exitCode).toBe(0);
  expect(terminal.printed()).not.toMatch(/npm (err|error|warn)/i);
});

it('a signal to npm alone ends the hub too', async () => {
  const terminal = await npmStart();
  await eventually('the hub to be ready', () => isReady(terminal), { withinMs: 25_000 });
  terminal.npm.kill('SIGTERM');
  await eventually('npm to end', () => hasEnded(terminal), { withinMs: 10_000 });
  await expect(isReady(terminal)).rejects.toThrow('fetch failed');
});

it('an environment that cannot be is listed at once and ends with exit code 1', async () => {
  const terminal = await npmStart({ BUSBAR_PORT: 'eighty', BUSBAR_PROT: '80' });
  await eventually('npm to end', () => hasEnded(terminal), { withinMs: 25_000 });
  expect(terminal.npm.exitCode).toBe(1);
  expect(terminal.printed()).toContain('BUSBAR_PORT must be a whole number from 1 to 65535, not "eighty"');
  expect(terminal.printed()).toContain('BUSBAR_PROT is not a setting; did you mean BUSBAR_PORT?');
});
