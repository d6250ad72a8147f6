import type { Presence } from '../ports.js';
import type { Party, Platform, RegistrySnapshot } from '../registry.js';

/** By which state of the world it is told who can be reached. */
export interface Reach {
  readonly snapshot: RegistrySnapshot;
  readonly presence: Presence;
  readonly nowMs: number;
}

/** Platforms with parties that the caller may talk to now, or again soon: registered, CONNECTED or OFFLINE, not its own. */
export function reachablePlatforms(caller: Platform, { snapshot, presence }: Reach): readonly Platform[] {
  return [...snapshot.allPlatforms()].filter((platform) => {
    if (platform.id === caller.id || platform.registration === null) return false;
    const status = presence.statusOf(platform);
    return status === 'CONNECTED' || status === 'OFFLINE';
  });
}

/** The parties on those platforms that one of the caller's may exchange something with. OCPI 2.3.0, Credentials > Credentials object. */
export function reachableParties(caller: Platform, reach: Reach): readonly Party[] {
  const platforms = reachablePlatforms(caller, reach);
  return platforms.flatMap(({ parties }) =>
    parties.filter((party) => mayExchange(caller, party, { ...reach, module: null })),
  );
}

/** Whether a party of the caller may exchange the module, or anything where it is null, with this one. */
export function mayExchange(
  caller: Platform,
  party: Party,
  { snapshot: { agreements }, nowMs, module }: Omit<Reach, 'presence'> & { readonly module: string | null },
): boolean {
  return caller.parties.some(({ key }) => agreements.permits(key, party.key, { module, nowMs }));
}
