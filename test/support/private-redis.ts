import { describe, expect, it } from '@jest/globals';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';

const UP_WITHIN_MS = 10_000;

/** Whether this machine can run the tests that need Redis. */
export function hasRedis(): boolean {
  return process.env['BUSBAR_TEST_REDIS_URL'] !== undefined || hasRedisServer();
}

/** A suite that kills a server of its own: BUSBAR_TEST_REDIS_URL is not touched there. */
export function describeOnOwnRedis(title: string, suite: () => void): void {
  if (hasRedisServer()) return describe(title, suite);
  const missing = `"${title}" needs redis-server, which is not on this machine`;
  process.emitWarning(missing);
  // Jest wants a test in every file.
  it(missing, () => expect(hasRedisServer()).toBe(false));
}

function hasRedisServer(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

/**
 * An empty Redis of this test suite's own: a database number of the server of BUSBAR_TEST_REDIS_URL that no suite beside it uses, or a
 * server of our own on a free port.
 */
export async function privateRedis(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const given = process.env['BUSBAR_TEST_REDIS_URL'];
  if (given === undefined) return PrivateRedis.start();
  const url = new URL(given);
  url.pathname = `/${process.env['JEST_WORKER_ID'] ?? '1'}`;
  await empty(url.href);
  return { url: url.href, close: () => empty(url.href) };
}

/** A Redis server that tests may stop and start again. It keeps what it was told (AOF, fsync with every write) and evicts nothing. */
export class PrivateRedis {
  private process: ChildProcess | null = null;

  private constructor(
    private readonly directory: string,
    private readonly port: number,
    private readonly settings: readonly string[],
  ) {}

  /** `settings` are further arguments of redis-server and win over the usual ones. */
  static async start(settings: readonly string[] = []): Promise<PrivateRedis> {
    const directory = await mkdtemp(join(tmpdir(), 'busbar-redis-'));
    const server = new PrivateRedis(directory, await freePort(), settings);
    await server.resume();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts the server on the same data and port unless it runs; resolves when it answers. */
  async resume(): Promise<void> {
    if (this.process !== null) return;
    const place = ['--port', `${this.port}`, '--bind', '127.0.0.1', '--dir', this.directory];
    const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
    const evicting = ['--maxmemory-policy', 'noeviction'];
    const args = [...place, ...durable, ...evicting, ...this.settings];
    this.process = spawn('redis-server', args, { stdio: 'ignore' });
    await eventually('the private Redis server to answer', () => isUp(this.url), { withinMs: UP_WITHIN_MS });
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

async function empty(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushdb();
  await redis.quit();
}

async function isUp(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const isAnswering = (await redis.ping()) === 'PONG';
    redis.disconnect();
    return isAnswering;
  } catch {
    // A connection that failed has ended by itself.
    return false;
  }
}
