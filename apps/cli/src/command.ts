import type { ParseArgsConfig } from 'node:util';
import type { Environment, HubAccess } from './hub-access.js';
import type { Terminal } from './terminal.js';

/** Where a command runs: what it may print to, and how it reaches the hub. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly env: Environment;
  readonly hub: HubAccess;
  /** Print JSON instead of text for people. */
  readonly asJson: boolean;
}

/** What was given behind the name of a command. */
export interface Given {
  readonly positionals: readonly string[];
  /** The value of an option, or undefined. */
  text(name: string): string | undefined;
  /** Every value of an option that may be given more than once. */
  texts(name: string): readonly string[];
  flag(name: string): boolean;
}

/** One option of a command and its line in the help. */
export interface CommandOption {
  readonly type: 'string' | 'boolean';
  readonly multiple?: true;
  /** How its value is written in the help. */
  readonly value?: string;
  readonly help: string;
}

/** A command of `busbar`. */
export interface Command {
  /** The words that call it, as `platform list`. */
  readonly name: string;
  /** What stands behind the name in the help. */
  readonly operands?: string;
  readonly summary: string;
  readonly options?: Readonly<Record<string, CommandOption>>;
  /** Resolves with the exit code; rejects with CommandFailed where the reason is the caller's. */
  run(context: CommandContext, given: Given): Promise<number>;
}

/** Options that every command has. */
export const COMMON_OPTIONS: Readonly<Record<string, CommandOption>> = {
  url: {
    type: 'string',
    value: 'URL',
    help: 'where the operator API is; by default as BUSBAR_OPERATOR_PORT or BUSBAR_PORT say',
  },
  'data-dir': { type: 'string', value: 'DIR', help: 'where operator.key lies; by default BUSBAR_DATA_DIR or .busbar' },
  json: { type: 'boolean', help: 'print JSON' },
  help: { type: 'boolean', help: 'print this' },
};

/** The options of a command as node:util reads them. */
export function parseableOptions(command: Command): NonNullable<ParseArgsConfig['options']> {
  const all = { ...command.options, ...COMMON_OPTIONS };
  return Object.fromEntries(
    Object.entries(all).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  );
}
