import type { DeliveryRetry, LaneClaim, ReleasedLane } from '@busbar/core';
import { marks, type RowChange, type Statements } from '@busbar/database';
import { cut, NO_LEASE } from './delivery-rows.js';
import { ATTEMPT_COLUMNS, endingsIn, triesIn, type EndingRow, type ReportRows } from './report-rows.js';
import { lockLanes, selectNextDue, type LaneRow } from './typeorm-lanes.js';

/** What an ended delivery no longer has: its place in the lane. */
const OUT_OF_THE_LANE = { pending_lane: null, pending_stream: null } as const;
const STILL_PENDING = 'AND pending_lane IS NOT NULL';

/** What became of a report: one that gives its lane back is answered with when that is due again. */
export type ReportEnding = 'stored' | 'lost' | ReleasedLane;

/** Writes the reports of those who still hold their lanes; `lost` for the others. */
export async function storeReports(statements: Statements, reports: readonly ReportRows[]): Promise<ReportEnding[]> {
  const lanes = await lockLanes(statements, [...new Set(reports.map(({ claim }) => claim.platformId))]);
  const held = reports.filter(({ claim }) => lanes.get(claim.platformId)?.fence === claim.fence);
  // Of two reports of one lane, the later one knows better.
  const changes = new Map(held.map((report) => [report.claim.platformId, report]));
  const rows = [...changes.values()].flatMap((report) => laneChange(report, lanes.get(report.claim.platformId)));
  await statements.changeEach({ table: 'lanes', key: 'id', rows });
  const attempts = held.flatMap((report) => report.attempts);
  const tries = triesIn(attempts);
  const endings = held.flatMap((report) => endingsIn(report.endings));
  const isUsual = ({ sequence }: EndingRow): boolean => tries.get(sequence) === 1;
  const usual = endings.filter(isUsual);
  const unusual = endings.filter((ending) => !isUsual(ending));
  await endAfterAttempt(statements, usual);
  await endDeliveries(statements, unusual);
  for (const { sequence } of usual) tries.delete(sequence);
  await postpone(
    statements,
    held.flatMap((report) => report.retries),
  );
  await countAttempts(statements, tries);
  await statements.insert({ table: 'delivery_attempts', columns: ATTEMPT_COLUMNS, values: attempts });
  const released = held.filter(isGivenBack).map(({ claim }) => claim.platformId);
  const nextDue = await selectNextDue(statements, released);
  return reports.map((report) => {
    if (!held.includes(report)) return 'lost';
    if (!isGivenBack(report)) return 'stored';
    return { nextDueMs: nextDue.get(report.claim.platformId) ?? null };
  });
}

/** Counts deliveries that are about to go out, for who holds the lane. */
export async function countLeases(
  statements: Statements,
  { platformId, fence }: LaneClaim,
  ids: readonly string[],
): Promise<'stored' | 'lost'> {
  const lanes = await lockLanes(statements, [platformId]);
  if (lanes.get(platformId)?.fence !== fence) return 'lost';
  await statements.change(
    `UPDATE deliveries SET leases = leases + 1 WHERE sequence IN (${marks(ids.length)}) ${STILL_PENDING}`,
    ids.map(Number),
  );
  return 'stored';
}

/** The usual way to end, by one attempt: counted in the same statement, unless an operator was quicker. */
async function endAfterAttempt(statements: Statements, endings: readonly EndingRow[]): Promise<void> {
  const met = await endDeliveries(statements, endings, 'attempts = attempts + 1');
  if (met === endings.length) return;
  await statements.change(
    `UPDATE deliveries SET attempts = attempts + 1 WHERE sequence IN (${marks(endings.length)}) AND state = 'discarded'`,
    endings.map(({ sequence }) => sequence),
  );
}

/** Ends deliveries that are pending still; resolves to how many there were. */
export function endDeliveries(statements: Statements, endings: readonly EndingRow[], also?: string): Promise<number> {
  const rows = endings.map(({ sequence, values }): RowChange => ({
    key: sequence,
    values: { ...values, ...OUT_OF_THE_LANE },
  }));
  const more = also === undefined ? {} : { also };
  return statements.changeEach({ table: 'deliveries', key: 'sequence', rows, only: STILL_PENDING, ...more });
}

function isGivenBack({ lane }: ReportRows): boolean {
  return lane?.leaseUntilMs === NO_LEASE;
}

function laneChange({ lane: news }: ReportRows, lane: LaneRow | undefined): RowChange[] {
  if (lane === undefined || news === null) return [];
  const { state, leaseUntilMs, resumes } = news;
  // Somebody has resumed the lane meanwhile: what this drain knows of its wait is older.
  const { waitUntilMs, pausedAtRevision } = lane.resumes === resumes ? state : lane.state;
  const values = {
    leased_until: leaseUntilMs,
    failures_in_a_row: state.failuresInARow,
    last_success_at: state.lastSuccessAtMs,
    wait_until: waitUntilMs,
    paused_at_revision: pausedAtRevision,
  };
  return [{ key: lane.id, values }];
}

/** Puts deliveries off, and behind each of them the whole of its stream. */
async function postpone(statements: Statements, retries: readonly DeliveryRetry[]): Promise<void> {
  if (retries.length === 0) return;
  const rows = retries.map(toRowChange);
  for (const alike of [rows.filter(saysWhy), rows.filter((row) => !saysWhy(row))]) {
    await statements.changeEach({ table: 'deliveries', key: 'sequence', rows: alike, only: STILL_PENDING });
  }
  const ahead = await statements.select<{ lane: number | string; stream: number | string; untilMs: number | string }>(
    `SELECT r.pending_lane AS lane, r.pending_stream AS stream, r.next_attempt_at AS untilMs FROM deliveries r
       WHERE r.sequence IN (${marks(rows.length)}) AND EXISTS (
         SELECT 1 FROM deliveries o ${statements.by('ix_deliveries_stream')} WHERE o.pending_lane = r.pending_lane AND o.pending_stream = r.pending_stream
           AND o.next_attempt_at < r.next_attempt_at)`,
    rows.map(({ key }) => key),
  );
  for (const { lane, stream, untilMs } of ahead) {
    await statements.change(
      `UPDATE deliveries ${statements.by('ix_deliveries_stream')} SET next_attempt_at = ?
         WHERE pending_lane = ? AND pending_stream = ? AND next_attempt_at < ?`,
      [untilMs, lane, stream, untilMs].map(Number),
    );
  }
}

function toRowChange({ id, reason, firstFailedAtMs, completedAttempts, nextAttemptAtMs }: DeliveryRetry): RowChange {
  const values = {
    first_failed_at: firstFailedAtMs,
    completed_attempts: completedAttempts,
    next_attempt_at: nextAttemptAtMs,
  };
  return { key: Number(id), values: reason === null ? values : { ...values, leases: 0, reason: cut(reason, 500) } };
}

function saysWhy({ values }: RowChange): boolean {
  return 'reason' in values;
}

async function countAttempts(statements: Statements, tries: ReadonlyMap<number, number>): Promise<void> {
  const byCount = new Map<number, number[]>();
  for (const [delivery, count] of tries) byCount.set(count, [...(byCount.get(count) ?? []), delivery]);
  for (const [count, deliveries] of byCount) {
    await statements.change(
      `UPDATE deliveries SET attempts = attempts + ? WHERE sequence IN (${marks(deliveries.length)})`,
      [count, ...deliveries],
    );
  }
}
