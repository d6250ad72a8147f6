import { OwnerIndex, type OwnedFact, type OwnedThing } from '@busbar/core';
import type { PartyKey } from '@busbar/ocpi';

/** Who owns what, in memory. */
export class InMemoryOwnerIndex extends OwnerIndex {
  databaseLost = false;
  /** Everything that was learned, in order. */
  readonly learned: OwnedFact[] = [];

  constructor(facts: readonly OwnedFact[] = []) {
    super();
    this.learn(facts);
  }

  override ownersOf({ kind, id }: OwnedThing): readonly PartyKey[] | Promise<'database-lost'> {
    if (this.databaseLost) return Promise.resolve('database-lost');
    const known = this.learned.filter((fact) => fact.kind === kind && fact.id.toUpperCase() === id.toUpperCase());
    const said = known.filter(({ isHearsay }) => isHearsay !== true);
    return [...new Set((said.length > 0 ? said : known).map(({ owner }) => owner))].sort();
  }

  override learn(facts: readonly OwnedFact[]): void {
    this.learned.push(...facts);
  }
}
