// MariaDB and Redis of a benchmark's own, on free ports and with data in a temporary directory, as durable as they are recommended.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import { freePort } from './onboarding.mjs';
import { keep, stop } from './processes.mjs';

const SCHEMA = 'busbar';

/** Resolves with both URLs, what MariaDB has executed so far, and how to end them. */
export async function startPrivateServers() {
  const directory = mkdtempSync(join(tmpdir(), 'busbar-bench-servers-'));
  const [databasePort, redisPort] = [await freePort(), await freePort()];
  const data = `--datadir=${join(directory, 'data')}`;
  const setUp = ['--no-defaults', '--user=root', data, '--auth-root-authentication-method=normal', '--skip-test-db'];
  execFileSync('mariadb-install-db', setUp, { stdio: 'ignore', env: { ...process.env, TMPDIR: directory } });
  const database = launch('mariadbd', [
    ...['--no-defaults', '--user=root', data, '--bind-address=127.0.0.1', `--port=${databasePort}`],
    ...[`--socket=${join(directory, 'socket')}`, `--pid-file=${join(directory, 'pid')}`],
    '--innodb-buffer-pool-size=256M',
  ]);
  const durable = [
    '--appendonly',
    'yes',
    '--appendfsync',
    'everysec',
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  const redis = launch('redis-server', ['--port', redisPort, '--bind', '127.0.0.1', '--dir', directory, ...durable]);
  const connection = await answering(() => createConnection(`mysql://root@127.0.0.1:${databasePort}/`));
  await connection.query(`CREATE DATABASE ${SCHEMA} CHARACTER SET utf8mb4`);
  await answering(() => pinged(redisPort));
  return {
    databaseUrl: `mysql://root@127.0.0.1:${databasePort}/${SCHEMA}`,
    redisUrl: `redis://127.0.0.1:${redisPort}`,
    async executed() {
      const [rows] = await connection.query("SHOW GLOBAL STATUS WHERE Variable_name IN ('Questions', 'Com_commit')");
      const of = (name) => Number(rows.find(({ Variable_name }) => Variable_name === name).Value);
      return { statements: of('Questions'), transactions: of('Com_commit') };
    },
    async stop() {
      await connection.end();
      await Promise.all([stop({ child: database }), stop({ child: redis })]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function launch(program, args) {
  const child = spawn(program, args.map(String), { stdio: 'ignore' });
  keep(child);
  return child;
}

async function pinged(port) {
  const redis = new Redis(port, '127.0.0.1', { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
  } finally {
    redis.disconnect();
  }
}

/** What it resolves to once the server is up. */
async function answering(ask) {
  for (let tries = 0; tries < 200; tries++) {
    try {
      return await ask();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('a private server did not answer within 20 s');
}
