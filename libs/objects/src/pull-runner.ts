import { setTimeout as delay } from 'node:timers/promises';
import {
  duePull,
  listsOf,
  pullKeyText,
  PulledLists,
  runPull,
  type HubProcesses,
  type KeptModule,
  type NamedList,
  type PartyDirectory,
  type Platform,
  type PullEnding,
  type PullKey,
  type PullKind,
  type PullState,
  type Receiver,
  type RunPullPorts,
} from '@busbar/core';
import { Logger } from '@nestjs/common';
import { PullCounts, type PullCount } from './pull-counts.js';
import { KnownPulls } from './known-pulls.js';

/** How often due lists are looked for, in ms. */
const TURN_MS = 1_000;
/** Pulls under way at once that nobody waits for. Each has one page in memory. */
const AT_ONCE = 4;
/** Those that somebody waits for may be so many beside them. */
const AWAITED_AT_ONCE = 8;
/** As long as a pull rests after the process that went on with it died, in ms: longer than a page takes. */
const LEASE_MS = 45_000;
const PAGE_DEADLINE_MS = 30_000;
/** A party that has just failed is not asked again for the next one who waits, in ms. */
const FAILED_LATELY_MS = 5_000;
const LOOK_AGAIN_MS = 250;

/** What pulls are run with. */
export interface PullRunnerParts extends Omit<RunPullPorts, 'isStopping' | 'leaseMs' | 'pageDeadlineMs'> {
  readonly directory: Pick<PartyDirectory, 'snapshot'>;
  readonly processes: Pick<HubProcesses, 'looksAfter'>;
}

/** Pulls of this process, since its start. */
export interface PullFigures {
  readonly underWay: number;
  readonly endings: Iterable<PullCount>;
  readonly objects: { readonly pulled: number; readonly removed: number };
}

/** Pulls lists when they are due or somebody needs them, a bounded number at once, and knows which are whole. */
export class PullRunner extends PulledLists {
  private readonly counts = new PullCounts();
  private readonly log = new Logger('Pulls');
  private readonly stopping = new AbortController();
  private readonly ports: RunPullPorts;
  private readonly known: KnownPulls;
  private readonly flights = new Map<string, Promise<PullEnding>>();
  private readonly awaited = new Map<string, Promise<string | null>>();
  /** Platforms with a pull under way that nobody waits for: one at a time each. */
  private readonly busy = new Set<string>();
  private timer: NodeJS.Timeout | null = null;
  private turning: Promise<void> | null = null;

  constructor(private readonly parts: PullRunnerParts) {
    super();
    const { signal } = this.stopping;
    const { clock, store, directory } = parts;
    this.ports = {
      ...parts,
      leaseMs: LEASE_MS,
      pageDeadlineMs: PAGE_DEADLINE_MS,
      isStopping: () => signal.aborted,
    };
    this.known = new KnownPulls({ store, clock, directory, isCaretaker: () => parts.processes.looksAfter('pulls') });
  }

  /** Looks for due lists from now on. */
  start(): void {
    this.timer = setInterval(() => this.look(), TURN_MS).unref();
    this.look();
  }

  /** Ends after the pages under way; whoever looks next goes on from there. */
  async stop(): Promise<void> {
    this.stopping.abort();
    if (this.timer) clearInterval(this.timer);
    await this.turning;
    await Promise.all([...this.flights.values(), ...this.awaited.values()]);
  }

  /** What became of pulls here, since the start. */
  figures(): PullFigures {
    return { underWay: this.flights.size, endings: this.counts.all(), objects: this.counts.objects };
  }

  override isWhole({ party, platform }: Receiver, module: KeptModule): boolean {
    const state = this.known.of({ platformId: platform.id, module, party: party.key });
    return isWholeIn(state, platform);
  }

  override complete(source: Receiver, module: KeptModule, withinMs: number): Promise<string | null> {
    const list = this.listOf(source, module);
    if (list === undefined) return Promise.resolve(`does not offer ${module} any more`);
    const key = pullKeyText(list.key);
    let waiting = this.awaited.get(key);
    if (waiting === undefined) {
      waiting = this.waitFor(list, withinMs).finally(() => this.awaited.delete(key));
      this.awaited.set(key, waiting);
    }
    return waiting;
  }

  /** Where the lists of a platform stand, those included that were never pulled. */
  async states(
    platform: Platform,
  ): Promise<readonly (PullKey & { readonly state: PullState | null })[] | 'database-lost'> {
    const states = await this.parts.store.states(platform.id);
    if (states === 'database-lost') return states;
    const found = new Map(states.map((state) => [pullKeyText(state), state]));
    return this.lists(platform).map(({ key }) => ({ ...key, state: found.get(pullKeyText(key)) ?? null }));
  }

  /** Wants full pulls of these modules; resolves to which lists that are. */
  async want(platform: Platform, modules: readonly KeptModule[]): Promise<readonly PullKey[] | 'database-lost'> {
    const lists = this.lists(platform).filter(({ key }) => modules.includes(key.module));
    const [first] = lists;
    if (first === undefined) return [];
    const keys = lists.map(({ key }) => key);
    if ((await this.parts.store.want(keys, first.version)) === 'database-lost') return 'database-lost';
    await this.known.refresh(platform.id);
    this.look();
    return keys;
  }

  private look(): void {
    if (this.stopping.signal.aborted) return;
    this.turning ??= this.turn()
      .catch((cause: unknown) => this.log.error(new Error('looking for due pulls broke', { cause })))
      .finally(() => (this.turning = null));
  }

  private async turn(): Promise<void> {
    await this.known.refreshNowAndThen();
    const snapshot = this.parts.directory.snapshot();
    if (snapshot === null || !this.known.isLoaded) return;
    for (const platform of snapshot.allPlatforms()) {
      if (this.busy.size >= AT_ONCE || this.stopping.signal.aborted) return;
      if (this.busy.has(platform.id) || !this.isOurs(platform)) continue;
      const due = this.dueOf(listsOf(platform, snapshot));
      if (due !== null) this.runInBackground(due.list, due.kind);
    }
  }

  private isOurs(platform: Platform): boolean {
    const { presence, processes } = this.parts;
    if (platform.settings.pull.length === 0 || presence.statusOf(platform) !== 'CONNECTED') return false;
    return processes.looksAfter(`pulls of ${platform.id}`);
  }

  private dueOf(lists: readonly NamedList[]): { readonly list: NamedList; readonly kind: PullKind } | null {
    const nowMs = this.parts.clock.now();
    for (const list of lists) {
      const state = this.known.of(list.key);
      if ((state !== null && state.notBeforeMs > nowMs) || this.flights.has(pullKeyText(list.key))) continue;
      const kind = duePull(state, { platformId: list.key.platformId, version: list.version, nowMs });
      if (kind !== null) return { list, kind };
    }
    return null;
  }

  private runInBackground(list: NamedList, kind: PullKind): void {
    const { platformId } = list.key;
    this.busy.add(platformId);
    void this.run(list, kind).finally(() => this.busy.delete(platformId));
  }

  /** One flight for each list; never rejects. */
  private run(list: NamedList, kind: PullKind): Promise<PullEnding> {
    const key = pullKeyText(list.key);
    const running = this.flights.get(key);
    if (running !== undefined) return running;
    const flight = this.fly(list, kind)
      .catch((cause: unknown): PullEnding => {
        this.log.error(new Error(`pulling ${key} broke`, { cause }));
        return { kind: 'left' };
      })
      .finally(() => this.flights.delete(key));
    this.flights.set(key, flight);
    return flight;
  }

  private async fly(list: NamedList, kind: PullKind): Promise<PullEnding> {
    const { store, clock } = this.parts;
    const order = { ...list.key, kind, version: list.version, nowMs: clock.now(), leaseMs: LEASE_MS };
    const claim = await store.claim(order);
    if (typeof claim === 'string') {
      await this.known.refresh(list.key.platformId);
      return { kind: 'left' };
    }
    const ending = await runPull(claim, list, this.ports);
    this.counts.ended(list.key.module, claim.progress.kind, ending);
    await this.known.refresh(list.key.platformId);
    if (ending.kind !== 'left') {
      const { platformId, module, party } = list.key;
      this.log.log({ event: 'pull.ended', platform: platformId, module, party, pull: claim.progress.kind, ...ending });
    }
    return ending;
  }

  private async waitFor(list: NamedList, withinMs: number): Promise<string | null> {
    const { clock } = this.parts;
    const until = clock.elapsed() + withinMs;
    for (;;) {
      await this.known.refresh(list.key.platformId);
      const state = this.known.of(list.key);
      if (isWholeIn(state, list.source.platform)) return null;
      const leftMs = until - clock.elapsed();
      if (this.stopping.signal.aborted || leftMs <= 0) return 'is being pulled, which takes longer';
      const isUnderWay = this.flights.has(pullKeyText(list.key));
      const hasFailed = state !== null && (state.lastErrorMs ?? 0) > clock.now() - FAILED_LATELY_MS;
      if (!isUnderWay && hasFailed) return state.lastError ?? 'could not be pulled';
      const isRoom = isUnderWay || this.flights.size < AT_ONCE + AWAITED_AT_ONCE;
      const flight = isRoom ? this.run(list, 'full') : null;
      await this.orLater(flight, leftMs);
    }
  }

  /** Until the pull has ended here, or a moment where somebody else has it; no longer than somebody waits. */
  private async orLater(flight: Promise<PullEnding> | null, leftMs: number): Promise<void> {
    const patience = new AbortController();
    const later = (ms: number): Promise<unknown> => delay(ms, null, { signal: patience.signal }).catch(() => null);
    const ended = flight?.then((ending) => (ending.kind === 'left' ? later(LOOK_AGAIN_MS) : null));
    await Promise.race([...(ended === undefined ? [later(LOOK_AGAIN_MS)] : [ended]), later(leftMs)]);
    patience.abort();
  }

  private listOf({ party, platform }: Receiver, module: KeptModule): NamedList | undefined {
    return this.lists(platform).find(({ key }) => key.module === module && key.party === party.key);
  }

  private lists(platform: Platform): readonly NamedList[] {
    const snapshot = this.parts.directory.snapshot();
    const newest = snapshot?.platform(platform.id);
    return snapshot === null || newest === null || newest === undefined ? [] : listsOf(newest, snapshot);
  }
}

/** Objects of another version are not served, so that its pull says nothing. */
function isWholeIn(state: PullState | null, { registration }: Platform): boolean {
  return state !== null && state.fullStartedMs !== null && state.version === registration?.version;
}
