import { OwnerIndex, type Clock, type OwnedFact, type OwnedThing } from '@busbar/core';
import type { PartyKey } from '@busbar/ocpi';
import { GatheredCalls, orLostWithin, type Database } from '@busbar/database';
import { FactQueue } from './fact-queue.js';
import { decided, RememberedOwners, type MemoryBounds, type Owners } from './remembered-owners.js';
import { idKey } from './rows.js';
import { ownersStore } from './stores.js';
import { FACT_KINDS, type FactKey } from './typeorm-owner-facts.js';
import type { Store } from './typeorm-owners.js';

/** Somebody waits for the answer. */
const FOUND_WITHIN_MS = 1_500;
const THINGS_PER_CALL = 64;
/** About 200 bytes each. */
const DEFAULT_MEMORY: MemoryBounds = { entries: 100_000, knownForMs: 30_000, unknownForMs: 2_000 };

/** What the index works with. */
export interface OwnerIndexParts {
  readonly database: Database;
  readonly clock: Clock;
  /** How many facts may name one owner. */
  readonly factsPerOwner: number;
  readonly memory?: MemoryBounds;
  /** Told in one sentence when facts begin to be lost. */
  readonly report: (trouble: string) => void;
}

/** Who owns what, in the database; what was asked for lately is remembered. */
export class TypeormOwnerIndex extends OwnerIndex {
  private readonly store: Store;
  private readonly remembered: RememberedOwners;
  private readonly looks: GatheredCalls<FactKey, Owners>;
  private readonly queue: FactQueue;
  private catchUp: () => void = () => undefined;

  constructor(private readonly parts: OwnerIndexParts) {
    super();
    // The writer also for looking: a reader may be busy with somebody's long list.
    this.store = parts.database.writer(ownersStore);
    this.remembered = new RememberedOwners(parts.memory ?? DEFAULT_MEMORY);
    this.queue = new FactQueue({ ...parts, store: this.store });
    this.looks = new GatheredCalls((keys) => this.look(keys), { itemsPerCall: THINGS_PER_CALL, callsAtOnce: 4 });
  }

  /** Facts that were not noted, since the start. */
  get factsLost(): number {
    return this.queue.lost;
  }

  override ownersOf({ kind, id }: OwnedThing): readonly PartyKey[] | Promise<readonly PartyKey[] | 'database-lost'> {
    const key: FactKey = { kind: FACT_KINDS.indexOf(kind), idKey: idKey(id) };
    const known = this.remembered.get(nameOf(key), this.parts.clock.now());
    if (known !== null && !isNobody(known)) return decided(known);
    // The message before this one may have told it, and nobody has looked at that yet.
    this.catchUp();
    const learned = this.remembered.get(nameOf(key), this.parts.clock.now());
    return learned === null ? this.find(key) : decided(learned);
  }

  /** Whom to have look at what has passed before somebody is told that an owner is unknown. */
  learnsFrom(catchUp: () => void): void {
    this.catchUp = catchUp;
  }

  override learn(facts: readonly OwnedFact[]): void {
    for (const { kind, id, owner, isHearsay = false } of facts) {
      const fact = { kind: FACT_KINDS.indexOf(kind), idKey: idKey(id), owner, isHearsay };
      this.remembered.learn(nameOf(fact), owner, isHearsay);
      this.queue.add(fact);
    }
  }

  /** Forgets what this process remembers: after an erasure. */
  forget(): void {
    this.remembered.clear();
    this.queue.forget();
  }

  /** Writes what waits, as far as that succeeds. */
  close(): Promise<void> {
    return this.queue.close();
  }

  private async find(key: FactKey): Promise<readonly PartyKey[] | 'database-lost'> {
    const owners = await orLostWithin(this.looks.ask(key), FOUND_WITHIN_MS);
    if (owners === 'database-lost') return owners;
    // What was learned since the look began is not written yet.
    const current = this.queue.addWaiting(key, owners);
    this.remembered.set(nameOf(key), current, this.parts.clock.now());
    return decided(current);
  }

  private async look(keys: readonly FactKey[]): Promise<Owners[]> {
    const found = await this.store.find(keys);
    return found.map((rows) => ({
      said: rows.filter(({ isHearsay }) => !isHearsay).map(({ owner }) => owner),
      hearsay: rows.filter(({ isHearsay }) => isHearsay).map(({ owner }) => owner),
    }));
  }
}

function isNobody({ said, hearsay }: Owners): boolean {
  return said.length + hearsay.length === 0;
}

function nameOf({ kind, idKey: id }: FactKey): string {
  return `${kind} ${id}`;
}
