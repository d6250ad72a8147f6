import { setImmediate as afterWhatHasArrived } from 'node:timers/promises';

/** What is watched, and who hears of it. */
export interface QueueWatchParts {
  /** Writes a little where wakes are written. */
  readonly write: () => Promise<unknown>;
  readonly onAway: (why: string) => void;
  readonly onBack: () => void;
}

/** What the queue has not taken after so long it does not take. */
const TAKES_WITHIN_MS = 1_000;
const LOOK_EVERY_MS = 2_000;
/** While it takes nothing. */
const LOOK_EVERY_MS_AWAY = 500;

/**
 * Knows whether the queue takes wakes. A connection that stands says nothing of a Redis that is frozen, or full: so a little is written
 * now and then, and what is written anyway is watched.
 */
export class QueueWatch {
  private isAwayNow = false;
  private timer: NodeJS.Timeout;
  private looking: Promise<void> | null = null;
  private isStopped = false;

  constructor(private readonly parts: QueueWatchParts) {
    this.timer = setTimeout(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  /** Whether wakes are lost now. */
  get isAway(): boolean {
    return this.isAwayNow;
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /** Whether the queue has taken something in time; never rejects. */
  async takes(written: Promise<unknown>): Promise<boolean> {
    const fault = await faultOf(written);
    if (fault === null) this.noteBack();
    else this.noteAway(fault);
    return fault === null;
  }

  /** Something other than a write has told that the queue takes nothing. */
  noteAway(why: string): void {
    if (this.isAwayNow || this.isStopped) return;
    this.isAwayNow = true;
    this.lookIn(LOOK_EVERY_MS_AWAY);
    this.parts.onAway(why);
  }

  /** Looks now; resolves when that is known. */
  look(): Promise<void> {
    this.looking ??= this.takes(this.parts.write()).then(() => {
      this.looking = null;
      this.lookIn(this.isAwayNow ? LOOK_EVERY_MS_AWAY : LOOK_EVERY_MS);
    });
    return this.looking;
  }

  private noteBack(): void {
    if (!this.isAwayNow || this.isStopped) return;
    this.isAwayNow = false;
    this.parts.onBack();
  }

  private lookIn(ms: number): void {
    clearTimeout(this.timer);
    if (!this.isStopped) this.timer = setTimeout(() => void this.look(), ms).unref();
  }
}

/** Why it was not written in time; null where it was. */
async function faultOf(written: Promise<unknown>): Promise<string | null> {
  let fault: string | null = `it has not answered within ${TAKES_WITHIN_MS} ms`;
  const settled = written.then(
    () => void (fault = null),
    (error: unknown) => void (fault = error instanceof Error ? error.message : String(error)),
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, TAKES_WITHIN_MS)));
  await Promise.race([settled, late]);
  clearTimeout(timer);
  // A process that was busy for so long reads its answers only now.
  await afterWhatHasArrived();
  return fault;
}
