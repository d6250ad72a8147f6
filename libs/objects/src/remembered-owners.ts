import type { PartyKey } from '@busbar/ocpi';

/** Who owns something: those who said so, and those of whom it was said. */
export interface Owners {
  readonly said: readonly PartyKey[];
  readonly hearsay: readonly PartyKey[];
}

/** What owners say counts; only where none did, what others say of them. */
export function decided({ said, hearsay }: Owners): readonly PartyKey[] {
  return said.length > 0 ? said : hearsay;
}

/** The owners with one more. */
export function withOwner(owners: Owners, owner: PartyKey, isHearsay: boolean): Owners {
  const list = isHearsay ? owners.hearsay : owners.said;
  if (list.includes(owner)) return owners;
  const longer = [...list, owner].sort();
  return isHearsay ? { ...owners, hearsay: longer } : { ...owners, said: longer };
}

interface Remembered {
  readonly owners: Owners;
  readonly untilMs: number;
}

/** How long owners are remembered, and how many of them. */
export interface MemoryBounds {
  readonly entries: number;
  readonly knownForMs: number;
  /** That nobody owns something is soon no longer so. */
  readonly unknownForMs: number;
}

/** The owners that were looked up last: other processes learn too, so each is believed for a while only. */
export class RememberedOwners {
  /** A Map lists its keys in the order they were set: the first one is the longest unused. */
  private readonly entries = new Map<string, Remembered>();

  constructor(private readonly bounds: MemoryBounds) {}

  get(key: string, nowMs: number): Owners | null {
    const entry = this.entries.get(key);
    if (entry === undefined) return null;
    this.entries.delete(key);
    if (entry.untilMs <= nowMs) return null;
    this.entries.set(key, entry);
    return entry.owners;
  }

  set(key: string, owners: Owners, nowMs: number): void {
    const { entries, knownForMs, unknownForMs } = this.bounds;
    const isKnown = owners.said.length + owners.hearsay.length > 0;
    this.entries.delete(key);
    this.entries.set(key, { owners, untilMs: nowMs + (isKnown ? knownForMs : unknownForMs) });
    if (this.entries.size <= entries) return;
    for (const oldest of this.entries.keys()) {
      this.entries.delete(oldest);
      return;
    }
  }

  /** A fact that was just learned corrects what is remembered; what is not remembered is left to the next look. */
  learn(key: string, owner: PartyKey, isHearsay: boolean): void {
    const entry = this.entries.get(key);
    if (entry === undefined) return;
    this.entries.set(key, { owners: withOwner(entry.owners, owner, isHearsay), untilMs: entry.untilMs });
  }

  clear(): void {
    this.entries.clear();
  }
}
