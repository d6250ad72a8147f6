/** Tells those who work on something that nobody waits for it any more. */
export class Cancellation {
  private readonly stops = new Set<() => void>();
  private isOver = false;

  /** Whether it was cancelled. */
  get isCancelled(): boolean {
    return this.isOver;
  }

  /** `stop` is called once when it is cancelled, at once where it was before, and never after the returned function was called. */
  onCancelled(stop: () => void): () => void {
    if (this.isOver) stop();
    else this.stops.add(stop);
    return () => this.stops.delete(stop);
  }

  /** Calls everybody who still wants to know. */
  cancel(): void {
    this.isOver = true;
    const stops = [...this.stops];
    this.stops.clear();
    for (const stop of stops) stop();
  }
}
