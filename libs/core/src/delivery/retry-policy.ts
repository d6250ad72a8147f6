/** How long to wait before another try. */
export interface RetrySettings {
  /** Wait after the first failure, in ms. */
  readonly baseMs: number;
  /** The longest wait, in ms. */
  readonly maxMs: number;
}

/** A delivery whose attempts reached its receiver and failed this often, while others got through, is no longer tried. */
export const POISON_ATTEMPTS = 10;

/** A peer that asks for more is asked again after this: a mistaken Retry-After must not silence a lane for good. */
export const LONGEST_RETRY_AFTER_MS = 3_600_000;

/**
 * The wait after the given number of failures in a row: doubling from `baseMs` to `maxMs`, of which `chance` (0 to 1) takes up to half
 * away, so that lanes that failed together do not come back together.
 */
export function waitMs(failures: number, { baseMs, maxMs }: RetrySettings, chance: number): number {
  const doubled = Math.min(maxMs, baseMs * 2 ** Math.min(30, Math.max(0, failures - 1)));
  return Math.round(doubled * (1 - chance / 2));
}

/** The wait that a peer asked for by Retry-After, as far as it is obeyed; it may be longer than any wait of the hub's own. */
export function askedWaitMs(retryAfterMs: number | null): number {
  return Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
}
