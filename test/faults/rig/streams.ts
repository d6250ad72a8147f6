import type { Receipt } from './receivers.js';

/** What each receiver saw of each object, in order. */
export function streamsOf(receipts: readonly Receipt[]): ReadonlyMap<string, readonly Receipt[]> {
  const streams = new Map<string, Receipt[]>();
  for (const receipt of receipts) {
    const key = `${receipt.to} ${receipt.object}`;
    streams.set(key, [...(streams.get(key) ?? []), receipt]);
  }
  return streams;
}

/** Whether a receiver saw an older state of an object after a newer one. */
export function goesBack(stream: readonly Receipt[]): boolean {
  return stream.some(({ lastUpdated }, nth) => lastUpdated < (stream[nth - 1]?.lastUpdated ?? ''));
}
