import {
  newConnection,
  type Announced,
  type Clock,
  type Connection,
  type ConnectionMoments,
  type Platform,
  type Sighting,
  type StoredConnection,
} from '@busbar/core';

const NEVER = Number.NEGATIVE_INFINITY;

/** All that this process remembers of one platform's connection; moments are elapsed ms, minus infinity for never. */
export class TrackedPlatform {
  readonly id: string;
  connection: Connection;
  stored: StoredConnection;
  storedRevision: number;
  lastHeardAt = NEVER;
  lastAnswerAt = NEVER;
  /** When it got its status; while it has not changed, when it was first met. */
  changedAt: number;
  /** When the store last decided (handshake, suspension): exchanges that began before it speak of another time. */
  decidedAt = NEVER;
  /** When the failures in a row began that are counted now. */
  failingSince = NEVER;
  probeStartedAt: number | null = null;
  isBeingProbed = false;
  announced: Announced;

  constructor(
    platform: Platform,
    metAt: number,
    /** 0 to 1: this platform's place in the splay. */
    public jitter: number,
  ) {
    this.id = platform.id;
    this.connection = newConnection(platform.status);
    this.stored = platform;
    this.storedRevision = platform.revision;
    this.changedAt = metAt;
    this.announced = { status: platform.status, at: NEVER };
  }

  /** Keeps in mind when the failures in a row began; to be called after each event, which nearly never needs the time. */
  dateFailures(clock: Pick<Clock, 'elapsed'>): void {
    if (this.connection.failuresInARow === 0) this.failingSince = NEVER;
    else if (this.failingSince === NEVER) this.failingSince = clock.elapsed();
  }

  /** Dates what another process heard and was answered, unless this one has heard later. */
  sawElsewhere({ heardMsAgo, answer }: Sighting, now: number): void {
    if (heardMsAgo !== null) this.lastHeardAt = Math.max(this.lastHeardAt, now - heardMsAgo);
    if (answer !== null) this.lastAnswerAt = Math.max(this.lastAnswerAt, now - answer.msAgo);
  }

  /** The moments that say when it is to be probed. */
  moments(): ConnectionMoments {
    return {
      lastSignAt: Math.max(this.lastHeardAt, this.lastAnswerAt, this.changedAt),
      changedAt: this.changedAt,
      probeStartedAt: this.probeStartedAt,
    };
  }
}
