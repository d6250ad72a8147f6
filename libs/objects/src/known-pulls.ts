import {
  pullKeyText,
  type Clock,
  type PartyDirectory,
  type PullKey,
  type PullState,
  type PullStore,
} from '@busbar/core';

/** How often all states are read, in ms: what other processes pulled is known here so much later. */
const ALL_EVERY_MS = 10_000;
/** A platform that is no more for so long is forgotten, in ms: this process may hear of a new one later than of its pulls. */
const FORGOTTEN_AFTER_MS = 60_000;

/** What is known of pulls without asking, and where it comes from. */
export interface KnownPullsParts {
  readonly store: PullStore;
  readonly clock: Pick<Clock, 'elapsed'>;
  readonly directory: Pick<PartyDirectory, 'snapshot'>;
  /** Whether this process forgets the pulls of platforms that are no more. */
  readonly isCaretaker: () => boolean;
}

/** Where pulls stand, as this process last read it: messages ask for it, and they do not wait for a database. */
export class KnownPulls {
  private readonly states = new Map<string, PullState>();
  private readonly missingSince = new Map<string, number>();
  private readAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: KnownPullsParts) {}

  /** Whether anything was read at all. */
  get isLoaded(): boolean {
    return this.readAt > Number.NEGATIVE_INFINITY;
  }

  /** Null where no pull of it has ever begun. */
  of(key: PullKey): PullState | null {
    return this.states.get(pullKeyText(key)) ?? null;
  }

  /** Reads the states of one platform anew. */
  async refresh(platformId: string): Promise<void> {
    const states = await this.parts.store.states(platformId);
    if (states === 'database-lost') return;
    for (const [key, state] of this.states) if (state.platformId === platformId) this.states.delete(key);
    for (const state of states) this.states.set(pullKeyText(state), state);
  }

  /** Reads all of them anew where the last time is long ago. */
  async refreshNowAndThen(): Promise<void> {
    const now = this.parts.clock.elapsed();
    if (now - this.readAt < ALL_EVERY_MS) return;
    const states = await this.parts.store.states(null);
    if (states === 'database-lost') return;
    this.readAt = now;
    this.states.clear();
    for (const state of states) this.states.set(pullKeyText(state), state);
    await this.forgetOld(now);
  }

  private async forgetOld(now: number): Promise<void> {
    const snapshot = this.parts.directory.snapshot();
    if (snapshot === null || !this.parts.isCaretaker()) return;
    const platforms = new Set([...this.states.values()].map(({ platformId }) => platformId));
    for (const id of [...this.missingSince.keys()]) if (!platforms.has(id)) this.missingSince.delete(id);
    for (const id of platforms) {
      if (snapshot.platform(id) !== null) this.missingSince.delete(id);
      else if (!this.missingSince.has(id)) this.missingSince.set(id, now);
      else if (now - (this.missingSince.get(id) ?? now) > FORGOTTEN_AFTER_MS) await this.parts.store.forget(id);
    }
  }
}
