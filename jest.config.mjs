import { availableParallelism } from 'node:os';

/** Native ESM under Jest: run with `node --experimental-vm-modules`. Unit tests lie beside the code, the rest in test/. */
export default {
  testEnvironment: 'node',
  rootDir: '.',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/config', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts', '**/*.contract-spec.ts', '**/*.fault-spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    '^@busbar/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  // A suite on MariaDB or a started hub takes longer than Jest's five seconds when the machine is busy.
  testTimeout: 30_000,
  injectGlobals: false,
  // Jest leaves one core idle by default: on two cores that would be one worker.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // What a suite with Nest has loaded is never given back: begin anew before it is too much.
  workerIdleMemoryLimit: '768MB',
};
