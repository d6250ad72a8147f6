import {
  eventOfExchange,
  eventOfStoredChange,
  eventsOfSighting,
  isAnnouncementDue,
  isSignOfLife,
  nextConnection,
  Presence,
  probeDueAt,
  type Clock,
  type ConnectionEvent,
  type ConnectionStatus,
  type EventBus,
  type HubProcesses,
  type PartyAnswer,
  type PartyDirectory,
  type Platform,
  type PlatformStore,
  type PresenceSettings,
  type RegistrySnapshot,
  type Sighting,
} from '@busbar/core';
import { SharedSightings } from './shared-sightings.js';
import type { StatusAnnouncer } from './status-announcer.js';
import { StatusWriter } from './status-writer.js';
import { TrackedPlatform } from './tracked-platform.js';

/** What an operator sees of a connection. */
export interface ConnectionView {
  readonly status: ConnectionStatus;
  /** The platform answers 401 to the hub's token. */
  readonly credentialsRefused: boolean;
  readonly failuresInARow: number;
  /** Ms since the epoch, by whichever process of the hub; null while nothing was heard since this one started. */
  readonly lastHeardAtMs: number | null;
  /** Ms since the epoch, by whichever process; null while nothing was answered since this one started. */
  readonly lastAnswerAtMs: number | null;
}

/** What the tracker works with. */
export interface PresenceTrackerPorts {
  readonly directory: Pick<PartyDirectory, 'snapshot'>;
  readonly store: Pick<PlatformStore, 'setStatus'>;
  readonly clock: Clock;
  readonly announcer: StatusAnnouncer;
  readonly events: EventBus;
  /** One process announces what became of a platform. */
  readonly processes: Pick<HubProcesses, 'looksAfter'>;
  /** From 0 to 1; splays the alive checks. */
  readonly random: () => number;
}

/**
 * The connection status of every platform, live, in the memory of this process. It starts from what is stored, follows what others
 * store and see, and stores its own changes without keeping routing waiting. Each message costs it two look-ups and some comparisons.
 */
export class PresenceTracker extends Presence {
  private readonly tracked = new Map<string, TrackedPlatform>();
  private readonly writer: StatusWriter;
  private readonly sightings: SharedSightings;
  private prunedRevision = -1;

  constructor(
    private readonly ports: PresenceTrackerPorts,
    private readonly settings: PresenceSettings,
  ) {
    super();
    this.writer = new StatusWriter({
      directory: ports.directory,
      store: ports.store,
      clock: ports.clock,
      onStored: (platform) => void this.track(platform),
    });
    this.sightings = new SharedSightings(ports.events, ports.clock);
    this.sightings.subscribe((sightings) => this.learn(sightings));
  }

  override statusOf(platform: Platform): ConnectionStatus {
    return this.track(platform).connection.status;
  }

  override heardFrom(platform: Platform): void {
    const tracked = this.track(platform);
    tracked.lastHeardAt = this.ports.clock.elapsed();
    this.observe(tracked, 'heard');
  }

  override exchangeEnded(platform: Platform, answer: PartyAnswer, startedAt: number): void {
    const tracked = this.track(platform);
    // An exchange from before a handshake used the token of that time: its 401 is no news.
    if (startedAt < tracked.decidedAt) return;
    const event = eventOfExchange(answer, startedAt, tracked.lastAnswerAt);
    if (isSignOfLife(event)) tracked.lastAnswerAt = this.ports.clock.elapsed();
    this.observe(tracked, event);
  }

  /** The connection as an operator sees it. */
  viewOf(platform: Platform): ConnectionView {
    const { connection, lastHeardAt, lastAnswerAt } = this.track(platform);
    return {
      status: connection.status,
      credentialsRefused: connection.credentialsRefused,
      failuresInARow: connection.failuresInARow,
      lastHeardAtMs: this.epochMs(lastHeardAt),
      lastAnswerAtMs: this.epochMs(lastAnswerAt),
    };
  }

  /**
   * What time brings: follows the newest snapshot, tries owed writes again, makes announcements whose hold is over, tells other
   * processes what was seen.
   */
  turn(snapshot: RegistrySnapshot): void {
    for (const platform of snapshot.allPlatforms()) this.announceIfDue(this.track(platform));
    if (snapshot.revision !== this.prunedRevision) this.forgetRemoved(snapshot);
    this.writer.retry();
    this.sightings.tellIfDue();
  }

  /** From when on the platform is to be probed, in elapsed ms; Infinity while it is being probed or is never to be. */
  probeDueAt(platform: Platform): number {
    const tracked = this.track(platform);
    if (tracked.isBeingProbed) return Number.POSITIVE_INFINITY;
    const { connection, jitter } = tracked;
    return probeDueAt({ connection, moments: tracked.moments(), settings: this.settings, jitter });
  }

  /** A probe begins; its ending is told by {@link exchangeEnded}, then by {@link probeEnded}. */
  probeStarted(platform: Platform): void {
    const tracked = this.track(platform);
    tracked.isBeingProbed = true;
    tracked.probeStartedAt = this.ports.clock.elapsed();
    tracked.jitter = this.ports.random();
    this.observe(tracked, 'probe-started');
  }

  /** The probe is over, whatever came of it. */
  probeEnded(platform: Platform): void {
    this.track(platform).isBeingProbed = false;
  }

  /** Resolves when no status is being written; later changes stay in memory. */
  async stop(): Promise<void> {
    await this.writer.stop();
  }

  private track(platform: Platform): TrackedPlatform {
    let tracked = this.tracked.get(platform.id);
    if (tracked === undefined) {
      tracked = new TrackedPlatform(platform, this.ports.clock.elapsed(), this.ports.random());
      this.tracked.set(platform.id, tracked);
    } else if (platform.revision > tracked.storedRevision) {
      this.follow(tracked, platform);
    }
    return tracked;
  }

  /** A message under way may still hold an older snapshot, so only newer revisions come here. */
  private follow(tracked: TrackedPlatform, platform: Platform): void {
    const event = eventOfStoredChange(tracked.stored, platform, this.writer.statusBeingStored(platform.id));
    tracked.stored = platform;
    tracked.storedRevision = platform.revision;
    if (event === 'nothing-learned') return;
    tracked.decidedAt = this.ports.clock.elapsed();
    this.writer.forget(platform.id);
    this.become(tracked, event);
  }

  /** Takes in what this process saw of the platform. */
  private observe(tracked: TrackedPlatform, event: ConnectionEvent): void {
    this.sightings.note(tracked.id, event);
    this.apply(tracked, event);
  }

  /** Takes in what another process saw: of several that find the same, one stores it. */
  private learn(sightings: readonly Sighting[]): void {
    const snapshot = this.ports.directory.snapshot();
    for (const sighting of sightings) {
      const platform = snapshot?.platform(sighting.platformId) ?? null;
      if (platform === null) continue;
      const tracked = this.track(platform);
      const now = this.ports.clock.elapsed();
      const since = Math.max(tracked.lastAnswerAt, tracked.decidedAt);
      const events = eventsOfSighting(sighting, now, { since, failingSince: tracked.failingSince });
      tracked.sawElsewhere(sighting, now);
      for (const event of events) this.apply(tracked, event);
    }
  }

  /** Has a change of status stored. */
  private apply(tracked: TrackedPlatform, event: ConnectionEvent): void {
    if (this.become(tracked, event)) {
      this.writer.owe(tracked.id, tracked.connection.status, this.ports.clock.now());
    }
  }

  /** Whether the status changed. */
  private become(tracked: TrackedPlatform, event: ConnectionEvent): boolean {
    const before = tracked.connection;
    tracked.connection = nextConnection(before, event, this.settings.offlineAfter);
    tracked.dateFailures(this.ports.clock);
    if (tracked.connection.status === before.status) return false;
    tracked.changedAt = this.ports.clock.elapsed();
    this.announceIfDue(tracked);
    return true;
  }

  private announceIfDue(tracked: TrackedPlatform): void {
    const next = { status: tracked.connection.status, at: this.ports.clock.elapsed() };
    if (!isAnnouncementDue(tracked.announced, next, this.settings.statusHoldMs)) return;
    tracked.announced = next;
    if (!this.ports.processes.looksAfter(tracked.id)) return;
    this.ports.announcer.announce({ platformId: tracked.id, status: next.status });
  }

  private forgetRemoved(snapshot: RegistrySnapshot): void {
    this.prunedRevision = snapshot.revision;
    for (const id of this.tracked.keys()) {
      if (snapshot.platform(id) !== null) continue;
      this.tracked.delete(id);
      this.sightings.forget(id);
    }
  }

  private epochMs(elapsedMs: number): number | null {
    const { clock } = this.ports;
    return Number.isFinite(elapsedMs) ? Math.round(clock.now() - (clock.elapsed() - elapsedMs)) : null;
  }
}
