import type { Command } from '../command.js';
import { field, printList } from '../printing.js';
import { namedPlatform } from './find-platform.js';
import { partiesOf, printPlatform } from './platform-printing.js';

/** `busbar platform list` and `show`. */
export const platformViews: readonly Command[] = [
  {
    name: 'platform list',
    summary: 'Every platform, its status and parties',
    run: async (context) => {
      const platforms = await context.hub.api().list('/platforms');
      const columns = ['id', 'name', 'status', 'version'].map((name) => field(name));
      return printList(context, platforms, [...columns, { heading: 'PARTIES', cell: partiesOf }]);
    },
  },
  {
    name: 'platform show',
    operands: 'PLATFORM',
    summary: 'One platform with its endpoints, settings and defects',
    run: async (context, given) => printPlatform(context, (await namedPlatform(context, given)).platform),
  },
];
