import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { readEnvironment } from '../../../../config/env.js';
import type { Command, CommandContext } from '../command.js';
import type { Environment } from '../hub-access.js';
import { reach, type ApiObject } from '../operator-api.js';

/** One thing looked at. */
interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
}

const OLDEST_NODE = [20, 19] as const;

/** `busbar doctor`: looks at everything a hub needs and says what is wrong. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'Check the environment, the hub, its database and the operator key; exit code 1 when something is wrong',
  run: async (context) => {
    const findings = [
      checkNode(),
      ...checkEnvironment(context.env),
      checkDataDirectory(dirname(context.hub.keyFile)),
      ...(await checkHub(context)),
    ];
    if (context.asJson) context.terminal.print(JSON.stringify(findings, null, 2));
    else
      for (const { what, ok, detail } of findings)
        context.terminal.print(`${ok ? ' ok ' : 'FAIL'}  ${what}: ${detail}`);
    return findings.every(({ ok }) => ok) ? 0 : 1;
  },
};

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return { what: 'Node.js', ok, detail: `${process.versions.node}, ${OLDEST_NODE.join('.')} or newer is needed` };
}

/** The keys are stood in for where they are not set: reading the environment would make them. */
function checkEnvironment(env: Environment): readonly Finding[] {
  const isServer = Boolean(env['BUSBAR_DATABASE_URL']);
  const keys = { BUSBAR_SECRET_KEY: '0'.repeat(64), BUSBAR_OPERATOR_KEY: '0'.repeat(48) };
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const reading = readEnvironment(isServer ? given : { ...keys, ...given });
  if (reading.ok) return [{ what: 'environment', ok: true, detail: 'every BUSBAR_ variable can be read' }];
  return reading.faults.map(({ variable, message }) => ({ what: variable, ok: false, detail: message }));
}

function checkDataDirectory(directory: string): Finding {
  const what = `data directory ${directory}`;
  try {
    accessSync(directory, constants.R_OK | constants.W_OK);
    const open = (statSync(directory).mode & 0o077) !== 0;
    return { what, ok: true, detail: open ? 'others may look into it; mode 0700 is better' : 'readable and writable' };
  } catch {
    return { what, ok: true, detail: 'not there yet; the hub makes it at its first start' };
  }
}

async function checkHub({ hub }: CommandContext): Promise<readonly Finding[]> {
  const health = await attempt(`hub at ${hub.url}`, async () => {
    const { ok, status } = await reach(`${hub.url}/healthz`);
    return { ok, detail: ok ? 'is running' : `answers ${status} on /healthz` };
  });
  if (!health.ok) return [health];
  const readiness = await attempt('routing and database', async () => {
    const answer = await reach(`${hub.url}/readyz`);
    const degraded = degradedOf((await answer.json()) as ApiObject);
    const detail = degraded.length > 0 ? `degraded: ${degraded.join(', ')}` : `/readyz answers ${answer.status}`;
    return { ok: answer.ok && degraded.length === 0, detail };
  });
  const key = await attempt('operator key', async () => {
    await hub.api().list('/platforms', 1);
    return { ok: true, detail: 'is accepted' };
  });
  return [health, readiness, key];
}

/** What /readyz names as not in order: the part and what that means. */
function degradedOf({ degraded }: ApiObject): readonly string[] {
  const parts = Array.isArray(degraded) ? (degraded as readonly ApiObject[]) : [];
  return parts.map(({ part, detail }) => `${String(part)} (${String(detail)})`);
}

async function attempt(what: string, look: () => Promise<Omit<Finding, 'what'>>): Promise<Finding> {
  try {
    return { what, ...(await look()) };
  } catch (reason) {
    return { what, ok: false, detail: reason instanceof Error ? reason.message : String(reason) };
  }
}
