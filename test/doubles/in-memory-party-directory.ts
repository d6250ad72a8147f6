import {
  Agreements,
  PartyDirectory,
  PlatformStore,
  RegistrySnapshot,
  type ClaimedParty,
  type CompletedRegistration,
  type ConnectionStatus,
  type DepartedParty,
  type HeldToken,
  type NewPlatform,
  type NotChanged,
  type Party,
  type Platform,
  type TokenHolder,
} from '@busbar/core';
import { partyKey } from '@busbar/ocpi';
import { InMemoryTokens } from './in-memory-tokens.js';

type Name = Pick<Party, 'key' | 'role'>;

/** Platforms and the tokens they hold, in memory, with the directory that shows them; passes the contract of both ports. */
export class InMemoryPlatformStore extends PlatformStore {
  /** While true, every write ends as it does without database. */
  isDatabaseLost = false;
  /** Called before each write: what another process of the hub does just then. */
  beforeWrite: () => void = () => undefined;
  readonly directory: PartyDirectory;
  private readonly tokens: InMemoryTokens;
  private snapshot: RegistrySnapshot;
  private agreements = Agreements.OPEN;
  private made = 0;

  constructor(nowMs: () => number, ...platforms: readonly Platform[]) {
    super();
    this.snapshot = new RegistrySnapshot(1, platforms);
    this.tokens = new InMemoryTokens(nowMs);
    this.directory = new InMemoryPartyDirectory(() => this.snapshot, this.tokens);
  }

  /** The platform as it is stored now. */
  get(platformId: string): Platform {
    const platform = this.snapshot.platform(platformId);
    if (platform === null) throw new Error(`there is no platform ${platformId}`);
    return platform;
  }

  /** Stores a change of a platform, as another part of the hub would. */
  change(platformId: string, change: Partial<Platform>): Platform {
    const before = this.get(platformId);
    return this.put({ ...before, ...change, revision: before.revision + 1 });
  }

  /** From now on these agreements hold. */
  agree(agreements: Agreements): void {
    this.agreements = agreements;
    this.show(this.allPlatforms(), []);
  }

  /** Lets a platform hold a token that was issued before the test began. */
  giveToken(platformId: string, text: string, purpose: HeldToken['purpose']): void {
    this.tokens.add({ text, platformId, purpose, expiresAtMs: null, sinceRevision: 0, retiresOthers: false });
  }

  override async create(created: NewPlatform, atMs: number, token: HeldToken): Promise<Platform | NotChanged> {
    const id = `platform-${(this.made += 1)}`;
    const { name, settings } = created;
    const parties = created.parties.map((claimed) => partyOf(claimed, id, atMs));
    const refusal = this.lost() ?? this.findTaken(parties, id);
    if (refusal) return refusal;
    this.hold({ id, revision: 0 }, token);
    return this.put({ id, name, revision: 1, status: 'PLANNED', parties, settings, registration: null });
  }

  override async update(
    platform: Platform,
    change: Partial<Pick<NewPlatform, 'name' | 'parties' | 'settings'>>,
    atMs: number,
  ): Promise<Platform | NotChanged> {
    const { parties: claimed, ...rest } = change;
    const refusal = this.refusal(platform);
    if (refusal) return refusal;
    if (!claimed) return this.change(platform.id, rest);
    const parties = claimed.map((party) => {
      const before = platform.parties.find((held) => isSame(held, partyOf(party, platform.id, atMs)));
      return partyOf(party, platform.id, before?.lastUpdatedMs ?? atMs);
    });
    const gone = platform.parties.filter((held) => !parties.some((party) => isSame(held, party)));
    const taken = this.findTaken(parties, platform.id);
    if (taken) return taken;
    this.change(platform.id, { ...rest, parties });
    return this.show(this.allPlatforms(), departedNow(gone, atMs)).get(platform.id);
  }

  override async remove(platform: Platform, atMs: number): Promise<null | NotChanged> {
    const refusal = this.refusal(platform);
    if (refusal) return refusal;
    this.tokens.end(platform.id, () => true);
    const others = this.allPlatforms().filter(({ id }) => id !== platform.id);
    this.show(others, departedNow(platform.parties, atMs));
    return null;
  }

  override async completeRegistration(
    platform: Platform,
    completed: CompletedRegistration,
    atMs: number,
  ): Promise<Platform | NotChanged> {
    const refusal = this.refusal(platform);
    if (refusal) return refusal;
    const { newToken, registration, businessDetails, retireOthers } = completed;
    if (newToken) this.hold(platform, newToken);
    const survivor = newToken?.token.reveal() ?? this.tokens.newestForConnection(platform.id);
    if (retireOthers === 'now') this.tokens.end(platform.id, ({ text }) => text !== survivor);
    else this.tokens.retireOthersWhenUsed(survivor);
    const parties = platform.parties.map((party) => {
      const given = businessDetails.find((claimed) => isSame(party, partyOf(claimed, platform.id, atMs)));
      return given ? { ...party, businessDetails: given.businessDetails } : party;
    });
    return this.changeStatus({ ...platform, parties, registration }, 'CONNECTED', atMs);
  }

  override async endRegistration(platform: Platform, atMs: number): Promise<Platform | NotChanged> {
    const refusal = this.refusal(platform);
    if (refusal) return refusal;
    this.tokens.end(platform.id, () => true);
    return this.changeStatus({ ...platform, registration: null }, 'SUSPENDED', atMs);
  }

  override async addToken(platform: Platform, token: HeldToken, keepOthers: boolean): Promise<Platform | NotChanged> {
    const refusal = this.refusal(platform);
    if (refusal) return refusal;
    if (!keepOthers) this.tokens.end(platform.id, ({ purpose }) => purpose === token.purpose);
    this.hold(platform, token);
    return this.change(platform.id, {});
  }

  override async setStatus(platform: Platform, status: ConnectionStatus, atMs: number): Promise<Platform | NotChanged> {
    return this.refusal(platform) ?? this.changeStatus(platform, status, atMs);
  }

  private lost(): NotChanged | null {
    this.beforeWrite();
    return this.isDatabaseLost ? { notChanged: 'database-lost' } : null;
  }

  private refusal({ id, revision }: Platform): NotChanged | null {
    const lost = this.lost();
    if (lost) return lost;
    const now = this.snapshot.platform(id);
    if (!now) return { notChanged: 'unknown-platform' };
    return now.revision === revision ? null : { notChanged: 'changed-meanwhile' };
  }

  private findTaken(parties: readonly Party[], platformId: string): NotChanged | null {
    const held = this.allPlatforms().flatMap(({ id, parties: others }) => (id === platformId ? [] : others));
    const taken = parties.find(
      (party, index) =>
        held.some((other) => isSame(other, party)) || parties.findIndex((other) => isSame(other, party)) !== index,
    );
    return taken ? { notChanged: 'party-taken', party: taken.id, role: taken.role } : null;
  }

  private changeStatus(platform: Platform, status: ConnectionStatus, atMs: number): Platform {
    const isNew = this.get(platform.id).status !== status;
    const parties = platform.parties.map((party) => (isNew ? { ...party, lastUpdatedMs: atMs } : party));
    return this.change(platform.id, { ...platform, status, parties });
  }

  private hold({ id, revision }: Pick<Platform, 'id' | 'revision'>, { token, purpose, expiresAtMs }: HeldToken): void {
    const terms = { purpose, expiresAtMs, sinceRevision: revision + 1, retiresOthers: false };
    this.tokens.add({ text: token.reveal(), platformId: id, ...terms });
  }

  private put(platform: Platform): Platform {
    const others = this.allPlatforms().filter(({ id }) => id !== platform.id);
    this.show([...others, platform], []);
    return platform;
  }

  /** A party that somebody holds has not departed. */
  private show(platforms: readonly Platform[], newlyDeparted: readonly DepartedParty[]): this {
    const held = platforms.flatMap(({ parties }) => parties);
    const departed = [...this.snapshot.departed, ...newlyDeparted];
    this.snapshot = new RegistrySnapshot(this.snapshot.revision + 1, platforms, {
      departed: departed.filter((gone) => !held.some((party) => isSame(party, gone))),
      agreements: this.agreements,
    });
    return this;
  }

  private allPlatforms(): Platform[] {
    return [...this.snapshot.allPlatforms()];
  }
}

class InMemoryPartyDirectory extends PartyDirectory {
  constructor(
    private readonly newest: () => RegistrySnapshot,
    private readonly tokens: InMemoryTokens,
  ) {
    super();
  }

  override snapshot(): RegistrySnapshot {
    return this.newest();
  }

  override whoPresents(authorization: string | undefined): TokenHolder | null {
    const held = this.tokens.present(authorization);
    const platform = held && this.newest().platform(held.platformId);
    return held && platform ? { platform, purpose: held.purpose } : null;
  }
}

function partyOf({ id, role, businessDetails }: ClaimedParty, platformId: string, lastUpdatedMs: number): Party {
  return { id, key: partyKey(id), role, platformId, businessDetails, lastUpdatedMs };
}

function departedNow(parties: readonly Party[], atMs: number): DepartedParty[] {
  return parties.map(({ id, key, role }) => ({ id, key, role, lastUpdatedMs: atMs }));
}

function isSame(a: Name, b: Name): boolean {
  return a.key === b.key && a.role === b.role;
}
