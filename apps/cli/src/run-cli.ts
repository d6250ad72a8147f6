import { parseArgs } from 'node:util';
import { CommandFailed } from './command-failed.js';
import { parseableOptions, type Command, type Given } from './command.js';
import { agreementCommands } from './commands/agreements.js';
import { doctor } from './commands/doctor.js';
import { deliveryCommands } from './commands/deliveries.js';
import { demo } from './commands/demo.js';
import { messageCommands } from './commands/messages.js';
import { objectCommands } from './commands/objects.js';
import { partyList } from './commands/party.js';
import { platformChanges } from './commands/platform-changes.js';
import { platformRegistration } from './commands/platform-registration.js';
import { platformViews } from './commands/platform-views.js';
import { replayCommands } from './commands/replay.js';
import { start, worker } from './commands/start.js';
import { overview, usageOf } from './help.js';
import { HubAccess, type Environment } from './hub-access.js';
import type { Terminal } from './terminal.js';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  start,
  worker,
  demo,
  ...platformViews,
  ...platformRegistration,
  ...platformChanges,
  partyList,
  ...agreementCommands,
  ...messageCommands,
  ...deliveryCommands,
  ...replayCommands,
  ...objectCommands,
  doctor,
];

/** Runs `busbar` with these arguments; resolves with the exit code: 0 well, 1 failed, 2 called wrongly. */
export async function runCli(args: readonly string[], env: Environment, terminal: Terminal): Promise<number> {
  const command = commandFor(args);
  if (command === null) return offer(args, terminal);
  const words = command.name.split(' ').length;
  try {
    const parsed = parseArgs({ args: args.slice(words), options: parseableOptions(command), allowPositionals: true });
    const given = read(parsed.values, parsed.positionals);
    if (given.flag('help')) return printAll(terminal, usageOf(command));
    const hub = new HubAccess({ url: given.text('url'), dataDir: given.text('data-dir') }, env);
    return await command.run({ terminal, env, hub, asJson: given.flag('json') }, given);
  } catch (reason) {
    if (reason instanceof CommandFailed) return complain(terminal, reason.message, 1);
    const misuse = misuseIn(reason);
    if (misuse !== null) return complain(terminal, `${misuse}; see busbar ${command.name} --help`, 2);
    throw reason;
  }
}

/** The command with the most words that the arguments begin with. */
function commandFor(args: readonly string[]): Command | null {
  const called = COMMANDS.filter(({ name }) => `${args.join(' ')} `.startsWith(`${name} `));
  return called.sort((a, b) => b.name.length - a.name.length)[0] ?? null;
}

function offer(args: readonly string[], terminal: Terminal): number {
  const first = args.find((word) => !word.startsWith('-')) ?? '';
  const isGroup = first === '' || COMMANDS.some(({ name }) => name.startsWith(`${first} `));
  const isAskedFor = args.length === 0 || args.includes('--help') || args.includes('-h');
  if (isGroup && isAskedFor) return printAll(terminal, overview(COMMANDS, first));
  const what = isGroup ? `${first} needs one of its commands` : `there is no command "${first}"`;
  return complain(terminal, `${what}; see busbar ${isGroup ? `${first} ` : ''}--help`, 2);
}

function read(values: Readonly<Record<string, unknown>>, positionals: readonly string[]): Given {
  const texts = (name: string): readonly string[] => {
    const value = values[name];
    const all: readonly unknown[] = Array.isArray(value) ? value : [value];
    return all.filter((one) => typeof one === 'string');
  };
  return { positionals, texts, text: (name) => texts(name).at(-1), flag: (name) => values[name] === true };
}

/** What node:util found wrong with the arguments, without its advice; null for any other error. */
function misuseIn(reason: unknown): string | null {
  if (typeof reason !== 'object' || reason === null || !('code' in reason)) return null;
  const isMisuse = String(reason.code).startsWith('ERR_PARSE_ARGS');
  return isMisuse && 'message' in reason ? (String(reason.message).split('. ', 1)[0] ?? '') : null;
}

function printAll(terminal: Terminal, lines: readonly string[]): number {
  for (const line of lines) terminal.print(line);
  return 0;
}

function complain(terminal: Terminal, message: string, exitCode: number): number {
  terminal.complain(`busbar: ${message}`);
  return exitCode;
}
