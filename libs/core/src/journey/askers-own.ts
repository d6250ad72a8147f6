import {
  lastMember,
  namesParties,
  objectMembers,
  partyKey,
  providerOfContract,
  stringIn,
  type PartyKey,
} from '@busbar/ocpi';
import type { OwnerIndex } from '../objects/owner-index.js';
import type { Platform, RegistrySnapshot } from '../registry.js';
import type { Receiver } from './message.js';

/** Objects of these modules are between a CPO and the eMSP whose customer charged. */
const PERSONAL_MODULES: ReadonlySet<string> = new Set(['cdrs', 'sessions']);

/** Whether a platform cannot know which party behind the hub asks for its list, and whose objects are not everybody's. */
export function listsForAnybody({ registration }: Platform, module: string): boolean {
  return !namesParties(registration?.version ?? null) && PERSONAL_MODULES.has(module);
}

/** Who asks for a list, and whom. */
export interface PersonalList {
  readonly module: string;
  readonly source: Receiver;
  readonly asker: PartyKey;
  readonly snapshot: RegistrySnapshot;
  readonly owners: OwnerIndex;
}

/**
 * The objects of a page that are the asker's; the others become empty texts. OCPI 2.1.1 has no header that says in whose name a list is
 * asked for, so a CPO lists what it has of everybody behind the hub; an object is its contract's, by the ids that `auth_id` begins with or
 * by what was learned. Of whose contract nobody knows, or several say it is theirs, nobody gets it.
 */
export async function askersOwn(
  texts: readonly string[],
  list: PersonalList,
): Promise<readonly string[] | 'database-lost'> {
  if (!listsForAnybody(list.source.platform, list.module)) return texts;
  const own: string[] = [];
  for (const text of texts) {
    const owner = await ownerOfContract(contractIn(text), list);
    if (owner === 'database-lost') return owner;
    own.push(owner.key === list.asker ? text : '');
  }
  return own;
}

function contractIn(text: string): string | null {
  const member = lastMember(objectMembers(text) ?? [], 'auth_id');
  return member === undefined ? null : stringIn(text, member);
}

async function ownerOfContract(
  contract: string | null,
  { snapshot, owners }: PersonalList,
): Promise<{ readonly key: PartyKey | null } | 'database-lost'> {
  if (contract === null || contract === '') return { key: null };
  const named = providerOfContract(contract);
  const isProvider = (key: PartyKey): boolean =>
    snapshot.partiesNamed(key).some(({ role }) => role === 'EMSP' || role === 'OTHER');
  if (named !== null && isProvider(partyKey(named))) return { key: partyKey(named) };
  const known = await owners.ownersOf({ kind: 'contract', id: contract });
  if (known === 'database-lost') return known;
  return { key: known.length === 1 ? (known[0] ?? null) : null };
}
