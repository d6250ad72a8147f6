import { beforeAll, describe, expect, it } from '@jest/globals';
import { PlantedProject } from './planted-project.js';

/** One import that a rule of the floor plan must refuse. */
interface Planted {
  readonly rule: string;
  readonly file: string;
  readonly imports: string;
}

const VIOLATIONS: readonly Planted[] = [
  { rule: 'no-cycles', file: 'libs/core/src/egg.ts', imports: './hen.js' },
  { rule: 'no-unresolvable', file: 'libs/core/src/lost.ts', imports: './nowhere.js' },
  { rule: 'ocpi-is-pure', file: 'libs/ocpi/src/reads-files.ts', imports: 'node:fs' },
  { rule: 'ocpi-is-pure', file: 'libs/ocpi/src/knows-core.ts', imports: '@busbar/core' },
  { rule: 'bridge-is-pure', file: 'libs/bridge/src/knows-core.ts', imports: '@busbar/core' },
  { rule: 'core-asks-through-ports', file: 'libs/core/src/nest.ts', imports: '@nestjs/common' },
  { rule: 'core-asks-through-ports', file: 'libs/core/src/crypto.ts', imports: 'node:crypto' },
  { rule: 'core-asks-through-ports', file: 'libs/core/src/adapter.ts', imports: '@busbar/journal' },
  { rule: 'adapters-apart', file: 'libs/parties/src/neighbour.ts', imports: '@busbar/journal' },
  { rule: 'adapters-apart', file: 'libs/a-new-adapter/src/neighbour.ts', imports: '@busbar/journal' },
  { rule: 'libs-below-apps', file: 'libs/journal/src/environment.ts', imports: '../../../config/env.js' },
  { rule: 'libs-below-apps', file: 'libs/routing/src/upwards.ts', imports: '../../../apps/hub/src/main.js' },
  { rule: 'routing-on-top', file: 'libs/journal/src/routing.ts', imports: '@busbar/routing' },
  { rule: 'foundations-stand-alone', file: 'libs/database/src/journal.ts', imports: '@busbar/journal' },
  { rule: 'apps-apart', file: 'apps/cli/src/hub.ts', imports: '../../hub/src/main.js' },
  { rule: 'simulator-is-a-witness', file: 'apps/simulator/src/core.ts', imports: '@busbar/core' },
  { rule: 'through-the-index', file: 'apps/hub/src/deep.ts', imports: '../../../libs/core/src/egg.js' },
  { rule: 'nothing-imports-tests', file: 'libs/core/src/test.ts', imports: '../../../test/support/double.js' },
  { rule: 'configuration-knows-nobody', file: 'config/core.ts', imports: '@busbar/core' },
  { rule: 'one-door-out', file: 'libs/hub-client-info/src/undici.ts', imports: 'undici' },
  { rule: 'one-door-out', file: 'apps/hub/src/https.ts', imports: 'node:https' },
  { rule: 'typeorm-in-its-place', file: 'libs/parties/src/directory.ts', imports: 'typeorm' },
  { rule: 'drivers-in-the-database', file: 'libs/journal/src/sqlite.ts', imports: 'better-sqlite3' },
  { rule: 'bullmq-in-deliveries', file: 'libs/events/src/queue.ts', imports: 'bullmq' },
  { rule: 'redis-in-its-place', file: 'libs/parties/src/redis.ts', imports: 'ioredis' },
  { rule: 'shipped-packages-only', file: 'apps/hub/src/dev.ts', imports: 'fast-check' },
];

/** Imports that look alike and are what the floor plan wants. */
const ALLOWED: readonly Omit<Planted, 'rule'>[] = [
  { file: 'libs/core/src/facts.ts', imports: '@busbar/ocpi' },
  { file: 'libs/parties/src/ports.ts', imports: '@busbar/core' },
  { file: 'libs/parties/src/typeorm-directory.ts', imports: 'typeorm' },
  { file: 'libs/parties/src/platform.entity.ts', imports: 'typeorm' },
  { file: 'libs/party-http/src/client.ts', imports: 'undici' },
  { file: 'libs/deliveries/src/bullmq-lane-scheduler.ts', imports: 'bullmq' },
  { file: 'libs/routing/src/wiring.ts', imports: '@busbar/journal' },
  { file: 'apps/hub/src/wiring.ts', imports: '@busbar/routing' },
  { file: 'apps/hub/src/settings.ts', imports: '../../../config/env.js' },
  { file: 'apps/simulator/src/facts.ts', imports: '@busbar/ocpi' },
  { file: 'libs/core/src/tested.spec.ts', imports: '../../../test/support/double.js' },
  { file: 'test/contract/deep.contract-spec.ts', imports: '../../libs/core/src/egg.js' },
];

const LIBS = ['ocpi', 'core', 'journal', 'routing', 'parties', 'database'];
const PACKAGES = ['@nestjs/common', 'undici', 'typeorm', 'better-sqlite3', 'bullmq', 'ioredis', 'fast-check'];

describe('the import gate', () => {
  let refused: readonly { readonly rule: string; readonly from: string }[];
  let rules: readonly string[];
  let cruised: number;

  beforeAll(async () => {
    const project = new PlantedProject().copy('.dependency-cruiser.mjs', 'tsconfig.json', 'package.json');
    for (const name of PACKAGES) project.plantPackage(name);
    for (const name of LIBS) project.plant(`libs/${name}/src/index.ts`, 'export const here = true;\n');
    project.plant('libs/core/src/hen.ts', "import './egg.js';\n");
    for (const file of ['apps/hub/src/main.ts', 'config/env.ts', 'test/support/double.ts']) {
      project.plant(file, 'export const here = true;\n');
    }
    for (const { file, imports } of [...VIOLATIONS, ...ALLOWED]) project.plant(file, `import '${imports}';\n`);
    const { stdout } = await project.run(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      ...['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'apps', 'libs', 'config', 'test'],
    );
    const { summary } = JSON.parse(stdout) as CruiseResult;
    cruised = summary.totalCruised;
    rules = summary.ruleSetUsed.forbidden.map(({ name }) => name);
    refused = summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
  }, 60_000);

  it.each(VIOLATIONS)('refuses by $rule that $file imports $imports', ({ rule, file }) => {
    expect(refused).toContainEqual({ rule, from: file });
  });

  it.each(ALLOWED)('lets $file import $imports', ({ file }) => {
    expect(refused.filter((violation) => violation.from === file)).toEqual([]);
  });

  it('has been seen to refuse by each of its rules', () => {
    expect([...new Set(VIOLATIONS.map((violation) => violation.rule))].sort()).toEqual(rules.toSorted());
  });

  it('looks at every file', () => {
    expect(cruised).toBeGreaterThanOrEqual(VIOLATIONS.length + ALLOWED.length + LIBS.length);
  });
});

interface CruiseResult {
  readonly summary: {
    readonly totalCruised: number;
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}
