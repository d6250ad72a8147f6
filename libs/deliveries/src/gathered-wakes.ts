/** Wakes that go to the queue in one call. */
const LANES_PER_CALL = 500;

/** Hands wakes to the queue, many lanes in one call and one call at a time: however often a lane is woken meanwhile, it is one more. */
export class GatheredWakes {
  private readonly waiting = new Set<string>();
  private sending: Promise<void> | null = null;

  /** `tell` tells the queue of lanes and never rejects. */
  constructor(private readonly tell: (platformIds: readonly string[]) => Promise<void>) {}

  /** Returns at once and never throws. */
  wake(platformId: string): void {
    this.waiting.add(platformId);
    this.sending ??= this.send().finally(() => (this.sending = null));
  }

  /** Resolves when everything that was woken is handed over, or lost. */
  async sent(): Promise<void> {
    while (this.sending !== null) await this.sending;
  }

  private async send(): Promise<void> {
    // What is woken in the same tick goes along.
    await Promise.resolve();
    while (this.waiting.size > 0) {
      const portion = [...this.waiting].slice(0, LANES_PER_CALL);
      for (const platformId of portion) this.waiting.delete(platformId);
      await this.tell(portion);
    }
  }
}
