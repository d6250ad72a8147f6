import type { SeenAuthorization, Wanted } from '@busbar/bridge';

/** What the hub has seen of objects, kept so that a translation between versions can fill what one of them leaves out. */
export abstract class BridgeMemory {
  /**
   * What was seen of each, in the same order, as `Known.seen` of the bridge answers it; undefined for what was not. A reservation number is
   * made where there is none, and is committed when this resolves. Never rejects, and answers in time for a message that waits.
   */
  abstract find(wanted: readonly Wanted[]): Promise<readonly unknown[] | 'database-lost'>;
  /** Takes note and returns at once; never throws. They are remembered for thirty days at most. */
  abstract noteAuthorizations(seen: readonly SeenAuthorization[]): void;
}

/** Names what is wanted: the same thing asked for twice has one name. */
export function nameOfWanted(wanted: Wanted): string {
  switch (wanted.kind) {
    case 'location':
    case 'published-location':
    case 'reservation-number':
      return named(wanted.kind, [wanted.owner.countryCode, wanted.owner.partyId, wanted.id]);
    case 'token-of-contract':
      return named(wanted.kind, [wanted.owner?.countryCode ?? null, wanted.owner?.partyId ?? null, wanted.contractId]);
    case 'token':
      return named(wanted.kind, [wanted.owner?.countryCode ?? null, wanted.owner?.partyId ?? null, wanted.uid]);
    case 'authorization-reference':
      return named(wanted.kind, [
        ...[wanted.emsp.countryCode, wanted.emsp.partyId],
        ...[wanted.contractId, wanted.uid, wanted.locationId],
      ]);
  }
}

function named(kind: Wanted['kind'], ids: readonly (string | null)[]): string {
  return JSON.stringify([kind, ...ids]).toUpperCase();
}
