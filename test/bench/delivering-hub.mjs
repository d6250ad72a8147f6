// A hub of either profile with a CPO that pushes to it and many EMSPs that receive, each profile behind the same face.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, onboard, untilReady } from './onboarding.mjs';
import { startPrivateServers } from './private-servers.mjs';
import { HUB, start, stop, WORKER } from './processes.mjs';

const PROBE = new URL('hub-probe.mjs', import.meta.url).href;
const HANDSHAKES_AT_ONCE = 8;

/** One process on SQLite. */
export async function startStandalone(env = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'busbar-bench-'));
  const hub = await startHub({ BUSBAR_DATA_DIR: dataDir, ...env });
  return {
    name: 'standalone',
    base: hub.base,
    operatorKey: readFileSync(join(dataDir, 'operator.key'), 'utf8').trim(),
    processes: { hub: hub.child },
    /** `trips` is what somebody waited for: a way to the database and back. */
    async databaseWork() {
      const { calls, batches } = await ask(hub.child, 'work');
      return { trips: batches, detail: { 'store calls': calls } };
    },
    async stop() {
      await stop(hub);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A gateway and a worker on MariaDB and Redis. */
export async function startCluster(env = {}) {
  const servers = await startPrivateServers();
  const operatorKey = randomBytes(24).toString('hex');
  const settings = {
    BUSBAR_DATABASE_URL: servers.databaseUrl,
    BUSBAR_REDIS_URL: servers.redisUrl,
    BUSBAR_SECRET_KEY: randomBytes(32).toString('hex'),
    BUSBAR_OPERATOR_KEY: operatorKey,
    BUSBAR_DRAIN_GRACE_S: '0',
    ...env,
  };
  const hub = await startHub(settings);
  const worker = await startProgram(WORKER, { ...settings, BUSBAR_PUBLIC_URL: hub.base });
  return {
    name: 'cluster',
    base: hub.base,
    operatorKey,
    processes: { hub: hub.child, worker: worker.child },
    async databaseWork() {
      const { statements, transactions } = await servers.executed();
      return { trips: statements, detail: { transactions } };
    },
    async stop() {
      await Promise.all([stop(hub), stop(worker)]);
      await servers.stop();
    },
  };
}

/**
 * Registers the sender and the receivers; resolves with the headers of the sender's pushes to the hub. `platforms` says of each receiving
 * platform which modules it offers and how many parties it has.
 */
export async function registerAll({ base, operatorKey }, receivers, platforms) {
  const at = { base, operatorKey };
  const sender = { role: 'CPO', country_code: 'NL', party_id: 'CPO' };
  const authorization = await onboard({ ...at, versionsUrl: `${receivers}/versions/sessions`, parties: [sender] });
  let next = 0;
  const parties = (count) =>
    Array.from({ length: count }, () => ({ role: 'EMSP', country_code: 'DE', party_id: spelt(next++) }));
  const waiting = platforms.map(({ modules, parties: count }) => ({
    versionsUrl: `${receivers}/versions/${modules.join('.')}`,
    parties: parties(count),
  }));
  const registerNext = async () => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) await onboard({ ...at, ...each });
  };
  await Promise.all(Array.from({ length: HANDSHAKES_AT_ONCE }, registerNext));
  return {
    Authorization: authorization,
    'Content-Type': 'application/json',
    'OCPI-from-country-code': sender.country_code,
    'OCPI-from-party-id': sender.party_id,
    'OCPI-to-country-code': 'EU',
    'OCPI-to-party-id': 'HUB',
  };
}

/** What is alive in the memory of a process of the hub, in MiB; its threads are not counted. */
export function liveMiB(child) {
  return ask(child, 'memory');
}

function ask(child, question) {
  const answered = new Promise((resolve) => child.once('message', resolve));
  child.send(question);
  return answered;
}

function startHub(env) {
  return startProgram(HUB, { BUSBAR_HUB_COUNTRY_CODE: 'EU', BUSBAR_HUB_PARTY_ID: 'HUB', ...env });
}

async function startProgram(file, env) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const program = await start(file, [], {
    BUSBAR_PORT: String(port),
    BUSBAR_PUBLIC_URL: base,
    BUSBAR_ALLOW_PRIVATE_NETWORKS: 'true',
    BUSBAR_RATE_PER_S: '1000000',
    BUSBAR_LOG_LEVEL: 'warn',
    NODE_OPTIONS: `--import=${PROBE} ${process.env.NODE_OPTIONS ?? ''}`,
    ...env,
  });
  await untilReady(base);
  return { ...program, base };
}

/** 0 → AAA, 1 → AAB, ... */
function spelt(number) {
  const letter = (power) => String.fromCharCode(65 + (Math.floor(number / 26 ** power) % 26));
  return letter(2) + letter(1) + letter(0);
}
