import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Ids, TokenWeIssued } from '@busbar/core';

/** Marks a token of the hub for secret scanners; with its underscore no token can be mistaken for Base64. */
const TOKEN_PREFIX = 'busbar_';
const COUNTER_SIZE = 0x1_0000;

/** Ids from the operating system's randomness. */
export class RandomIds extends Ids {
  /** Tells the ids of processes that count in the same millisecond apart. */
  private process = randomBytes(6).toString('hex');
  private counter = 0;
  private countedMs = 0;

  uuid(): string {
    return randomUUID();
  }

  /** 28 hexadecimal digits: 12 of time, 4 of a counter, 12 of the process. Ids of one process sort as they were made. */
  messageId(atMs: number): string {
    // A clock that was set back counts through milliseconds that have ids already: from here on it is as another process would.
    if (atMs < this.countedMs) this.process = randomBytes(6).toString('hex');
    this.counter = atMs === this.countedMs ? (this.counter + 1) % COUNTER_SIZE : 0;
    this.countedMs = atMs;
    const time = atMs.toString(16).padStart(12, '0');
    return time + this.counter.toString(16).padStart(4, '0') + this.process;
  }

  carriedUrlId(): string {
    return randomBytes(16).toString('base64url');
  }

  token(): TokenWeIssued {
    return new TokenWeIssued(TOKEN_PREFIX + randomBytes(32).toString('base64url'));
  }

  fingerprint(parts: readonly (string | Uint8Array)[]): string {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
    return hash.digest('hex');
  }
}
