import { cut, sequenceOf } from './delivery-rows.js';
import { marks, type ColumnValue, type Statements } from '@busbar/database';

/** Why and when deliveries are given up. */
export interface Discarding {
  readonly reason: string;
  readonly atMs: number;
}

/** The same for a lane, a portion at a time. */
export interface LaneDiscarding extends Discarding {
  readonly limit: number;
}

const ENDED = `state = 'discarded', reason = ?, ended_at = ?, pending_lane = NULL, pending_stream = NULL`;

/** Gives up those of these deliveries that are owed or have failed; resolves to how many there were. */
export function discardDeliveries(
  statements: Statements,
  { ids, reason, atMs }: Discarding & { readonly ids: readonly string[] },
): Promise<number> {
  const sequences = ids.flatMap((id) => sequenceOf(id) ?? []);
  if (sequences.length === 0) return Promise.resolve(0);
  return statements.change(
    `UPDATE deliveries SET ${ENDED} WHERE sequence IN (${marks(sequences.length)})
       AND state IN ('pending', 'rejected', 'expired')`,
    [cut(reason, 500), atMs, ...sequences],
  );
}

/** Gives up the oldest deliveries of a lane, at most `limit`; resolves to how many there were. */
export async function discardLane(
  statements: Statements,
  platformId: string,
  { reason, atMs, limit }: LaneDiscarding,
): Promise<number> {
  const parameters: ColumnValue[] = [platformId, limit];
  const rows = await statements.select<{ readonly sequence: number | string }>(
    `SELECT d.sequence AS sequence FROM lanes l JOIN deliveries d ${statements.by('ix_deliveries_expiry')} ON d.pending_lane = l.id
       WHERE l.platform_id = ? ORDER BY d.expires_at LIMIT ?`,
    parameters,
  );
  if (rows.length === 0) return 0;
  return discardDeliveries(statements, { ids: rows.map(({ sequence }) => String(sequence)), reason, atMs });
}
