import { streamOf } from '@busbar/core';
import { type ColumnValue, isUniqueViolation, marks, type Statements } from '@busbar/database';
import { cut, readParty, type AcceptRequest } from './delivery-rows.js';
import { streamHash } from './stream-hash.js';

/** What became of an accepted message: how many deliveries it has, or the message that it repeats. */
export interface AcceptEnding {
  readonly messageId: string;
  readonly count: number;
}

const CONTENT_COLUMNS = [
  'message_id',
  'kind',
  'correlation_id',
  'version',
  'module',
  'interface_role',
  'method',
  'from_party',
  'object_hash',
  'object_key',
  'object_path',
  'object_write',
  'object_last_updated',
  'receivers',
  'accepted_at',
  'sealed_until',
  'sealed_bytes',
  'sealed',
] as const;

/** The columns that {@link owedRow} has values for. */
export const OWED_COLUMNS = [
  'content_id',
  'lane_id',
  'pending_lane',
  'pending_stream',
  'to_party',
  'module',
  'state',
  'reason',
  'attempts',
  'completed_attempts',
  'next_attempt_at',
  'expires_at',
  'accepted_at',
] as const;

const LANE_COLUMNS = [
  'platform_id',
  'fence',
  'leased_until',
  'failures_in_a_row',
  'wait_until',
  'last_success_at',
  'resumes',
] as const;

interface LaneNumber {
  readonly id: number | string;
  readonly platformId: string;
}

/** Stores a message with its deliveries, unless it or what it repeats is stored already. */
export async function acceptMessage(statements: Statements, request: AcceptRequest): Promise<AcceptEnding> {
  const { content, owed, expiresAtMs } = request;
  const first = await claimRepeat(statements, request);
  if (first !== null) return first;
  const count = owed.length / 2;
  if (count === 0) return { messageId: content.messageId, count };
  const contentId = await insertContent(statements, request);
  // Its outcome was unknown to whoever hands it in again.
  if (contentId === null) return findAccepted(statements, content.messageId);
  const lanes = await numberLanes(statements, owed);
  const { module, objectKey, acceptedAtMs: atMs } = content;
  const values: ColumnValue[] = [];
  for (let index = 0; index < owed.length; index += 2) {
    const lane = lanes.get(owed[index] ?? '') ?? 0;
    const toParty = owed[index + 1] ?? null;
    values.push(...owedRow({ contentId, lane, toParty, module, objectKey, atMs, expiresAtMs }));
  }
  await statements.insert({ table: 'deliveries', columns: OWED_COLUMNS, values });
  return { messageId: content.messageId, count };
}

/** A delivery that begins to be pending. */
export interface OwedDelivery {
  readonly contentId: number;
  readonly lane: number;
  readonly toParty: string | null;
  readonly module: string;
  readonly objectKey: string;
  readonly atMs: number;
  readonly expiresAtMs: number;
}

/** Its row. */
export function owedRow(owed: OwedDelivery): readonly ColumnValue[] {
  const { contentId, lane, toParty, module, objectKey, atMs, expiresAtMs } = owed;
  const object = { key: objectKey, path: [], write: 'put', lastUpdatedMs: null } as const;
  const stream = streamHash(streamOf({ to: readParty(toParty), object }));
  const place = [contentId, lane, lane, stream, toParty, cut(module, 64)];
  return [...place, 'pending', '', 0, 0, atMs, expiresAtMs, atMs];
}

/**
 * Null for the first of its kind; the first one for the others. The unique index decides between two at once. It stands at the
 * beginning of the transaction, so that the plain look behind it sees whatever the index collided with.
 */
async function claimRepeat(statements: Statements, request: AcceptRequest): Promise<AcceptEnding | null> {
  const { repeatId, repeatsAfterMs, content, owed } = request;
  if (repeatId === null) return null;
  const columns = ['id', 'message_id', 'receivers', 'accepted_at'];
  const values = [repeatId, content.messageId, owed.length / 2, content.acceptedAtMs];
  try {
    await statements.insert({ table: 'accepted_requests', columns, values });
    return null;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
  const [first] = await statements.select<{ messageId: string; count: number; acceptedAt: number | string }>(
    `SELECT message_id AS messageId, receivers AS count, accepted_at AS acceptedAt
       FROM accepted_requests WHERE id = ?`,
    [repeatId],
  );
  if (first !== undefined && Number(first.acceptedAt) > repeatsAfterMs) {
    return { messageId: first.messageId, count: first.count };
  }
  await statements.change('UPDATE accepted_requests SET message_id = ?, receivers = ?, accepted_at = ? WHERE id = ?', [
    ...values.slice(1),
    repeatId,
  ]);
  return null;
}

/** Stores what a message says; null where it is stored already. */
export async function insertContent(statements: Statements, request: AcceptRequest): Promise<number | null> {
  const { content, owed, expiresAtMs } = request;
  const values: ColumnValue[] = [
    content.messageId,
    content.kind,
    content.correlationId,
    content.version,
    content.module,
    content.interfaceRole,
    content.method,
    content.fromParty,
    content.objectHash,
    content.objectKey,
    content.objectPath,
    content.objectWrite,
    content.objectLastUpdatedMs,
    owed.length / 2,
    content.acceptedAtMs,
    expiresAtMs,
    content.sealed.length,
    content.sealed,
  ];
  try {
    return await statements.insertCounted({ table: 'delivery_contents', columns: CONTENT_COLUMNS, values });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return null;
  }
}

async function findAccepted(statements: Statements, messageId: string): Promise<AcceptEnding> {
  const [known] = await statements.select<{ count: number }>(
    `SELECT receivers AS count FROM delivery_contents WHERE message_id = ?${statements.forUpdate}`,
    [messageId],
  );
  return { messageId, count: known?.count ?? 0 };
}

/** The number of each platform's lane. A lane that is there is not touched: whoever drains it holds its row. */
export async function numberLanes(
  statements: Statements,
  owed: readonly (string | null)[],
): Promise<ReadonlyMap<string, number>> {
  // In one order, so that two who make the same lanes do not wait for one another.
  const platformIds = [...new Set(owed.filter((_, index) => index % 2 === 0))].sort() as string[];
  const known = await selectLanes(statements, platformIds, '');
  const missing = platformIds.filter((platformId) => !known.has(platformId));
  if (missing.length === 0) return known;
  await statements.insert({
    table: 'lanes',
    columns: LANE_COLUMNS,
    values: missing.flatMap((platformId) => [platformId, 0, 0, 0, 0, 0, 0]),
    ignoringKnown: true,
  });
  // Locked: a transaction's plain look would not see what somebody else made a moment ago.
  return new Map([...known, ...(await selectLanes(statements, missing, statements.forUpdate))]);
}

async function selectLanes(
  statements: Statements,
  platformIds: readonly string[],
  lock: string,
): Promise<ReadonlyMap<string, number>> {
  const wanted = statements.padded(platformIds);
  const rows = await statements.select<LaneNumber>(
    `SELECT id, platform_id AS platformId FROM lanes WHERE platform_id IN (${marks(wanted.length)})${lock}`,
    wanted,
  );
  return new Map(rows.map(({ id, platformId }) => [platformId, Number(id)]));
}
