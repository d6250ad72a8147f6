import type { HubProcesses, Platform, PresenceSettings } from '@busbar/core';
import {
  AliveCheck,
  ConnectionSwitch,
  PresenceTracker,
  StatusAnnouncer,
  type StatusAnnouncement,
} from '@busbar/hub-client-info';
import { LoneProcess } from '@busbar/events';
import { LinkedEventBuses } from '../doubles/linked-event-buses.js';
import { ManualClock } from '../doubles/manual-clock.js';
import { MemoryPlatforms } from '../doubles/memory-platforms.js';
import { ScriptedPartyClient } from '../doubles/scripted-party-client.js';

/** What the hub lets out about connections, in order. */
class KeptAnnouncements extends StatusAnnouncer {
  readonly all: StatusAnnouncement[] = [];

  override announce(announcement: StatusAnnouncement): void {
    this.all.push(announcement);
  }
}

const SETTINGS: PresenceSettings = { offlineAfter: 3, aliveAfterMs: 300_000, statusHoldMs: 30_000 };

/** More than the longest chain of promises here: nothing in the rig waits for the world. */
const SETTLING_TURNS = 50;

/** What differs from the only process of a hub. */
export interface PresenceExtras {
  /** Another process on the same store, with the same partners. */
  readonly beside?: PresenceRig | null;
  readonly processes?: Pick<HubProcesses, 'looksAfter'>;
}

/** Everything that knows connection status in one process, with time and partners in the test's hand. */
export class PresenceRig {
  readonly clock: ManualClock;
  readonly parties: ScriptedPartyClient;
  readonly buses: LinkedEventBuses;
  readonly announcements = new KeptAnnouncements();
  readonly platforms: MemoryPlatforms;
  readonly tracker: PresenceTracker;
  readonly aliveCheck: AliveCheck;
  readonly connectionSwitch: ConnectionSwitch;
  private nextId = 0;

  constructor(
    platforms: readonly Platform[],
    settings: Partial<PresenceSettings> = {},
    { beside = null, processes = new LoneProcess() }: PresenceExtras = {},
  ) {
    this.clock = beside?.clock ?? new ManualClock();
    this.parties = beside?.parties ?? new ScriptedPartyClient();
    this.buses = beside?.buses ?? new LinkedEventBuses();
    this.platforms = beside?.platforms ?? new MemoryPlatforms(...platforms);
    const ports = { directory: this.platforms, store: this.platforms, clock: this.clock, processes };
    const ids = { uuid: () => `id-${(this.nextId += 1)}` };
    this.tracker = new PresenceTracker(
      { ...ports, announcer: this.announcements, events: this.buses.join(), random: () => 0 },
      { ...SETTINGS, ...settings },
    );
    this.aliveCheck = new AliveCheck(this.tracker, { ...ports, parties: this.parties, ids });
    this.connectionSwitch = new ConnectionSwitch(this.aliveCheck, ports);
    // The hub meets its platforms when it starts.
    this.tracker.turn(this.platforms.snapshot());
  }

  /** The live status of a platform. */
  statusOf(platformId: string): string {
    return this.tracker.statusOf(this.platforms.get(platformId));
  }

  /** Lets time pass in steps of a quarter of a second, with everything that falls due in it. */
  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 250) {
      this.clock.advance(250);
      this.aliveCheck.turn();
      await this.settle();
    }
  }

  /** Lets everything that waits for nothing but its turn come to its end. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < SETTLING_TURNS; turn += 1) await Promise.resolve();
  }
}
