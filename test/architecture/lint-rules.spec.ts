import { beforeAll, describe, expect, it } from '@jest/globals';
import { PlantedProject } from './planted-project.js';

/** A file and the rule that must refuse it; `saying` is part of the message where one rule has several. */
interface Planted {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly rule: string;
  readonly saying?: string;
}

const SYNTAX = 'no-restricted-syntax';
const ENDING = "type Ending = { kind: 'sent' } | { kind: 'lost' };\n";

const VIOLATIONS: readonly Planted[] = [
  {
    what: 'a guardrail that is switched off inline',
    file: 'libs/core/src/disabled.ts',
    text: '/* eslint-disable */\nDate.now();\n',
    rule: SYNTAX,
    saying: 'Clock',
  },
  {
    what: 'the comment that tried to switch it off',
    file: 'libs/core/src/comment.ts',
    text: '// eslint-disable-next-line eqeqeq\nlet x;\n',
    rule: 'inline-config',
  },
  {
    what: 'a type error that is waved through',
    file: 'libs/core/src/ignored.ts',
    text: '// @ts-ignore\nlet x: number;\n',
    rule: '@typescript-eslint/ban-ts-comment',
  },
  {
    what: 'a bare sleep in a test',
    file: 'test/e2e/sleep.e2e-spec.ts',
    text: 'await new Promise((wake) => setTimeout(wake, 100));\n',
    rule: SYNTAX,
    saying: 'No bare sleep',
  },
  {
    what: 'a bare sleep from the promises of timers',
    file: 'libs/core/src/sleep.spec.ts',
    text: "import { setTimeout as sleep } from 'node:timers/promises';\nawait sleep(100);\n",
    rule: SYNTAX,
    saying: 'No bare sleep',
  },
  {
    what: 'an expect without a matcher',
    file: 'test/e2e/expect.e2e-spec.ts',
    text: 'expect(1 + 1);\n',
    rule: SYNTAX,
    saying: 'without a matcher',
  },
  {
    what: 'an awaited expect without a matcher',
    file: 'test/e2e/awaited-expect.e2e-spec.ts',
    text: 'await expect(Promise.resolve(2));\n',
    rule: SYNTAX,
    saying: 'without a matcher',
  },
  {
    what: 'a matcher that is not called',
    file: 'test/e2e/matcher.e2e-spec.ts',
    text: 'expect(true).toBeTruthy;\n',
    rule: SYNTAX,
    saying: 'not called',
  },
  {
    what: 'a test that is skipped',
    file: 'test/e2e/skip.e2e-spec.ts',
    text: "it.skip('later', () => undefined);\n",
    rule: SYNTAX,
    saying: 'Every test runs',
  },
  {
    what: 'a mock of our own module',
    file: 'test/e2e/mock.e2e-spec.ts',
    text: "jest.unstable_mockModule('@busbar/core', () => ({}));\n",
    rule: SYNTAX,
    saying: 'never mocked',
  },
  {
    what: 'the environment read outside config and entry points',
    file: 'libs/journal/src/environment.ts',
    text: "process.env['BUSBAR_PORT'];\n",
    rule: SYNTAX,
    saying: 'config/env.ts',
  },
  {
    what: 'Nest in the core',
    file: 'libs/core/src/nest.ts',
    text: "import '@nestjs/common';\n",
    rule: 'no-restricted-imports',
  },
  {
    what: 'a Node module in the core',
    file: 'libs/ocpi/src/node.ts',
    text: "import 'node:fs';\n",
    rule: 'no-restricted-imports',
  },
  {
    what: 'the clock in the core',
    file: 'libs/core/src/clock.ts',
    text: 'new Date();\n',
    rule: SYNTAX,
    saying: 'Clock',
  },
  {
    what: 'chance in the bridge',
    file: 'libs/bridge/src/dice.ts',
    text: 'Math.random();\n',
    rule: SYNTAX,
    saying: 'Chance',
  },
  {
    what: 'a timer in the core',
    file: 'libs/core/src/timer.ts',
    text: 'setTimeout(() => undefined, 1);\n',
    rule: 'no-restricted-globals',
  },
  {
    what: 'a second door out',
    file: 'libs/parties/src/fetch.ts',
    text: "void fetch('https://example.com');\n",
    rule: 'no-restricted-globals',
    saying: 'party-http',
  },
  {
    what: 'a switch that leaves out an ending',
    file: 'libs/core/src/half.ts',
    text: `${ENDING}export const told = (e: Ending): string => {\n  switch (e.kind) {\n    case 'sent':\n      return 'sent';\n  }\n  return '';\n};\n`,
    rule: '@typescript-eslint/switch-exhaustiveness-check',
  },
  {
    what: 'a switch over an ending that hides new ones in a default',
    file: 'libs/core/src/hiding.ts',
    text: `${ENDING}export const told = (e: Ending): string => {\n  switch (e.kind) {\n    case 'sent':\n      return 'sent';\n    default:\n      return '';\n  }\n};\n`,
    rule: SYNTAX,
    saying: 'each of its kinds',
  },
  {
    what: 'any',
    file: 'libs/core/src/any.ts',
    text: 'let x: any;\n',
    rule: '@typescript-eslint/no-explicit-any',
  },
  {
    what: 'a promise that nobody waits for',
    file: 'apps/hub/src/floating.ts',
    text: 'Promise.resolve(1);\n',
    rule: '@typescript-eslint/no-floating-promises',
  },
  {
    what: 'printing in a library',
    file: 'libs/journal/src/print.ts',
    text: "console.log('x');\n",
    rule: 'no-console',
  },
  {
    what: 'an exported name without a docstring',
    file: 'libs/core/src/bare.ts',
    text: 'export const bare = 1;\n',
    rule: 'busbar/documented-exports',
  },
  {
    what: 'a fourth parameter',
    file: 'libs/core/src/four.ts',
    text: 'const four = (a: 1, b: 1, c: 1, d: 1): number => a + b + c + d;\nvoid four;\n',
    rule: SYNTAX,
    saying: 'named object',
  },
  {
    what: 'work that is only announced',
    file: 'libs/core/src/todo.ts',
    text: '// TODO think\nlet x;\n',
    rule: 'no-warning-comments',
  },
];

/** Files that come near a rule and keep it. */
const ALLOWED: readonly { readonly what: string; readonly file: string; readonly text: string }[] = [
  {
    what: 'an entry point that hands over the environment',
    file: 'apps/hub/src/main.ts',
    text: 'void process.env;\n',
  },
  { what: 'printing on a terminal', file: 'apps/cli/src/print.ts', text: "console.log('x');\n" },
  {
    what: 'a partner that answers late',
    file: 'test/doubles/slow.ts',
    text: 'setTimeout(() => undefined, 100);\n',
  },
  {
    what: 'a documented class with a decorator',
    file: 'libs/parties/src/documented.ts',
    text: 'declare const injectable: ClassDecorator;\n/** Holds nothing. */\n@injectable\nexport class Documented {}\n',
  },
  {
    what: 'clock and chance where they are real',
    file: 'libs/routing/src/clock.ts',
    text: '/** Now. */\nexport const now = (): number => Date.now() + Math.random();\n',
  },
];

describe('the lint gate', () => {
  let refused: ReadonlyMap<string, readonly { readonly rule: string; readonly message: string }[]>;

  beforeAll(async () => {
    const project = new PlantedProject().copy('eslint.config.mjs', 'scripts/lint', 'tsconfig.json', 'package.json');
    for (const { file, text } of [...VIOLATIONS, ...ALLOWED]) project.plant(file, text);
    const { stdout } = await project
      .linkPackages()
      .run('eslint/bin/eslint.js', '--format', 'json', 'apps', 'libs', 'test');
    const results = JSON.parse(stdout) as readonly LintResult[];
    const root = results[0]?.filePath.replace(/(apps|libs|test)\/.*$/, '') ?? '';
    refused = new Map(
      results.map(({ filePath, messages }) => [
        filePath.slice(root.length),
        messages.map(({ ruleId, message }) => ({ rule: ruleId ?? 'inline-config', message })),
      ]),
    );
  }, 60_000);

  it.each(VIOLATIONS)('refuses $what', ({ file, rule, saying = '' }) => {
    expect(refused.get(file)).toContainEqual({ rule, message: expect.stringContaining(saying) });
  });

  it.each(ALLOWED)('lets pass $what', ({ file }) => {
    expect(refused.get(file)).toEqual([]);
  });
});

interface LintResult {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}
