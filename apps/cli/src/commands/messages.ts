import { CommandFailed } from '../command-failed.js';
import type { Command } from '../command.js';
import type { ApiObject } from '../operator-api.js';
import { field, printDetails, printList } from '../printing.js';
import { shown, type Column } from '../table.js';

const FILTERS = {
  since: { type: 'string', value: 'TIME', help: 'not before, as 2026-01-31T12:00:00Z' },
  until: { type: 'string', value: 'TIME', help: 'before' },
  from: { type: 'string', value: 'PARTY', help: 'sent by NL/ABC' },
  to: { type: 'string', value: 'PARTY', help: 'addressed to NL/ABC' },
  party: { type: 'string', value: 'PARTY', help: 'sent by it or addressed to it' },
  module: { type: 'string', value: 'MODULE', help: 'as tokens' },
  outcome: { type: 'string', value: 'OUTCOME', help: 'answered, refused, failed or held' },
  'correlation-id': { type: 'string', value: 'ID', help: 'all that belongs together' },
} as const;

const DEFAULT_LIMIT = 50;

/** `busbar messages list`, `show` and `story`. */
export const messageCommands: readonly Command[] = [
  {
    name: 'messages list',
    summary: 'Messages, newest first',
    options: {
      ...FILTERS,
      limit: { type: 'string', value: 'N', help: `at most so many; ${DEFAULT_LIMIT} by default` },
    },
    run: async (context, given) => {
      const query = new URLSearchParams();
      for (const name of Object.keys(FILTERS)) {
        const value = given.text(name);
        if (value !== undefined) query.set(name.replaceAll('-', '_'), value);
      }
      const limit = Number(given.text('limit') ?? DEFAULT_LIMIT);
      if (!Number.isInteger(limit) || limit < 1) throw new CommandFailed('--limit takes a whole number from 1');
      return printList(context, await context.hub.api().list(`/messages?${query.toString()}`, limit), COLUMNS);
    },
  },
  {
    name: 'messages story',
    operands: 'CORRELATION_ID',
    summary: 'Everything that happened under one correlation id, oldest first, with the reasons',
    run: async (context, given) => {
      const id = operand(given.positionals, 'the correlation id');
      const query = new URLSearchParams({ correlation_id: id }).toString();
      const newestFirst = await context.hub.api().list(`/messages?${query}`);
      const messages = [...newestFirst].reverse();
      if (context.asJson) return printList(context, messages, []);
      if (messages.length === 0) throw new CommandFailed(`the hub knows of no message with the correlation id ${id}`);
      for (const message of messages) for (const line of paragraph(message)) context.terminal.print(line);
      return 0;
    },
  },
  {
    name: 'messages show',
    operands: 'MESSAGE_ID',
    summary: 'One message with its attempts and, where kept, its payload',
    run: async (context, given) => {
      const id = operand(given.positionals, 'the id of the message');
      const message = await context.hub.api().get(`/messages/${encodeURIComponent(id)}`);
      const { payload, attempts, ...facts } = message;
      const lines = Object.entries(facts).map(([name, value]) => [name.replaceAll('_', ' '), value] as const);
      return printDetails(context, message, [...lines, ['attempts', attempts], ...payloadLines(payload)]);
    },
  },
];

const COLUMNS: readonly Column<ApiObject>[] = [
  field('at'),
  field('from'),
  field('to'),
  { heading: 'MESSAGE', cell: requestLine },
  field('plan'),
  field('outcome'),
  { heading: 'STATUS', cell: statusOf },
  { ...field('duration_ms', 'ms'), isNumber: true },
  field('id'),
  field('correlation_id'),
];

/** A message told in three lines. */
function paragraph(message: ApiObject): readonly string[] {
  const { at, from, to, plan, why, outcome, duration_ms, id, version } = message;
  return [
    `${shown(at)}  ${shown(from)} -> ${shown(to)}  ${requestLine(message)}  (OCPI ${shown(version)})`,
    `    ${shown(plan)}: ${shown(why)}`,
    `    ${shown(outcome)}: ${statusOf(message)} after ${shown(duration_ms)} ms  [message ${shown(id)}]`,
  ];
}

function requestLine({ method, interface: role, module, path }: ApiObject): string {
  const place = typeof role === 'string' ? `${role.toLowerCase()}/${shown(module)}` : shown(module);
  return `${shown(method)} ${place}${typeof path === 'string' ? path : ''}`;
}

function statusOf({ http_status, ocpi_status }: ApiObject): string {
  return `${shown(http_status)}/${shown(ocpi_status)}`;
}

function payloadLines(payload: unknown): readonly (readonly [string, unknown])[] {
  if (typeof payload !== 'object' || payload === null) return [['payload', 'not kept']];
  const { query, request, answer } = payload as ApiObject;
  const body = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && 'text' in value ? value.text : value;
  return [
    ['query', query],
    ['request body', body(request)],
    ['answer body', body(answer)],
  ];
}

function operand(positionals: readonly string[], what: string): string {
  const given = positionals[0];
  if (given === undefined) throw new CommandFailed(`say ${what}`);
  return given;
}
