import {
  isNotChanged,
  RegistrySnapshot,
  type ConnectionStatus,
  type NotChanged,
  type PartyDirectory,
  type Platform,
  type PlatformStore,
} from '@busbar/core';

/** Directory and store of platforms in memory, as far as connection status goes: changes are compare-and-set on the revision. */
export class MemoryPlatforms
  implements Pick<PartyDirectory, 'snapshot'>, Pick<PlatformStore, 'setStatus' | 'endRegistration'>
{
  /** While true, every write ends as it does without database. */
  isDatabaseLost = false;
  /** What every write throws, as a store with a bug would. */
  bug: Error | null = null;
  /** Every status that was stored, oldest first. */
  readonly written: { readonly platformId: string; readonly status: ConnectionStatus; readonly atMs: number }[] = [];
  private newest: RegistrySnapshot;

  constructor(...platforms: readonly Platform[]) {
    this.newest = new RegistrySnapshot(1, platforms);
  }

  snapshot(): RegistrySnapshot {
    return this.newest;
  }

  /** The platform as it is stored now. */
  get(platformId: string): Platform {
    const platform = this.newest.platform(platformId);
    if (platform === null) throw new Error(`there is no platform ${platformId}`);
    return platform;
  }

  /** Stores a change of a platform, as another part or process of the hub would, and returns it. */
  change(platformId: string, change: Partial<Platform>): Platform {
    const before = this.get(platformId);
    const after = { ...before, ...change, revision: before.revision + 1 };
    this.replace([...this.newest.allPlatforms()].map((platform) => (platform.id === platformId ? after : platform)));
    return after;
  }

  /** Deletes a platform. */
  remove(platformId: string): void {
    this.replace([...this.newest.allPlatforms()].filter((platform) => platform.id !== platformId));
  }

  async setStatus(platform: Platform, status: ConnectionStatus, atMs: number): Promise<Platform | NotChanged> {
    await Promise.resolve();
    if (this.bug !== null) throw this.bug;
    if (this.isDatabaseLost) return { notChanged: 'database-lost' };
    const stored = this.newest.platform(platform.id);
    if (stored === null) return { notChanged: 'unknown-platform' };
    if (stored.revision !== platform.revision) return { notChanged: 'changed-meanwhile' };
    this.written.push({ platformId: platform.id, status, atMs });
    const parties = stored.parties.map((party) => ({ ...party, lastUpdatedMs: atMs }));
    return this.change(platform.id, { status, parties });
  }

  async endRegistration(platform: Platform, atMs: number): Promise<Platform | NotChanged> {
    const ended = await this.setStatus(platform, 'SUSPENDED', atMs);
    return isNotChanged(ended) ? ended : this.change(platform.id, { registration: null });
  }

  private replace(platforms: readonly Platform[]): void {
    this.newest = new RegistrySnapshot(this.newest.revision + 1, platforms);
  }
}
