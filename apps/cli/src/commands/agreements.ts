import { readFileSync } from 'node:fs';
import { CommandFailed } from '../command-failed.js';
import type { Command, CommandContext, Given } from '../command.js';
import type { ApiObject } from '../operator-api.js';
import { shown } from '../table.js';

const PATH = '/agreements';

/** `busbar agreements export` and `import`. */
export const agreementCommands: readonly Command[] = [
  {
    name: 'agreements export',
    summary: 'Who may exchange what with whom, as YAML',
    run: async ({ hub, terminal }) => {
      const { text } = await hub.api().getYaml(PATH);
      terminal.print(text.trimEnd());
      return 0;
    },
  },
  {
    name: 'agreements import',
    operands: 'FILE',
    summary: 'Put the agreements of a YAML file in the place of those that hold, and show the difference',
    options: { 'dry-run': { type: 'boolean', help: 'show the difference and change nothing' } },
    run: async (context, given) => {
      const api = context.hub.api();
      const text = textOf(given);
      // What is compared is what is replaced: somebody else's change in between is refused by its tag.
      const { etag } = await api.getYaml(PATH);
      const difference = await api.putYaml(`${PATH}?dry_run=true`, { text, etag });
      const isDry = given.flag('dry-run');
      if (!isDry) await api.putYaml(PATH, { text, etag });
      return printDifference(context, difference, isDry);
    },
  },
];

function textOf({ positionals: [file] }: Given): string {
  if (file === undefined) throw new CommandFailed('say which file');
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CommandFailed(`${file} cannot be read`, { cause });
  }
}

function printDifference({ terminal, asJson }: CommandContext, difference: ApiObject, isDry: boolean): number {
  if (asJson) {
    terminal.print(JSON.stringify(difference, null, 2));
    return 0;
  }
  const lines = linesOf(difference);
  for (const line of lines) terminal.print(line);
  if (lines.length === 0) terminal.print('nothing is different');
  else terminal.print(isDry ? 'nothing was changed: this was a dry run' : 'this holds now');
  return 0;
}

function linesOf(difference: ApiObject): readonly string[] {
  const replaced = ['default', 'without_agreement'].flatMap((name) => {
    const { before, after } = objectIn(difference[name]);
    return before === undefined ? [] : [`~ ${name}: ${shown(before)} -> ${shown(after)}`];
  });
  const listed = (name: string): readonly ApiObject[] => {
    const list = difference[name];
    return Array.isArray(list) ? (list as readonly ApiObject[]) : [];
  };
  return [
    ...replaced,
    ...listed('added').map((item) => `+ ${words(item)}`),
    ...listed('removed').map((item) => `- ${words(item)}`),
    ...listed('changed').map(({ before, after }) => `~ ${words(objectIn(before))} -> ${words(objectIn(after))}`),
  ];
}

function words({ parties, modules, from, until }: ApiObject): string {
  const list = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(' ') : '');
  const span = [from === undefined ? '' : ` from ${shown(from)}`, until === undefined ? '' : ` until ${shown(until)}`];
  return `${list(parties)}: ${list(modules)}${span.join('')}`;
}

function objectIn(value: unknown): ApiObject {
  return typeof value === 'object' && value !== null ? (value as ApiObject) : {};
}
