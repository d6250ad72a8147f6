import type { IncomingMessage } from 'node:http';
import { refuse, type Refusal } from '@busbar/core';
import type { BodyBudget } from './body-budget.js';

/** Under which limits bodies are read. */
export interface BodyLimits {
  readonly maxBytes: number;
  readonly budget: BodyBudget;
}

/**
 * The body of one request. What it has taken from the budget stays taken until `release`: the bytes are in memory as long as their
 * message is under way.
 */
export class RequestBody {
  private takenBytes = 0;
  private platformId = '';

  constructor(
    private readonly request: IncomingMessage,
    private readonly limits: BodyLimits,
  ) {}

  /**
   * The whole body, or a refusal as soon as it is known to exceed the limit, announced bodies before a byte is read, or the memory
   * that all bodies together may take. Null when there is none. How long it may take is the server's request timeout.
   */
  read(platformId: string): Promise<Uint8Array | Refusal> | null {
    this.platformId = platformId;
    const { headers, destroyed } = this.request;
    const announced = headers['content-length'];
    if (announced === undefined && headers['transfer-encoding'] === undefined) return null;
    const length = Number(announced ?? 0);
    if (length > this.limits.maxBytes) return Promise.resolve(this.tooLarge());
    if (announced !== undefined && length === 0) return null;
    // An asker who left while something was looked up for him: the request has told so, and will not tell again.
    return destroyed ? Promise.resolve(notWhole()) : this.collect();
  }

  /** The message is over: its bytes are not counted any more. */
  release(): void {
    if (this.takenBytes > 0) this.limits.budget.give(this.platformId, this.takenBytes);
    this.takenBytes = 0;
  }

  private collect(): Promise<Uint8Array | Refusal> {
    const { request } = this;
    return new Promise((resolve) => {
      const chunks: Buffer[] = [];
      const settle = (outcome: Uint8Array | Refusal): void => {
        request.off('data', onData).off('end', onEnd).off('close', onGone).off('error', onGone);
        resolve(outcome);
      };
      const onData = (chunk: Buffer): void => {
        const refusal = this.takeIn(chunk.length);
        if (refusal === null) chunks.push(chunk);
        else settle(refusal);
      };
      const [onEnd, onGone] = [
        (): void => settle(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)),
        (): void => settle(notWhole()),
      ];
      request.on('data', onData).on('end', onEnd).on('close', onGone).on('error', onGone);
    });
  }

  private takeIn(bytes: number): Refusal | null {
    if (this.takenBytes + bytes > this.limits.maxBytes) return this.tooLarge();
    if (!this.limits.budget.take(this.platformId, bytes)) {
      return refuse('overloaded', 'too many bytes of request bodies are under way; send less at once', 1);
    }
    this.takenBytes += bytes;
    return null;
  }

  private tooLarge(): Refusal {
    return refuse('body-too-large', `the body is larger than ${this.limits.maxBytes} bytes`);
  }
}

function notWhole(): Refusal {
  return refuse('body-too-slow', 'the body did not arrive whole in time');
}
