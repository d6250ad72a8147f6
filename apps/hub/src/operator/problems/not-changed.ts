import type { NotChanged } from '@busbar/core';
import { partyKey } from '@busbar/ocpi';
import { problem, type Problem } from './problem.js';

/** What a change that the store did not make is to the operator. */
export function problemOfNotChanged(outcome: NotChanged): Problem {
  switch (outcome.notChanged) {
    case 'unknown-platform':
      return unknownPlatform();
    case 'changed-meanwhile':
      return problem('changed-meanwhile', 'Look at the platform as it is now and try again.', { retryAfterS: 1 });
    case 'party-taken':
      return problem('party-taken', `${partyKey(outcome.party)} as ${outcome.role} belongs to another platform.`, {
        members: { party: partyKey(outcome.party), role: outcome.role },
      });
    case 'too-large':
      return problem('invalid-request', `Too large: ${outcome.limit}.`);
    case 'database-lost':
      return databaseLost();
  }
}

/** The id names no platform (any more). */
export function unknownPlatform(): Problem {
  return problem('unknown-platform', 'No platform of this hub has that id.');
}

/** What was asked for lies in the database, which is away. */
export function databaseLost(): Problem {
  return problem('database-lost', 'Routing goes on without it; try this again in a moment.', { retryAfterS: 5 });
}
