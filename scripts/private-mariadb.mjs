// A MariaDB server for all suites of one run: to set one up takes longer than most of them. Node alone, no packages.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SEARCH_PATH } from './ensure-servers.mjs';
import { run } from './project.mjs';

const HOST = '127.0.0.1';
/** Nothing outlives the run: suites that crash a server have one of their own. Without waiting for the disk, suites hold up one another less. */
const NOT_DURABLE = ['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=OFF', '--innodb-flush-method=nosync'];
const UP_WITHIN_MS = 30_000;
const BETWEEN_LOOKS_MS = 50;

/** Starts a server on a free port, with its data in a temporary directory, and resolves to root's URL. Both go with this process. */
export async function startMariadb() {
  const directory = mkdtempSync(join(tmpdir(), 'busbar-mariadb-'));
  // A starting server deletes the temporary tables it finds, those of another one that is being set up beside it as well.
  const env = { PATH: SEARCH_PATH, TMPDIR: directory };
  let server = null;
  process.once('exit', () => {
    server?.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

  const place = ['--no-defaults', '--user=root', `--datadir=${join(directory, 'data')}`];
  const accounts = ['--auth-root-authentication-method=normal', '--skip-test-db'];
  await run('mariadb-install-db', [...place, ...accounts], { env, quiet: true });

  const port = await freePort();
  const files = [`--socket=${join(directory, 'socket')}`, `--pid-file=${join(directory, 'pid')}`];
  server = spawn('mariadbd', [...place, ...files, ...NOT_DURABLE, `--port=${port}`, `--bind-address=${HOST}`], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  await untilOpen(port);
  return `mysql://root@${HOST}:${port}/`;
}

async function freePort() {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** The server opens its port when it is ready to answer. */
async function untilOpen(port) {
  const giveUpAt = performance.now() + UP_WITHIN_MS;
  while (!(await isOpen(port))) {
    if (performance.now() > giveUpAt) throw new Error('the MariaDB server of the tests did not start');
    await pause(BETWEEN_LOOKS_MS);
  }
}

async function isOpen(port) {
  const socket = connect(port, HOST);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
