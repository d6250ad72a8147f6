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
  readonly deliveries: Pick<DeliveryStore, 'resume' | 'discardLane'>;
  readonly lanes: Pick<LaneScheduler, 'wake'>;
  readonly clock: Clock;
}

type Upkeep =
  | { readonly kind: 'resume'; readonly platformId: string; readonly which: 'any' | 'paused' }
  | { readonly kind: 'discard'; readonly platformId: string };

const PLATFORM_GONE = 'the platform was removed';

/**
 * Makes lanes follow what happens to their platforms: a handshake, the end of a suspension or of being OFFLINE resumes a lane, a probe
 * that succeeds ends its pause, and what is owed to a platform that was removed is discarded. Every process does it, which changes
 * nothing the second time.
 */
export class LaneUpkeep {
  private readonly owed: OwedTasks<Upkeep>;
  private seen: RegistrySnapshot | null = null;

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

  /** What time brings: follows the newest snapshot. */
  turn(): void {
    const snapshot = this.ports.directory.snapshot();
    if (snapshot !== null && snapshot !== this.seen) this.follow(snapshot);
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
}

function isLetIn(before: Platform, after: Platform): boolean {
  const event = eventOfStoredChange(before, after, null);
  return event === 'registered' || event === 'found-connected';
}
