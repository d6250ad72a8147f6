import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ensureServers, SEARCH_PATH } from './ensure-servers.mjs';
import { requireNode, runPackage, say } from './project.mjs';

/** Installs and builds what is missing, runs the suites that these arguments of Jest name, and ends with their exit code. */
export async function runSuites(jestArguments, env = {}) {
  requireNode();
  await ensureInstalled();
  // The end-to-end suites start the hub that lies in dist/.
  await ensureBuilt();
  const missing = await ensureServers();

  const { code } = await runPackage('jest/bin/jest.js', jestArguments, {
    nodeFlags: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    env: { PATH: SEARCH_PATH, ...env },
  });

  for (const { name, variable } of missing) {
    say(`not run: everything on ${name}. Install its server, or set ${variable} to one for tests.`);
  }
  // A green build must not mean "half of it was left out".
  process.exit(missing.length > 0 && process.env.CI ? code || 1 : code);
}
