import { isPartyRole, partyKey } from '@busbar/ocpi';
import type { ClaimedParty } from '../platform-store.js';
import type { Party, Platform } from '../registry.js';
import type { OfferedRole } from './credentials-object.js';
import { unusable, type Unusable } from './unusable.js';

/**
 * Checks each offered role against the parties that the operator gave this platform: nobody can take a party over or bring one
 * along. A platform need not name all of its parties; those it leaves out stay its own. The result carries the operator's spelling
 * of the ids, and the business details of those parties whose platform told them.
 */
export function checkRoles(platform: Platform, roles: readonly OfferedRole[]): readonly ClaimedParty[] | Unusable {
  const claimed = new Map<Party, ClaimedParty>();
  for (const { role, id, businessDetails } of roles) {
    const name = `${role} ${partyKey(id)}`;
    if (!isPartyRole(role)) return unusable(`role ${quoted(role)} is none that a party can have here`);
    const party = platform.parties.find((own) => own.role === role && own.key === partyKey(id));
    if (party === undefined) {
      return unusable(`role ${name} is not among those that the operator of this hub lets your platform claim`);
    }
    if (claimed.has(party)) return unusable(`role ${name} is given twice`);
    claimed.set(party, { id: party.id, role, businessDetails: businessDetails ?? party.businessDetails });
  }
  return [...claimed.values()];
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 20));
}
