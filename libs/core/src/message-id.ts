const LAST_MS = 0xffff_ffff_ffff;

/** What a message id begins with: its time as 12 hexadecimal digits, so that a span of time is a span of ids. */
export function messageIdTime(atMs: number): string {
  return Math.min(Math.max(Math.floor(atMs), 0), LAST_MS)
    .toString(16)
    .padStart(12, '0');
}
