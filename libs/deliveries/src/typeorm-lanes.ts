import type { BeginRequest, LaneClaim, LaneState } from '@busbar/core';
import { marks, type Statements } from '@busbar/database';
import { LEASE_OF_THE_DEAD, NO_LEASE } from './delivery-rows.js';

/** A lane as it is stored; MySQL hands wide numbers out as text where they are wide. */
export interface LaneRow {
  readonly id: number;
  readonly platformId: string;
  readonly fence: number;
  readonly leasedUntilMs: number;
  readonly resumes: number;
  readonly state: LaneState;
}

type Stored = Readonly<
  Record<Exclude<keyof LaneRow, 'state' | 'platformId'> | keyof LaneState, number | string | null>
>;

interface NextDue {
  readonly platformId: string;
  readonly due: number | string | null;
  readonly expires: number | string | null;
}

const COLUMNS = `id, platform_id AS platformId, fence, leased_until AS leasedUntilMs, failures_in_a_row AS failuresInARow,
  wait_until AS waitUntilMs, paused_at_revision AS pausedAtRevision, last_success_at AS lastSuccessAtMs, resumes`;

/** One look into an index per lane, however much is pending: the smallest of a time among what lane `l` has. */
function soonest(statements: Statements, time: 'next_attempt_at' | 'expires_at'): string {
  const index = statements.by(time === 'expires_at' ? 'ix_deliveries_expiry' : 'ix_deliveries_due');
  return `(SELECT d.${time} FROM deliveries d ${index} WHERE d.pending_lane = l.id ORDER BY d.${time} LIMIT 1)`;
}

/** The lanes of these platforms, locked for the rest of the transaction. */
export async function lockLanes(
  statements: Statements,
  platformIds: readonly string[],
): Promise<ReadonlyMap<string, LaneRow>> {
  const wanted = statements.padded(platformIds);
  const rows = await statements.select<Stored & { readonly platformId: string }>(
    `SELECT ${COLUMNS} FROM lanes WHERE platform_id IN (${marks(wanted.length)})${statements.forUpdate}`,
    wanted,
  );
  return new Map(rows.map((row) => [row.platformId, toLane(row)]));
}

/** Claims lanes, each for whoever asks first; null for those that are held or that nobody was ever owed anything on. */
export async function claimLanes(
  statements: Statements,
  requests: readonly BeginRequest[],
): Promise<(LaneClaim | null)[]> {
  const lanes = new Map(await lockLanes(statements, [...new Set(requests.map(({ platformId }) => platformId))]));
  const changes: { readonly key: number; readonly values: Record<string, number> }[] = [];
  const claims = requests.map(({ platformId, nowMs, leaseMs }): LaneClaim | null => {
    const lane = lanes.get(platformId);
    if (lane === undefined || lane.leasedUntilMs > nowMs) return null;
    lanes.delete(platformId);
    const fence = lane.fence + 1;
    changes.push({ key: lane.id, values: { fence, leased_until: nowMs + leaseMs } });
    const wasAbandoned = lane.leasedUntilMs !== NO_LEASE;
    return { platformId, fence, resumes: lane.resumes, wasAbandoned, state: lane.state };
  });
  await statements.changeEach({ table: 'lanes', key: 'id', rows: changes });
  return claims;
}

/** Lanes that nobody holds with something due or expired, soonest first. */
export async function selectDueLanes(statements: Statements, nowMs: number, limit: number): Promise<string[]> {
  const rows = await statements.select<{ readonly platformId: string }>(
    `SELECT platformId FROM (
       SELECT l.platform_id AS platformId, ${soonest(statements, 'expires_at')} AS expires,
         CASE WHEN l.wait_until <= ? AND l.paused_at_revision IS NULL THEN ${soonest(statements, 'next_attempt_at')} END AS due
       FROM lanes l WHERE l.leased_until <= ?) AS looked
     WHERE due <= ? OR expires <= ?
     ORDER BY CASE WHEN due IS NULL OR expires < due THEN expires ELSE due END LIMIT ?`,
    [nowMs, nowMs, nowMs, nowMs, limit],
  );
  return rows.map(({ platformId }) => platformId);
}

/** Whether a stream of a lane has something pending. */
export async function selectIsWaiting(
  statements: Statements,
  platformId: string,
  streamHash: number,
): Promise<boolean> {
  const rows = await statements.select<{ readonly sequence: number }>(
    `SELECT d.sequence AS sequence FROM deliveries d ${statements.by('ix_deliveries_stream')}
     WHERE d.pending_lane = (SELECT id FROM lanes WHERE platform_id = ?) AND d.pending_stream = ? LIMIT 1`,
    [platformId, streamHash],
  );
  return rows.length > 0;
}

/** When the next delivery of each of these lanes is due or expires; null where nothing is pending. */
export async function selectNextDue(
  statements: Statements,
  platformIds: readonly string[],
): Promise<ReadonlyMap<string, number | null>> {
  if (platformIds.length === 0) return new Map();
  const wanted = statements.padded(platformIds);
  const rows = await statements.select<NextDue>(
    `SELECT l.platform_id AS platformId, ${soonest(statements, 'next_attempt_at')} AS due, ${soonest(statements, 'expires_at')} AS expires
     FROM lanes l WHERE l.platform_id IN (${marks(wanted.length)})`,
    wanted,
  );
  return new Map(rows.map((row) => [row.platformId, nextOf(row)]));
}

/** Ends a lane's wait and pause; whoever drains it now cannot bring them back. */
export async function resumeLane(statements: Statements, platformId: string, which: 'any' | 'paused'): Promise<void> {
  const only = which === 'paused' ? ' AND paused_at_revision IS NOT NULL' : '';
  await statements.change(
    `UPDATE lanes SET wait_until = 0, paused_at_revision = NULL, resumes = resumes + 1 WHERE platform_id = ?${only}`,
    [platformId],
  );
}

/** Ends the leases of all lanes and running replays; fences stay. */
export async function endLeases(statements: Statements): Promise<void> {
  await statements.change('UPDATE lanes SET leased_until = ? WHERE leased_until > ?', [
    LEASE_OF_THE_DEAD,
    LEASE_OF_THE_DEAD,
  ]);
  await statements.change(`UPDATE replays SET leased_until = ? WHERE state = 'running'`, [NO_LEASE]);
}

function nextOf({ due, expires }: NextDue): number | null {
  return due === null || expires === null ? null : Math.min(Number(due), Number(expires));
}

function toLane(row: Stored & { readonly platformId: string }): LaneRow {
  return {
    id: Number(row.id),
    platformId: row.platformId,
    fence: Number(row.fence),
    leasedUntilMs: Number(row.leasedUntilMs),
    resumes: Number(row.resumes),
    state: {
      failuresInARow: Number(row.failuresInARow),
      waitUntilMs: Number(row.waitUntilMs),
      pausedAtRevision: row.pausedAtRevision === null ? null : Number(row.pausedAtRevision),
      lastSuccessAtMs: Number(row.lastSuccessAtMs),
    },
  };
}
