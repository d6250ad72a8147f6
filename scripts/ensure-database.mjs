import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, say } from './project.mjs';

/** PATH with the folders where Debian keeps servers, which not every user has in it. */
export const SEARCH_PATH = [process.env.PATH ?? '', '/usr/local/sbin', '/usr/sbin'].join(delimiter);

const NEEDED = ['mariadbd', 'mariadb-install-db', 'my_print_defaults'];
/** The programs alone, without the service that mariadb-server starts; older releases have no such packages. */
const DEBIAN_PACKAGES = [['mariadb-server-core', 'mariadb-client-core'], ['mariadb-server']];

/**
 * Whether the suites that want MariaDB can run: a server is given by BUSBAR_TEST_DATABASE_URL, its programs are here for a
 * private one, or they can be installed (Debian and Ubuntu, as root).
 */
export async function ensureDatabase() {
  if (process.env.BUSBAR_TEST_DATABASE_URL || isHere()) return true;
  if (!canInstall()) return false;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env, quiet: true });
  for (const packages of DEBIAN_PACKAGES) {
    say(`installing ${packages.join(' and ')} with apt-get for the tests on MariaDB`);
    const install = ['install', '-qy', '--no-install-recommends', ...packages];
    const { code, output } = await run('apt-get', install, { env, quiet: true });
    if (code === 0) break;
    say(`apt-get could not install that:\n${output}`);
  }
  return isHere();
}

function isHere() {
  return NEEDED.every((program) => isInPath(program));
}

function canInstall() {
  return process.platform === 'linux' && process.getuid() === 0 && isInPath('apt-get');
}

function isInPath(program) {
  return SEARCH_PATH.split(delimiter).some((folder) => existsSync(join(folder, program)));
}
