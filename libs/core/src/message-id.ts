const LAST_MS = 0xffff_ffff_ffff;

/** The time in a message id, ms since the epoch. */
export function timeOfMessageId(id: string): number {
  const atMs = Number.parseInt(id.slice(0, 12), 16);
  return Number.isNaN(atMs) ? 0 : atMs;
}

/** What a message id begins with: its time as 12 hexadecimal digits, so that a span of time is a span of ids. */
export function messageIdTime(atMs: number): string {
  return Math.min(Math.max(Math.floor(atMs), 0), LAST_MS)
    .toString(16)
    .padStart(12, '0');
}
