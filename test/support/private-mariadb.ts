import { describe, expect, it } from '@jest/globals';
import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';

const run = promisify(execFile);
const UP_WITHIN_MS = 20_000;

/** Whether this machine can run the tests that need MariaDB or MySQL. */
export function hasMariadb(): boolean {
  return process.env['BUSBAR_TEST_DATABASE_URL'] !== undefined || hasMariadbServer();
}

/** A suite that needs MariaDB or MySQL. */
export function describeOnMariadb(title: string, suite: () => void): void {
  describeWhere(hasMariadb(), title, suite);
}

/** A suite that kills a server of its own: BUSBAR_TEST_DATABASE_URL is not touched there. */
export function describeOnOwnMariadb(title: string, suite: () => void): void {
  describeWhere(hasMariadbServer(), title, suite);
}

function hasMariadbServer(): boolean {
  return spawnSync('mariadbd', ['--version']).status === 0;
}

/** Without MariaDB a warning says what does not run, and a test stands in its place: Jest wants one in every file. */
function describeWhere(hasIt: boolean, title: string, suite: () => void): void {
  if (hasIt) return describe(title, suite);
  const missing = `"${title}" needs mariadb-server, which is not on this machine`;
  process.emitWarning(missing);
  it(missing, () => expect(hasIt).toBe(false));
}

/**
 * A database of this test run's own: a fresh schema on the server of BUSBAR_TEST_DATABASE_URL, or a MariaDB server of our own on a
 * free port with its data in a temporary directory.
 */
export async function privateSchema(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const given = process.env['BUSBAR_TEST_DATABASE_URL'];
  if (given !== undefined) {
    const url = await createSchema(given);
    return { url, close: () => dropSchema(url) };
  }
  const server = await PrivateMariadb.start();
  return { url: await createSchema(server.url), close: () => server.close() };
}

/** A starting server deletes the temporary tables it finds, those of another one that is being set up beside it as well. */
function withOwnTemporaryFiles(directory: string): NodeJS.ProcessEnv {
  return { ...process.env, TMPDIR: directory };
}

/** A MariaDB server that tests may stop and start again. */
export class PrivateMariadb {
  private process: ChildProcess | null = null;

  private constructor(
    private readonly directory: string,
    private readonly port: number,
  ) {}

  /** Makes the data directory and starts the server. */
  static async start(): Promise<PrivateMariadb> {
    const directory = await mkdtemp(join(tmpdir(), 'busbar-mariadb-'));
    const dataDir = `--datadir=${join(directory, 'data')}`;
    const accounts = ['--auth-root-authentication-method=normal', '--skip-test-db'];
    await run('mariadb-install-db', ['--no-defaults', '--user=root', dataDir, ...accounts], {
      env: withOwnTemporaryFiles(directory),
    });
    const server = new PrivateMariadb(directory, await freePort());
    await server.resume();
    return server;
  }

  /** Root's URL, without a schema. */
  get url(): string {
    return `mysql://root@127.0.0.1:${this.port}/`;
  }

  /** Starts the server on the same data and port; resolves when it answers. */
  async resume(): Promise<void> {
    this.process = spawn(
      'mariadbd',
      [
        '--no-defaults',
        '--user=root',
        `--datadir=${join(this.directory, 'data')}`,
        `--socket=${join(this.directory, 'socket')}`,
        `--pid-file=${join(this.directory, 'pid')}`,
        `--port=${this.port}`,
        '--bind-address=127.0.0.1',
        '--innodb-buffer-pool-size=32M',
      ],
      { stdio: 'ignore', env: withOwnTemporaryFiles(this.directory) },
    );
    await eventually('the private MariaDB server to answer', () => isUp(this.url), { withinMs: UP_WITHIN_MS });
  }

  /** Ends the server as a crash would. */
  async crash(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** The server takes connections and answers nothing, until `thaw`. */
  freeze(): void {
    this.process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.process?.kill('SIGCONT');
  }

  async close(): Promise<void> {
    this.thaw();
    await this.end('SIGKILL');
    await rm(this.directory, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { process } = this;
    this.process = null;
    if (!process || process.exitCode !== null) return;
    const ended = once(process, 'exit');
    process.kill(signal);
    await ended;
  }
}

/** Makes a schema with a name nobody else has on the server of this URL, and returns the URL that leads to it. */
export async function createSchema(serverUrl: string): Promise<string> {
  const name = `busbar_test_${process.pid}_${Date.now()}_${Math.floor(Math.random() * 1e6)}`;
  await execute(serverUrl, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function dropSchema(url: string): Promise<void> {
  await execute(url, `DROP DATABASE ${new URL(url).pathname.slice(1)}`);
}

async function execute(url: string, statement: string): Promise<void> {
  const connection = await createConnection(url);
  await connection.query(statement);
  await connection.end();
}

async function isUp(url: string): Promise<boolean> {
  try {
    await execute(url, 'SELECT 1');
    return true;
  } catch {
    return false;
  }
}
