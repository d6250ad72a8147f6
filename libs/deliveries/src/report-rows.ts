import type { AttemptRow, DeliveryEnding, DeliveryRetry, LaneClaim, LaneReport, LaneState } from '@busbar/core';
import type { ColumnValue } from '@busbar/database';
import { cut } from './delivery-rows.js';

/** A report in the form in which it goes to the database: flat lists, since each name in a list of objects costs time on its way. */
export interface ReportRows {
  readonly claim: Pick<LaneClaim, 'platformId' | 'fence'>;
  /** What is new of the lane itself. */
  readonly lane: LaneNews | null;
  /** Delivery by delivery what {@link endingsIn} reads. */
  readonly endings: readonly ColumnValue[];
  readonly retries: readonly DeliveryRetry[];
  /** Attempt by attempt the columns of {@link ATTEMPT_COLUMNS}. */
  readonly attempts: readonly ColumnValue[];
}

/** How long a lane is held and what is remembered of it, by somebody who knew of so many resumes. */
export interface LaneNews extends Pick<LaneClaim, 'resumes'> {
  readonly state: LaneState;
  readonly leaseUntilMs: number;
}

/** The end of a delivery as its row says it. */
export interface EndingRow {
  readonly sequence: number;
  readonly values: Readonly<Record<'state' | 'reason' | 'superseded_by' | 'ended_at', ColumnValue>>;
}

/** Of `delivery_attempts`. */
export const ATTEMPT_COLUMNS = [
  'delivery',
  'request_id',
  'at_ms',
  'duration_us',
  'http_status',
  'ocpi_status',
  'outcome',
  'reason',
] as const;

const ENDING_VALUES = 5;

/** The rows of a report, for the store in the database's thread. */
export function toReportRows({ claim, state, leaseUntilMs, endings, retries, attempts }: LaneReport): ReportRows {
  const { platformId, fence, resumes } = claim;
  return {
    claim: { platformId, fence },
    lane: leaseUntilMs === null ? null : { resumes, state, leaseUntilMs },
    endings: endings.flatMap(endingValues),
    retries,
    attempts: attempts.flatMap(attemptValues),
  };
}

/** The endings of a flat list. */
export function endingsIn(values: readonly ColumnValue[]): EndingRow[] {
  const rows: EndingRow[] = [];
  for (let at = 0; at < values.length; at += ENDING_VALUES) {
    const [sequence, state = null, reason = null, superseded_by = null, ended_at = null] = values.slice(
      at,
      at + ENDING_VALUES,
    );
    rows.push({ sequence: Number(sequence), values: { state, reason, superseded_by, ended_at } });
  }
  return rows;
}

/** How often each delivery was tried, by a flat list of attempts. */
export function triesIn(values: readonly ColumnValue[]): Map<number, number> {
  const tries = new Map<number, number>();
  for (let at = 0; at < values.length; at += ATTEMPT_COLUMNS.length) {
    const sequence = Number(values[at]);
    tries.set(sequence, (tries.get(sequence) ?? 0) + 1);
  }
  return tries;
}

function endingValues({ id, state, reason, supersededBy, atMs }: DeliveryEnding): ColumnValue[] {
  return [Number(id), state, cut(reason, 500), supersededBy === null ? null : Number(supersededBy), atMs];
}

function attemptValues(attempt: AttemptRow): ColumnValue[] {
  return [
    Number(attempt.deliveryId),
    cut(attempt.requestId, 36),
    attempt.atMs,
    Math.round(attempt.durationMs * 1000),
    attempt.httpStatus,
    attempt.ocpiStatus,
    cut(attempt.outcome, 12),
    cut(attempt.reason, 500),
  ];
}
