import type { BodyTarget } from '@busbar/core';

/** An asker that keeps what it gets, unless told not to, and asks for a pause once it has `fullAtBytes`, until it is drained. */
export class CollectingTarget implements BodyTarget {
  bytes = 0;
  ended: 'ended' | 'destroyed' | null = null;
  /** Bytes that arrived although a pause was asked for. */
  bytesWhileFull = 0;
  readonly chunks: Uint8Array[] = [];
  readonly #keeps: boolean;
  #fullAtBytes: number;
  #resume: () => void = () => undefined;
  #stop: () => void = () => undefined;

  constructor({
    keeps = true,
    fullAtBytes = Infinity,
  }: { readonly keeps?: boolean; readonly fullAtBytes?: number } = {}) {
    this.#keeps = keeps;
    this.#fullAtBytes = fullAtBytes;
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString();
  }

  write(chunk: Uint8Array): boolean {
    if (this.bytes >= this.#fullAtBytes) this.bytesWhileFull += chunk.length;
    this.bytes += chunk.length;
    if (this.#keeps) this.chunks.push(chunk);
    return this.bytes < this.#fullAtBytes;
  }

  onDrain(resume: () => void): void {
    this.#resume = resume;
  }

  onGone(stop: () => void): void {
    this.#stop = stop;
  }

  end(): void {
    this.ended = 'ended';
  }

  destroy(): void {
    this.ended = 'destroyed';
  }

  /** Everything was read; more may come. */
  drain(): void {
    this.#fullAtBytes = Infinity;
    this.#resume();
  }

  /** The asker hangs up. */
  leave(): void {
    this.#stop();
  }
}
