import type { AnswerBody, BodyTarget } from '../answer.js';

/** Reads a whole answer into memory; `too-large` once it passes the cap (nothing more is read then), `cut-off` when it breaks. */
export async function collectBody(body: AnswerBody, maxBytes: number): Promise<Uint8Array | 'too-large' | 'cut-off'> {
  if (body.kind === 'whole') return body.bytes.length > maxBytes ? 'too-large' : body.bytes;
  const collector = new Collector(maxBytes);
  const end = await body.pipeTo(collector);
  if (collector.isOverCap) return 'too-large';
  return end.how === 'complete' ? collector.bytes() : 'cut-off';
}

class Collector implements BodyTarget {
  isOverCap = false;
  private readonly chunks: Uint8Array[] = [];
  private size = 0;
  private stop: () => void = () => undefined;

  constructor(private readonly maxBytes: number) {}

  write(chunk: Uint8Array): boolean {
    if (this.isOverCap) return false;
    this.size += chunk.length;
    if (this.size > this.maxBytes) {
      this.isOverCap = true;
      this.chunks.length = 0;
      this.stop();
      return false;
    }
    // The source may reuse its buffer once this returns.
    this.chunks.push(chunk.slice());
    return true;
  }

  onDrain(): void {
    // Nothing here is ever full, and what is over the cap has stopped for good.
  }

  onGone(stop: () => void): void {
    this.stop = stop;
  }

  end(): void {
    // How it ended is the outcome of pipeTo.
  }

  destroy(): void {
    // The same.
  }

  bytes(): Uint8Array {
    const whole = new Uint8Array(this.size);
    let at = 0;
    for (const chunk of this.chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }
}
