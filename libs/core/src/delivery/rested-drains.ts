import { drainLane, type DrainEnding, type DrainPorts } from './drain-lane.js';

/** What a lane finds out while its platform is away, namely what has expired, may wait for so long. */
const LOOK_AGAIN_AFTER_MS = 1_000;

/**
 * Drains lanes, but looks into one whose platform is not connected once a second at most: each broadcast wakes it, and each look costs
 * three ways to the database that lead to nothing. A platform that is back is drained at once.
 */
export class RestedDrains {
  /** By platform id, as long as it is not connected: `Clock.elapsed()`. */
  private readonly lookedAt = new Map<string, number>();

  constructor(private readonly ports: DrainPorts) {}

  /** Drains one lane for a turn. */
  async drain(platformId: string): Promise<DrainEnding> {
    const restsForMs = this.restOf(platformId);
    if (restsForMs > 0) return { kind: 'waits', untilMs: this.ports.clock.now() + Math.ceil(restsForMs) };
    return drainLane(platformId, this.ports);
  }

  private restOf(platformId: string): number {
    const { clock, directory, presence } = this.ports;
    const platform = directory.snapshot()?.platform(platformId) ?? null;
    if (platform !== null && presence.statusOf(platform) === 'CONNECTED') {
      this.lookedAt.delete(platformId);
      return 0;
    }
    const now = clock.elapsed();
    const restsForMs = (this.lookedAt.get(platformId) ?? Number.NEGATIVE_INFINITY) + LOOK_AGAIN_AFTER_MS - now;
    if (restsForMs <= 0) this.lookedAt.set(platformId, now);
    return restsForMs;
  }
}
