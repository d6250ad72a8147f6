import { isPartyRole, partyKey } from '@busbar/ocpi';
import type { ClaimedParty } from '../platform-store.js';
import type { Party, Platform } from '../registry.js';
import type { OfferedRole } from './credentials-object.js';
import { unusable, type Unusable } from './unusable.js';

/**
 * Checks each offered role against the parties that the operator gave this platform: nobody can take a party over or bring one
 * along. A platform need not name all of its parties; those it leaves out stay its own. The result carries the operator's spelling
 * of the ids, and the business details of those parties whose platform told them. Where no role is offered, as in OCPI 2.1.1, it is the
 * one that the operator gave this pair of ids.
 */
export function checkRoles(platform: Platform, roles: readonly OfferedRole[]): readonly ClaimedParty[] | Unusable {
  const claimed = new Map<Party, ClaimedParty>();
  for (const { role, id, businessDetails } of roles) {
    const name = `${role === null ? 'party' : `role ${role}`} ${partyKey(id)}`;
    if (role !== null && !isPartyRole(role)) {
      return unusable(`role ${quoted(role)} is none that a party can have here`);
    }
    const [party, other] = platform.parties.filter(
      (own) => own.key === partyKey(id) && (role === null || own.role === role),
    );
    if (party === undefined) {
      return unusable(`${name} is not among those that the operator of this hub lets your platform claim`);
    }
    if (other !== undefined) {
      return unusable(
        `${name} has several roles at this hub, ${party.role} and ${other.role}, and OCPI 2.1.1 does not say which one is meant: ` +
          'its operator can give each role a platform of its own, or register with OCPI 2.2 or newer',
      );
    }
    if (claimed.has(party)) return unusable(`${name} is given twice`);
    claimed.set(party, { id: party.id, role: party.role, businessDetails: businessDetails ?? party.businessDetails });
  }
  return [...claimed.values()];
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 20));
}
