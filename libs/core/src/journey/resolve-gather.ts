import { FUNCTIONAL_MODULES, type PartyKey } from '@busbar/ocpi';
import { isKeptModule } from '../objects/write-of.js';
import { publishes } from '../pulling/publishers.js';
import type { Platform } from '../registry.js';
import { eligibility, oncePerPair } from './eligible.js';
import type { GatherPlan, ModuleMessage, Receiver } from './message.js';
import { refuse, type Refusal } from './refusal.js';
import type { ResolveContext } from './resolve-context.js';

/** Functional modules whose Sender interface answers with a list. OCPI 2.2.1 and 2.3.0, "GET Method" of their Sender interfaces. */
const LISTED = new Set(['cdrs', 'invoicereconciliation', 'locations', 'sessions', 'tariffs', 'tokens']);
/** Names in a reason; the rest is counted. */
const NAMED_AT_MOST = 5;

/**
 * A GET of a whole list without one party to ask: the hub answers with what every party that may serve the asker has. Parties that were
 * never connected or are suspended have nothing; what those on another version have is translated.
 */
export function resolveGather(message: ModuleMessage, context: ResolveContext): GatherPlan | Refusal {
  const { module } = message.address;
  const { version } = message;
  if (version === null || !FUNCTIONAL_MODULES[version].includes(module) || !LISTED.has(module)) {
    return refuse('wrong-routing', `the hub has no list of ${module}: name the one party that is asked in OCPI-to-*`);
  }
  const { sources, owners, others } = candidatesFor(message, context);
  sources.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const why = reasonOf(module, { sources, owners, others });
  return { kind: 'gather', sources, owners: [...owners].sort(), module, interfaceRole: 'SENDER', why };
}

/** Sorts sources alike at any time: one pair of ids may be on two platforms, in two roles. */
export function placeOf({ party, platform }: Receiver): string {
  return `${party.key} ${platform.id}`;
}

interface Candidates {
  readonly sources: Receiver[];
  readonly owners: Set<PartyKey>;
  /** Those among them on another version, as `NL/ABC`. */
  readonly others: Set<PartyKey>;
}

function candidatesFor(message: ModuleMessage, context: ResolveContext): Candidates {
  const found: Candidates = { sources: [], owners: new Set(), others: new Set() };
  const { module } = message.address;
  const isEligible = eligibility(message, { module, interfaceRole: 'SENDER' });
  for (const platform of message.snapshot.allPlatforms()) {
    if (!isThere(platform, context)) continue;
    const parties = platform.parties.filter(isEligible);
    const isOther = platform.registration?.version !== message.version;
    for (const { key } of parties) {
      found.owners.add(key);
      if (isOther) found.others.add(key);
    }
    const offers = message.snapshot.endpoint(platform.id, module, 'SENDER') !== null;
    if (!offers) continue;
    for (const party of oncePerPair(parties.filter((each) => publishes(each, module)))) {
      found.sources.push({ id: party.id, party, platform });
    }
  }
  return found;
}

function isThere(platform: Platform, { statusOf }: ResolveContext): boolean {
  const status = statusOf(platform);
  return platform.registration !== null && (status === 'CONNECTED' || status === 'OFFLINE');
}

function reasonOf(module: string, { sources, owners, others }: Candidates): string {
  const how = isKeptModule(module) ? 'as the hub keeps it' : 'asked for now';
  const keys = [...new Set(sources.map(({ party }) => party.key))];
  const silent = isKeptModule(module) ? [...owners].filter((key) => !keys.includes(key)) : [];
  return [
    `list of ${module}, ${how}, of ${named(keys)}`,
    ...(silent.length === 0 ? [] : [`with what ${named(silent)} broadcast, who offer no list`]),
    ...(others.size === 0 ? [] : [`translated from another OCPI version: ${named([...others])}`]),
  ].join('; ');
}

function named(keys: readonly PartyKey[]): string {
  if (keys.length === 0) return 'nobody';
  const more = keys.length > NAMED_AT_MOST ? ` and ${keys.length - NAMED_AT_MOST} more` : '';
  return keys.slice(0, NAMED_AT_MOST).join(', ') + more;
}
