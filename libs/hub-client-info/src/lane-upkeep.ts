import {
  eventOfStoredChange,
  type Clock,
  type DeliveryStore,
  type LaneScheduler,
  type PartyDirectory,
  type Platform,
  type RegistrySnapshot,
} from '@busbar/core';
import { OwedTasks } from './owed-tasks.js';

/** What lanes are kept up with. */
export interface LaneUpkeepPorts {
  readonly directory: Pick<PartyDirectory, 'snapshot'>;
  readonly deliveries: Pick<DeliveryStore, 'dueLanes' | 'resume' | 'discardLane'>;
  readonly lanes: Pick<LaneScheduler, 'wake'>;
  readonly clock: Clock;
}

type Upkeep =
  | { readonly kind: 'resume'; readonly platformId: string; readonly which: 'any' | 'paused' }
  | { readonly kind: 'discard'; readonly platformId: string }
  /** Looks for lanes of platforms that are gone, whenever that was. */
  | { readonly kind: 'sweep' };

const PLATFORM_GONE = 'the platform was removed';
/**
 * Between two sweeps, in ms. A lane is given up only where two of them in a row know no platform of it: another process may have made
 * one that this one has not heard of yet.
 */
const SWEEP_MS = 60_000;
const MAX_LANES = 10_000;

/**
 * Makes lanes follow what happens to their platforms: a handshake, the end of a suspension or of being OFFLINE resumes a lane, a probe
 * that succeeds ends its pause, and what is owed to a platform that was removed is discarded. Every process does it, which changes
 * nothing the second time.
 */
export class LaneUpkeep {
  private readonly owed: OwedTasks<Upkeep>;
  private seen: RegistrySnapshot | null = null;
  private sweptAt = Number.NEGATIVE_INFINITY;
  /** Whose platform the last sweep did not know. */
  private unknown: ReadonlySet<string> = new Set();

  constructor(private readonly ports: LaneUpkeepPorts) {
    this.owed = new OwedTasks({
      name: 'LaneUpkeep',
      clock: ports.clock,
      attempt: (upkeep) => this.keepUp(upkeep),
      isOurs: () => true,
    });
  }

  /** A platform has answered a probe with 2xx: it lets the hub in. Returns at once. */
  probeAccepted(platformId: string): void {
    this.owed.owe(`probe ${platformId}`, { kind: 'resume', platformId, which: 'paused' });
  }

  /** An operator lets the platform go on, whatever its lane waits for. Returns at once. */
  operatorResumed(platformId: string): void {
    this.owed.owe(platformId, { kind: 'resume', platformId, which: 'any' });
  }

  /** What time brings: follows the newest snapshot. */
  turn(): void {
    const snapshot = this.ports.directory.snapshot();
    if (snapshot === null) return;
    if (snapshot !== this.seen) this.follow(snapshot);
    const now = this.ports.clock.elapsed();
    if (now - this.sweptAt >= SWEEP_MS) {
      this.sweptAt = now;
      this.owed.owe('sweep', { kind: 'sweep' });
    }
    this.owed.turn();
  }

  /** Resolves when nothing is being written. */
  stop(): Promise<void> {
    return this.owed.stop();
  }

  private follow(snapshot: RegistrySnapshot): void {
    const before = this.seen;
    this.seen = snapshot;
    for (const platform of snapshot.allPlatforms()) {
      const { id: platformId, status } = platform;
      // A pause that a handshake ended just before the last process died would be ended by nothing else.
      if (before === null && status === 'CONNECTED') this.ports.lanes.wake(platformId);
      const known = before?.platform(platformId) ?? null;
      if (known !== null && isLetIn(known, platform)) {
        this.owed.owe(platformId, { kind: 'resume', platformId, which: 'any' });
      }
    }
    for (const { id: platformId } of before?.allPlatforms() ?? []) {
      if (snapshot.platform(platformId) === null) this.owed.owe(platformId, { kind: 'discard', platformId });
    }
  }

  private async keepUp(upkeep: Upkeep): Promise<'done' | 'again'> {
    if (upkeep.kind === 'sweep') return this.sweep();
    const { deliveries, lanes, clock } = this.ports;
    const { platformId } = upkeep;
    if (upkeep.kind === 'discard') {
      const discarded = await deliveries.discardLane(platformId, PLATFORM_GONE, clock.now());
      return discarded === 'database-lost' ? 'again' : 'done';
    }
    if ((await deliveries.resume(platformId, upkeep.which)) === 'database-lost') return 'again';
    lanes.wake(platformId);
    return 'done';
  }

  private async sweep(): Promise<'done' | 'again'> {
    const { deliveries, directory } = this.ports;
    // At the end of time everything that is pending is due.
    const lanes = await deliveries.dueLanes(Number.MAX_SAFE_INTEGER, MAX_LANES);
    const snapshot = directory.snapshot();
    if (lanes === 'database-lost' || snapshot === null) return 'again';
    const before = this.unknown;
    this.unknown = new Set(lanes.filter((platformId) => snapshot.platform(platformId) === null));
    for (const platformId of this.unknown) {
      if (before.has(platformId)) this.owed.owe(platformId, { kind: 'discard', platformId });
    }
    return 'done';
  }
}

function isLetIn(before: Platform, after: Platform): boolean {
  const event = eventOfStoredChange(before, after, null);
  return event === 'registered' || event === 'found-connected';
}
