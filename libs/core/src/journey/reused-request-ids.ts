import { partyKey } from '@busbar/ocpi';
import type { RepeatKey } from '../delivery/delivery-store.js';

/** As long as a repeat is known to be one. */
const REMEMBERED_MS = 600_000;
const MAX_REMEMBERED = 10_000;
/** A UUID has 36 characters; what is far longer is not worth its place. */
const MAX_ID_LENGTH = 128;

/**
 * Request ids that senders used lately, to tell them when one comes again with another message: an id is for one request (OCPI 2.2.1,
 * Transport and format > Unique message IDs). It knows what this process saw, which is enough for a warning and decides nothing.
 */
export class ReusedRequestIds {
  private readonly seen = new Map<string, { readonly contentHash: string; readonly atMs: number }>();

  constructor(private readonly maxRemembered = MAX_REMEMBERED) {}

  /** Whether the sender used this id for another message within ten minutes; the id now stands for this one. */
  isReuse({ platformId, from, requestId, contentHash }: RepeatKey, atMs: number): boolean {
    if (requestId.length > MAX_ID_LENGTH) return false;
    const key = `${platformId} ${partyKey(from)} ${requestId}`;
    const before = this.seen.get(key);
    this.seen.delete(key);
    this.seen.set(key, { contentHash, atMs });
    this.forget(atMs);
    return before !== undefined && before.contentHash !== contentHash && atMs - before.atMs < REMEMBERED_MS;
  }

  /** The oldest ones stand first. */
  private forget(nowMs: number): void {
    for (const [key, { atMs }] of this.seen) {
      if (this.seen.size <= this.maxRemembered && nowMs - atMs < REMEMBERED_MS) return;
      this.seen.delete(key);
    }
  }
}
