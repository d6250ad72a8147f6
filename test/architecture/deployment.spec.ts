import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { CORE_SCHEMA, load, loadAll, mergeTag } from 'js-yaml';
import { VARIABLES } from '../../config/variables.js';

/** A process ends by itself within this time; whoever stops it must wait longer. */
const ENDS_WITHIN_S = 25;
const KUBERNETES = 'deploy/kubernetes';
const MANIFESTS = readdirSync(KUBERNETES).filter((file) => file.endsWith('.yaml'));

const KNOWN = Object.values(VARIABLES).map((variable): string => variable.name);
const SECRETS = Object.values(VARIABLES).flatMap((variable): string[] => (variable.secret ? [variable.name] : []));

interface Compose {
  readonly services: Readonly<Record<string, ComposeProcess>>;
}

interface ComposeProcess {
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly stop_grace_period?: string;
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly maxUnavailable?: number;
    readonly strategy?: unknown;
    readonly template?: { readonly spec: PodSpec };
  };
}

interface PodSpec {
  readonly terminationGracePeriodSeconds: number;
  readonly containers: readonly {
    readonly args: readonly string[];
    readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
    readonly [probe: string]: unknown;
  }[];
}

/** Compose knows merge keys, which YAML 1.2 has no more. */
const MERGING = { schema: CORE_SCHEMA.withTags(mergeTag) };

const compose = load(readFileSync('compose.yaml', 'utf8'), MERGING) as Compose;
const manifests = MANIFESTS.flatMap((file) => loadAll(readFileSync(`${KUBERNETES}/${file}`, 'utf8')) as Manifest[]);
const deployments = manifests.filter(({ kind }) => kind === 'Deployment');

/** Entry points that exist once the project is built, by the source they are built from. */
function sourceOf(entry: string | undefined): string {
  return (entry ?? '').replace(/^dist\//, '').replace(/\.js$/, '.ts');
}

describe('compose.yaml', () => {
  const processes = Object.entries(compose.services).filter(([name]) => /^(hub|worker)-/.test(name));

  it('has two gateways, two workers, and all that they need', () => {
    expect(Object.keys(compose.services).sort()).toEqual(
      ['balancer', 'database', 'hub-1', 'hub-2', 'redis', 'worker-1', 'worker-2'].sort(),
    );
  });

  it.each(processes)('%s is given settings that exist and has the time to end in order', (_name, process) => {
    const given = Object.keys(process.environment ?? {});
    expect(given.filter((name) => !KNOWN.includes(name))).toEqual([]);
    expect(given).toEqual(expect.arrayContaining(SECRETS));
    expect(Number.parseInt(process.stop_grace_period ?? '0', 10)).toBeGreaterThan(ENDS_WITHIN_S);
  });

  it('holds no secret', () => {
    for (const [, { environment = {} }] of processes) {
      for (const name of SECRETS) expect(environment[name]).toMatch(/\$\{\w+:\?|^redis:\/\/redis:6379$/);
    }
  });

  it('has a Redis that keeps what it is told and evicts nothing', () => {
    expect(compose.services['redis']?.command?.join(' ')).toMatch(/--appendonly yes.*--maxmemory-policy noeviction/);
  });

  it('starts workers with an entry point that is built', () => {
    const worker = compose.services['worker-1']?.command?.at(-1);
    expect(() => readFileSync(sourceOf(worker))).not.toThrow();
  });

  it('has a balancer that knows both gateways', () => {
    const nginx = readFileSync('deploy/compose/nginx.conf', 'utf8');
    for (const gateway of ['hub-1:8080', 'hub-2:8080']) expect(nginx).toContain(gateway);
  });
});

describe('the Kubernetes manifests', () => {
  it('are each named in the kustomization', () => {
    const { resources } = load(readFileSync(`${KUBERNETES}/kustomization.yaml`, 'utf8')) as { resources: string[] };
    expect([...resources, 'kustomization.yaml'].sort()).toEqual([...MANIFESTS].sort());
  });

  it('deploy gateways and workers', () => {
    expect(deployments.map(({ metadata }) => metadata.name).sort()).toEqual(['hub', 'worker']);
  });

  it.each(deployments.map((each) => [each.metadata.name, each] as const))(
    '%s replaces pods one by one, each probed and with the time to end in order',
    (name, { spec }) => {
      expect(spec?.strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });
      const pod = spec?.template?.spec;
      expect(pod?.terminationGracePeriodSeconds).toBeGreaterThan(ENDS_WITHIN_S);
      for (const container of pod?.containers ?? []) {
        expect(container).toMatchObject({
          startupProbe: { httpGet: { path: '/healthz' } },
          livenessProbe: { httpGet: { path: '/healthz' } },
          readinessProbe: { httpGet: { path: '/readyz' } },
        });
        expect(() => readFileSync(sourceOf(container.args.at(-1)))).not.toThrow();
      }
      const budget = manifests.find(({ kind, metadata }) => kind === 'PodDisruptionBudget' && metadata.name === name);
      expect(budget?.spec?.maxUnavailable).toBe(1);
    },
  );

  it.each(deployments.map((each) => [each.metadata.name, each] as const))(
    '%s is given settings that exist, and secrets by reference only',
    (_name, { spec }) => {
      const env = spec?.template?.spec.containers.flatMap((container) => container.env) ?? [];
      expect(env.filter(({ name }) => !KNOWN.includes(name))).toEqual([]);
      for (const name of SECRETS) {
        const given = env.find((each) => each.name === name);
        expect(given).toEqual({ name, valueFrom: { secretKeyRef: { name: 'busbar', key: expect.any(String) } } });
      }
    },
  );

  it('configure with settings that exist and hold no secret', () => {
    const [configuration] = manifests.filter(({ kind }) => kind === 'ConfigMap');
    const given = Object.keys(configuration?.data ?? {});
    expect(given.filter((name) => !KNOWN.includes(name) || SECRETS.includes(name))).toEqual([]);
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });
});
