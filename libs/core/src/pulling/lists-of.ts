import { oncePerPair } from '../journey/eligible.js';
import type { KeptModule } from '../objects/object-store.js';
import type { Platform, RegistrySnapshot } from '../registry.js';
import type { PullKey } from './pull.js';
import { publishes } from './publishers.js';
import type { PulledList } from './run-pull.js';

/** A list that may be pulled, and its name. */
export interface NamedList extends PulledList {
  readonly key: PullKey;
}

/** The lists of a platform that the operator lets be pulled: of each module that it offers, one for each party that publishes it. */
export function listsOf(platform: Platform, snapshot: RegistrySnapshot): readonly NamedList[] {
  return platform.settings.pull.flatMap((module) => listsOfModule(platform, module, snapshot));
}

function listsOfModule(platform: Platform, module: KeptModule, snapshot: RegistrySnapshot): readonly NamedList[] {
  const endpoint = snapshot.endpoint(platform.id, module, 'SENDER');
  const version = platform.registration?.version;
  if (endpoint === null || version === undefined) return [];
  return oncePerPair(platform.parties.filter((party) => publishes(party, module))).map((party) => ({
    key: { platformId: platform.id, module, party: party.key },
    source: { id: party.id, party, platform },
    version,
    endpoint,
  }));
}
