// npm test [-- what Jest takes]: installs and builds what is missing, then runs every suite. `npm test -- test/e2e` runs a part.
import { ensureBuilt } from './ensure-built.mjs';
import { ensureDatabase, SEARCH_PATH } from './ensure-database.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { requireNode, runPackage, say } from './project.mjs';

requireNode();
await ensureInstalled();
// The end-to-end suites start the hub that lies in dist/.
await ensureBuilt();
const hasDatabase = await ensureDatabase();

const { code } = await runPackage('jest/bin/jest.js', process.argv.slice(2), {
  nodeFlags: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  env: { PATH: SEARCH_PATH },
});

if (!hasDatabase) {
  say('not run: everything on MariaDB. Install mariadb-server, or set BUSBAR_TEST_DATABASE_URL to a server for tests.');
  // A green build must not mean "half of it was left out".
  if (process.env.CI) process.exit(code || 1);
}
process.exit(code);
