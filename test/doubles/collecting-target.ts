import type { BodyTarget } from '@busbar/core';

/** An asker that keeps what it gets. It reads as fast as it is told to: `isFull` makes it ask for a pause. */
export class CollectingTarget implements BodyTarget {
  bytes = 0;
  isFull = false;
  ended: 'ended' | 'destroyed' | null = null;
  /** Bytes that arrived although a pause was asked for. */
  bytesWhileFull = 0;
  readonly chunks: Uint8Array[] = [];
  readonly #keeps: boolean;
  #resume: () => void = () => undefined;
  #stop: () => void = () => undefined;

  constructor({ keeps = true }: { readonly keeps?: boolean } = {}) {
    this.#keeps = keeps;
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString();
  }

  write(chunk: Uint8Array): boolean {
    this.bytes += chunk.length;
    if (this.isFull) this.bytesWhileFull += chunk.length;
    if (this.#keeps) this.chunks.push(chunk);
    return !this.isFull;
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
    this.isFull = false;
    this.#resume();
  }

  /** The asker hangs up. */
  leave(): void {
    this.#stop();
  }
}
