/** Wrong keys that one address may present at once before it must wait. */
const ALLOWANCE = 20;
/** One more try is granted after this: twenty a minute. */
const REFILL_MS = 3_000;
/** Addresses are remembered up to here; an attacker with more of them meets the cost of 256-bit keys. */
const MAX_ADDRESSES = 10_000;

interface Tries {
  left: number;
  atMs: number;
}

/** Slows down whoever tries keys: a bucket of tries per address, refilled slowly. Right keys take nothing out of it. */
export class WrongKeys {
  private readonly tries = new Map<string, Tries>();

  /** Seconds until the address may try again; null when it may now. */
  mustWaitS(address: string, nowMs: number): number | null {
    const tries = this.refilled(address, nowMs);
    if (tries.left >= 1) return null;
    return Math.ceil(((1 - tries.left) * REFILL_MS) / 1_000);
  }

  /** A wrong key came from the address. */
  note(address: string, nowMs: number): void {
    const tries = this.refilled(address, nowMs);
    this.tries.delete(address);
    // Insertion order is age: the address that was quiet longest is forgotten first.
    if (this.tries.size >= MAX_ADDRESSES) this.tries.delete(this.tries.keys().next().value ?? '');
    this.tries.set(address, { left: Math.max(0, tries.left - 1), atMs: nowMs });
  }

  private refilled(address: string, nowMs: number): Tries {
    const known = this.tries.get(address);
    if (!known) return { left: ALLOWANCE, atMs: nowMs };
    // A clock that was set back must not lock anybody out for as long.
    const sinceMs = Math.max(0, nowMs - known.atMs);
    return { left: Math.min(ALLOWANCE, known.left + sinceMs / REFILL_MS), atMs: nowMs };
  }
}
