import { PlatformStore, type ClaimedParty, type CompletedRegistration, type ConnectionStatus } from '@busbar/core';
import type { HeldToken, Ids, NewPlatform, NotChanged, Platform } from '@busbar/core';
import { DatabaseLost, type Database } from '@busbar/database';
import { partyKey } from '@busbar/ocpi';
import { findTooLarge, findTooLargeRegistration } from './limits.js';
import type { Change, PartyRow, Target, TokenRow } from './registry-rows.js';
import { registryStore, type RegistryStore } from './registry-store.js';
import { sealRegistration } from './sealed-registration.js';
import type { Seals } from './sealing.js';
import type { SnapshotPartyDirectory } from './snapshot-party-directory.js';

/** What the store is made of. */
export interface PlatformStoreOptions {
  readonly database: Database;
  readonly directory: SnapshotPartyDirectory;
  readonly ids: Ids;
  readonly seals: Seals;
}

/** Platforms in the database; every secret is hashed or sealed before it leaves this thread. */
export class TypeormPlatformStore extends PlatformStore {
  private readonly registry: RegistryStore;

  constructor(private readonly options: PlatformStoreOptions) {
    super();
    this.registry = options.database.writer(registryStore);
  }

  override async create(
    platform: NewPlatform,
    atMs: number,
    registrationToken: HeldToken,
  ): Promise<Platform | NotChanged> {
    const { name, settings } = platform;
    const id = this.options.ids.uuid();
    const parties = platform.parties.map(partyRow);
    const created = { platform: { id, name, settings }, parties, token: this.tokenRow(registrationToken), atMs };
    return findTooLarge(platform) ?? this.stored(id, () => this.registry.create(created));
  }

  override async update(
    platform: Platform,
    change: Partial<Pick<NewPlatform, 'name' | 'parties' | 'settings'>>,
    atMs: number,
  ): Promise<Platform | NotChanged> {
    const { parties, ...columns } = change;
    const updated = { columns, parties: parties?.map(partyRow) ?? null };
    return (
      findTooLarge(change) ?? this.stored(platform.id, () => this.registry.update(target(platform, atMs), updated))
    );
  }

  override remove(platform: Platform, atMs: number): Promise<null | NotChanged> {
    return this.commit(() => this.registry.remove(target(platform, atMs)));
  }

  override async completeRegistration(
    platform: Platform,
    completed: CompletedRegistration,
    atMs: number,
  ): Promise<Platform | NotChanged> {
    const { registration, businessDetails, newToken, retireOthers } = completed;
    const registered = {
      registration: sealRegistration(registration, platform.id, this.options.seals),
      parties: businessDetails.map(partyRow),
      newToken: newToken && this.tokenRow(newToken),
      retireOthers,
    };
    return (
      findTooLargeRegistration(completed) ??
      this.stored(platform.id, () => this.registry.completeRegistration(target(platform, atMs), registered))
    );
  }

  override endRegistration(platform: Platform, atMs: number): Promise<Platform | NotChanged> {
    return this.stored(platform.id, () => this.registry.endRegistration(target(platform, atMs)));
  }

  override addToken(platform: Platform, token: HeldToken, keepOthers: boolean): Promise<Platform | NotChanged> {
    const row = this.tokenRow(token);
    // A token dates no ClientInfo.
    return this.stored(platform.id, () => this.registry.addToken(target(platform, 0), row, keepOthers));
  }

  override setStatus(platform: Platform, status: ConnectionStatus, atMs: number): Promise<Platform | NotChanged> {
    return this.stored(platform.id, () => this.registry.setStatus(target(platform, atMs), status));
  }

  /** Makes the change and answers with the platform as it is now. */
  private async stored(platformId: string, change: () => Promise<Change>): Promise<Platform | NotChanged> {
    const refusal = await this.commit(change);
    if (refusal) return refusal;
    return this.options.directory.snapshot()?.platform(platformId) ?? { notChanged: 'unknown-platform' };
  }

  /**
   * Makes the change and waits until this process's snapshot shows it. When the database goes away in between, what was committed
   * shows as soon as it is back; the caller is told that it was lost and asks again.
   */
  private async commit(change: () => Promise<Change>): Promise<Change> {
    try {
      const refusal = await change();
      if (refusal === null) await this.options.directory.showChange();
      return refusal;
    } catch (error) {
      if (error instanceof DatabaseLost) return { notChanged: 'database-lost' };
      throw error;
    }
  }

  private tokenRow({ token, purpose, expiresAtMs }: HeldToken): TokenRow {
    return { digest: this.options.seals.digestToken(token.reveal()), purpose, expiresAtMs };
  }
}

function target({ id, revision, status }: Platform, atMs: number): Target {
  return { id, revision, status, atMs };
}

function partyRow({ id, role, businessDetails }: ClaimedParty): PartyRow {
  return { partyKey: partyKey(id), role, countryCode: id.countryCode, partyId: id.partyId, businessDetails };
}
