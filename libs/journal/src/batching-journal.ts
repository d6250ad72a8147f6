import { setTimeout as delay } from 'node:timers/promises';
import { Journal, type MessagePayload, type MessageRow } from '@busbar/core';
import { BatchWriter, type BatchEnding, type BatchTarget } from './batch-writer.js';
import { LongBodies } from './long-bodies.js';
import { sealPayload, type BytesSeals } from './payload-seals.js';
import { RowBatch } from './row-batch.js';

/** Rows gather this long: in one large transaction each costs the database half of what it costs in small ones. */
const GATHER_MS = 200;
const RETRY_AFTER_MS = 500;
/** Encoding that many rows for the database thread holds this one for a fifth of a millisecond. */
const ROWS_PER_BATCH = 256;
/** A batch is one statement: with one more body it must fit into the packet of a server that nobody has configured. */
const PAYLOAD_BYTES_PER_BATCH = 4 * 1024 * 1024;

/** What may wait in memory for the database. Beyond `maxRows` rows are lost; beyond `maxPayloadBytes` they go without payload. */
export interface JournalBounds {
  readonly maxRows: number;
  readonly maxPayloadBytes: number;
}

const DEFAULT_BOUNDS: JournalBounds = { maxRows: 50_000, maxPayloadBytes: 16 * 1024 * 1024 };

/** What the journal works with. */
export interface JournalParts {
  readonly target: BatchTarget;
  readonly seals: BytesSeals;
  /** Told in one sentence when rows begin to be lost, and when rows are written again. */
  readonly report: (change: string) => void;
  readonly bounds?: JournalBounds;
  readonly longBodies?: LongBodies;
}

/** Writes rows in batches, off the path of the messages. While the database is away they wait, and beyond a bound are lost. */
export class BatchingJournal extends Journal {
  private readonly bounds: JournalBounds;
  private readonly longBodies: LongBodies;
  private readonly writer: BatchWriter;
  private gathering = new RowBatch();
  private timer: NodeJS.Timeout | null = null;
  private isWriting = false;
  private rows = 0;
  private payloadBytes = 0;
  private lost = 0;
  private lostWhenReported = 0;
  private state: 'open' | 'closing' | 'closed' = 'open';
  private emptied: () => void = () => undefined;

  constructor(private readonly parts: JournalParts) {
    super();
    this.bounds = parts.bounds ?? DEFAULT_BOUNDS;
    this.longBodies = parts.longBodies ?? new LongBodies(() => performance.now());
    this.writer = new BatchWriter(parts.target, (batch, ending) => this.batchEnded(batch, ending));
  }

  /** Rows that no database will have, since the start. */
  get rowsLost(): number {
    return this.lost;
  }

  /** Rows that are not in the database yet. */
  get rowsWaiting(): number {
    return this.rows;
  }

  override record(row: MessageRow): void {
    if (this.rows >= this.bounds.maxRows || this.state !== 'open') return this.lose(1);
    this.gathering.add(row);
    this.rows++;
    if (row.payload !== null) this.keepPayload(row, row.payload);
    const { rows, payloadBytes } = this.gathering;
    if (rows >= ROWS_PER_BATCH || payloadBytes >= PAYLOAD_BYTES_PER_BATCH) this.closeBatch();
    if (this.timer === null && !this.isWriting) this.writeIn(GATHER_MS);
  }

  /** Writes what waits, as far as that succeeds within the time. Rows that come later are lost. */
  async close(withinMs: number): Promise<void> {
    if (this.state !== 'open') return;
    this.state = 'closing';
    if (this.rows > 0) {
      const allWritten = new Promise<void>((resolve) => (this.emptied = resolve));
      const patience = new AbortController();
      const tooLate = delay(withinMs, undefined, { signal: patience.signal }).catch(() => undefined);
      if (!this.isWriting) this.writeIn(0);
      await Promise.race([allWritten, tooLate]);
      patience.abort();
    }
    this.state = 'closed';
    if (this.timer) clearTimeout(this.timer);
    if (this.rows > 0) this.lose(this.rows);
    this.rows = 0;
  }

  private keepPayload(row: MessageRow, payload: MessagePayload): void {
    if (this.payloadBytes >= this.bounds.maxPayloadBytes) return;
    const { id: messageId, from, to } = row;
    try {
      const requestBytesKept = this.longBodies.bytesKept(row);
      const sealed = sealPayload(this.parts.seals, messageId, { payload, from, to, requestBytesKept });
      this.gathering.addPayload(messageId, sealed);
      this.payloadBytes += sealed.length;
    } catch (error) {
      this.parts.report(`the payload of message ${messageId} could not be sealed: ${String(error)}`);
    }
  }

  private closeBatch(): void {
    if (this.gathering.rows === 0) return;
    this.writer.add(this.gathering);
    this.gathering = new RowBatch();
  }

  private writeIn(ms: number): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.write();
    }, ms);
  }

  private async write(): Promise<void> {
    this.isWriting = true;
    this.closeBatch();
    const wasTaken = await this.writer.writeAll();
    this.isWriting = false;
    if (this.state === 'closed') return;
    if (wasTaken && this.lost > this.lostWhenReported) this.reportRecovery();
    if (this.rows === 0) return this.emptied();
    if (!wasTaken) return this.writeIn(RETRY_AFTER_MS);
    this.writeIn(this.state === 'closing' ? 0 : GATHER_MS);
  }

  private batchEnded(batch: RowBatch, ending: BatchEnding): void {
    if (this.state === 'closed') return;
    this.rows -= batch.rows;
    this.payloadBytes -= batch.payloadBytes;
    if (ending === 'lost') this.lose(batch.rows);
  }

  private lose(rows: number): void {
    if (this.lost === this.lostWhenReported)
      this.parts.report('the journal loses rows: the database does not take them');
    this.lost += rows;
  }

  private reportRecovery(): void {
    this.parts.report(`the journal is written again; ${this.lost - this.lostWhenReported} rows were lost`);
    this.lostWhenReported = this.lost;
  }
}
