import type { HandshakeFailure, HandshakeTrace, OwnHandshakeFault, OwnHandshakeOutcome, Platform } from '@busbar/core';
import { databaseLost, unknownPlatform } from '../problems/not-changed.js';
import { problem, type Problem } from '../problems/problem.js';
import { handshakeView } from './handshake-view.js';

/** The platform after a handshake that the hub began, or why there was none. */
export function platformOrProblem({ result, trace }: OwnHandshakeOutcome): Platform | Problem {
  return 'failedAt' in result ? problemOfFailure(result, trace) : result.platform;
}

/** A handshake that came to nothing, with the way it took. `members` are added to the problem details. */
export function handshakeFailed(
  failure: HandshakeFailure<OwnHandshakeFault>,
  trace: HandshakeTrace,
  members: Readonly<Record<string, unknown>> = {},
): Problem {
  return problem('handshake-failed', failure.message, { members: { trace: handshakeView(trace), ...members } });
}

function problemOfFailure(failure: HandshakeFailure<OwnHandshakeFault>, trace: HandshakeTrace): Problem {
  switch (failure.fault) {
    case 'database-lost':
      return databaseLost();
    case 'platform-gone':
      return unknownPlatform();
    case 'not-registered':
      return problem('not-registered', failure.message);
    case 'platform-suspended':
      return problem('platform-suspended', failure.message);
    case 'under-way':
    case 'registered-meanwhile':
    case 'changed-meanwhile':
      return problem('changed-meanwhile', failure.message, { retryAfterS: 1 });
    default:
      return handshakeFailed(failure, trace);
  }
}
