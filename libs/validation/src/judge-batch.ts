import type { ObjectModel } from '@busbar/core';
import type { Batch, BatchFindings, BatchItem } from './batch.js';

/** Judges one message after the other; a fault of the hub's own costs the message it is about and no other. */
export async function judgeBatch(model: ObjectModel, batch: Batch): Promise<BatchFindings> {
  const startedAt = performance.now();
  const broken: BatchFindings['broken'][number][] = [];
  let failed = 0;
  let fault: string | null = null;
  for (const [index, item] of batch.items.entries()) {
    try {
      const judging = model.judge({ ...item, bytes: bytesOf(item, batch.bytes) });
      const violations = judging instanceof Promise ? await judging : judging;
      if (violations.length > 0) broken.push({ index, violations });
    } catch (error) {
      failed++;
      fault ??= error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  }
  return { broken, failed, fault, tookMs: performance.now() - startedAt };
}

function bytesOf({ start, end }: BatchItem, bytes: Uint8Array): Uint8Array | null {
  return start === null || end === null ? null : bytes.subarray(start, end);
}
