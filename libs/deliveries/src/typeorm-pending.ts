import type { Delivery, DeliveryKind, WrittenObject } from '@busbar/core';
import { readParty, type ContentRow } from './delivery-rows.js';
import { marks, type Statements } from '@busbar/database';

/** Somebody drains a lane and asks for a portion. */
export interface PendingRequest {
  readonly platformId: string;
  readonly nowMs: number;
  readonly limit: number;
}

/** Deliveries behind those that are asked for: what a stream that is longer loses at its end comes with a later portion. */
const MAX_BEHIND = 1_000;

const DELIVERIES_PER_STATEMENT = 1_000;

/** A delivery on its way out, and how much its message says. */
export interface PendingDelivery {
  readonly delivery: Delivery;
  readonly contentBytes: number;
}

/** A delivery with what its content says of the object. */
export interface StoredDelivery {
  readonly sequence: number | string;
  readonly messageId: string;
  readonly kind: DeliveryKind;
  readonly platformId: string;
  readonly toParty: string | null;
  readonly objectKey: string;
  readonly objectPath: string;
  readonly objectWrite: WrittenObject['write'];
  readonly objectLastUpdatedMs: number | string | null;
  readonly attempts: number;
  readonly completedAttempts: number;
  readonly leases: number;
  readonly firstFailedAtMs: number | string | null;
  readonly nextAttemptAtMs: number | string;
  readonly expiresAtMs: number | string;
}

/** Deliveries `d` with their contents `c` and lanes `l`. */
export const FROM_DELIVERIES =
  'FROM deliveries d JOIN delivery_contents c ON c.id = d.content_id JOIN lanes l ON l.id = d.lane_id';

/** Of deliveries `d`, their contents `c` and lanes `l`. */
export const DELIVERY_COLUMNS = `d.sequence AS sequence, c.message_id AS messageId, c.kind AS kind, l.platform_id AS platformId,
  d.to_party AS toParty, c.object_key AS objectKey, c.object_path AS objectPath, c.object_write AS objectWrite,
  c.object_last_updated AS objectLastUpdatedMs, d.attempts AS attempts, d.completed_attempts AS completedAttempts, d.leases AS leases, d.first_failed_at AS firstFailedAtMs,
  d.next_attempt_at AS nextAttemptAtMs, d.expires_at AS expiresAtMs`;

/**
 * Which deliveries make a portion of lane `?`: the streams of what is due or expired, from their oldest delivery on. Two short looks
 * into an index, whatever else is pending. Only numbers: with texts in it, MySQL would sort and join on disk.
 */
function portionOf(statements: Statements): string {
  const ofLane = 'pending_lane = (SELECT id FROM lanes WHERE platform_id = ?)';
  return `SELECT ${statements.inOrder} ? AS asked, d.sequence AS sequence
    FROM (
      SELECT stream FROM (SELECT pending_stream AS stream FROM deliveries ${statements.by('ix_deliveries_due')}
        WHERE ${ofLane} AND next_attempt_at <= ? ORDER BY next_attempt_at, sequence LIMIT ?) AS due
      UNION
      SELECT stream FROM (SELECT pending_stream AS stream FROM deliveries ${statements.by('ix_deliveries_expiry')}
        WHERE ${ofLane} AND expires_at <= ? ORDER BY expires_at, sequence LIMIT ?) AS expired) AS wanted
    CROSS JOIN lanes l CROSS JOIN deliveries d ${statements.by('ix_deliveries_stream')}
    WHERE l.platform_id = ? AND d.pending_lane = l.id AND d.pending_stream = wanted.stream
    ORDER BY d.sequence LIMIT ?`;
}

/** A portion of each lane, in order of arrival. */
export async function selectPending(
  statements: Statements,
  requests: readonly PendingRequest[],
): Promise<PendingDelivery[][]> {
  const portion = portionOf(statements);
  const places = await statements.select<{ readonly asked: number | string; readonly sequence: number | string }>(
    requests.map((_, index) => `SELECT * FROM (${portion}) AS part${index}`).join(' UNION ALL '),
    requests.flatMap(({ platformId, nowMs, limit }, index) => {
      const look = [platformId, nowMs, limit];
      return [index, ...look, ...look, platformId, limit + MAX_BEHIND];
    }),
  );
  const found = await selectDeliveries(statements, [...new Set(places.map(({ sequence }) => Number(sequence)))]);
  const portions = requests.map((): PendingDelivery[] => []);
  for (const { asked, sequence } of places) {
    const each = found.get(Number(sequence));
    if (each !== undefined) portions[Number(asked)]?.push(each);
  }
  for (const each of portions) each.sort((a, b) => a.delivery.sequence - b.delivery.sequence);
  return portions;
}

async function selectDeliveries(
  statements: Statements,
  sequences: readonly number[],
): Promise<ReadonlyMap<number, PendingDelivery>> {
  const deliveries = new Map<number, PendingDelivery>();
  for (let start = 0; start < sequences.length; start += DELIVERIES_PER_STATEMENT) {
    const portion = statements.padded(sequences.slice(start, start + DELIVERIES_PER_STATEMENT));
    const rows = await statements.select<StoredDelivery & { readonly contentBytes: number }>(
      `SELECT ${DELIVERY_COLUMNS}, c.sealed_bytes AS contentBytes ${FROM_DELIVERIES}
         WHERE d.sequence IN (${marks(portion.length)})`,
      portion,
    );
    for (const row of rows) {
      deliveries.set(Number(row.sequence), { delivery: toDelivery(row), contentBytes: row.contentBytes });
    }
  }
  return deliveries;
}

/** What these messages say, where it is still there. */
export async function selectContents(statements: Statements, messageIds: readonly string[]): Promise<ContentRow[]> {
  const wanted = statements.padded(messageIds);
  const rows = await statements.select<Omit<ContentRow, 'from'> & { readonly fromParty: string | null }>(
    `SELECT message_id AS messageId, correlation_id AS correlationId, version, module, interface_role AS interfaceRole,
       method, from_party AS fromParty, sealed FROM delivery_contents
     WHERE sealed IS NOT NULL AND message_id IN (${marks(wanted.length)})`,
    wanted,
  );
  return rows.map(({ fromParty, ...row }) => ({ ...row, from: readParty(fromParty) }));
}

/** The delivery of a row. */
export function toDelivery(row: StoredDelivery): Delivery {
  return {
    id: String(row.sequence),
    messageId: row.messageId,
    kind: row.kind,
    platformId: row.platformId,
    to: readParty(row.toParty),
    sequence: Number(row.sequence),
    object: {
      key: row.objectKey,
      path: JSON.parse(row.objectPath) as string[],
      write: row.objectWrite,
      lastUpdatedMs: orNull(row.objectLastUpdatedMs),
    },
    attempts: row.attempts,
    completedAttempts: row.completedAttempts,
    leases: row.leases,
    firstFailedAtMs: orNull(row.firstFailedAtMs),
    nextAttemptAtMs: Number(row.nextAttemptAtMs),
    expiresAtMs: Number(row.expiresAtMs),
  };
}

function orNull(value: number | string | null): number | null {
  return value === null ? null : Number(value);
}
