import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, say } from './project.mjs';

/** PATH with the folders where Debian keeps servers, which not every user has in it. */
export const SEARCH_PATH = [process.env.PATH ?? '', '/usr/local/sbin', '/usr/sbin'].join(delimiter);

/**
 * What suites run against beside SQLite: a server that a variable names, or one of their own from these programs. Of Debian's packages
 * the first that can be installed is: older releases have no MariaDB without the service that it starts.
 */
const SERVERS = [
  {
    name: 'MariaDB',
    variable: 'BUSBAR_TEST_DATABASE_URL',
    programs: ['mariadbd', 'mariadb-install-db', 'my_print_defaults'],
    packages: [['mariadb-server-core', 'mariadb-client-core'], ['mariadb-server']],
  },
  {
    name: 'Redis',
    variable: 'BUSBAR_TEST_REDIS_URL',
    programs: ['redis-server'],
    packages: [['redis-server']],
  },
];

/** Installs what is missing (Debian and Ubuntu, as root) and resolves to the servers whose suites cannot run all the same. */
export async function ensureServers() {
  const missing = SERVERS.filter((server) => !isHere(server));
  if (missing.length === 0 || !canInstall()) return missing;
  await apt('update', '-q');
  for (const server of missing) await install(server);
  return missing.filter((server) => !isHere(server));
}

async function install({ name, packages }) {
  for (const alternative of packages) {
    say(`installing ${alternative.join(' and ')} with apt-get for the tests on ${name}`);
    const { code, output } = await apt('install', '-qy', '--no-install-recommends', ...alternative);
    if (code === 0) return;
    say(`apt-get could not install that:\n${output}`);
  }
}

function apt(...args) {
  // Runlevel 1 keeps a package from starting its service: tests start servers of their own.
  return run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }, quiet: true });
}

function isHere({ variable, programs }) {
  return Boolean(process.env[variable]) || programs.every((program) => isInPath(program));
}

function canInstall() {
  return process.platform === 'linux' && process.getuid() === 0 && isInPath('apt-get');
}

function isInPath(program) {
  return SEARCH_PATH.split(delimiter).some((folder) => existsSync(join(folder, program)));
}
