import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, say } from './project.mjs';

const NEEDED = ['mariadbd', 'mariadb-install-db'];
/** The programs without the service that the full package would start. */
const DEBIAN_PACKAGES = ['mariadb-server-core', 'mariadb-client'];

/**
 * Whether the suites that want MariaDB can run: a server is given by BUSBAR_TEST_DATABASE_URL, its programs are here for a
 * private one, or they can be installed (Debian and Ubuntu, as root).
 */
export async function ensureDatabase() {
  if (process.env.BUSBAR_TEST_DATABASE_URL || isHere()) return true;
  if (!canInstall()) return false;
  say(`installing ${DEBIAN_PACKAGES.join(' and ')} with apt-get for the tests on MariaDB`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env, quiet: true });
  const { code, output } = await run('apt-get', ['install', '-qy', '--no-install-recommends', ...DEBIAN_PACKAGES], {
    env,
    quiet: true,
  });
  if (code !== 0) say(`apt-get could not install them:\n${output}`);
  return isHere();
}

function isHere() {
  return NEEDED.every((program) => isInPath(program));
}

function canInstall() {
  return process.platform === 'linux' && process.getuid() === 0 && isInPath('apt-get');
}

function isInPath(program) {
  // /usr/sbin, where Debian keeps servers, is not in every user's PATH.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.some((folder) => existsSync(join(folder, program)));
}
