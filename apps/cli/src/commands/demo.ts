import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOcpiVersion, OCPI_VERSIONS, type OcpiVersion } from '@busbar/ocpi';
import { CommandFailed } from '../command-failed.js';
import type { Command, CommandContext, Given } from '../command.js';
import { Children } from '../demo/children.js';
import { portToListenOn, startHubChild } from '../demo/hub-child.js';
import { beginCharge, type SpokenVersions } from '../demo/play-demo.js';
import { whereToLook } from '../demo/where-to-look.js';
import type { Terminal } from '../terminal.js';

const INTERRUPTED = 130;
const DEFAULT_VERSION: OcpiVersion = '2.2.1';
const VERSIONS_TO_CHOOSE = OCPI_VERSIONS.map((version) =>
  version === DEFAULT_VERSION ? `${version} (default)` : version,
).join(', ');

/** `busbar demo`: a hub and two simulated platforms that charge a car, in a directory of its own that goes with it. */
export const demo: Command = {
  name: 'demo',
  summary: 'Start a hub and two simulated platforms, which register and charge a car; all stay until Ctrl-C',
  options: {
    exit: { type: 'boolean', help: 'end the hub and the platforms when the charge is done' },
    port: { type: 'string', value: 'N', help: 'port of the hub; a free one by default' },
    'cpo-version': { type: 'string', value: 'V', help: `OCPI version of the CPO: ${VERSIONS_TO_CHOOSE}` },
    'emsp-version': {
      type: 'string',
      value: 'V',
      help: 'OCPI version of the EMSP: the same choice; the hub translates',
    },
  },
  run: async (context, given) => {
    const interrupted = untilInterrupted(context.terminal);
    const versions = { operator: readVersion(given, 'cpo-version'), provider: readVersion(given, 'emsp-version') };
    const port = await portToListenOn(readPort(given.text('port')));
    const dataDir = mkdtempSync(join(tmpdir(), 'busbar-demo-'));
    const children = new Children();
    const run: Run = { context, given, versions, port, dataDir, children, isCharged: false };
    try {
      const exitCode = await Promise.race([play(run), interrupted]);
      await children.stopAll();
      rmSync(dataDir, { recursive: true, force: true });
      return run.isCharged ? 0 : exitCode;
    } catch (reason) {
      await children.stopAll();
      context.terminal.complain(`What the hub said is kept in ${dataDir}.`);
      throw reason;
    }
  },
};

interface Run {
  readonly context: CommandContext;
  readonly given: Given;
  readonly versions: SpokenVersions;
  readonly port: number;
  readonly dataDir: string;
  readonly children: Children;
  /** From then on Ctrl-C is how the demo is meant to end. */
  isCharged: boolean;
}

async function play(run: Run): Promise<number> {
  const { context, given, versions, port, dataDir, children } = run;
  const { terminal, env } = context;
  const hub = children.add(startHubChild({ dataDir, env, port }));
  await hub.untilReady();
  terminal.print(
    `A hub is running at ${hub.url}. Each line is one message through it, with its correlation id at the end.`,
  );
  const stage = { hub, dataDir, terminal, versions };
  const charge = children.add(await beginCharge(stage));
  await charge.played;
  run.isCharged = true;
  if (given.flag('exit')) {
    terminal.print('The charge is done; nothing is left running. Without --exit you could look around now.');
    return 0;
  }
  for (const line of whereToLook(stage, charge.steps)) terminal.print(line);
  terminal.print('The hub and both platforms stay until Ctrl-C.');
  await hub.untilGone();
  throw new CommandFailed('the hub ended by itself');
}

/** Resolves with the exit code of a program that was interrupted or that nobody listens to any more. */
async function untilInterrupted(terminal: Terminal): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(INTERRUPTED));
    void terminal.untilClosed().then(() => resolve(INTERRUPTED));
  });
}

function readVersion(given: Given, option: 'cpo-version' | 'emsp-version'): OcpiVersion {
  const version = given.text(option) ?? DEFAULT_VERSION;
  if (!isOcpiVersion(version)) throw new CommandFailed(`--${option} takes ${OCPI_VERSIONS.join(', ')}`);
  return version;
}

function readPort(given: string | undefined): number | null {
  if (given === undefined) return null;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new CommandFailed(`--port ${given} is no port`);
  return port;
}
