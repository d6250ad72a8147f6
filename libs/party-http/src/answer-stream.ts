import type { BodyTarget, StreamEnd } from '@busbar/core';

const EDGE_BYTES = 2048;

/** Where the bytes come from, as far as the stream steers it. */
export interface AnswerSource {
  pause(): void;
  resume(): void;
  /** The asker went away: nothing more is wanted. */
  stop(): void;
}

/** An answer too long to be collected. It stands still until somebody pipes it on, and goes no faster than it is taken. */
export class AnswerStream {
  readonly #source: AnswerSource;
  #waiting: Uint8Array[];
  #target: BodyTarget | null = null;
  #how: StreamEnd['how'] | null = null;
  #conclude: ((end: StreamEnd) => void) | null = null;
  #bytes = 0;
  #head: Uint8Array = new Uint8Array(0);
  #tail: Uint8Array = new Uint8Array(0);

  constructor(collected: readonly Uint8Array[], source: AnswerSource) {
    this.#waiting = [...collected];
    this.#source = source;
  }

  /** Sends everything to the target, once; resolves when the last byte was handed over or nothing more will come. */
  readonly pipeTo = (target: BodyTarget): Promise<StreamEnd> =>
    new Promise((resolve) => {
      this.#target = target;
      this.#conclude = resolve;
      target.onGone(() => this.#stop());
      target.onDrain(() => this.#source.resume());
      this.#begin(target);
    });

  /** The next bytes from the party. */
  take(chunk: Uint8Array): void {
    if (this.#target === null) this.#waiting.push(chunk);
    else if (this.#how === null && !this.#write(this.#target, chunk)) this.#source.pause();
  }

  /** The answer is whole. */
  finish(): void {
    this.#end('complete');
  }

  /** Nothing more will come although the answer is not whole. */
  breakOff(): void {
    this.#waiting = [];
    this.#end('cut-off');
  }

  #begin(target: BodyTarget): void {
    let hasRoom = true;
    for (const chunk of this.#waiting.splice(0)) hasRoom = this.#write(target, chunk);
    if (this.#how !== null) this.#hangUp(target, this.#how);
    else if (hasRoom) this.#source.resume();
  }

  #stop(): void {
    if (this.#how !== null) return;
    this.#end('asker-gone');
    this.#source.stop();
  }

  #end(how: StreamEnd['how']): void {
    if (this.#how !== null) return;
    this.#how = how;
    if (this.#target !== null) this.#hangUp(this.#target, how);
  }

  #hangUp(target: BodyTarget, how: StreamEnd['how']): void {
    this.#conclude?.({
      how,
      bytes: this.#bytes,
      head: this.#head,
      tail: Uint8Array.from(this.#tail.subarray(-EDGE_BYTES)),
    });
    if (how === 'complete') target.end();
    else if (how === 'cut-off') target.destroy();
  }

  #write(target: BodyTarget, chunk: Uint8Array): boolean {
    this.#bytes += chunk.length;
    const missing = EDGE_BYTES - this.#head.length;
    if (missing > 0) this.#head = joined(this.#head, chunk.subarray(0, missing));
    // Cut to size once, at the end: a copy for each chunk would be felt on a large page.
    this.#tail = chunk.length >= EDGE_BYTES ? chunk : joined(this.#tail.subarray(-EDGE_BYTES), chunk);
    return target.write(chunk);
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
