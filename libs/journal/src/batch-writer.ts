import { setImmediate as nextTurn } from 'node:timers/promises';
import { DatabaseLost } from '@busbar/database';
import type { RowBatch } from './row-batch.js';
import type { MessageBatch } from './typeorm-message-store.js';

/** The database thread commits together what has arrived together: many batches at once make one large transaction. */
const BATCHES_UNDER_WAY = 16;
/** A batch that is refused this often while the database is there would never be taken. */
const MAX_REFUSALS = 3;

/** Where batches go. */
export interface BatchTarget {
  append(batch: MessageBatch): Promise<void>;
}

/** How a batch ended. */
export type BatchEnding = 'written' | 'lost';

/** Hands batches to the database, a bounded number at once, and keeps those that it could not take. */
export class BatchWriter {
  private waiting: RowBatch[] = [];
  private isAway = false;

  constructor(
    private readonly target: BatchTarget,
    private readonly ended: (batch: RowBatch, ending: BatchEnding) => void,
  ) {}

  add(batch: RowBatch): void {
    this.waiting.push(batch);
  }

  /** Writes what waits; what fails waits for the next call. Resolves to whether the database took everything it was given. */
  async writeAll(): Promise<boolean> {
    const underWay = new Set<Promise<void>>();
    this.isAway = false;
    while (this.waiting.length > 0 && !this.isAway) {
      const batch = this.waiting[0] as RowBatch;
      this.waiting.shift();
      const write = this.write(batch).finally(() => underWay.delete(write));
      underWay.add(write);
      // Handing a batch over takes a moment of this thread: messages get their turn in between.
      await (underWay.size < BATCHES_UNDER_WAY ? nextTurn() : Promise.race(underWay));
    }
    await Promise.all(underWay);
    return !this.isAway;
  }

  private async write(batch: RowBatch): Promise<void> {
    try {
      // Only these two: what else the batch knows would be copied along.
      await this.target.append({ messages: batch.messages, payloads: batch.payloads });
      this.ended(batch, 'written');
    } catch (error) {
      this.isAway = true;
      if (!(error instanceof DatabaseLost) && ++batch.refusals >= MAX_REFUSALS) this.ended(batch, 'lost');
      else this.waiting.push(batch);
    }
  }
}
