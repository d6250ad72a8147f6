import { CommandFailed } from '../command-failed.js';
import type { Command } from '../command.js';
import { field, printDetails, printList } from '../printing.js';

/** `busbar objects list` and `busbar erase`. */
export const objectCommands: readonly Command[] = [
  {
    name: 'objects list',
    summary: 'What the hub keeps of parties: ids and ages, without what the objects say',
    options: {
      module: { type: 'string', value: 'MODULE', help: 'locations, tariffs or tokens' },
      owner: { type: 'string', value: 'NL/ABC', help: 'objects of this party' },
      scope: { type: 'string', value: 'SCOPE', help: 'public or private' },
    },
    run: async (context, given) => {
      const query = new URLSearchParams();
      for (const name of ['module', 'owner', 'scope']) {
        const value = given.text(name);
        if (value !== undefined) query.set(name, value);
      }
      const objects = await context.hub.api().list(`/objects${query.size === 0 ? '' : `?${query.toString()}`}`);
      return printList(
        context,
        objects,
        ['module', 'owner', 'id', 'type', 'scope', 'last_updated', 'size'].map((name) => field(name)),
      );
    },
  },
  {
    name: 'erase',
    summary: 'Forget a token, or a party with all it owns: kept objects and who owns what',
    options: {
      'token-uid': { type: 'string', value: 'UID', help: 'the uid of a token' },
      party: { type: 'string', value: 'NL/ABC', help: 'a party' },
    },
    run: async (context, given) => {
      const [uid, party] = [given.text('token-uid'), given.text('party')];
      if ((uid === undefined) === (party === undefined)) throw new CommandFailed('say --token-uid or --party');
      const erased = await context.hub.api().post('/erasures', uid === undefined ? { party } : { token_uid: uid });
      const { objects, owner_facts: facts } = erased;
      return printDetails(context, erased, [
        ['objects', objects],
        ['owner facts', facts],
      ]);
    },
  },
];
