import type { ReplayClaim } from '@busbar/core';
import { cut, type AcceptRequest } from './delivery-rows.js';
import { insertContent, numberLanes, OWED_COLUMNS, owedRow, type OwedDelivery } from './typeorm-accept.js';
import { nameOf, rootIn, selectTaken } from './typeorm-replay-candidates.js';
import { holdReplay } from './typeorm-replay-run.js';
import { marks, type Statements } from '@busbar/database';

/** What becomes of some items, as compact as it goes to another thread. */
export interface SettleRequest {
  readonly claim: ReplayClaim;
  readonly sent: readonly number[];
  readonly pushes: readonly { readonly item: number; readonly request: AcceptRequest }[];
  readonly stale: readonly number[];
  readonly refused: readonly RefusedItem[];
  readonly atMs: number;
  readonly expiresAtMs: number;
  readonly leaseUntilMs: number;
}

interface RefusedItem {
  readonly item: number;
  readonly reason: string;
}

/** A waiting item; what is null is no longer kept, or was never a delivery. */
interface ItemRow {
  readonly id: number | string;
  readonly rootDelivery: number | string | null;
  readonly rootMessage: string | null;
  readonly contentId: number | string | null;
  readonly lane: number | string;
  readonly toParty: string | null;
  readonly module: string;
  readonly objectKey: string;
}

type Owed = Omit<OwedDelivery, 'atMs' | 'expiresAtMs'>;

const SENT_BY_ANOTHER = 'another replay has sent it';
const NOT_READABLE = 'what it says is no longer kept';
const STALE = 'a newer version of the object has passed';

/** Writes what became of items, unless somebody else has the replay or it was cancelled. */
export async function settleItems(statements: Statements, request: SettleRequest): Promise<'stored' | 'lost'> {
  const replay = await holdReplay(statements, request.claim);
  if (replay === null) return 'lost';
  const refused = [...request.refused];
  const sent: { readonly item: number; readonly sentAs: number }[] = [];
  const pushes = new Map(request.pushes.map(({ item, request: push }) => [item, push]));
  const rows = await selectItems(statements, [...request.sent, ...pushes.keys()]);
  const taken = await selectTaken(statements, rows.map(rootIn));
  for (const row of rows) {
    const item = Number(row.id);
    const push = pushes.get(item);
    const isTaken = taken.has(nameOf(rootIn(row)));
    const owed = isTaken ? null : push === undefined ? owedAgain(row) : await owedPush(statements, push);
    if (owed === null) refused.push({ item, reason: isTaken ? SENT_BY_ANOTHER : NOT_READABLE });
    else sent.push({ item, sentAs: await insertOwed(statements, owed, request) });
  }
  await changeItems(statements, { sent, stale: request.stale, refused });
  await statements.change(
    'UPDATE replays SET sent = sent + ?, stale = stale + ?, refused = refused + ?, leased_until = ? WHERE number = ?',
    [sent.length, request.stale.length, refused.length, request.leaseUntilMs, replay],
  );
  return 'stored';
}

async function selectItems(statements: Statements, items: readonly number[]): Promise<ItemRow[]> {
  if (items.length === 0) return [];
  return statements.select<ItemRow>(
    `SELECT i.id AS id, i.root_delivery AS rootDelivery, i.root_message AS rootMessage, c.id AS contentId,
       d.lane_id AS lane, d.to_party AS toParty, c.module AS module, c.object_key AS objectKey
     FROM replay_items i LEFT JOIN deliveries d ON d.sequence = i.delivery
       LEFT JOIN delivery_contents c ON c.id = d.content_id AND c.sealed IS NOT NULL
     WHERE i.id IN (${marks(items.length)}) ORDER BY i.id`,
    items,
  );
}

/** The same message to the same party once more. */
function owedAgain({ contentId, lane, toParty, module, objectKey }: ItemRow): Owed | null {
  return contentId === null ? null : { contentId: Number(contentId), lane: Number(lane), toParty, module, objectKey };
}

/** A direct push becomes something that the hub owes; what it says may be there from an earlier replay. */
async function owedPush(statements: Statements, request: AcceptRequest): Promise<Owed> {
  const { content, owed } = request;
  const lanes = await numberLanes(statements, owed);
  const contentId = (await insertContent(statements, request)) ?? (await refreshContent(statements, request));
  const [platformId = '', toParty = null] = owed;
  const { module, objectKey } = content;
  return { contentId, lane: lanes.get(platformId ?? '') ?? 0, toParty, module, objectKey };
}

async function refreshContent(statements: Statements, { content, expiresAtMs }: AcceptRequest): Promise<number> {
  const { messageId, sealed } = content;
  await statements.change(
    'UPDATE delivery_contents SET sealed = ?, sealed_bytes = ?, sealed_until = ? WHERE message_id = ?',
    [sealed, sealed.length, expiresAtMs, messageId],
  );
  const [row] = await statements.select<{ readonly id: number | string }>(
    'SELECT id FROM delivery_contents WHERE message_id = ?',
    [messageId],
  );
  return Number(row?.id);
}

function insertOwed(
  statements: Statements,
  owed: Owed,
  { atMs, expiresAtMs }: Pick<SettleRequest, 'atMs' | 'expiresAtMs'>,
): Promise<number> {
  const values = owedRow({ ...owed, atMs, expiresAtMs });
  return statements.insertCounted({ table: 'deliveries', columns: OWED_COLUMNS, values });
}

async function changeItems(
  statements: Statements,
  {
    sent,
    stale,
    refused,
  }: Pick<SettleRequest, 'stale' | 'refused'> & {
    readonly sent: readonly { readonly item: number; readonly sentAs: number }[];
  },
): Promise<void> {
  const changes = [
    sent.map(({ item, sentAs }) => ({ key: item, values: { state: 'sent', sent_as: sentAs } })),
    stale.map((item) => ({ key: item, values: { state: 'stale', reason: STALE } })),
    refused.map(({ item, reason }) => ({ key: item, values: { state: 'refused', reason: cut(reason, 500) } })),
  ];
  for (const rows of changes) await statements.changeEach({ table: 'replay_items', key: 'id', rows });
}
