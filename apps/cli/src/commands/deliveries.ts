import { CommandFailed } from '../command-failed.js';
import type { Command, CommandOption, Given } from '../command.js';
import type { ApiObject } from '../operator-api.js';
import { field, printDetails, printList } from '../printing.js';
import { shown, table, type Column } from '../table.js';

/** What narrows deliveries and failed messages alike. */
export const DELIVERY_FILTERS = {
  state: { type: 'string', value: 'STATE', help: 'pending, delivered, superseded, rejected, expired or discarded' },
  platform: { type: 'string', value: 'ID', help: 'the platform they go to' },
  party: { type: 'string', value: 'PARTY', help: 'they go to NL/ABC' },
  module: { type: 'string', value: 'MODULE', help: 'as tokens' },
  since: { type: 'string', value: 'TIME', help: 'taken on not before, as 2026-01-31T12:00:00Z' },
  until: { type: 'string', value: 'TIME', help: 'taken on before' },
} as const satisfies Readonly<Record<string, CommandOption>>;

/** The same for failed messages. */
export const FAILED_FILTERS = {
  ...DELIVERY_FILTERS,
  kind: { type: 'string', value: 'KIND', help: 'delivery, or message: a direct push without an answer' },
  state: { type: 'string', value: 'STATE', help: 'deliveries that are rejected or expired' },
} as const satisfies Readonly<Record<string, CommandOption>>;

const DEFAULT_LIMIT = 50;
const LIMIT: CommandOption = { type: 'string', value: 'N', help: `at most so many; ${DEFAULT_LIMIT} by default` };

/** `busbar deliveries list`, `show` and `discard`, and `busbar failed list`. */
export const deliveryCommands: readonly Command[] = [
  {
    name: 'deliveries list',
    summary: 'What the hub owes and what became of it, the last taken on first',
    options: { ...DELIVERY_FILTERS, limit: LIMIT },
    run: async (context, given) => {
      const query = new URLSearchParams(filtersIn(given, DELIVERY_FILTERS)).toString();
      return printList(context, await context.hub.api().list(`/deliveries?${query}`, limitIn(given)), DELIVERIES);
    },
  },
  {
    name: 'deliveries show',
    operands: 'DELIVERY_ID',
    summary: 'One delivery with everything that was tried for it',
    run: async (context, given) => {
      const delivery = await context.hub.api().get(`/deliveries/${idIn(given, 'the id of the delivery')}`);
      const { attempt_log: log, ...facts } = delivery;
      const lines = Object.entries(facts).map(([name, value]) => [name.replaceAll('_', ' '), value] as const);
      printDetails(context, delivery, lines);
      if (context.asJson || !Array.isArray(log) || log.length === 0) return 0;
      for (const line of ['', ...table(log as readonly ApiObject[], ATTEMPTS)]) context.terminal.print(line);
      return 0;
    },
  },
  {
    name: 'deliveries discard',
    operands: 'DELIVERY_ID',
    summary: 'Give a delivery up that is pending or has failed',
    run: async (context, given) => {
      const id = idIn(given, 'the id of the delivery');
      const delivery = await context.hub.api().post(`/deliveries/${id}/discard`);
      return printDetails(context, delivery, [['state', delivery['state']]]);
    },
  },
  {
    name: 'failed list',
    summary: 'Messages that did not reach their receiver, newest first: deliveries and direct pushes',
    options: { ...FAILED_FILTERS, limit: LIMIT },
    run: async (context, given) => {
      const query = new URLSearchParams(filtersIn(given, FAILED_FILTERS)).toString();
      return printList(context, await context.hub.api().list(`/failed?${query}`, limitIn(given)), FAILED);
    },
  },
];

/** The filters that were given, by name. */
export function filtersIn(given: Given, filters: Readonly<Record<string, unknown>>): Record<string, string> {
  const values = Object.keys(filters).map((name) => [name, given.text(name)] as const);
  return Object.fromEntries(values.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The one id that stands behind the command, as part of a path. */
export function idIn({ positionals: [id] }: Given, what: string): string {
  if (id === undefined) throw new CommandFailed(`say ${what}`);
  return encodeURIComponent(id);
}

function limitIn(given: Given): number {
  const limit = Number(given.text('limit') ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1) throw new CommandFailed('--limit takes a whole number from 1');
  return limit;
}

const DELIVERIES: readonly Column<ApiObject>[] = [
  field('accepted_at', 'at'),
  field('to'),
  { heading: 'WRITES', cell: ({ method, object }) => `${shown(method)} ${shown(object)}` },
  field('state'),
  field('reason'),
  { ...field('attempts'), isNumber: true },
  field('next_attempt_at', 'next'),
  field('id'),
];

const FAILED: readonly Column<ApiObject>[] = [
  { heading: 'AT', cell: ({ kind, at, accepted_at }) => shown(kind === 'message' ? at : accepted_at) },
  field('kind'),
  field('to'),
  { heading: 'WRITES', cell: writesOf },
  {
    heading: 'WHY',
    cell: ({ kind, why, state, reason }) => (kind === 'message' ? shown(why) : `${shown(state)}: ${shown(reason)}`),
  },
  { heading: 'RESYNC', cell: ({ resync }) => resyncOf(resync) },
  field('id'),
];

const ATTEMPTS: readonly Column<ApiObject>[] = [
  field('at'),
  field('outcome'),
  field('reason'),
  { ...field('duration_ms', 'ms'), isNumber: true },
  field('request_id'),
];

function writesOf({ kind, method, object, module, path }: ApiObject): string {
  return kind === 'message' ? `${shown(method)} ${shown(module)}${shown(path)}` : `${shown(method)} ${shown(object)}`;
}

function resyncOf(resync: unknown): string {
  if (typeof resync !== 'object' || resync === null) return '-';
  const { module, date_from: from } = resync as ApiObject;
  return `GET ${shown(module)}?date_from=${shown(from)}`;
}
