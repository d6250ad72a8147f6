import { Injectable } from '@nestjs/common';
import {
  FailedPushes,
  messageIdTime,
  PartyDirectory,
  ReplayStore,
  whyNotReplayable,
  type DeliveryRecord,
  type MessageRow,
} from '@busbar/core';
import { TypeormDeliveryLog, type DeliveryPosition } from '@busbar/deliveries';
import type { FailedFilter } from './asked-replay.js';

/** A message that failed: owed by the hub, or pushed by its sender directly. */
export type FailedItem =
  | { readonly kind: 'delivery'; readonly atMs: number; readonly id: string; readonly record: DeliveryRecord }
  | {
      readonly kind: 'message';
      readonly atMs: number;
      readonly id: string;
      readonly row: MessageRow;
      /** Why it cannot be replayed; null where it can. */
      readonly notReplayable: string | null;
    };

/** Where a page ended. */
export type FailedPosition = Pick<FailedItem, 'kind' | 'atMs' | 'id'>;

/** Failed messages of both kinds in one list, the newest first, without those that a replay stands for. */
@Injectable()
export class FailedList {
  constructor(
    private readonly log: TypeormDeliveryLog,
    private readonly pushes: FailedPushes,
    private readonly replays: ReplayStore,
    private readonly directory: PartyDirectory,
  ) {}

  /** At most `limit` behind the position, or from the newest on. */
  async page(
    { deliveries, pushes }: FailedFilter,
    after: FailedPosition | null,
    limit: number,
  ): Promise<readonly FailedItem[] | 'database-lost'> {
    const owed = deliveries === null ? [] : await this.log.list(deliveries, deliveryBefore(after), limit);
    if (owed === 'database-lost') return owed;
    const direct = pushes === null ? [] : await this.unreplayed(pushes, messageBefore(after), limit);
    if (direct === 'database-lost') return direct;
    const bytes = await this.pushes.keptBytes(direct.map(({ id }) => id));
    const snapshot = this.directory.snapshot();
    if (bytes === 'database-lost' || snapshot === null) return 'database-lost';
    const items: FailedItem[] = [
      ...owed.map((record) => ({ kind: 'delivery' as const, atMs: record.acceptedAtMs, id: record.id, record })),
      ...direct.map((row) => {
        const notReplayable = whyNotReplayable(row, bytes.get(row.id) ?? null, snapshot);
        return { kind: 'message' as const, atMs: row.atMs, id: row.id, row, notReplayable };
      }),
    ];
    return items.sort(inOrder).slice(0, limit);
  }

  /** Pages of the journal until there are enough that nobody has replayed. */
  private async unreplayed(
    filter: NonNullable<FailedFilter['pushes']>,
    beforeId: string | null,
    limit: number,
  ): Promise<readonly MessageRow[] | 'database-lost'> {
    const found: MessageRow[] = [];
    for (let before = beforeId; found.length < limit;) {
      const rows = await this.pushes.list(filter, before, limit);
      if (rows === 'database-lost') return rows;
      const unreplayed = await this.replays.unreplayed(rows.map(({ id }) => id));
      if (unreplayed === 'database-lost') return unreplayed;
      found.push(...rows.filter(({ id }) => unreplayed.includes(id)));
      if (rows.length < limit) break;
      before = rows.at(-1)?.id ?? null;
    }
    return found;
  }
}

/** The newest first; of one moment, deliveries before messages. */
function inOrder(a: FailedItem, b: FailedItem): number {
  if (a.atMs !== b.atMs) return b.atMs - a.atMs;
  if (a.kind !== b.kind) return a.kind === 'delivery' ? -1 : 1;
  return a.kind === 'delivery' ? Number(b.id) - Number(a.id) : a.id < b.id ? 1 : -1;
}

function deliveryBefore(after: FailedPosition | null): DeliveryPosition | null {
  if (after === null) return null;
  return { acceptedAtMs: after.atMs, sequence: after.kind === 'delivery' ? Number(after.id) : 0 };
}

function messageBefore(after: FailedPosition | null): string | null {
  if (after === null) return null;
  return after.kind === 'message' ? after.id : messageIdTime(after.atMs + 1);
}
