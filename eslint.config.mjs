// A later block REPLACES the options of a rule, it does not add to them: every list below is therefore put together from
// the groups at the top, and no two blocks that set the same rule apply to one file unless the later one repeats the earlier.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { documentedExports } from './scripts/lint/documented-exports.mjs';

const TESTS = ['test/**/*.ts', '**/*.spec.ts'];
const PURE = ['libs/ocpi/**/*.ts', 'libs/bridge/**/*.ts', 'libs/core/**/*.ts'];
const ENTRY_POINTS = ['apps/*/src/main.ts'];
const TALKS_TO_A_TERMINAL = ['apps/cli/**', 'apps/simulator/**', 'scripts/**', 'test/bench/**', '.ci/**'];

const SYNTAX = {
  everywhere: [
    {
      selector:
        ':function:not(MethodDefinition[kind="constructor"] > *):not(Property[key.name="useFactory"] > *)[params.length>3]',
      message: 'More than three parameters become one named object.',
    },
    {
      selector: 'SwitchStatement[discriminant.property.name="kind"] > SwitchCase[test=null]',
      message: 'A switch over an ending names each of its kinds, so that a new one is noticed.',
    },
    { selector: 'TSEnumDeclaration', message: 'A union of words, or a constant object: enums are a second language.' },
  ],
  environment: [
    {
      selector: 'MemberExpression[object.name="process"][property.name="env"]',
      message: 'Entry points hand process.env to config/env.ts; everything else is handed its slice.',
    },
  ],
  clock: [
    {
      selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
      message: 'Time comes from the Clock port.',
    },
    {
      selector: 'MemberExpression[object.name="Date"][property.name="now"]',
      message: 'Time comes from the Clock port.',
    },
    {
      selector: 'MemberExpression[object.name="Math"][property.name="random"]',
      message: 'Chance comes from the Ids port or as an argument.',
    },
  ],
  tests: [
    {
      selector: 'NewExpression[callee.name="Promise"] CallExpression[callee.name=/^set(Timeout|Interval|Immediate)$/]',
      message: 'No bare sleep: eventually(...) waits for something, with a deadline.',
    },
    {
      selector: 'ImportDeclaration[source.value=/^(node:)?timers\\u002fpromises$/]',
      message: 'No bare sleep: eventually(...) waits for something, with a deadline.',
    },
    {
      selector:
        ':matches(ExpressionStatement, ExpressionStatement > AwaitExpression) > CallExpression[callee.name="expect"]',
      message: 'An expect without a matcher is not a test.',
    },
    {
      selector: 'ExpressionStatement > MemberExpression',
      message: 'A matcher that is not called is not a test.',
    },
    {
      selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo|failing)$/]',
      message: 'Every test runs, always.',
    },
    { selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]', message: 'Every test runs.' },
    {
      selector:
        'CallExpression[callee.object.name="jest"][callee.property.name=/^(mock|doMock|unstable_mockModule)$/] > Literal[value=/^(\\.|@busbar)/]',
      message: 'Our own modules are never mocked: use a double that passes the contract.',
    },
  ],
};

/** What is taken out only to be left out, or stands before what is wanted, may go unused. */
const UNUSED = { ignoreRestSiblings: true, argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' };

const IMPURE_GLOBALS = ['process', 'performance', 'crypto', 'Buffer', 'fetch', 'WebSocket', 'console'].concat([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
]);
const DOORS_OUT = ['fetch', 'WebSocket', 'EventSource'];
const PURITY = 'The core asks for this through a port (libs/core/src/ports.ts).';
const NEST = { regex: '^@nestjs/', message: 'The core is plain TypeScript: Nest wires it in libs/routing.' };
const NODE = { regex: '^node:', message: 'The core has no Node module: what it needs comes through a port.' };

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', '**/*.d.ts', 'libs/ocpi/src/generated/'] },
  // Guardrails cannot be switched off where they hurt; `npm run check` lets no warning pass.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
      'no-restricted-syntax': ['error', ...SYNTAX.everywhere],
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-unused-vars': ['error', UNUSED],
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        console: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        setImmediate: 'readonly',
        AbortSignal: 'readonly',
        URLSearchParams: 'readonly',
        TextDecoder: 'readonly',
        TextEncoder: 'readonly',
        structuredClone: 'readonly',
      },
    },
  },
  { files: ['**/*.ts'], extends: [tseslint.configs.recommendedTypeChecked] },
  {
    files: ['**/*.ts'],
    plugins: { busbar: { rules: { 'documented-exports': documentedExports } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'busbar/documented-exports': 'error',
      'no-restricted-syntax': ['error', ...SYNTAX.everywhere, ...SYNTAX.environment],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, minimumDescriptionLength: 10 }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      // An Error costs a stack trace; a body that is no JSON must not cost more than one that is.
      '@typescript-eslint/only-throw-error': ['error', { allow: [{ from: 'file', name: 'Unacceptable' }] }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', UNUSED],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A port may be asynchronous where one of its adapters has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['libs/**/*.ts', 'apps/hub/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-globals': [
        'error',
        ...DOORS_OUT.map((name) => ({ name, message: 'Only libs/party-http connects to parties.' })),
      ],
    },
  },
  {
    files: PURE,
    ignores: TESTS,
    rules: {
      'no-restricted-syntax': ['error', ...SYNTAX.everywhere, ...SYNTAX.environment, ...SYNTAX.clock],
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS.map((name) => ({ name, message: PURITY }))],
      'no-restricted-imports': ['error', { patterns: [NEST, NODE] }],
    },
  },
  {
    files: TESTS,
    rules: {
      'no-restricted-syntax': ['error', ...SYNTAX.everywhere, ...SYNTAX.tests],
      'busbar/documented-exports': 'off',
    },
  },
  // The one place that may sleep, because it knows what it waits for.
  { files: ['test/support/eventually.ts'], rules: { 'no-restricted-syntax': ['error', ...SYNTAX.everywhere] } },
  {
    files: [...ENTRY_POINTS, 'config/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-syntax': ['error', ...SYNTAX.everywhere] },
  },
  { files: TALKS_TO_A_TERMINAL, rules: { 'no-console': 'off' } },
);
