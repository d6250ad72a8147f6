import { namesParties, partyKey } from '@busbar/ocpi';
import type { ClaimedParty, HeldToken, NotChanged, PlatformStore } from '../platform-store.js';
import { isNotChanged } from '../platform-store.js';
import type { Clock, PartyDirectory } from '../ports.js';
import type { Platform, Registration } from '../registry.js';
import { checkRoles } from './claimed-roles.js';
import type { OfferedRole } from './credentials-object.js';
import { endpointsOf } from './details-document.js';
import { failure, type HandshakeFailure } from './handshake-failure.js';
import { isUnusable } from './unusable.js';

/** What storing needs. */
export interface StoringPorts {
  readonly clock: Clock;
  readonly store: PlatformStore;
  readonly directory: PartyDirectory;
}

/** A handshake that has everything but its place in the database. */
export interface FinishedHandshake {
  /** The platform as it was when the handshake began. */
  readonly begun: Platform;
  readonly roles: readonly OfferedRole[];
  readonly registration: Registration;
  readonly newToken: HeldToken;
  readonly retireOthers: 'now' | 'when-next-is-used';
}

/**
 * Stores a finished handshake if nobody else finished one meanwhile. Seconds have passed since it began: a setting that changed in
 * between, or a peer that was away, does no harm. Another registration does, and the operator may have suspended the platform or
 * taken a party away. So all of it is judged again on the platform as it is now, and that revision is what the store compares.
 */
export async function storeRegistration(
  ports: StoringPorts,
  finished: FinishedHandshake,
): Promise<Platform | HandshakeFailure> {
  const { begun, registration, newToken, retireOthers } = finished;
  const now = currentPlatform(ports.directory, begun);
  if (now === null) return notStored({ notChanged: 'unknown-platform' });
  if (!isSameRegistration(begun.registration, now.registration)) {
    const message = 'another registration of this platform finished first; nothing of this one holds';
    return failure('store', begun.registration === null ? 'registered-meanwhile' : 'changed-meanwhile', message);
  }
  // Who was SUSPENDED from the start had ended its registration, and this is how it comes back.
  if (now.status === 'SUSPENDED' && begun.status !== 'SUSPENDED') {
    const message = 'the operator of this hub suspended this platform meanwhile; it is to be resumed first';
    return failure('store', 'platform-suspended', message);
  }
  const claimed = checkRoles(now, finished.roles);
  if (isUnusable(claimed)) return failure('store', 'party-not-allowed', claimed.unusable);
  const completed = {
    registration: registrationOf(claimed, registration),
    ...{ businessDetails: claimed, newToken, retireOthers },
  };
  const stored = await ports.store.completeRegistration(now, completed, ports.clock.now());
  return isNotChanged(stored) ? notStored(stored) : stored;
}

/** A connection of OCPI 2.1.1 is one party's, and what its endpoints are follows from that party's role. */
function registrationOf([only]: readonly ClaimedParty[], registration: Registration): Registration {
  if (namesParties(registration.version) || only === undefined) return registration;
  return { ...registration, party: partyKey(only.id), endpoints: endpointsOf(only.role, registration.endpoints) };
}

/** The platform as the directory has it now; null when it was deleted. */
export function currentPlatform(directory: PartyDirectory, known: Platform): Platform | null {
  const snapshot = directory.snapshot();
  return snapshot === null ? known : snapshot.platform(known.id);
}

/** What a change that was not made means to the one who asked for it. */
export function notStored(outcome: NotChanged): HandshakeFailure {
  switch (outcome.notChanged) {
    case 'unknown-platform':
      return failure('store', 'platform-gone', 'the operator of this hub has deleted this platform');
    case 'changed-meanwhile':
      return failure(
        'store',
        'changed-meanwhile',
        'this platform was changed meanwhile; nothing was stored, try again',
      );
    case 'party-taken':
      return failure('store', 'party-not-allowed', `role ${outcome.role} is held by another platform of this hub`);
    case 'too-large':
      return failure('store', 'invalid-credentials', outcome.limit);
    case 'database-lost':
      return failure('store', 'database-lost', 'the hub cannot reach its database; nothing was stored, try again');
  }
}

function isSameRegistration(a: Registration | null, b: Registration | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.version === b.version &&
    a.versionsUrl === b.versionsUrl &&
    a.token.header === b.token.header &&
    listed(a) === listed(b)
  );
}

function listed({ endpoints }: Registration): string {
  return endpoints.map(({ module, interfaceRole, url }) => `${module} ${interfaceRole} ${url}`).join('\n');
}
