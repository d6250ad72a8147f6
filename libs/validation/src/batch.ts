import type { PeerDefect, Said } from '@busbar/core';

/** Messages on their way to the thread that judges them; their bodies lie one behind the other, so that they move without a copy. */
export interface Batch {
  readonly items: readonly BatchItem[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One message, and where its body begins and ends; both are null where it has none. */
export interface BatchItem extends Omit<Said, 'bytes'> {
  readonly start: number | null;
  readonly end: number | null;
}

/** What was found in a batch. */
export interface BatchFindings {
  /** Added up over all messages. */
  readonly defects: readonly PeerDefect[];
  /** How long it took, in ms, without what had to be loaded. */
  readonly tookMs: number;
  /** Messages that could not be judged through a fault of the hub's own, and its trace. */
  readonly failed: number;
  readonly fault: string | null;
}

/** Copies bodies out of whatever they are part of: a small one may be a view of a large buffer, all of which would travel. */
export function packBatch(all: readonly Said[]): Batch {
  const size = all.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
  const bytes = new Uint8Array(size);
  let at = 0;
  const items = all.map((said): BatchItem => {
    const { bytes: body, ...rest } = said;
    if (body === null) return { ...rest, start: null, end: null };
    bytes.set(body, at);
    const start = at;
    at += body.length;
    return { ...rest, start, end: at };
  });
  return { items, bytes };
}
