import { Statements, type EntityClass } from '@busbar/database';
import type { EntityManager } from 'typeorm';
import { OwnerFactCountEntity, OwnerFactEntity } from './owner-fact.entity.js';
import { FACT_KINDS, factOwners, findOwners, forgetFacts, learnFacts } from './typeorm-owner-facts.js';
import type { FactKey, FactRow } from './typeorm-owner-facts.js';

/** The tables that the index needs. */
export const entities: readonly EntityClass[] = [OwnerFactEntity, OwnerFactCountEntity];

/** Kinds whose ids begin with the party that gave them. */
const NAMED_BY_PARTY = [FACT_KINDS.indexOf('session-emsp'), FACT_KINDS.indexOf('reservation')];

/** The tables of the owner index; each call is one transaction. */
export class Store {
  private readonly statements: Statements;

  constructor(entityManager: EntityManager) {
    this.statements = new Statements(entityManager);
  }

  find(keys: readonly FactKey[]): ReturnType<typeof findOwners> {
    return findOwners(this.statements, keys);
  }

  learn(
    facts: readonly FactRow[],
    bounds: { readonly day: number; readonly perOwner: number },
  ): ReturnType<typeof learnFacts> {
    return learnFacts(this.statements, facts, bounds);
  }

  owners(): Promise<readonly string[]> {
    return factOwners(this.statements);
  }

  /** Forgets what is known of one owner and was not seen since that day, at most `limit` facts. */
  forgetOld(owner: string, beforeDay: number, limit: number): Promise<number> {
    return forgetFacts(this.statements, { where: 'owner = ? AND seen_day < ?', bound: [owner, beforeDay] }, limit);
  }

  /** Forgets one thing, whoever owns it. */
  forgetThing({ kind, idKey }: FactKey): Promise<number> {
    return forgetFacts(this.statements, { where: 'kind = ? AND id_key = ?', bound: [kind, idKey] }, 1_000);
  }

  /** Forgets what a party owns, and then what others own under its name; at most `limit` facts. */
  async forgetParty(owner: string, limit: number): Promise<number> {
    const owned = await forgetFacts(this.statements, { where: 'owner = ?', bound: [owner] }, limit);
    if (owned > 0) return owned;
    for (const kind of NAMED_BY_PARTY) {
      const bound = [kind, `${owner} `, `${owner}!`];
      const named = await forgetFacts(
        this.statements,
        { where: 'kind = ? AND id_key >= ? AND id_key < ?', bound },
        limit,
      );
      if (named > 0) return named;
    }
    return 0;
  }
}
