import { CommandFailed } from '../command-failed.js';
import type { Command } from '../command.js';
import { printDetails } from '../printing.js';
import { namedPlatform } from './find-platform.js';
import { printPlatform } from './platform-printing.js';

/** A POST on a platform that answers with the platform. */
function change(verb: string, summary: string): Command {
  return {
    name: `platform ${verb}`,
    operands: 'PLATFORM',
    summary,
    run: async (context, given) => {
      const { api, path } = await namedPlatform(context, given);
      return printPlatform(context, await api.post(`${path}/${verb}`));
    },
  };
}

/** `busbar platform suspend`, `resume`, `probe` and `delete`. */
export const platformChanges: readonly Command[] = [
  change('suspend', 'Cut a platform off: it is neither heard nor routed to'),
  change('resume', 'Let a suspended platform back in'),
  {
    name: 'platform probe',
    operands: 'PLATFORM',
    summary: 'Ask a platform for its versions now; exit code 1 when it does not answer',
    run: async (context, given) => {
      const { api, path } = await namedPlatform(context, given);
      const probe = await api.post(`${path}/probe`);
      const lines = ['ok', 'status', 'http_status', 'detail', 'duration_ms'].map(
        (name) => [name, probe[name]] as const,
      );
      printDetails(context, probe, lines);
      return probe['ok'] === true ? 0 : 1;
    },
  },
  {
    name: 'platform delete',
    operands: 'PLATFORM',
    summary: 'Unregister a platform at its end and forget it; its parties stay SUSPENDED in ClientInfo',
    options: { yes: { type: 'boolean', help: 'really; without it nothing is deleted' } },
    run: async (context, given) => {
      const { api, path, platform } = await namedPlatform(context, given);
      const name = String(platform['name']);
      if (!given.flag('yes'))
        throw new CommandFailed(`"${name}" would lose its connection for good; say --yes to delete it`);
      await api.delete(path);
      context.terminal.print(context.asJson ? JSON.stringify({ deleted: platform['id'] }) : `deleted ${name}`);
      return 0;
    },
  },
];
