import { In, LessThan, Not, type EntityManager, type QueryDeepPartialEntity } from 'typeorm';
import type { ConnectionStatus, NotChanged } from '@busbar/core';
import { Undone, type EntityClass } from '@busbar/database';
import { HeldTokenEntity } from './held-token.entity.js';
import { DepartedPartyEntity, PartyEntity } from './party.entity.js';
import { PeerDefectEntity } from './peer-defect.entity.js';
import { PlatformEntity } from './platform.entity.js';
import type {
  Change,
  CreatedPlatform,
  PartyRow,
  PlatformStamps,
  RegisteredPlatform,
  RegistrationColumns,
  StoredRegistry,
  Target,
  TokenRow,
  UpdatedPlatform,
} from './registry-rows.js';
import { RegistryRevisionEntity } from './registry-revision.entity.js';
import { entities as agreementEntities, readAgreements } from './typeorm-agreements.js';

/** The tables behind a registry snapshot. */
export const entities: readonly EntityClass[] = [
  PlatformEntity,
  PartyEntity,
  DepartedPartyEntity,
  HeldTokenEntity,
  RegistryRevisionEntity,
  ...agreementEntities,
];

/** TypeORM's type for values to write knows no JSON columns. */
type Columns<Entity> = QueryDeepPartialEntity<Entity>;

const ONLY_ROW = { id: 1 };
/** More platforms than these are not named one by one in a statement. */
const MAX_NAMED = 200;
const NO_REGISTRATION: RegistrationColumns = {
  version: null,
  versionsUrl: null,
  endpoints: null,
  hosts: null,
  sealedToken: null,
  tokenEncoding: null,
  party: null,
};

/**
 * Platforms, parties and tokens as rows. Every change takes the revision row first, so changes stand in line instead of in
 * each other's way, and is undone as a whole when it turns out that it may not be made.
 */
export class Store {
  constructor(private readonly rows: EntityManager) {}

  /**
   * What the reader does not know yet, as of one moment: the calls share a transaction. Thousands of platforms join a hub one after
   * another, and reading all of them anew with each would take their square.
   */
  async load(known: PlatformStamps, knownAgreements: number | null): Promise<StoredRegistry> {
    const revision = await this.revision();
    const stamps = await this.stamps();
    const unknown = [...stamps].filter(([id, stamp]) => known.get(id) !== stamp).map(([id]) => id);
    const isWhole = unknown.length > MAX_NAMED;
    const platforms = await this.rows.findBy(PlatformEntity, isWhole ? {} : { id: In(unknown) });
    const ofThem = isWhole ? {} : { platformId: In(unknown) };
    const parties = await this.rows.find(PartyEntity, {
      where: ofThem,
      order: { platformId: 'ASC', position: 'ASC' },
    });
    const departed = await this.rows.find(DepartedPartyEntity);
    const tokens = await this.rows.findBy(HeldTokenEntity, ofThem);
    const agreements = await readAgreements(this.rows, knownAgreements);
    return { revision, stamps, platforms, parties, departed, tokens, agreements };
  }

  async revision(): Promise<number> {
    return (await this.rows.findOneByOrFail(RegistryRevisionEntity, ONLY_ROW)).revision;
  }

  /** Every change grows a platform's revision, except that older tokens end with the first use of a new one. */
  private async stamps(): Promise<PlatformStamps> {
    const platforms = await this.rows
      .createQueryBuilder(PlatformEntity, 'platform')
      .select(['platform.id AS id', 'platform.revision AS revision'])
      .getRawMany<{ readonly id: string; readonly revision: number }>();
    const tokens = await this.rows
      .createQueryBuilder(HeldTokenEntity, 'token')
      .select(['token.platform_id AS id', 'COUNT(*) AS held', 'SUM(token.retires_others) AS retiring'])
      .groupBy('token.platform_id')
      .getRawMany<{ readonly id: string; readonly held: number | string; readonly retiring: number | string }>();
    const held = new Map(tokens.map((token) => [token.id, `${token.held} ${token.retiring}`]));
    return new Map(platforms.map(({ id, revision }) => [id, `${revision} ${held.get(id) ?? ''}`]));
  }

  async create(created: CreatedPlatform): Promise<Change> {
    await this.announceChange();
    const { platform, parties, token, atMs } = created;
    const columns = { ...NO_REGISTRATION, ...platform, revision: 1, status: 'PLANNED' };
    await this.rows.insert(PlatformEntity, columns as Columns<PlatformEntity>);
    await this.claim(platform.id, parties, atMs);
    await this.hold({ id: platform.id, revision: 0 }, token);
    return null;
  }

  async update(target: Target, { columns, parties }: UpdatedPlatform): Promise<Change> {
    await this.change(target, columns);
    if (parties === null) return null;
    const wanted = new Set(parties.map(nameOf));
    const held = await this.rows.findBy(PartyEntity, { platformId: target.id });
    await this.letGo(
      held.filter((party) => !wanted.has(nameOf(party))),
      target.atMs,
    );
    await this.claim(target.id, parties, target.atMs);
    return null;
  }

  async remove(target: Target): Promise<Change> {
    await this.change(target, {});
    await this.letGo(await this.rows.findBy(PartyEntity, { platformId: target.id }), target.atMs);
    await this.rows.delete(HeldTokenEntity, { platformId: target.id });
    await this.rows.delete(PeerDefectEntity, { platformId: target.id });
    await this.rows.delete(PlatformEntity, { id: target.id });
    return null;
  }

  async completeRegistration(target: Target, registered: RegisteredPlatform): Promise<Change> {
    await this.change(target, { ...registered.registration, status: 'CONNECTED' });
    for (const { partyKey, role, businessDetails } of registered.parties) {
      const columns = { businessDetails } as Columns<PartyEntity>;
      await this.rows.update(PartyEntity, { platformId: target.id, partyKey, role }, columns);
    }
    if (registered.newToken) await this.hold(target, registered.newToken);
    const survivor = registered.newToken?.digest ?? (await this.newestConnectionToken(target.id));
    if (registered.retireOthers === 'now') await this.endAllTokensBut(survivor, target.id);
    else if (survivor !== null) await this.rows.update(HeldTokenEntity, { digest: survivor }, { retiresOthers: true });
    return null;
  }

  async endRegistration(target: Target): Promise<Change> {
    await this.change(target, { ...NO_REGISTRATION, status: 'SUSPENDED' });
    await this.endAllTokensBut(null, target.id);
    return null;
  }

  async addToken(target: Target, token: TokenRow, keepOthers: boolean): Promise<Change> {
    await this.change(target, {});
    const { purpose } = token;
    if (!keepOthers) await this.rows.delete(HeldTokenEntity, { platformId: target.id, purpose });
    await this.hold(target, token);
    return null;
  }

  async setStatus(target: Target, status: ConnectionStatus): Promise<Change> {
    await this.change(target, { status });
    return null;
  }

  /** Ends the tokens that are older than this one, once; false when there is nothing to end (any more). */
  async retireOlderThan(digest: string): Promise<boolean> {
    await this.announceChange();
    const token = await this.rows.findOneBy(HeldTokenEntity, { digest });
    if (!token?.retiresOthers) throw new Undone(false);
    const { platformId, sinceRevision } = token;
    await this.rows.delete(HeldTokenEntity, { platformId, sinceRevision: LessThan(sinceRevision) });
    await this.rows.update(HeldTokenEntity, { digest }, { retiresOthers: false });
    return true;
  }

  /** Changes the platform if it is still what the caller saw; a new status is dated in the ClientInfo of its parties. */
  private async change(target: Target, columns: Partial<Omit<PlatformEntity, 'id' | 'revision'>>): Promise<void> {
    await this.announceChange();
    const { id, revision, atMs } = target;
    const changed = { ...columns, revision: revision + 1 } as Columns<PlatformEntity>;
    const result = await this.rows.update(PlatformEntity, { id, revision }, changed);
    if (result.affected !== 1) {
      const isThere = await this.rows.existsBy(PlatformEntity, { id });
      undo({ notChanged: isThere ? 'changed-meanwhile' : 'unknown-platform' });
    }
    const isNewStatus = columns.status !== undefined && columns.status !== target.status;
    if (isNewStatus) await this.rows.update(PartyEntity, { platformId: id }, { lastUpdatedMs: atMs });
  }

  private async announceChange(): Promise<void> {
    await this.rows.increment(RegistryRevisionEntity, ONLY_ROW, 'revision', 1);
  }

  /** Makes these the parties of the platform, in this order; those it has already keep the date of their ClientInfo. */
  private async claim(platformId: string, parties: readonly PartyRow[], atMs: number): Promise<void> {
    if (parties.length === 0) return;
    const byName = parties.map(({ partyKey, role }) => ({ partyKey, role }));
    const holders = new Map((await this.rows.findBy(PartyEntity, byName)).map((holder) => [nameOf(holder), holder]));
    const claimed = new Map<string, PartyEntity>();
    for (const [position, party] of parties.entries()) {
      const holder = holders.get(nameOf(party));
      const isTaken = (holder && holder.platformId !== platformId) || claimed.has(nameOf(party));
      if (isTaken) return undo(taken(party));
      const lastUpdatedMs = holder?.lastUpdatedMs ?? atMs;
      claimed.set(nameOf(party), { ...party, platformId, position, lastUpdatedMs });
    }
    await this.rows.delete(PartyEntity, { platformId });
    await this.rows.insert(PartyEntity, [...claimed.values()] as Columns<PartyEntity>[]);
    await this.deleteByName(DepartedPartyEntity, byName);
  }

  private async letGo(parties: readonly PartyEntity[], atMs: number): Promise<void> {
    if (parties.length === 0) return;
    await this.deleteByName(PartyEntity, parties);
    await this.rows.insert(
      DepartedPartyEntity,
      parties.map(({ partyKey, role, countryCode, partyId }) => ({
        partyKey,
        role,
        countryCode,
        partyId,
        lastUpdatedMs: atMs,
      })),
    );
  }

  private async deleteByName(
    entity: typeof PartyEntity | typeof DepartedPartyEntity,
    parties: readonly Pick<PartyRow, 'partyKey' | 'role'>[],
  ): Promise<void> {
    for (const role of new Set(parties.map((party) => party.role))) {
      const keys = parties.filter((party) => party.role === role).map((party) => party.partyKey);
      await this.rows.delete(entity, { role, partyKey: In(keys) });
    }
  }

  /** Stores a token as the platform's newest; one that is there already gets its new terms. */
  private async hold({ id, revision }: Pick<Target, 'id' | 'revision'>, token: TokenRow): Promise<void> {
    await this.rows.delete(HeldTokenEntity, { digest: token.digest });
    const terms = { platformId: id, sinceRevision: revision + 1, retiresOthers: false };
    await this.rows.insert(HeldTokenEntity, { ...token, ...terms });
  }

  private async newestConnectionToken(platformId: string): Promise<string | null> {
    const [newest] = await this.rows.find(HeldTokenEntity, {
      where: { platformId, purpose: 'connection' },
      order: { sinceRevision: 'DESC' },
      take: 1,
    });
    return newest?.digest ?? null;
  }

  private async endAllTokensBut(digest: string | null, platformId: string): Promise<void> {
    await this.rows.delete(HeldTokenEntity, { platformId, ...(digest === null ? {} : { digest: Not(digest) }) });
  }
}

function nameOf({ partyKey, role }: Pick<PartyRow, 'partyKey' | 'role'>): string {
  return `${role} ${partyKey}`;
}

function taken({ countryCode, partyId, role }: PartyRow): NotChanged {
  return { notChanged: 'party-taken', party: { countryCode, partyId }, role };
}

function undo(notChanged: NotChanged): never {
  throw new Undone(notChanged);
}
