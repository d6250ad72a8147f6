import type {
  AddressedAttempt,
  AttemptRow,
  DeliveryFilter,
  DeliveryRecord,
  DeliveryState,
  DeliveryStory,
} from '@busbar/core';
import { type ColumnValue, type EntityClass, marks, Statements } from '@busbar/database';
import { partyKey } from '@busbar/ocpi';
import type { EntityManager } from 'typeorm';
import { readParty } from './delivery-rows.js';
import { entities as deliveryEntities } from './typeorm-deliveries.js';
import { replayEntities } from './replay.entity.js';
import { DELIVERY_COLUMNS, FROM_DELIVERIES, toDelivery, type StoredDelivery } from './typeorm-pending.js';

/** The tables that are read. */
export const entities: readonly EntityClass[] = [...deliveryEntities, ...replayEntities];

/** Where a page ended. */
export type DeliveryPosition = Pick<DeliveryRecord, 'acceptedAtMs' | 'sequence'>;

/** One page that is asked for, newest first. */
export interface DeliveryPageRequest {
  readonly filter: DeliveryFilter;
  readonly before: DeliveryPosition | null;
  readonly limit: number;
}

interface StoredRecord extends StoredDelivery {
  readonly correlationId: string;
  readonly module: string;
  readonly method: string;
  readonly state: DeliveryState;
  readonly reason: string;
  readonly supersededBy: number | string | null;
  readonly acceptedAtMs: number | string;
  readonly endedAtMs: number | string | null;
}

interface Condition {
  readonly sql: string;
  readonly parameters: readonly ColumnValue[];
}

/** No replay stands for it. */
const UNREPLAYED: Condition = {
  sql: `NOT EXISTS (SELECT 1 FROM replay_items i WHERE i.delivery = d.sequence AND i.state IN ('waiting', 'sent'))`,
  parameters: [],
};
const ALL_STATES: readonly DeliveryState[] = ['pending', 'delivered', 'superseded', 'rejected', 'expired', 'discarded'];

interface StoredAttempt extends Pick<AttemptRow, 'requestId' | 'httpStatus' | 'ocpiStatus' | 'outcome' | 'reason'> {
  readonly delivery: number | string;
  readonly atMs: number | string;
  readonly durationUs: number | string;
}

const ATTEMPT_COLUMNS = `a.delivery AS delivery, a.request_id AS requestId, a.at_ms AS atMs, a.duration_us AS durationUs,
  a.http_status AS httpStatus, a.ocpi_status AS ocpiStatus, a.outcome AS outcome, a.reason AS reason`;

const SELECT_RECORDS = `SELECT ${DELIVERY_COLUMNS}, c.correlation_id AS correlationId, c.module AS module, c.method AS method,
  d.state AS state, d.reason AS reason, d.superseded_by AS supersededBy, d.accepted_at AS acceptedAtMs, d.ended_at AS endedAtMs
  ${FROM_DELIVERIES}`;

/** What operators read about deliveries. */
export class Store {
  private readonly statements: Statements;

  constructor(entityManager: EntityManager) {
    this.statements = new Statements(entityManager);
  }

  /** A page of each state through the index, put together: an index over all states would grow with every filter. */
  async list({ filter, before, limit }: DeliveryPageRequest): Promise<DeliveryRecord[]> {
    const conditions = [...conditionsOf(filter), ...behind(before)];
    const found: { readonly sequence: number; readonly acceptedAtMs: number }[] = [];
    for (const state of filter.states ?? ALL_STATES) {
      const { sql, parameters } = this.inState(state, conditions);
      const rows = await this.statements.select<{ sequence: number | string; acceptedAtMs: number | string }>(
        `SELECT d.sequence AS sequence, d.accepted_at AS acceptedAtMs ${sql}
           ORDER BY d.accepted_at DESC, d.sequence DESC LIMIT ?`,
        [...parameters, limit],
      );
      for (const row of rows) {
        found.push({ sequence: Number(row.sequence), acceptedAtMs: Number(row.acceptedAtMs) });
      }
    }
    found.sort((a, b) => b.acceptedAtMs - a.acceptedAtMs || b.sequence - a.sequence);
    return this.load(found.slice(0, limit).map(({ sequence }) => sequence));
  }

  async count(filter: DeliveryFilter): Promise<number> {
    let sum = 0;
    for (const state of filter.states ?? ALL_STATES) {
      const { sql, parameters } = this.inState(state, conditionsOf(filter));
      const [row] = await this.statements.select<{ count: number | string }>(
        `SELECT COUNT(*) AS count ${sql}`,
        parameters,
      );
      sum += Number(row?.count ?? 0);
    }
    return sum;
  }

  /** Those that a filter finds, oldest first, at most `limit`. */
  async sequences(filter: DeliveryFilter, limit: number): Promise<number[]> {
    const sequences: number[] = [];
    for (const state of filter.states ?? ALL_STATES) {
      const { sql, parameters } = this.inState(state, conditionsOf(filter));
      const rows = await this.statements.select<{ sequence: number | string }>(
        `SELECT d.sequence AS sequence ${sql} ORDER BY d.accepted_at, d.sequence LIMIT ?`,
        [...parameters, limit],
      );
      sequences.push(...rows.map(({ sequence }) => Number(sequence)));
    }
    return sequences.sort((a, b) => a - b).slice(0, limit);
  }

  async find(sequence: number): Promise<DeliveryStory | null> {
    const [record] = await this.load([sequence]);
    if (record === undefined) return null;
    const attempts = await this.statements.select<StoredAttempt>(
      `SELECT ${ATTEMPT_COLUMNS} FROM delivery_attempts a WHERE a.delivery = ? ORDER BY a.at_ms, a.id`,
      [sequence],
    );
    return { record, attempts: attempts.map(toAttempt) };
  }

  /** What was tried for all deliveries of a message, oldest first. */
  async attemptsOf(messageId: string, limit: number): Promise<AddressedAttempt[]> {
    const rows = await this.statements.select<StoredAttempt & Pick<StoredRecord, 'platformId' | 'toParty'>>(
      `SELECT ${ATTEMPT_COLUMNS}, l.platform_id AS platformId, d.to_party AS toParty
         ${FROM_DELIVERIES} JOIN delivery_attempts a ON a.delivery = d.sequence
       WHERE c.message_id = ? ORDER BY a.at_ms, a.id LIMIT ?`,
      [messageId, limit],
    );
    return rows.map((row) => ({ ...toAttempt(row), platformId: row.platformId, to: readParty(row.toParty) }));
  }

  /** In order of arrival. */
  async ofMessage(messageId: string, limit: number): Promise<DeliveryRecord[]> {
    const rows = await this.statements.select<StoredRecord>(
      `${SELECT_RECORDS} WHERE c.message_id = ? ORDER BY d.sequence LIMIT ?`,
      [messageId, limit],
    );
    return rows.map(toRecord);
  }

  private async load(sequences: readonly number[]): Promise<DeliveryRecord[]> {
    if (sequences.length === 0) return [];
    const rows = await this.statements.select<StoredRecord>(
      `${SELECT_RECORDS} WHERE d.sequence IN (${marks(sequences.length)})`,
      sequences,
    );
    const records = new Map(rows.map((row) => [Number(row.sequence), toRecord(row)]));
    return sequences.flatMap((sequence) => records.get(sequence) ?? []);
  }

  private inState(state: DeliveryState, conditions: readonly Condition[]): Condition {
    const all = [{ sql: 'd.state = ?', parameters: [state] }, ...conditions];
    return {
      sql: `FROM deliveries d ${this.statements.by('ix_deliveries_state')} WHERE ${all.map(({ sql }) => sql).join(' AND ')}`,
      parameters: all.flatMap(({ parameters }) => parameters),
    };
  }
}

function conditionsOf({ sinceMs, untilMs, platformId, party, module, isUnreplayed }: DeliveryFilter): Condition[] {
  return [
    ...when(sinceMs, 'd.accepted_at >= ?'),
    ...when(untilMs, 'd.accepted_at < ?'),
    ...when(platformId, 'd.lane_id = (SELECT l.id FROM lanes l WHERE l.platform_id = ?)'),
    ...when(party === null ? null : partyKey(party), 'UPPER(d.to_party) = ?'),
    ...when(module, 'd.module = ?'),
    ...(isUnreplayed ? [UNREPLAYED] : []),
  ];
}

function behind(position: DeliveryPosition | null): Condition[] {
  if (position === null) return [];
  const { acceptedAtMs, sequence } = position;
  const sql = 'd.accepted_at <= ? AND NOT (d.accepted_at = ? AND d.sequence >= ?)';
  return [{ sql, parameters: [acceptedAtMs, acceptedAtMs, sequence] }];
}

function when(value: ColumnValue, sql: string): Condition[] {
  return value === null ? [] : [{ sql, parameters: [value] }];
}

function toRecord(row: StoredRecord): DeliveryRecord {
  return {
    ...toDelivery(row),
    correlationId: row.correlationId,
    module: row.module,
    method: row.method,
    state: row.state,
    reason: row.reason,
    supersededBy: row.supersededBy === null ? null : String(row.supersededBy),
    acceptedAtMs: Number(row.acceptedAtMs),
    endedAtMs: row.endedAtMs === null ? null : Number(row.endedAtMs),
  };
}

function toAttempt({
  delivery,
  atMs,
  durationUs,
  requestId,
  httpStatus,
  ocpiStatus,
  ...end
}: StoredAttempt): AttemptRow {
  const { outcome, reason } = end;
  const times = { atMs: Number(atMs), durationMs: Number(durationUs) / 1000 };
  return { deliveryId: String(delivery), requestId, ...times, httpStatus, ocpiStatus, outcome, reason };
}
