import type { Clock } from '@busbar/core';
import { dayOf } from './rows.js';
import { withOwner, type Owners } from './remembered-owners.js';
import type { FactKey, FactRow } from './typeorm-owner-facts.js';
import type { Store } from './typeorm-owners.js';

const GATHER_MS = 200;
const FACTS_PER_CALL = 500;
const MAX_WAITING = 20_000;
/** What was told lately is not told to the database again. About 150 bytes each. */
const MAX_TOLD = 100_000;

/** What the queue works with. */
export interface FactQueueParts {
  readonly store: Pick<Store, 'learn'>;
  readonly clock: Clock;
  readonly factsPerOwner: number;
  readonly report: (trouble: string) => void;
}

/** Facts on their way to the database, in batches, off everybody's path; what is known and fresh is not written again. */
export class FactQueue {
  private waiting = new Map<string, FactRow>();
  private underWay = new Map<string, FactRow>();
  private readonly told = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> | null = null;
  private isClosed = false;
  private lostSoFar = 0;

  constructor(private readonly parts: FactQueueParts) {}

  get lost(): number {
    return this.lostSoFar;
  }

  add(fact: FactRow): void {
    const name = nameOf(fact);
    if (this.told.get(name) === dayOf(this.parts.clock.now()) || this.waiting.has(name)) return;
    if (this.isClosed || this.waiting.size >= MAX_WAITING) return this.lose(1);
    this.waiting.set(name, fact);
    if (this.writing === null) this.timer ??= setTimeout(() => this.write(), GATHER_MS);
  }

  /** The owners of a thing with those that are not written yet. */
  addWaiting({ kind, idKey }: FactKey, owners: Owners): Owners {
    if (this.waiting.size + this.underWay.size === 0) return owners;
    let all = owners;
    for (const facts of [this.underWay, this.waiting]) {
      for (const fact of facts.values()) {
        if (fact.kind === kind && fact.idKey === idKey) all = withOwner(all, fact.owner, fact.isHearsay);
      }
    }
    return all;
  }

  /** What was told counts as not told: it may have been erased. */
  forget(): void {
    this.told.clear();
    this.waiting.clear();
  }

  /** Writes what waits, once; what comes later is lost. */
  async close(): Promise<void> {
    this.isClosed = true;
    if (this.timer) clearTimeout(this.timer);
    await this.writing;
    if (this.waiting.size > 0) this.write();
    await this.writing;
  }

  private write(): void {
    this.timer = null;
    this.writing ??= this.writeWaiting().finally(() => {
      this.writing = null;
      if (this.waiting.size > 0 && !this.isClosed) this.timer ??= setTimeout(() => this.write(), GATHER_MS);
    });
  }

  private async writeWaiting(): Promise<void> {
    const day = dayOf(this.parts.clock.now());
    const facts = [...this.waiting];
    this.underWay = this.waiting;
    this.waiting = new Map();
    for (let start = 0; start < facts.length; start += FACTS_PER_CALL) {
      const portion = facts.slice(start, start + FACTS_PER_CALL);
      try {
        const rows = portion.map(([, fact]) => fact);
        const { full } = await this.parts.store.learn(rows, { day, perOwner: this.parts.factsPerOwner });
        if (full > 0) this.lose(full);
        for (const [name] of portion) this.tell(name, day);
      } catch {
        // They come again with the next message that tells of them.
        this.lose(portion.length);
      }
    }
    this.underWay = new Map();
  }

  private tell(name: string, day: number): void {
    this.told.delete(name);
    this.told.set(name, day);
    if (this.told.size <= MAX_TOLD) return;
    for (const oldest of this.told.keys()) {
      this.told.delete(oldest);
      return;
    }
  }

  private lose(count: number): void {
    if (this.lostSoFar === 0) this.parts.report('facts about owners are lost: the database does not take them all');
    this.lostSoFar += count;
  }
}

function nameOf({ kind, idKey, owner, isHearsay }: FactRow): string {
  return `${kind} ${owner} ${isHearsay ? 1 : 0} ${idKey}`;
}
