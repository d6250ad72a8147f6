import { CommandFailed } from '../command-failed.js';
import type { Command, CommandContext } from '../command.js';
import type { ApiObject } from '../operator-api.js';
import { printDetails } from '../printing.js';
import { FAILED_FILTERS, filtersIn, idIn } from './deliveries.js';

/** `busbar replay start`, `show` and `cancel`. */
export const replayCommands: readonly Command[] = [
  {
    name: 'replay start',
    operands: '[ID ...]',
    summary: 'Send failed messages again: some by their ids, or all that a filter finds',
    options: {
      ...FAILED_FILTERS,
      all: { type: 'boolean', help: 'everything that failed' },
      force: { type: 'boolean', help: 'also what newer versions of the same objects have passed' },
      'dry-run': { type: 'boolean', help: 'only count' },
    },
    run: async (context, given) => {
      const filter = filtersIn(given, FAILED_FILTERS);
      const isFilter = given.flag('all') || Object.keys(filter).length > 0;
      const ids = given.positionals;
      if (isFilter === ids.length > 0) throw new CommandFailed('say what to replay: ids, a filter, or --all');
      const replay = await context.hub.api().post('/replays', {
        ...(isFilter ? { filter } : { ids }),
        force: given.flag('force'),
        dry_run: given.flag('dry-run'),
      });
      const { id, count, stale } = replay;
      return printDetails(context, replay, [
        ['replay', id],
        ['count', count],
        ['stale', stale],
      ]);
    },
  },
  {
    name: 'replay show',
    operands: 'REPLAY_ID',
    summary: 'How far a replay is',
    run: async (context, given) =>
      printProgress(context, await context.hub.api().get(`/replays/${idIn(given, 'the id of the replay')}`)),
  },
  {
    name: 'replay cancel',
    operands: 'REPLAY_ID',
    summary: 'Give up what is left of a replay; what was sent stays sent',
    run: async (context, given) =>
      printProgress(context, await context.hub.api().delete(`/replays/${idIn(given, 'the id of the replay')}`)),
  },
];

function printProgress(context: CommandContext, replay: ApiObject): 0 {
  const lines = Object.entries(replay).map(([name, value]) => [name.replaceAll('_', ' '), value] as const);
  return printDetails(context, replay, lines);
}
