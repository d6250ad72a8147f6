import type { DeliveryState } from '@busbar/core';
import { marks, type Statements } from '@busbar/database';

const ENDED: readonly DeliveryState[] = ['delivered', 'superseded', 'rejected', 'expired', 'discarded'];
/** Deliveries that are looked at to know whether a message is still needed: some milliseconds. */
const LOOKED_AT_TOGETHER = 5_000;

/** How many messages are looked at, and when again at those that are needed. */
export interface Looking {
  readonly limit: number;
  readonly lookAgainMs: number;
}

interface Key {
  readonly id: number | string;
}

/** Deletes the oldest ended deliveries from before that time with their attempts, at most `limit`; resolves to how many. */
export async function deleteEnded(statements: Statements, beforeMs: number, limit: number): Promise<number> {
  const sequences: number[] = [];
  for (const state of ENDED) {
    const rows = await statements.select<Key>(
      `SELECT sequence AS id FROM deliveries ${statements.by('ix_deliveries_state')}
         WHERE state = ? AND accepted_at < ? ORDER BY accepted_at, sequence LIMIT ?`,
      [state, beforeMs, limit - sequences.length],
    );
    sequences.push(...rows.map(({ id }) => Number(id)));
  }
  if (sequences.length === 0) return 0;
  await statements.change(`DELETE FROM delivery_attempts WHERE delivery IN (${marks(sequences.length)})`, sequences);
  return statements.change(`DELETE FROM deliveries WHERE sequence IN (${marks(sequences.length)})`, sequences);
}

/** Deletes messages from before that time of which no delivery is left, at most `limit`; resolves to how many. */
export async function deleteContents(statements: Statements, beforeMs: number, limit: number): Promise<number> {
  const rows = await statements.select<Key>(
    `SELECT c.id AS id FROM delivery_contents c WHERE c.accepted_at < ?
       AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.content_id = c.id) ORDER BY c.accepted_at LIMIT ?`,
    [beforeMs, limit],
  );
  if (rows.length === 0) return 0;
  return statements.change(
    `DELETE FROM delivery_contents WHERE id IN (${marks(rows.length)})`,
    rows.map(({ id }) => Number(id)),
  );
}

/**
 * Forgets what messages say that nobody needs any more: all their deliveries were delivered, superseded or discarded. Whatever is
 * needed still is looked at again at `lookAgainMs`. Resolves to how many messages were looked at, at most `limit`.
 */
export async function forgetContents(
  statements: Statements,
  nowMs: number,
  { lookAgainMs, limit }: Looking,
): Promise<number> {
  const due = await statements.select<Key & { readonly receivers: number }>(
    'SELECT id, receivers FROM delivery_contents WHERE sealed_until <= ? ORDER BY sealed_until LIMIT ?',
    [nowMs, limit],
  );
  let lookedAt = 0;
  const portion = due.filter(({ receivers }, index) => (lookedAt += receivers) <= LOOKED_AT_TOGETHER || index === 0);
  if (portion.length === 0) return 0;
  const ids = portion.map(({ id }) => Number(id));
  const rows = await statements.select<Key>(
    `SELECT DISTINCT content_id AS id FROM deliveries ${statements.by('ix_deliveries_content')}
       WHERE content_id IN (${marks(ids.length)}) AND state IN ('pending', 'rejected', 'expired')`,
    ids,
  );
  const needed = new Set(rows.map(({ id }) => Number(id)));
  await statements.changeEach({
    table: 'delivery_contents',
    key: 'id',
    rows: [...needed].map((key) => ({ key, values: { sealed_until: lookAgainMs } })),
  });
  await statements.changeEach({
    table: 'delivery_contents',
    key: 'id',
    rows: ids.filter((id) => !needed.has(id)).map((key) => ({ key, values: { sealed_until: null, sealed: null } })),
  });
  return portion.length;
}

/** Deletes requests from that time or before, at most `limit`: what comes again now is no repeat. Resolves to how many. */
export async function deleteRequests(statements: Statements, untilMs: number, limit: number): Promise<number> {
  const rows = await statements.select<{ readonly id: string }>(
    'SELECT id FROM accepted_requests WHERE accepted_at <= ? ORDER BY accepted_at LIMIT ?',
    [untilMs, limit],
  );
  if (rows.length === 0) return 0;
  return statements.change(
    `DELETE FROM accepted_requests WHERE id IN (${marks(rows.length)})`,
    rows.map(({ id }) => id),
  );
}
