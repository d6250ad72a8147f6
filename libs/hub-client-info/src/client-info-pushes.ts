import {
  allClientInfos,
  clientInfoFanOuts,
  isAnnouncementDue,
  type Announced,
  type Clock,
  type DatedClientInfo,
  type DeliveryStore,
  type HubProcesses,
  type Ids,
  type LaneScheduler,
  type PartyDirectory,
  type RegistrySnapshot,
} from '@busbar/core';
import { OwedTasks } from './owed-tasks.js';

/**
 * Changes of this last time before a start are announced again: the process that made them may have died before it owed them to
 * anybody. What was owed then is not owed twice.
 */
const RETOLD_MS = 3_600_000;
const NEVER = Number.NEGATIVE_INFINITY;

/** What pushes are made and handed over with. */
export interface ClientInfoPushesPorts {
  readonly directory: Pick<PartyDirectory, 'snapshot'>;
  readonly deliveries: Pick<DeliveryStore, 'accept'>;
  readonly lanes: Pick<LaneScheduler, 'wake'>;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'fingerprint' | 'uuid'>;
  readonly processes: Pick<HubProcesses, 'looksAfter'>;
}

/** How pushes go. */
export interface ClientInfoPushSettings {
  /** At most one announced change per party in this time. */
  readonly statusHoldMs: number;
  /** How long a push is kept for a platform that cannot be reached. */
  readonly deliveryTtlMs: number;
}

interface KnownParty {
  newest: DatedClientInfo;
  announced: Announced;
}

/**
 * Tells platforms of every stored change of a party's ClientInfo: a new party, a new status, a party that has left. Each change is
 * owed through the lanes from when it is committed there; while the database is away it waits, and a newer one replaces it.
 */
export class ClientInfoPushes {
  private readonly parties = new Map<string, KnownParty>();
  private readonly owed: OwedTasks<DatedClientInfo>;
  private seen: RegistrySnapshot | null = null;
  private isHolding = false;

  constructor(
    private readonly ports: ClientInfoPushesPorts,
    private readonly settings: ClientInfoPushSettings,
  ) {
    this.owed = new OwedTasks({
      name: 'ClientInfoPushes',
      clock: ports.clock,
      attempt: (news) => this.push(news),
      isOurs: ({ platformId, key }) => ports.processes.looksAfter(platformId ?? key),
    });
  }

  /** What time brings: follows the newest snapshot, and announces what is due. */
  turn(): void {
    const snapshot = this.ports.directory.snapshot();
    if (snapshot === null) return;
    if (snapshot !== this.seen) this.follow(snapshot);
    if (this.isHolding) this.announceDue();
    this.owed.turn();
  }

  /** Resolves when nothing is being handed over. */
  stop(): Promise<void> {
    return this.owed.stop();
  }

  private follow(snapshot: RegistrySnapshot): void {
    const isFirst = this.seen === null;
    this.seen = snapshot;
    for (const newest of allClientInfos(snapshot, ({ status }) => status)) {
      const known = this.parties.get(newest.key);
      if (known !== undefined) known.newest = newest;
      else this.meet(newest, isFirst);
    }
    this.announceDue();
  }

  /** What is there at the start is known to everybody, unless it is so new that nobody may have said it. */
  private meet(newest: DatedClientInfo, isFirst: boolean): void {
    const { clock } = this.ports;
    const isNews = !isFirst || clock.now() - newest.lastUpdatedMs < RETOLD_MS;
    const at = isFirst ? NEVER : clock.elapsed();
    this.parties.set(newest.key, { newest, announced: { status: newest.info.status, at } });
    if (isNews) this.owed.owe(newest.key, newest);
  }

  private announceDue(): void {
    const at = this.ports.clock.elapsed();
    this.isHolding = false;
    for (const known of this.parties.values()) {
      const next = { status: known.newest.info.status, at };
      if (next.status === known.announced.status) continue;
      if (isAnnouncementDue(known.announced, next, this.settings.statusHoldMs)) {
        known.announced = next;
        this.owed.owe(known.newest.key, known.newest);
      } else {
        this.isHolding = true;
      }
    }
  }

  private async push(news: DatedClientInfo): Promise<'done' | 'again'> {
    const { directory, deliveries, lanes, clock, ids } = this.ports;
    const snapshot = directory.snapshot();
    if (snapshot === null) return 'again';
    const context = { snapshot, ids, atMs: clock.now(), ttlMs: this.settings.deliveryTtlMs };
    for (const fanOut of clientInfoFanOuts(news, context)) {
      const accepted = await deliveries.accept(fanOut);
      if (accepted.kind === 'full' || accepted.kind === 'database-lost') return 'again';
      for (const { platformId } of fanOut.owed) lanes.wake(platformId);
    }
    return 'done';
  }
}
