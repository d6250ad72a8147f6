import { isPush, type MessageRow } from '@busbar/core';
import { MAX_KEPT_BODY_BYTES } from './payload-frame.js';

/** A failed push is kept whole up to here, whatever else is kept. */
const ALWAYS_WHOLE_BYTES = 2 * MAX_KEPT_BODY_BYTES;
const HOUR_MS = 3_600_000;
const MIB = 1024 * 1024;

/** How much of long bodies goes to the disk of this process's doing. */
export interface LongBodyBounds {
  /** At once, after a quiet time. */
  readonly atOnceBytes: number;
  readonly perHourBytes: number;
}

/** At most 11 GB in the seven days that payloads are kept. */
const DEFAULT_BOUNDS: LongBodyBounds = { atOnceBytes: 512 * MIB, perHourBytes: 64 * MIB };

/**
 * Decides how much of a request body is kept. Failed pushes are kept whole, for they may be replayed; of longer ones no more than fits
 * the bounds: a receiver that is away for days must not fill the disk with what its senders push at it.
 */
export class LongBodies {
  private left: number;
  private asOf: number;

  /** `elapsed` is a clock of durations in ms. */
  constructor(
    private readonly elapsed: () => number,
    private readonly bounds: LongBodyBounds = DEFAULT_BOUNDS,
  ) {
    this.left = bounds.atOnceBytes;
    this.asOf = elapsed();
  }

  /** How many bytes of the request body are kept. */
  bytesKept(row: MessageRow): number {
    const bytes = row.payload?.requestBody?.length ?? 0;
    if (bytes <= MAX_KEPT_BODY_BYTES) return bytes;
    if (row.outcome !== 'failed' || !isPush(row)) return MAX_KEPT_BODY_BYTES;
    return bytes <= ALWAYS_WHOLE_BYTES || this.take(bytes) ? bytes : MAX_KEPT_BODY_BYTES;
  }

  private take(bytes: number): boolean {
    const now = this.elapsed();
    const { atOnceBytes, perHourBytes } = this.bounds;
    this.left = Math.min(atOnceBytes, this.left + ((now - this.asOf) * perHourBytes) / HOUR_MS);
    this.asOf = now;
    if (this.left < bytes) return false;
    this.left -= bytes;
    return true;
  }
}
