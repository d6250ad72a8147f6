/**
 * Says when to look at a lane; what is owed is known to the database alone. A wake that is lost costs a few seconds: every 5 s, at the
 * start and after a reconnect the lanes that the database names as due are woken.
 */
export abstract class LaneScheduler {
  /** The lane has something to do now. Returns at once and never throws; waking a lane that is being drained lets it look again. */
  abstract wake(platformId: string): void;
  /** False while wakes are lost, so that lanes are only found by looking. */
  isPrompt(): boolean {
    return true;
  }
  /** Begins to drain lanes in this process; without it, a process only wakes lanes for others. Rejects with what is to be set up anew. */
  abstract start(): Promise<void>;
  /** Begins no more drains and resolves when those under way have ended. */
  abstract stop(): Promise<void>;
}
