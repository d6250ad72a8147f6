import type { Command } from '../command.js';
import { field, printList } from '../printing.js';

/** `busbar party list`. */
export const partyList: Command = {
  name: 'party list',
  summary: 'Every party of the hub, its role, platform and status',
  run: async (context) => {
    const parties = await context.hub.api().list('/parties');
    return printList(
      context,
      parties,
      ['party', 'role', 'status', 'platform', 'last_updated'].map((name) => field(name)),
    );
  },
};
