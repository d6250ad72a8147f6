import { COMMON_OPTIONS, type Command, type CommandOption } from './command.js';
import { table } from './table.js';

/** The commands whose name begins with `prefix`, one line each. */
export function overview(commands: readonly Command[], prefix: string): readonly string[] {
  const meant = commands.filter(({ name }) => prefix === '' || `${name} `.startsWith(`${prefix} `));
  const lines = table(meant, [
    { heading: 'Commands', cell: ({ name, operands = '' }) => `  ${name} ${operands}`.trimEnd() },
    { heading: '', cell: ({ summary }) => summary },
  ]);
  return [`Usage: busbar ${prefix === '' ? 'COMMAND' : `${prefix} COMMAND`} [options]`, '', ...lines, '', ...HINTS];
}

const HINTS = [
  'busbar COMMAND --help tells more. The operator key comes from BUSBAR_OPERATOR_KEY or from operator.key in the data directory.',
];

/** What one command does and takes. */
export function usageOf(command: Command): readonly string[] {
  const { name, operands = '', summary, options = {} } = command;
  return [
    `Usage: busbar ${name} ${operands}`.trimEnd() + ' [options]',
    '',
    `${summary}.`,
    '',
    ...table(Object.entries({ ...options, ...COMMON_OPTIONS }), [
      { heading: 'Options', cell: ([option, about]) => `  ${written(option, about)}` },
      { heading: '', cell: ([, { help, multiple }]) => (multiple ? `${help}; may be repeated` : help) },
    ]),
  ];
}

function written(name: string, { value }: CommandOption): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}
