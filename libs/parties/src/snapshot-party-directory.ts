import { PartyDirectory, type Clock, type EventBus, type RegistrySnapshot, type TokenHolder } from '@busbar/core';
import type { Database } from '@busbar/database';
import { buildRegistry, type Registry } from './build-registry.js';
import { registryStore, type RegistryStore } from './registry-store.js';
import type { Seals } from './sealing.js';
import type { BookedToken } from './token-book.js';

/** What the directory is made of. */
export interface DirectoryOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly seals: Seals;
  readonly events: EventBus;
  /** How often another process's changes are looked for, should their event be lost. */
  readonly lookEveryMs: number;
  /** Told in one sentence what an operator should know; no secrets. */
  readonly warn: (trouble: string) => void;
}

/** After a failed retirement the next request with that token may try again this much later. */
const RETIRE_AGAIN_AFTER_MS = 5_000;

/**
 * The registry in memory, made anew after each change of this process, and of another one when its event comes or a look at the
 * database shows it. While the database is away the last snapshot stays: routing goes on with what was true.
 */
export class SnapshotPartyDirectory extends PartyDirectory {
  private registry: Registry | null = null;
  private loading: Promise<void> | null = null;
  private nextLoad: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private isDatabaseAway = false;
  private isStopped = false;
  private readonly retiringUntilMs = new Map<string, number>();
  private readonly store: RegistryStore;

  constructor(private readonly options: DirectoryOptions) {
    super();
    // The reader's connection may be busy with an operator's list for seconds; a finished handshake waits for this.
    this.store = options.database.writer(registryStore);
    options.events.subscribe((event) => {
      if (event.kind === 'registry-changed') this.hearOf(event.revision);
    });
  }

  /** Loads the first snapshot, or goes on trying when the database is away, and follows changes from then on. */
  async start(): Promise<void> {
    await this.look();
  }

  /** Ends the looking; the last snapshot stays. */
  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.isStopped = true;
  }

  override snapshot(): RegistrySnapshot | null {
    return this.registry?.snapshot ?? null;
  }

  override whoPresents(authorization: string | undefined): TokenHolder | null {
    const token = this.registry?.tokens.find(authorization, this.options.clock.now()) ?? null;
    if (token?.retiresOthers) this.retireOlderThan(token);
    return token?.holder ?? null;
  }

  /** Shows what this process has just committed, like {@link refresh}, and has the others look. */
  async showChange(): Promise<void> {
    await this.refresh();
    const revision = this.registry?.snapshot.revision;
    if (revision !== undefined) this.options.events.publish({ kind: 'registry-changed', revision });
  }

  /**
   * Resolves when the snapshot shows everything that was committed before the call. Calls that come while one load runs share the
   * next one. Rejects with DatabaseLost; the snapshot then stays as it was.
   */
  refresh(): Promise<void> {
    if (!this.loading) return this.load();
    this.nextLoad ??= this.loading
      .catch(() => undefined)
      .then(() => {
        this.nextLoad = null;
        return this.load();
      });
    return this.nextLoad;
  }

  private hearOf(revision: number): void {
    if (this.isStopped || (this.registry?.snapshot.revision ?? 0) >= revision) return;
    // Should the database be away, the next look says so and tries again.
    this.refresh().catch(() => undefined);
  }

  private load(): Promise<void> {
    // Loads follow one another, so the registry is the same one when the answer comes.
    const before = this.registry;
    this.loading = this.store
      .load(before?.stamps ?? new Map(), before?.agreementsStamp ?? null)
      .then((stored) => this.take(buildRegistry(stored, before, this.options.seals)))
      .finally(() => (this.loading = null));
    return this.loading;
  }

  private take(registry: Registry): void {
    for (const [id, { isUnreadable }] of registry.entries) {
      if (!isUnreadable || this.registry?.entries.get(id)?.isUnreadable) continue;
      this.options.warn(`the stored credentials of platform ${id} do not open: it must register again`);
    }
    this.registry = registry;
  }

  /** A look costs one row; it is repeated whatever comes of it. */
  private async look(): Promise<void> {
    try {
      const revision = this.registry === null ? null : await this.store.revision();
      if (revision === null || revision !== this.registry?.snapshot.revision) await this.refresh();
      this.isDatabaseAway = false;
    } catch (error) {
      if (!this.isDatabaseAway) this.options.warn(`the registry cannot be read: ${String(error)}`);
      this.isDatabaseAway = true;
    }
    if (!this.isStopped) this.timer = setTimeout(() => void this.look(), this.options.lookEveryMs).unref();
  }

  /** Off the request's path, and as often as needed: the row remembers that it is due. */
  private retireOlderThan({ digest, holder }: BookedToken): void {
    const nowMs = this.options.clock.now();
    if ((this.retiringUntilMs.get(digest) ?? 0) > nowMs) return;
    this.retiringUntilMs.set(digest, nowMs + RETIRE_AGAIN_AFTER_MS);
    this.store
      .retireOlderThan(digest)
      .then(() => this.showChange())
      .then(() => this.retiringUntilMs.delete(digest))
      .catch((error: unknown) => {
        this.options.warn(`older tokens of platform ${holder.platform.id} are not ended yet: ${String(error)}`);
      });
  }
}
