import type { ReplayCandidate } from '@busbar/core';
import type { InterfaceRole, OcpiVersion } from '@busbar/ocpi';
import { toDelivery, DELIVERY_COLUMNS, type StoredDelivery } from './typeorm-pending.js';
import { marks, type Statements } from '@busbar/database';

/** What failed first, of which replays are replays: a delivery or a direct push. */
export interface ReplayRoot {
  readonly delivery: number | null;
  readonly message: string | null;
}

/** A failed delivery that may be replayed, and what its replays have in common. */
export interface RootedCandidate {
  readonly sequence: number;
  readonly root: ReplayRoot;
  readonly candidate: ReplayCandidate;
}

const TAKEN = `i.state = 'sent' AND s.state IN ('pending', 'delivered')`;
const TAKEN_OR_WAITING = `i.state = 'waiting' OR (${TAKEN})`;

/** A delivery with its content, for {@link toCandidate}. */
export interface CandidateRow extends StoredDelivery {
  readonly version: OcpiVersion;
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  readonly contentId: number | string;
  readonly cameInAtMs: number | string;
}

/** Of deliveries `d`, contents `c` and lanes `l`. */
export const CANDIDATE_COLUMNS = `${DELIVERY_COLUMNS}, c.version AS version, c.module AS module,
  c.interface_role AS interfaceRole, c.id AS contentId, c.accepted_at AS cameInAtMs`;

/** Those of these deliveries that a replay would take, in their order. */
export async function selectCandidates(
  statements: Statements,
  sequences: readonly number[],
): Promise<RootedCandidate[]> {
  if (sequences.length === 0) return [];
  const rows = await statements.select<CandidateRow & Rooted>(
    `SELECT ${CANDIDATE_COLUMNS}, r.id AS item, r.root_delivery AS rootDelivery, r.root_message AS rootMessage
       FROM deliveries d JOIN delivery_contents c ON c.id = d.content_id JOIN lanes l ON l.id = d.lane_id
       LEFT JOIN replay_items r ON r.sent_as = d.sequence
     WHERE d.sequence IN (${marks(sequences.length)}) AND d.state IN ('rejected', 'expired') AND c.sealed IS NOT NULL`,
    sequences,
  );
  const found = new Map(rows.map((row) => [Number(row.sequence), { root: rootOf(row), candidate: toCandidate(row) }]));
  const taken = await selectTaken(
    statements,
    [...found.values()].map(({ root }) => root),
    TAKEN_OR_WAITING,
  );
  const candidates: RootedCandidate[] = [];
  for (const sequence of sequences) {
    const each = found.get(sequence);
    if (each === undefined || taken.has(nameOf(each.root))) continue;
    // A replay and what it replays are one: the first that is asked for goes.
    taken.add(nameOf(each.root));
    candidates.push({ sequence, ...each });
  }
  return candidates;
}

/** Which of these messages have no replay that is waiting, pending or was delivered. */
export async function selectReplayable(statements: Statements, messageIds: readonly string[]): Promise<string[]> {
  const roots = messageIds.map((message) => ({ delivery: null, message }));
  const taken = await selectTaken(statements, roots, TAKEN_OR_WAITING);
  return roots.flatMap((root) => (taken.has(nameOf(root)) ? [] : [root.message]));
}

/** Which of these messages no replay stands for. */
export async function selectUnreplayed(statements: Statements, messageIds: readonly string[]): Promise<string[]> {
  if (messageIds.length === 0) return [];
  const rows = await statements.select<{ readonly message: string }>(
    `SELECT DISTINCT root_message AS message FROM replay_items
       WHERE root_message IN (${marks(messageIds.length)}) AND state IN ('waiting', 'sent')`,
    messageIds,
  );
  const replayed = new Set(rows.map(({ message }) => message));
  return messageIds.filter((messageId) => !replayed.has(messageId));
}

/** The names of those roots of which a replay is pending or was delivered. */
export async function selectTaken(
  statements: Statements,
  roots: readonly ReplayRoot[],
  isTaken = TAKEN,
): Promise<Set<string>> {
  const deliveries = roots.flatMap(({ delivery }) => delivery ?? []);
  const messages = roots.flatMap(({ message }) => message ?? []);
  const taken = new Set<string>();
  for (const [column, ids] of [
    ['root_delivery', deliveries],
    ['root_message', messages],
  ] as const) {
    if (ids.length === 0) continue;
    const rows = await statements.select<Pick<Rooted, 'rootDelivery' | 'rootMessage'>>(
      `SELECT i.root_delivery AS rootDelivery, i.root_message AS rootMessage
         FROM replay_items i LEFT JOIN deliveries s ON s.sequence = i.sent_as
       WHERE i.${column} IN (${marks(ids.length)}) AND (${isTaken})`,
      ids,
    );
    for (const row of rows) taken.add(nameOf(rootIn(row)));
  }
  return taken;
}

/** One text for a root; ids of messages are longer than any number. */
export function nameOf({ delivery, message }: ReplayRoot): string {
  return message ?? String(delivery);
}

/** The candidate of a row. */
export function toCandidate(row: CandidateRow): ReplayCandidate {
  const { id, platformId, to, object } = toDelivery(row);
  const { version, module, interfaceRole } = row;
  return {
    ...{ id, platformId, to, version, module, interfaceRole, object },
    cameInAtMs: Number(row.cameInAtMs),
    place: Number(row.contentId),
  };
}

/** The root that a row of an item names. */
export function rootIn({ rootDelivery, rootMessage }: Pick<Rooted, 'rootDelivery' | 'rootMessage'>): ReplayRoot {
  return { delivery: rootDelivery === null ? null : Number(rootDelivery), message: rootMessage };
}

interface Rooted {
  readonly item: number | string | null;
  readonly rootDelivery: number | string | null;
  readonly rootMessage: string | null;
}

function rootOf(row: Rooted & Pick<StoredDelivery, 'sequence'>): ReplayRoot {
  return row.item === null ? { delivery: Number(row.sequence), message: null } : rootIn(row);
}
