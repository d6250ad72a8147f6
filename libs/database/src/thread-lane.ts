import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { FromThread, ThreadBirth, ToThread } from './calls.js';
import { DatabaseLost } from './database.js';
import { PendingCalls } from './pending-calls.js';
import type { SqliteLane } from './sqlite-lane.js';

/** Rows of a batch live briefly: a thread needs no more room for them, and two threads would take much by default. */
const YOUNG_GENERATION_MB = 8;
const FIRST_RESTART_AFTER_MS = 100;
const LAST_RESTART_AFTER_MS = 5_000;
/** Closing waits this long for calls under way and for the thread's last checkpoint. */
const CLOSE_WITHIN_MS = 5_000;

/** How a lane reports that its thread ended and is started again. */
export type Report = (trouble: string) => void;

/** One SQLite connection in a worker thread. When the thread dies its calls are lost and another one takes its place. */
export class ThreadLane implements SqliteLane {
  private readonly pending: PendingCalls;
  private worker: Worker;
  private isOpen = false;
  private wasEverOpen = false;
  private isClosing = false;
  private restartAfterMs = FIRST_RESTART_AFTER_MS;

  constructor(
    private readonly birth: ThreadBirth,
    timeLimitMs: number,
    private readonly report: Report,
  ) {
    this.pending = new PendingCalls(timeLimitMs, (calls) => this.tell({ kind: 'calls', calls }));
    this.worker = this.start();
  }

  /** Opens the file in the thread, which has been loading its code since the lane was made. Rejects when it cannot be opened. */
  async open(): Promise<void> {
    const worker = this.worker;
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (message: FromThread) => {
        if (message.kind === 'opened') resolve();
        if (message.kind === 'failed') reject(new Error(message.message));
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new DatabaseLost('the database thread ended before it was open')));
      this.tell({ kind: 'open' });
    });
  }

  call(store: string, method: string, args: readonly unknown[]): Promise<unknown> {
    if (!this.isOpen) return Promise.reject(new DatabaseLost('the database thread is being started'));
    return this.pending.start(store, method, args);
  }

  async giveBackSpace(): Promise<void> {
    this.tell({ kind: 'give-back-space' });
  }

  async close(): Promise<void> {
    this.isClosing = true;
    const worker = this.worker;
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    this.tell({ kind: 'close' });
    const giveUp = new AbortController();
    const tooLate = delay(CLOSE_WITHIN_MS, undefined, { signal: giveUp.signal }).then(
      () => worker.terminate(),
      () => undefined,
    );
    if (this.isOpen) await Promise.race([ended, tooLate]);
    giveUp.abort();
    this.pending.stop();
  }

  private start(): Worker {
    const worker = new Worker(new URL('./sqlite-thread.js', import.meta.url), {
      workerData: this.birth,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    let fault = 'the database thread ended';
    worker.on('message', (message: FromThread) => {
      switch (message.kind) {
        case 'opened':
          this.isOpen = true;
          this.wasEverOpen = true;
          this.restartAfterMs = FIRST_RESTART_AFTER_MS;
          return;
        case 'failed':
          fault = message.message;
          return;
        case 'replies':
          return this.pending.settle(message.replies);
      }
    });
    worker.on('error', (error) => (fault = String(error)));
    worker.on('exit', () => this.ended(fault));
    return worker;
  }

  private ended(fault: string): void {
    this.isOpen = false;
    this.pending.loseAll(fault);
    // A thread that never opened is openDatabase's to report; later on, the file was good once and may be again.
    if (this.isClosing || !this.wasEverOpen) return;
    this.report(`${this.birth.role} thread: ${fault}; next start in ${this.restartAfterMs} ms`);
    setTimeout(() => this.restart(), this.restartAfterMs).unref();
    this.restartAfterMs = Math.min(this.restartAfterMs * 2, LAST_RESTART_AFTER_MS);
  }

  private restart(): void {
    if (this.isClosing) return;
    this.worker = this.start();
    this.tell({ kind: 'open' });
  }

  private tell(message: ToThread): void {
    this.worker.postMessage(message);
  }
}
