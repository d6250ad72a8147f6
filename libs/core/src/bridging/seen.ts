import type { Known, Wanted } from '@busbar/bridge';
import { nameOfWanted, type BridgeMemory } from './bridge-memory.js';

/** Each round may ask for what the one before it made known; translations go through three steps at most. */
export const MAX_ROUNDS = 4;

/** What is known of the hub's memory while something is translated: it is asked only for what a translation really asks for. */
export class Seen {
  private readonly known = new Map<string, unknown>();
  private readonly missing = new Map<string, Wanted>();

  /** Answers a translation; what is not known yet is noted, and counts as not seen. */
  readonly seen: Known['seen'] = (wanted) => {
    const name = nameOfWanted(wanted);
    if (!this.known.has(name)) this.missing.set(name, wanted);
    return this.known.get(name);
  };

  /** Whether it is known already, be it that it was never seen. */
  has(wanted: Wanted): boolean {
    return this.known.has(nameOfWanted(wanted));
  }

  /** Whether something was asked for that is not known yet. */
  get isAskedMore(): boolean {
    return this.missing.size > 0;
  }

  /** Looks up what was asked for; false without the database. */
  async look(memory: BridgeMemory): Promise<boolean> {
    const names = [...this.missing.keys()];
    const found = await memory.find([...this.missing.values()]);
    if (found === 'database-lost') return false;
    this.missing.clear();
    names.forEach((name, index) => this.known.set(name, found[index]));
    return true;
  }
}
