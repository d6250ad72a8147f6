import { isSameParty, partyKey, type PartyId } from '@busbar/ocpi';
import { problem, type Problem } from '../problems/problem.js';
import type { PresentedKey } from './presented-key.js';

/**
 * The party that a request may be about: the one it names, or that of a key of role party. A key of a party that names another one is
 * refused, whether that one exists or not; null where an operator named none.
 */
export function narrowedToOwn(key: PresentedKey, named: PartyId | null): PartyId | null | Problem {
  if (key.party === null || named === null) return key.party ?? named;
  return isSameParty(key.party, named) ? key.party : othersAffair(key.party);
}

/** Whether this key sees all, or only what is its party's. */
export function seesOnly(key: PresentedKey): PartyId | null {
  return key.role === 'party' ? key.party : null;
}

function othersAffair(own: PartyId): Problem {
  return problem('forbidden', `Your key is one of ${partyKey(own)} and sees only what is its own.`);
}
