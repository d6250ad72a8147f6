import {
  PartyDirectory,
  PlatformStore,
  RegistrySnapshot,
  type CompletedRegistration,
  type ConnectionStatus,
  type HeldToken,
  type NewPlatform,
  type NotChanged,
  type Platform,
  type TokenHolder,
  type TokenPurpose,
} from '@busbar/core';
import { partyKey, tokenCandidates } from '@busbar/ocpi';

interface KeptToken {
  readonly platformId: string;
  readonly text: string;
  readonly purpose: TokenPurpose;
  readonly expiresAtMs: number | null;
  /** Presenting it ends all other tokens of its platform, once. */
  readonly retiresOthers: boolean;
}

/** Platforms and the tokens they hold, in memory: compare-and-set on revisions, tokens that expire and replace one another. */
export class InMemoryPlatformStore extends PlatformStore {
  /** While true, every write ends as it does without database. */
  isDatabaseLost = false;
  /** Called before each write: what another process of the hub does just then. */
  beforeWrite: () => void = () => undefined;
  readonly directory: PartyDirectory;
  private newest: RegistrySnapshot;
  private tokens: KeptToken[] = [];
  private created = 0;

  constructor(
    private readonly nowMs: () => number,
    ...platforms: readonly Platform[]
  ) {
    super();
    this.newest = new RegistrySnapshot(1, platforms);
    this.directory = new InMemoryPartyDirectory(
      () => this.newest,
      (authorization) => this.present(authorization),
    );
  }

  /** The platform as it is stored now. */
  get(platformId: string): Platform {
    const platform = this.newest.platform(platformId);
    if (platform === null) throw new Error(`there is no platform ${platformId}`);
    return platform;
  }

  /** Stores a change of a platform, as another part of the hub would. */
  change(platformId: string, change: Partial<Platform>): Platform {
    const before = this.get(platformId);
    const after = { ...before, ...change, revision: before.revision + 1 };
    this.replace([...this.newest.allPlatforms()].map((platform) => (platform.id === platformId ? after : platform)));
    return after;
  }

  /** Lets a platform hold a token that was issued before the test began. */
  giveToken(platformId: string, text: string, purpose: TokenPurpose): void {
    this.tokens.push({ platformId, text, purpose, expiresAtMs: null, retiresOthers: false });
  }

  override create(platform: NewPlatform, atMs: number, registrationToken: HeldToken): Promise<Platform | NotChanged> {
    const id = `platform-${(this.created += 1)}`;
    const parties = platform.parties.map((party) => ({
      ...party,
      key: partyKey(party.id),
      platformId: id,
      lastUpdatedMs: atMs,
    }));
    const { name, settings } = platform;
    const made: Platform = { id, name, settings, parties, revision: 1, status: 'PLANNED', registration: null };
    this.replace([...this.newest.allPlatforms(), made]);
    this.keep(id, registrationToken, false);
    return Promise.resolve(made);
  }

  override update(
    platform: Platform,
    change: Partial<Pick<NewPlatform, 'name' | 'parties' | 'settings'>>,
    atMs: number,
  ): Promise<Platform | NotChanged> {
    return this.write(platform, () => {
      const { parties, ...rest } = change;
      const claimed = parties?.map((party) => ({
        ...party,
        key: partyKey(party.id),
        platformId: platform.id,
        lastUpdatedMs: atMs,
      }));
      return { ...rest, ...(claimed ? { parties: claimed } : {}) };
    });
  }

  override async remove(platform: Platform): Promise<null | NotChanged> {
    const changed = await this.write(platform, () => ({}));
    if ('notChanged' in changed) return changed;
    this.replace([...this.newest.allPlatforms()].filter(({ id }) => id !== platform.id));
    this.tokens = this.tokens.filter(({ platformId }) => platformId !== platform.id);
    return null;
  }

  override completeRegistration(platform: Platform, completed: CompletedRegistration): Promise<Platform | NotChanged> {
    return this.write(platform, (stored) => {
      const { registration, businessDetails, newToken, retireOthers } = completed;
      if (retireOthers === 'now') this.tokens = this.tokens.filter(({ platformId }) => platformId !== platform.id);
      if (newToken !== null) this.keep(platform.id, newToken, retireOthers === 'when-next-is-used');
      const parties = stored.parties.map((party) => {
        const told = businessDetails.find(({ id, role }) => partyKey(id) === party.key && role === party.role);
        return told === undefined ? party : { ...party, businessDetails: told.businessDetails };
      });
      return { registration, parties, status: 'CONNECTED' };
    });
  }

  override endRegistration(platform: Platform): Promise<Platform | NotChanged> {
    return this.write(platform, () => {
      this.tokens = this.tokens.filter(({ platformId }) => platformId !== platform.id);
      return { registration: null, status: 'SUSPENDED' };
    });
  }

  override addToken(platform: Platform, token: HeldToken, keepOthers: boolean): Promise<Platform | NotChanged> {
    return this.write(platform, () => {
      const isReplaced = (kept: KeptToken): boolean =>
        !keepOthers && kept.platformId === platform.id && kept.purpose === token.purpose;
      this.tokens = this.tokens.filter((kept) => !isReplaced(kept));
      this.keep(platform.id, token, false);
      return {};
    });
  }

  override setStatus(platform: Platform, status: ConnectionStatus): Promise<Platform | NotChanged> {
    return this.write(platform, () => ({ status }));
  }

  private async write(
    platform: Platform,
    change: (stored: Platform) => Partial<Platform>,
  ): Promise<Platform | NotChanged> {
    await Promise.resolve();
    this.beforeWrite();
    if (this.isDatabaseLost) return { notChanged: 'database-lost' };
    const stored = this.newest.platform(platform.id);
    if (stored === null) return { notChanged: 'unknown-platform' };
    if (stored.revision !== platform.revision) return { notChanged: 'changed-meanwhile' };
    return this.change(platform.id, change(stored));
  }

  private keep(platformId: string, held: HeldToken, retiresOthers: boolean): void {
    const text = held.token.reveal();
    const { purpose, expiresAtMs } = held;
    this.tokens = this.tokens.filter((kept) => kept.text !== text);
    this.tokens.push({ platformId, text, purpose, expiresAtMs, retiresOthers });
  }

  private present(authorization: string | undefined): TokenHolder | null {
    const texts = tokenCandidates(authorization);
    const found = this.tokens.find(
      ({ text, expiresAtMs }) => texts.includes(text) && (expiresAtMs === null || expiresAtMs > this.nowMs()),
    );
    if (found === undefined) return null;
    if (found.retiresOthers) {
      const others = this.tokens.filter(({ platformId }) => platformId !== found.platformId);
      this.tokens = [...others, { ...found, retiresOthers: false }];
    }
    return { platform: this.get(found.platformId), purpose: found.purpose };
  }

  private replace(platforms: readonly Platform[]): void {
    this.newest = new RegistrySnapshot(this.newest.revision + 1, platforms);
  }
}

class InMemoryPartyDirectory extends PartyDirectory {
  constructor(
    private readonly newest: () => RegistrySnapshot,
    private readonly present: (authorization: string | undefined) => TokenHolder | null,
  ) {
    super();
  }

  override snapshot(): RegistrySnapshot {
    return this.newest();
  }

  override whoPresents(authorization: string | undefined): TokenHolder | null {
    return this.present(authorization);
  }
}
