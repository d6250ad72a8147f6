import type { ReplayCandidate, ReplayClaim } from '@busbar/core';
import { CANDIDATE_COLUMNS, toCandidate, type CandidateRow } from './typeorm-replay-candidates.js';
import type { Statements } from '@busbar/database';

/** An item that is to be done. */
export interface WaitingItem {
  readonly id: number;
  /** Null for a delivery. */
  readonly messageId: string | null;
  /** Null for a direct push, and for a delivery that is gone. */
  readonly candidate: ReplayCandidate | null;
}

interface ReplayRow {
  readonly number: number | string;
  readonly id: string;
  readonly state: string;
  readonly forced: number;
  readonly fence: number | string;
}

/** A running replay that nobody goes on with, the oldest first; null where there is none. */
export async function claimReplay(statements: Statements, nowMs: number, leaseMs: number): Promise<ReplayClaim | null> {
  const [row] = await statements.select<ReplayRow>(
    `SELECT number, id, state, forced, fence FROM replays ${statements.by('ix_replays_state')}
       WHERE state = 'running' AND leased_until <= ? ORDER BY created_at LIMIT 1${statements.forUpdate}`,
    [nowMs],
  );
  if (row === undefined) return null;
  const fence = Number(row.fence) + 1;
  const values = [fence, nowMs + leaseMs, Number(row.number)];
  await statements.change('UPDATE replays SET fence = ?, leased_until = ? WHERE number = ?', values);
  return { id: row.id, fence, force: row.forced === 1 };
}

/** The number of a replay for the rest of the transaction; null where somebody else has it, or it is over. */
export async function holdReplay(statements: Statements, { id, fence }: ReplayClaim): Promise<number | null> {
  const [row] = await statements.select<ReplayRow>(
    `SELECT number, id, state, forced, fence FROM replays WHERE id = ?${statements.forUpdate}`,
    [id],
  );
  return row?.state === 'running' && Number(row.fence) === fence ? Number(row.number) : null;
}

/** What is to be done next, in the order in which it was found. */
export async function selectWaiting(
  statements: Statements,
  { id }: ReplayClaim,
  limit: number,
): Promise<WaitingItem[]> {
  const rows = await statements.select<Waiting>(
    `SELECT i.id AS item, i.delivery AS delivery, i.root_message AS rootMessage, ${CANDIDATE_COLUMNS}
       FROM replay_items i ${statements.by('ix_replay_items_replay')}
       LEFT JOIN deliveries d ON d.sequence = i.delivery LEFT JOIN delivery_contents c ON c.id = d.content_id
       LEFT JOIN lanes l ON l.id = d.lane_id
     WHERE i.replay = (SELECT number FROM replays WHERE id = ?) AND i.state = 'waiting' ORDER BY i.id LIMIT ?`,
    [id, limit],
  );
  return rows.map((row) => ({
    id: Number(row.item),
    messageId: row.delivery === null ? row.rootMessage : null,
    candidate: isKept(row) ? toCandidate(row) : null,
  }));
}

/** Ends a replay of which nothing is left. */
export async function finishReplay(
  statements: Statements,
  claim: ReplayClaim,
  atMs: number,
): Promise<'stored' | 'lost'> {
  const replay = await holdReplay(statements, claim);
  if (replay === null) return 'lost';
  await statements.change(`UPDATE replays SET state = 'done', ended_at = ? WHERE number = ?`, [atMs, replay]);
  return 'stored';
}

type Waiting = { readonly [Column in keyof CandidateRow]: CandidateRow[Column] | null } & {
  readonly item: number | string;
  readonly delivery: number | string | null;
  readonly rootMessage: string | null;
};

function isKept(row: Waiting): row is Waiting & CandidateRow {
  return row.sequence !== null && row.contentId !== null && row.platformId !== null;
}
