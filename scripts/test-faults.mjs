// npm run test:faults [-- --full] [what Jest takes]: the fault tests alone and one after the other, so that their figures mean something.
// `--full` tries as much as the figures are meant for, which takes hours; without it they are as short as within npm test.
import { runSuites } from './run-suites.mjs';

const given = process.argv.slice(2);
const others = given.filter((argument) => argument !== '--full');
const only = others.some((argument) => argument.startsWith('test/')) ? [] : ['test/faults'];
await runSuites(
  ['--runInBand', ...only, ...others],
  given.includes('--full') ? { BUSBAR_TEST_FULL_SCALE: 'true' } : {},
);
