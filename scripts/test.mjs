// npm test [-- what Jest takes]: installs and builds what is missing, then runs every suite. `npm test -- test/e2e` runs a part.
import { runSuites } from './run-suites.mjs';

await runSuites(process.argv.slice(2));
