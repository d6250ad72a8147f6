import {
  allClientInfos,
  clientInfoFanOuts,
  farewellFanOuts,
  isAnnouncementDue,
  type Announced,
  type ClientInfoPushContext,
  type Clock,
  type DatedClientInfo,
  type DeliveryStore,
  type FanOut,
  type HubProcesses,
  type Ids,
  type LaneScheduler,
  type PartyDirectory,
  type RegistrySnapshot,
} from '@busbar/core';
import type { PartyKey } from '@busbar/ocpi';
import { OwedTasks } from './owed-tasks.js';
import { changedSights, changedSightsSince, sightOf, type Moment, type Viewers } from './sight-changes.js';

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

/** What is to be said: a party's news to everybody, or how it is seen now to those who may see it differently. */
type Saying =
  | { readonly kind: 'news'; readonly info: DatedClientInfo }
  | { readonly kind: 'sight'; readonly party: PartyKey; readonly viewers: Viewers; readonly before: Moment | null };

interface KnownParty {
  newest: DatedClientInfo;
  announced: Announced;
}

/**
 * Tells platforms of every stored change of a party's ClientInfo: a new party, a new status, a party that has left; and of parties that
 * agreements, blocks or time let them see, or see no longer. Each change is owed through the lanes from when it is committed there; while the database is away it waits, and a newer one replaces it.
 */
export class ClientInfoPushes {
  private readonly parties = new Map<string, KnownParty>();
  private readonly owed: OwedTasks<Saying>;
  private seen: RegistrySnapshot | null = null;
  private agreed: Moment | null = null;
  private isHolding = false;

  constructor(
    private readonly ports: ClientInfoPushesPorts,
    private readonly settings: ClientInfoPushSettings,
  ) {
    this.owed = new OwedTasks({
      name: 'ClientInfoPushes',
      clock: ports.clock,
      attempt: (saying) => this.say(saying),
      isOurs: (saying) => ports.processes.looksAfter(caretakerKeyOf(saying)),
    });
  }

  /** What time brings: follows the newest snapshot, and announces what is due. */
  turn(): void {
    const snapshot = this.ports.directory.snapshot();
    if (snapshot === null) return;
    if (snapshot !== this.seen) this.follow(snapshot);
    if (this.isHolding) this.announceDue();
    this.followAgreements(snapshot);
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
    if (isNews) this.oweNews(newest);
  }

  private announceDue(): void {
    const at = this.ports.clock.elapsed();
    this.isHolding = false;
    for (const known of this.parties.values()) {
      const next = { status: known.newest.info.status, at };
      if (next.status === known.announced.status) continue;
      if (isAnnouncementDue(known.announced, next, this.settings.statusHoldMs)) {
        known.announced = next;
        this.oweNews(known.newest);
      } else {
        this.isHolding = true;
      }
    }
  }

  private oweNews(info: DatedClientInfo): void {
    this.owed.owe(info.key, { kind: 'news', info });
  }

  private followAgreements(snapshot: RegistrySnapshot): void {
    const now = { agreements: snapshot.agreements, atMs: this.ports.clock.now() };
    const before = this.agreed;
    this.agreed = now;
    const changed =
      before === null ? changedSightsSince(now.atMs - RETOLD_MS, now, snapshot) : changedSights(before, now, snapshot);
    for (const [party, viewers] of changed) this.oweSight({ kind: 'sight', party, viewers, before });
  }

  /** What was not said yet is said together with what comes now: seen from the older of the two moments. */
  private oweSight(saying: Extract<Saying, { kind: 'sight' }>): void {
    const key = `sight ${saying.party}`;
    const unsaid = this.owed.pending(key);
    if (unsaid?.kind !== 'sight') return this.owed.owe(key, saying);
    const viewers =
      unsaid.viewers === null || saying.viewers === null ? null : new Set([...unsaid.viewers, ...saying.viewers]);
    this.owed.owe(key, { ...saying, viewers, before: unsaid.before });
  }

  private async say(saying: Saying): Promise<'done' | 'again'> {
    const { directory, ids, clock } = this.ports;
    const snapshot = directory.snapshot();
    if (snapshot === null) return 'again';
    const context = { snapshot, ids, atMs: clock.now(), ttlMs: this.settings.deliveryTtlMs };
    const fanOuts = saying.kind === 'news' ? clientInfoFanOuts(saying.info, context) : this.sights(saying, context);
    for (const fanOut of fanOuts) if (!(await this.take(fanOut))) return 'again';
    return 'done';
  }

  private sights(
    { party, viewers, before }: Extract<Saying, { kind: 'sight' }>,
    context: ClientInfoPushContext,
  ): readonly FanOut[] {
    const { snapshot, atMs } = context;
    const now = { agreements: snapshot.agreements, atMs };
    const told = new Set<string>();
    const parting = new Set<string>();
    for (const platform of snapshot.allPlatforms()) {
      if (viewers !== null && !viewers.has(platform.id)) continue;
      const sight = sightOf(platform, party, now);
      if (before !== null && sight === sightOf(platform, party, before)) continue;
      (sight === 'none' ? parting : told).add(platform.id);
    }
    const infos = [...this.parties.values()].filter(({ newest }) => newest.party === party);
    return infos.flatMap(({ newest }) => [
      ...clientInfoFanOuts(newest, context, told),
      ...farewellFanOuts(newest, context, parting),
    ]);
  }

  private async take(fanOut: FanOut): Promise<boolean> {
    const accepted = await this.ports.deliveries.accept(fanOut);
    if (accepted.kind === 'full' || accepted.kind === 'database-lost') return false;
    for (const { platformId } of fanOut.owed) this.ports.lanes.wake(platformId);
    return true;
  }
}

function caretakerKeyOf(saying: Saying): string {
  return saying.kind === 'news' ? (saying.info.platformId ?? saying.info.key) : saying.party;
}
