// The last line of .ci/run: adds up what `npm test` and `npm run check` report. Arguments: the report of the tests and the exit
// code of `npm test`, the report of the checks and the exit code of `npm run check`.
import { existsSync, readFileSync } from 'node:fs';

const [testsFile, testsCode, checksFile, checksCode] = process.argv.slice(2);

/** What one command reports, and one failure more when it failed without saying of what. */
function counted(file, exitCode, read) {
  const { passed, failed } = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 };
  return { passed, failed: failed === 0 && exitCode !== '0' ? 1 : failed };
}

const tests = counted(testsFile, testsCode, (report) => ({
  passed: report.numPassedTests,
  // A suite that cannot be loaded has no test that could fail.
  failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
}));
const checks = counted(checksFile, checksCode, (report) => report);
const failed = tests.failed + checks.failed;
console.log(`${tests.passed + checks.passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
