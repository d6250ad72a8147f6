import type { DeliveryStore } from '@busbar/core';

/** What the database is asked with. */
export interface DueLanesPollParts {
  readonly store: Pick<DeliveryStore, 'dueLanes'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly reportBug: (error: unknown) => void;
}

/** Whatever was not woken is found by looking into the database so often. */
const EVERY_MS = 5_000;
/** So often while the database is lost. */
const EVERY_MS_WITHOUT = 1_000;
const LANES_AT_ONCE = 1_000;

/** Wakes the lanes that the database names as due: at the start, when asked to, and every 5 s. A lost wake costs no more than that. */
export class DueLanesPoll {
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;
  private isRunning = false;

  constructor(
    private readonly parts: DueLanesPollParts,
    private readonly wake: (platformId: string) => void,
  ) {}

  /** Resolves after the first look. */
  start(): Promise<void> {
    this.isRunning = true;
    return this.look();
  }

  /** Resolves when no look is under way any more. */
  async stop(): Promise<void> {
    this.isRunning = false;
    this.lookIn(null);
    await this.looking;
  }

  /** Looks now, and then every 5 s again. */
  look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => (this.looking = null));
    return this.looking;
  }

  /** The database was lost a moment ago: it is looked for more often. */
  lookSoon(): void {
    if (this.isRunning && this.looking === null) this.lookIn(EVERY_MS_WITHOUT);
  }

  private async lookOnce(): Promise<void> {
    this.lookIn(null);
    const due = await this.parts.store.dueLanes(this.parts.now(), LANES_AT_ONCE).catch((bug: unknown) => {
      this.parts.reportBug(bug);
      return [];
    });
    if (!this.isRunning) return;
    this.lookIn(due === 'database-lost' ? EVERY_MS_WITHOUT : EVERY_MS);
    if (due !== 'database-lost') due.forEach(this.wake);
  }

  private lookIn(ms: number | null): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = ms === null ? null : setTimeout(() => void this.look(), ms).unref();
  }
}
