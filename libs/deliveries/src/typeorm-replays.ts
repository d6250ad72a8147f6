import type { ReplayCandidate, ReplayClaim, ReplayOrder, ReplayProgress, ReplaySelection } from '@busbar/core';
import { type ColumnValue, type EntityClass, isUniqueViolation, marks, Statements } from '@busbar/database';
import type { EntityManager } from 'typeorm';
import { sequenceOf } from './delivery-rows.js';
import { replayEntities, type ReplayEntity } from './replay.entity.js';
import { entities as deliveryEntities } from './typeorm-deliveries.js';
import { selectStale } from './typeorm-newer-writes.js';
import { selectCandidates, selectReplayable, selectUnreplayed } from './typeorm-replay-candidates.js';
import { claimReplay, finishReplay, selectWaiting, type WaitingItem } from './typeorm-replay-run.js';
import { settleItems, type SettleRequest } from './typeorm-replay-settle.js';

/** The tables that the store needs. */
export const entities: readonly EntityClass[] = [...deliveryEntities, ...replayEntities];

const REPLAY_COLUMNS = [
  'id',
  'state',
  'forced',
  'items',
  'sent',
  'stale',
  'refused',
  'created_at',
  'ended_at',
  'fence',
  'leased_until',
];
const ITEM_COLUMNS = ['replay', 'delivery', 'root_delivery', 'root_message', 'state', 'reason'];
/** Ids in one statement. */
const PORTION = 500;

/** Replays, as tables. */
export class Store {
  private readonly statements: Statements;

  constructor(entityManager: EntityManager) {
    this.statements = new Statements(entityManager);
  }

  async candidates(ids: readonly string[]): Promise<ReplayCandidate[]> {
    const found = await selectCandidates(
      this.statements,
      ids.flatMap((id) => sequenceOf(id) ?? []),
    );
    return found.map(({ candidate }) => candidate);
  }

  findStale(candidates: readonly ReplayCandidate[]): Promise<string[]> {
    return selectStale(this.statements, candidates);
  }

  unreplayed(messageIds: readonly string[]): Promise<string[]> {
    return selectUnreplayed(this.statements, messageIds);
  }

  replayable(messageIds: readonly string[]): Promise<string[]> {
    return selectReplayable(this.statements, messageIds);
  }

  /** Resolves to how many items it has. An order that was stored before, with an unknown outcome, stays as it is. */
  async create({ id, force, atMs }: ReplayOrder, selection: ReplaySelection): Promise<number> {
    const values = [id, 'running', force ? 1 : 0, 0, 0, 0, 0, atMs, null, 0, 0];
    let replay: number;
    try {
      replay = await this.statements.insertCounted({ table: 'replays', columns: REPLAY_COLUMNS, values });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      return (await this.find(id))?.count ?? 0;
    }
    const count = (await this.addDeliveries(replay, selection)) + (await this.addMessages(replay, selection));
    const [state, endedAtMs] = count === 0 ? ['done', atMs] : ['running', null];
    const change = [count, state, endedAtMs, replay];
    await this.statements.change('UPDATE replays SET items = ?, state = ?, ended_at = ? WHERE number = ?', change);
    return count;
  }

  async find(id: string): Promise<ReplayProgress | null> {
    const [row] = await this.statements.select<StoredReplay>(`${SELECT_REPLAY} WHERE id = ?`, [id]);
    return row === undefined ? null : toProgress(row);
  }

  async cancel(id: string, atMs: number): Promise<ReplayProgress | null> {
    await this.statements.change(
      `UPDATE replays SET state = 'cancelled', ended_at = ? WHERE id = ? AND state = 'running'`,
      [atMs, id],
    );
    await this.statements.change(
      `UPDATE replay_items SET state = 'cancelled' WHERE state = 'waiting'
         AND replay = (SELECT number FROM replays WHERE id = ? AND state = 'cancelled')`,
      [id],
    );
    return this.find(id);
  }

  claim(nowMs: number, leaseMs: number): Promise<ReplayClaim | null> {
    return claimReplay(this.statements, nowMs, leaseMs);
  }

  next(claim: ReplayClaim, limit: number): Promise<WaitingItem[]> {
    return selectWaiting(this.statements, claim, limit);
  }

  settle(request: SettleRequest): Promise<'stored' | 'lost'> {
    return settleItems(this.statements, request);
  }

  finish(claim: ReplayClaim, atMs: number): Promise<'stored' | 'lost'> {
    return finishReplay(this.statements, claim, atMs);
  }

  /** Deletes the oldest replays from before that time with their items, at most `limit` items; resolves to how many rows. */
  async deleteOld(beforeMs: number, limit: number): Promise<number> {
    const old = `SELECT number FROM replays WHERE state IN ('done', 'cancelled') AND created_at < ?`;
    const items = await this.statements.select<{ readonly id: number | string }>(
      `SELECT id FROM replay_items WHERE replay IN (${old}) ORDER BY id LIMIT ?`,
      [beforeMs, limit],
    );
    const ids = items.map(({ id }) => Number(id));
    if (ids.length > 0)
      return this.statements.change(`DELETE FROM replay_items WHERE id IN (${marks(ids.length)})`, ids);
    return this.statements.change(`DELETE FROM replays WHERE state IN ('done', 'cancelled') AND created_at < ?`, [
      beforeMs,
    ]);
  }

  private async addDeliveries(replay: number, { deliveryIds }: ReplaySelection): Promise<number> {
    const sequences = deliveryIds.flatMap((id) => sequenceOf(id) ?? []);
    return this.add(sequences, async (portion) => {
      const candidates = await selectCandidates(this.statements, portion);
      return candidates.map(({ sequence, root }) => [replay, sequence, root.delivery, root.message, 'waiting', '']);
    });
  }

  private addMessages(replay: number, { messageIds }: ReplaySelection): Promise<number> {
    return this.add(messageIds, async (portion) => {
      const replayable = await selectReplayable(this.statements, portion);
      return replayable.map((messageId) => [replay, null, null, messageId, 'waiting', '']);
    });
  }

  /** What one portion adds is seen by the next. */
  private async add<T>(
    all: readonly T[],
    rowsOf: (portion: readonly T[]) => Promise<ColumnValue[][]>,
  ): Promise<number> {
    let count = 0;
    for (let start = 0; start < all.length; start += PORTION) {
      const rows = await rowsOf(all.slice(start, start + PORTION));
      await this.statements.insert({ table: 'replay_items', columns: ITEM_COLUMNS, values: rows.flat() });
      count += rows.length;
    }
    return count;
  }
}

type StoredReplay = Omit<ReplayEntity, 'number' | 'fence' | 'leasedUntilMs'>;

const SELECT_REPLAY = `SELECT id, state, forced, items, sent, stale, refused, created_at AS createdAtMs, ended_at AS endedAtMs
  FROM replays`;

function toProgress({ id, state, forced, items, sent, stale, refused, ...times }: StoredReplay): ReplayProgress {
  return {
    id,
    state,
    force: forced === 1,
    createdAtMs: Number(times.createdAtMs),
    endedAtMs: times.endedAtMs === null ? null : Number(times.endedAtMs),
    count: items,
    sent,
    stale,
    refused,
    left: items - sent - stale - refused,
  };
}
