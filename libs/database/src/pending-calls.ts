import { monotonicMs, type Call, type Reply } from './calls.js';
import { DatabaseLost } from './database.js';

/** How many calls may wait at once; beyond it the database is slower than its callers and more waiting helps nobody. */
const MAX_PENDING = 10_000;
/** How late a deadline may be noticed. One timer for all calls: a timer each would cost more than the call. */
const SWEEP_EVERY_MS = 250;

interface Waiting {
  readonly deadlineMs: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Calls that wait for their reply, each under the same time limit, oldest first. */
export class PendingCalls {
  private readonly waiting = new Map<number, Waiting>();
  private outbox: Call[] = [];
  private nextId = 1;
  private readonly sweep = setInterval(() => this.giveUpLate(), SWEEP_EVERY_MS).unref();

  /** `send` gets all calls of one tick at once. */
  constructor(
    private readonly timeLimitMs: number,
    private readonly send: (calls: readonly Call[]) => void,
  ) {}

  get size(): number {
    return this.waiting.size;
  }

  /** Sends a call; rejects with DatabaseLost when there are too many, or when its time is over. */
  start(store: string, method: string, args: readonly unknown[]): Promise<unknown> {
    if (this.waiting.size >= MAX_PENDING) {
      return Promise.reject(new DatabaseLost(`${MAX_PENDING} database calls are waiting already`));
    }
    return new Promise((resolve, reject) => {
      const call: Call = { id: this.nextId++, store, method, args, deadlineMs: monotonicMs() + this.timeLimitMs };
      this.waiting.set(call.id, { deadlineMs: call.deadlineMs, resolve, reject });
      if (this.outbox.push(call) === 1) queueMicrotask(() => this.flush());
    });
  }

  /** Ends the calls that these replies answer. */
  settle(replies: readonly Reply[]): void {
    for (const reply of replies) {
      const waiting = this.waiting.get(reply.id);
      if (!waiting) continue;
      this.waiting.delete(reply.id);
      if (reply.ended === 'returned') waiting.resolve(reply.value);
      else waiting.reject(reply.ended === 'lost' ? new DatabaseLost(reply.message) : new Error(reply.message));
    }
  }

  /** Ends every waiting call: nobody will answer it any more. */
  loseAll(reason: string): void {
    this.outbox = [];
    for (const waiting of this.waiting.values()) waiting.reject(new DatabaseLost(reason));
    this.waiting.clear();
  }

  /** Stops the clock; to be called once nothing waits. */
  stop(): void {
    clearInterval(this.sweep);
  }

  private flush(): void {
    const calls = this.outbox;
    this.outbox = [];
    if (calls.length > 0) this.sendOrFail(calls);
  }

  /** What cannot be cloned fails its own call only. */
  private sendOrFail(calls: readonly Call[]): void {
    try {
      this.send(calls);
    } catch (error) {
      const [only, ...others] = calls;
      if (only && others.length === 0) this.settle([{ id: only.id, ended: 'thrown', message: String(error) }]);
      else for (const call of calls) this.sendOrFail([call]);
    }
  }

  private giveUpLate(): void {
    const nowMs = monotonicMs();
    for (const [id, waiting] of this.waiting) {
      if (waiting.deadlineMs > nowMs) return;
      this.waiting.delete(id);
      waiting.reject(new DatabaseLost(`no answer from the database within ${this.timeLimitMs} ms`));
    }
  }
}
