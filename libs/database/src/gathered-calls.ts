/** How much goes into one call, and how many calls are under way at once. */
export interface GatherBounds {
  readonly itemsPerCall: number;
  readonly callsAtOnce: number;
  /** A call does not begin sooner than this after the one before it ended, in ms: what that set free goes along. 0 where left out. */
  readonly apartMs?: number;
}

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes one call of what many ask for: what is asked in one tick goes together, and so does what gathers while calls are under way
 * or follow each other too fast. Under load a call then serves many; who comes alone does not wait.
 */
export class GatheredCalls<T, R> {
  private readonly waiting: Waiting<T, R>[] = [];
  private underWay = 0;
  private endedAtMs = Number.NEGATIVE_INFINITY;
  private isTimed = false;

  /** `send` resolves to one result per item, in their order. */
  constructor(
    private readonly send: (items: readonly T[]) => Promise<readonly R[]>,
    private readonly bounds: GatherBounds,
  ) {}

  /** The result of this item; rejects with what ended its call. */
  ask(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      const isFirst = this.waiting.push({ item, resolve, reject }) === 1;
      if (isFirst) queueMicrotask(() => this.sendWaiting());
    });
  }

  private sendWaiting(): void {
    const { callsAtOnce, itemsPerCall } = this.bounds;
    while (this.waiting.length > 0 && this.underWay < callsAtOnce) {
      if (this.isTooSoon()) return;
      void this.sendPortion(this.waiting.splice(0, itemsPerCall));
    }
  }

  private isTooSoon(): boolean {
    const { apartMs = 0, itemsPerCall } = this.bounds;
    const waitMs = this.endedAtMs + apartMs - performance.now();
    if (waitMs <= 0 || this.waiting.length >= itemsPerCall) return false;
    if (!this.isTimed) {
      this.isTimed = true;
      setTimeout(() => {
        this.isTimed = false;
        this.sendWaiting();
      }, waitMs);
    }
    return true;
  }

  private async sendPortion(portion: readonly Waiting<T, R>[]): Promise<void> {
    this.underWay++;
    try {
      const results = await this.send(portion.map(({ item }) => item));
      portion.forEach(({ resolve }, index) => resolve(results[index] as R));
    } catch (error) {
      for (const { reject } of portion) reject(error);
    } finally {
      this.underWay--;
      this.endedAtMs = performance.now();
      this.sendWaiting();
    }
  }
}
