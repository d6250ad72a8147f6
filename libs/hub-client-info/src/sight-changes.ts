import { partiesOfPair, type Agreements, type Platform, type RegistrySnapshot } from '@busbar/core';
import type { PartyKey } from '@busbar/ocpi';

/** Agreements as they held at one moment. */
export interface Moment {
  readonly agreements: Agreements;
  readonly atMs: number;
}

/** Platforms that may be told differently of a party than before; null for all. */
export type Viewers = ReadonlySet<string> | null;

/**
 * Which parties may be seen differently at the second moment, and by whom. Only pairs that somebody changed, or whose agreements begin or
 * end in between, are looked at; after a change of policy everybody is.
 */
export function changedSights(
  before: Moment,
  after: Moment,
  snapshot: RegistrySnapshot,
): ReadonlyMap<PartyKey, Viewers> {
  const [was, is] = [before.agreements, after.agreements];
  if (was.policy !== is.policy || was.withoutAgreement !== is.withoutAgreement) {
    return new Map(allParties(snapshot).map((party) => [party, null]));
  }
  const changed = was === is ? [] : [...is.pairsChangedMs].filter(([pair, at]) => was.pairsChangedMs.get(pair) !== at);
  return viewersOf([...changed.map(([pair]) => pair), ...is.pairsTurning(before.atMs, after.atMs)], snapshot);
}

/** The same for a process that begins: what changed since that moment may not have been said, by whoever ended meanwhile. */
export function changedSightsSince(
  sinceMs: number,
  { agreements, atMs }: Moment,
  snapshot: RegistrySnapshot,
): ReadonlyMap<PartyKey, Viewers> {
  const changed = [...agreements.pairsChangedMs].filter(([, changedMs]) => changedMs > sinceMs);
  return viewersOf([...changed.map(([pair]) => pair), ...agreements.pairsTurning(sinceMs, atMs)], snapshot);
}

/** Whether a platform is told of a party in full, as PLANNED, or not at all. */
export function sightOf(viewer: Platform, party: PartyKey, { agreements, atMs }: Moment): 'whole' | 'planned' | 'none' {
  const isPermitted = viewer.parties.some(({ key }) => agreements.permits(key, party, { module: null, nowMs: atMs }));
  if (isPermitted) return 'whole';
  return agreements.withoutAgreement === 'planned' ? 'planned' : 'none';
}

function viewersOf(pairs: readonly string[], snapshot: RegistrySnapshot): ReadonlyMap<PartyKey, ReadonlySet<string>> {
  const viewers = new Map<PartyKey, Set<string>>();
  for (const pair of new Set(pairs)) {
    const [a, b] = partiesOfPair(pair);
    for (const [viewer, party] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = viewers.get(party) ?? new Set<string>();
      for (const { platformId } of snapshot.partiesNamed(viewer)) known.add(platformId);
      viewers.set(party, known);
    }
  }
  return viewers;
}

function allParties(snapshot: RegistrySnapshot): readonly PartyKey[] {
  const hosted = [...snapshot.allPlatforms()].flatMap(({ parties }) => parties);
  return [...new Set([...hosted, ...snapshot.departed].map(({ key }) => key))];
}
