import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { nearestName } from './did-you-mean.js';
import type { GivenSettings, HubConfig } from './hub-config.js';
import { keptKey } from './key-files.js';
import { operatorKey, secretKey, type Reader } from './readers.js';
import type { Secret } from './secret.js';
import { VARIABLES } from './variables.js';

export { Secret } from './secret.js';
export type { LogLevel } from './variables.js';
export type { HubConfig } from './hub-config.js';
export { bootNotices, effectiveSettings } from './effective-settings.js';
export {
  databaseLocation,
  deliveryDays,
  objectSettings,
  journalLifetimes,
  laneSettings,
  presenceSettings,
  pushSettings,
} from './slices.js';

/** What is wrong with one variable; `message` completes the sentence that begins with its name. */
export interface EnvironmentFault {
  readonly variable: string;
  readonly message: string;
}

/** Either a whole configuration or everything that is wrong with the environment. */
export type EnvironmentReading =
  | { readonly ok: true; readonly config: HubConfig }
  | { readonly ok: false; readonly faults: readonly EnvironmentFault[] };

/** Balancers ask every few seconds; a process that is alone has no other to send them to. */
const DRAIN_GRACE_OF_MANY_S = 5;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks every BUSBAR_ variable; an empty one counts as not set. Where nothing is wrong and no database server is
 * set, the keys are read from the data directory or made there.
 */
export function readEnvironment(env: Environment): EnvironmentReading {
  const { given, faults } = readEach(env);
  faults.push(...unknownNames(env), ...contradictions(given, env));
  if (faults.length > 0) return { ok: false, faults };
  const dataDir = resolve(given.dataDir);
  const secret = given.secretKey ?? keyFrom(dataDir, SECRET_KEY_FILE);
  const operator = given.operatorKey ?? keyFrom(dataDir, OPERATOR_KEY_FILE);
  if ('message' in secret) faults.push(secret);
  if ('message' in operator) faults.push(operator);
  if ('message' in secret || 'message' in operator) return { ok: false, faults };
  const publicUrl = given.publicUrl ?? `http://localhost:${given.port}`;
  const drainGraceS = given.drainGraceS ?? (given.redisUrl === null ? 0 : DRAIN_GRACE_OF_MANY_S);
  const derived = { dataDir, publicUrl, drainGraceS, secretKey: secret, operatorKey: operator };
  return { ok: true, config: { ...given, ...derived } };
}

/** The faults as lines for the terminal, for an entry point that prints them and exits with 1. */
export function describeFaults(faults: readonly EnvironmentFault[]): string {
  const lines = faults.map((fault) => `  ${fault.variable} ${fault.message}`);
  return ['The hub cannot start with this environment:', ...lines].join('\n');
}

function readEach(env: Environment): { given: GivenSettings; faults: EnvironmentFault[] } {
  const faults: EnvironmentFault[] = [];
  const entries = Object.entries(VARIABLES).map(([key, variable]) => {
    const text = env[variable.name] ?? '';
    if (text === '') return [key, variable.fallback];
    const reading = variable.read(text);
    if ('value' in reading) return [key, reading.value];
    faults.push({ variable: variable.name, message: reading.fault });
    return [key, variable.fallback];
  });
  // Object.fromEntries forgets which key has which type; the mapping above keeps them together.
  return { given: Object.fromEntries(entries) as GivenSettings, faults };
}

/** Misspelt variables must not be passed over in silence. BUSBAR_TEST_… belongs to the test suite. */
function unknownNames(env: Environment): EnvironmentFault[] {
  const known = Object.values(VARIABLES).map((variable): string => variable.name);
  return Object.keys(env)
    .filter((name) => name.startsWith('BUSBAR_') && !name.startsWith('BUSBAR_TEST_') && !known.includes(name))
    .map((name) => {
      const nearest = nearestName(name, known);
      return { variable: name, message: `is not a setting${nearest === null ? '' : `; did you mean ${nearest}?`}` };
    });
}

function contradictions(given: GivenSettings, env: Environment): EnvironmentFault[] {
  const faults: EnvironmentFault[] = [];
  if (env['BUSBAR_REDIS_URL'] && !env['BUSBAR_DATABASE_URL']) {
    const message = 'needs BUSBAR_DATABASE_URL: Redis says when to deliver, the database what';
    faults.push({ variable: 'BUSBAR_REDIS_URL', message });
  }
  for (const name of ['BUSBAR_SECRET_KEY', 'BUSBAR_OPERATOR_KEY'] as const) {
    const missing = env['BUSBAR_DATABASE_URL'] && !env[name];
    if (missing) faults.push({ variable: name, message: 'is required with BUSBAR_DATABASE_URL' });
  }
  if (given.operatorPort === given.port) {
    faults.push({
      variable: 'BUSBAR_OPERATOR_PORT',
      message: 'must differ from BUSBAR_PORT; leave it out to share the port',
    });
  }
  if (given.retryBaseMs > given.retryMaxMs) {
    faults.push({ variable: 'BUSBAR_RETRY_BASE_MS', message: 'must not exceed BUSBAR_RETRY_MAX_MS' });
  }
  return faults;
}

/** A key that a standalone hub makes for itself. */
interface KeyFile<T> {
  readonly name: string;
  readonly bytes: number;
  readonly read: Reader<T>;
}

const SECRET_KEY_FILE: KeyFile<Secret<Buffer>> = { name: 'secret.key', bytes: 32, read: secretKey };
const OPERATOR_KEY_FILE: KeyFile<Secret<string>> = { name: 'operator.key', bytes: 24, read: operatorKey };

function keyFrom<T>(dataDir: string, file: KeyFile<T>): T | EnvironmentFault {
  try {
    const reading = file.read(keptKey(dataDir, file.name, () => randomBytes(file.bytes).toString('hex')));
    return 'value' in reading
      ? reading.value
      : {
          variable: 'BUSBAR_DATA_DIR',
          message: `holds a ${file.name}, which ${reading.fault}; restore it from a backup`,
        };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { variable: 'BUSBAR_DATA_DIR', message: `cannot hold ${file.name}: ${reason}` };
  }
}
