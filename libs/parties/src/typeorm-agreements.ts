import { In, LessThan, type EntityManager, type QueryDeepPartialEntity } from 'typeorm';
import type { Agreement, AgreementPolicy, Block, WithoutAgreement } from '@busbar/core';
import { Undone, type EntityClass } from '@busbar/database';
import { AgreementChangeEntity, AgreementEntity, AgreementPolicyEntity, PartyBlockEntity } from './agreement.entity.js';
import { RegistryRevisionEntity } from './registry-revision.entity.js';

/** The tables behind agreements and blocks. */
export const entities: readonly EntityClass[] = [
  AgreementPolicyEntity,
  AgreementEntity,
  AgreementChangeEntity,
  PartyBlockEntity,
  RegistryRevisionEntity,
];

/** All of them, as of one moment. */
export interface StoredAgreements {
  readonly stamp: number;
  readonly revision: number;
  readonly policy: AgreementPolicy;
  readonly withoutAgreement: WithoutAgreement;
  readonly policyChangedMs: number;
  readonly items: readonly Agreement[];
  readonly blocks: readonly Block[];
  readonly pairsChangedMs: ReadonlyMap<string, number>;
}

/** What is to hold from now on, in place of what holds now. */
export interface ReplacedAgreements {
  /** The revision it replaces. */
  readonly revision: number;
  readonly policy: AgreementPolicy;
  readonly withoutAgreement: WithoutAgreement;
  readonly isPolicyNew: boolean;
  readonly items: readonly Agreement[];
  /** Pairs that began or ceased to be allowed anything by it. */
  readonly changedPairs: readonly string[];
  readonly atMs: number;
}

/** A block that is made or taken back. */
export interface ChangedBlock extends Block {
  /** The pair, where it begins or ceases to be allowed anything by that. */
  readonly changedPair: string | null;
  readonly atMs: number;
}

const ONLY_ROW = { id: 1 };
/** Rows of one statement: far below what SQLite takes as parameters. */
const MAX_ROWS = 500;
/** Whoever asks for ClientInfo by date asks for days, not for years. */
const CHANGES_KEPT_MS = 400 * 86_400_000;

/** Everything, unless the reader knows it by its stamp already. */
export async function readAgreements(rows: EntityManager, knownStamp: number | null): Promise<StoredAgreements | null> {
  const row = await rows.findOneByOrFail(AgreementPolicyEntity, ONLY_ROW);
  if (row.stamp === knownStamp) return null;
  const items = await rows.find(AgreementEntity, { order: { position: 'ASC' } });
  const blocks = await rows.find(PartyBlockEntity, { order: { sinceMs: 'ASC', by: 'ASC', blocked: 'ASC' } });
  const changes = await rows.find(AgreementChangeEntity);
  const { stamp, revision, policy, withoutAgreement, changedAtMs: policyChangedMs } = row;
  return {
    ...{ stamp, revision, policy, withoutAgreement, policyChangedMs },
    items: items.map(({ partyA, partyB, modules, fromMs, untilMs }) => ({
      parties: [partyA, partyB],
      modules,
      fromMs,
      untilMs,
    })),
    blocks: blocks.map(({ by, blocked, sinceMs }) => ({ by, blocked, sinceMs })),
    pairsChangedMs: new Map(changes.map(({ pair, changedAtMs }) => [pair, changedAtMs])),
  };
}

/** Agreements and blocks as rows. Every change takes the registry's revision row first, so that changes stand in line. */
export class Store {
  constructor(private readonly rows: EntityManager) {}

  async replace(replaced: ReplacedAgreements): Promise<'replaced' | 'changed-meanwhile'> {
    await this.announceChange();
    const { revision, policy, withoutAgreement, isPolicyNew, items, changedPairs, atMs } = replaced;
    const dated = isPolicyNew ? { changedAtMs: atMs } : {};
    const columns = { policy, withoutAgreement, revision: revision + 1, ...dated };
    const changed = await this.rows.update(AgreementPolicyEntity, { ...ONLY_ROW, revision }, columns);
    if (changed.affected !== 1) throw new Undone('changed-meanwhile');
    await this.rows.createQueryBuilder().delete().from(AgreementEntity).execute();
    const rows = items.map(({ parties: [partyA, partyB], modules, fromMs, untilMs }, position) => ({
      ...{ position, partyA, partyB, modules, fromMs, untilMs },
    }));
    for (const portion of portionsOf(rows)) {
      await this.rows.insert(AgreementEntity, portion as QueryDeepPartialEntity<AgreementEntity>[]);
    }
    await this.dateChange(changedPairs, atMs);
    return 'replaced';
  }

  /** `limit` is how many one party may have. */
  async block(
    { by, blocked, ...change }: ChangedBlock,
    limit: number,
  ): Promise<'blocked' | 'was-blocked' | 'too-many'> {
    await this.announceChange();
    if (await this.rows.existsBy(PartyBlockEntity, { by, blocked })) throw new Undone('was-blocked');
    if ((await this.rows.countBy(PartyBlockEntity, { by })) >= limit) throw new Undone('too-many');
    await this.rows.insert(PartyBlockEntity, { by, blocked, sinceMs: change.sinceMs });
    await this.noteBlock(change);
    return 'blocked';
  }

  async unblock({ by, blocked, ...change }: ChangedBlock): Promise<'unblocked' | 'unknown-block'> {
    await this.announceChange();
    const gone = await this.rows.delete(PartyBlockEntity, { by, blocked });
    if (gone.affected !== 1) throw new Undone('unknown-block');
    await this.noteBlock(change);
    return 'unblocked';
  }

  private async noteBlock({ changedPair, atMs }: Pick<ChangedBlock, 'changedPair' | 'atMs'>): Promise<void> {
    await this.dateChange(changedPair === null ? [] : [changedPair], atMs);
  }

  private async dateChange(pairs: readonly string[], atMs: number): Promise<void> {
    await this.rows.increment(AgreementPolicyEntity, ONLY_ROW, 'stamp', 1);
    await this.rows.delete(AgreementChangeEntity, { changedAtMs: LessThan(atMs - CHANGES_KEPT_MS) });
    for (const portion of portionsOf(pairs)) {
      await this.rows.delete(AgreementChangeEntity, { pair: In([...portion]) });
      await this.rows.insert(
        AgreementChangeEntity,
        portion.map((pair) => ({ pair, changedAtMs: atMs })),
      );
    }
  }

  private async announceChange(): Promise<void> {
    await this.rows.increment(RegistryRevisionEntity, ONLY_ROW, 'revision', 1);
  }
}

function portionsOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / MAX_ROWS);
  return Array.from({ length: count }, (_, nth) => all.slice(nth * MAX_ROWS, (nth + 1) * MAX_ROWS));
}
