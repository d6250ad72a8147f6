import type { Presence } from '../ports.js';
import type { Party, Platform, RegistrySnapshot } from '../registry.js';

/** Platforms whose parties the caller may talk to now, or again soon: registered, CONNECTED or OFFLINE, not its own. */
export function reachablePlatforms(
  caller: Platform,
  snapshot: RegistrySnapshot,
  presence: Presence,
): readonly Platform[] {
  return [...snapshot.allPlatforms()].filter((platform) => {
    if (platform.id === caller.id || platform.registration === null) return false;
    const status = presence.statusOf(platform);
    return status === 'CONNECTED' || status === 'OFFLINE';
  });
}

/** The parties on those platforms. OCPI 2.3.0, Credentials > Credentials object. */
export function reachableParties(caller: Platform, snapshot: RegistrySnapshot, presence: Presence): readonly Party[] {
  return reachablePlatforms(caller, snapshot, presence).flatMap((platform) => platform.parties);
}
