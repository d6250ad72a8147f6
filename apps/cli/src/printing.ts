import type { CommandContext } from './command.js';
import type { ApiObject } from './operator-api.js';
import { shown, table, type Column } from './table.js';

/** Prints a list as a table of the named fields, or as JSON. Always exit code 0. */
export function printList(
  context: CommandContext,
  items: readonly ApiObject[],
  columns: readonly Column<ApiObject>[],
): 0 {
  if (context.asJson) context.terminal.print(JSON.stringify(items, null, 2));
  else for (const line of table(items, columns)) context.terminal.print(line);
  return 0;
}

/** A column that shows a field as it is. */
export function field(name: string, heading = name): Column<ApiObject> {
  return { heading: heading.toUpperCase().replaceAll('_', ' '), cell: (item) => shown(item[name]) };
}

/** Prints one thing as lines of name and value, or as JSON. Always exit code 0. */
export function printDetails(
  context: CommandContext,
  whole: ApiObject,
  lines: readonly (readonly [string, unknown])[],
): 0 {
  const { asJson, terminal } = context;
  if (asJson) terminal.print(JSON.stringify(whole, null, 2));
  else for (const [name, value] of lines) terminal.print(`${name.padEnd(NAME_WIDTH)}${shown(value)}`);
  return 0;
}

const NAME_WIDTH = 18;
