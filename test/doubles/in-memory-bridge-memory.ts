import { BridgeCounts, BridgeMemory, nameOfWanted, type BridgeCount } from '@busbar/core';
import type { SeenAuthorization, SeenObject, Wanted } from '@busbar/bridge';

/** What a hub has seen, told by a test. */
export class InMemoryBridgeMemory extends BridgeMemory {
  readonly authorizations: SeenAuthorization[] = [];
  /** Everything that was looked up, in order. */
  readonly asked: Wanted[] = [];
  isLost = false;
  private readonly told = new Map<string, unknown>();
  private numbers = 0;

  /** From now on this has been seen. */
  see(wanted: Wanted, seen: SeenObject | string): void {
    this.told.set(nameOfWanted(wanted), seen);
  }

  override find(wanted: readonly Wanted[]): Promise<readonly unknown[] | 'database-lost'> {
    this.asked.push(...wanted);
    return Promise.resolve(this.isLost ? 'database-lost' : wanted.map((one) => this.seen(one)));
  }

  override noteAuthorizations(seen: readonly SeenAuthorization[]): void {
    this.authorizations.push(...seen);
  }

  private seen(wanted: Wanted): unknown {
    const name = nameOfWanted(wanted);
    if (wanted.kind === 'reservation-number' && !this.told.has(name)) this.told.set(name, ++this.numbers);
    return this.told.get(name);
  }
}

/** Keeps what is counted. */
export class NotedBridgeCounts extends BridgeCounts {
  readonly noted: BridgeCount[] = [];

  override count(counts: readonly BridgeCount[]): void {
    this.noted.push(...counts);
  }
}
