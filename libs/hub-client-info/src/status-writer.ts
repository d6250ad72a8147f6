import { Logger } from '@nestjs/common';
import { isNotChanged, type Clock, type ConnectionStatus, type NotChanged, type Platform } from '@busbar/core';
import type { PartyDirectory, PlatformStore } from '@busbar/core';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

interface OwedStatus {
  readonly status: ConnectionStatus;
  /** When it came about, ms since the epoch: this becomes `last_updated`, however late it is stored. */
  readonly atMs: number;
}

/** What the writer works with; `onStored` hears of each stored change before anything else is done for that platform. */
export interface StatusWriterPorts {
  readonly directory: Pick<PartyDirectory, 'snapshot'>;
  readonly store: Pick<PlatformStore, 'setStatus'>;
  readonly clock: Clock;
  readonly onStored: (platform: Platform) => void;
}

/**
 * Stores changes of status behind routing's back: the newest one per platform, one write at a time per platform, again and again
 * while the database is away. A status that the store's SUSPENDED or PLANNED has overtaken is dropped.
 */
export class StatusWriter {
  private readonly log = new Logger('Presence');
  private readonly owed = new Map<string, OwedStatus>();
  private readonly writing = new Map<string, { readonly status: ConnectionStatus; readonly done: Promise<void> }>();
  private retryMs = FIRST_RETRY_MS;
  private retryAt = 0;
  private isStopped = false;

  constructor(private readonly ports: StatusWriterPorts) {}

  /** Takes the status and returns at once. */
  owe(platformId: string, status: ConnectionStatus, atMs: number): void {
    if (this.isStopped) return;
    this.owed.set(platformId, { status, atMs });
    this.write(platformId);
  }

  /** Somebody else decided: nothing is owed any more. */
  forget(platformId: string): void {
    this.owed.delete(platformId);
  }

  /** The status being stored at this moment, or null. */
  statusBeingStored(platformId: string): ConnectionStatus | null {
    return this.writing.get(platformId)?.status ?? null;
  }

  /** Tries again what is still owed, when it is time to. */
  retry(): void {
    if (this.owed.size === 0 || this.ports.clock.elapsed() < this.retryAt) return;
    for (const platformId of this.owed.keys()) this.write(platformId);
  }

  /** Resolves when no write is under way; later changes are not taken. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.owed.clear();
    await Promise.all([...this.writing.values()].map(({ done }) => done));
  }

  private write(platformId: string): void {
    const owed = this.owed.get(platformId);
    if (owed === undefined || this.writing.has(platformId) || this.ports.clock.elapsed() < this.retryAt) return;
    const platform = this.ports.directory.snapshot()?.platform(platformId) ?? null;
    if (platform === null || !isOvertakable(platform.status) || platform.status === owed.status) {
      this.owed.delete(platformId);
      return;
    }
    const done = this.store(platform, owed).then((isSettled) => {
      this.writing.delete(platformId);
      // A newer change that came meanwhile goes next; an unsettled one waits for the next turn.
      if (isSettled) this.write(platformId);
    });
    this.writing.set(platformId, { status: owed.status, done });
  }

  /** Whether this change needs no other try. */
  private async store(platform: Platform, owed: OwedStatus): Promise<boolean> {
    const stored = await this.trySetStatus(platform, owed);
    if (!isNotChanged(stored)) {
      this.retryMs = FIRST_RETRY_MS;
      this.ports.onStored(stored);
    } else if (stored.notChanged === 'database-lost') {
      this.waitForDatabase();
      return false;
    } else if (stored.notChanged === 'changed-meanwhile') {
      return false;
    }
    if (this.owed.get(platform.id) === owed) this.owed.delete(platform.id);
    return true;
  }

  /** A store that throws has a bug: it is logged, and tried again like a lost database, for routing must go on. */
  private async trySetStatus(platform: Platform, { status, atMs }: OwedStatus): Promise<Platform | NotChanged> {
    try {
      return await this.ports.store.setStatus(platform, status, atMs);
    } catch (cause) {
      this.log.error(new Error(`storing that platform ${platform.id} is ${status} broke`, { cause }));
      return { notChanged: 'database-lost' };
    }
  }

  /** Many platforms may fail in one round; the wait grows once per round. */
  private waitForDatabase(): void {
    const now = this.ports.clock.elapsed();
    if (now < this.retryAt) return;
    this.retryAt = now + this.retryMs;
    this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS);
  }
}

/** The hub's own observations replace only its own observations. */
function isOvertakable(status: ConnectionStatus): boolean {
  return status === 'CONNECTED' || status === 'OFFLINE';
}
