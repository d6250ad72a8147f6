import { BreachTally, type ObjectModel } from '@busbar/core';
import type { Batch, BatchFindings, BatchItem } from './batch.js';

/** Judges one message after the other; a fault of the hub's own costs the message it is about and no other. */
export async function judgeBatch(model: ObjectModel, batch: Batch): Promise<BatchFindings> {
  const startedAt = performance.now();
  const tally = new BreachTally();
  let loadedMs = 0;
  let failed = 0;
  let fault: string | null = null;
  for (const item of batch.items) {
    try {
      const said = { ...item, bytes: bytesOf(item, batch.bytes) };
      const judgedAt = performance.now();
      const judging = model.judge(said);
      const violations = judging instanceof Promise ? await judging : judging;
      if (judging instanceof Promise) loadedMs += performance.now() - judgedAt;
      tally.add(said, violations);
    } catch (error) {
      failed++;
      fault ??= error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  }
  return { defects: tally.defects(), failed, fault, tookMs: performance.now() - startedAt - loadedMs };
}

function bytesOf({ start, end }: BatchItem, bytes: Uint8Array): Uint8Array | null {
  return start === null || end === null ? null : bytes.subarray(start, end);
}
