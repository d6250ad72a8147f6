import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ensureServers, SEARCH_PATH } from './ensure-servers.mjs';
import { startMariadb } from './private-mariadb.mjs';
import { requireNode, runPackage, say } from './project.mjs';

const DATABASE_URL = 'BUSBAR_TEST_DATABASE_URL';

/** Installs and builds what is missing, runs the suites that these arguments of Jest name, and ends with their exit code. */
export async function runSuites(jestArguments, env = {}) {
  requireNode();
  await ensureInstalled();
  // The end-to-end suites start the hub that lies in dist/.
  await ensureBuilt();
  const missing = await ensureServers();
  const databaseUrl = await ownMariadb(missing);

  const { code } = await runPackage('jest/bin/jest.js', jestArguments, {
    nodeFlags: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    env: { PATH: SEARCH_PATH, ...(databaseUrl ? { [DATABASE_URL]: databaseUrl } : {}), ...env },
  });

  for (const { name, variable } of missing) {
    say(`not run: everything on ${name}. Install its server, or set ${variable} to one for tests.`);
  }
  // A green build must not mean "half of it was left out".
  process.exit(missing.length > 0 && process.env.CI ? code || 1 : code);
}

/** The URL of the server that the suites share, or null where they have been given one, and where there is none. */
async function ownMariadb(missing) {
  if (process.env[DATABASE_URL] || missing.some(({ variable }) => variable === DATABASE_URL)) return null;
  return startMariadb();
}
