import { messageIdTime, type MessageRow } from '@busbar/core';
import type { EntityClass } from '@busbar/database';
import type { EntityManager } from 'typeorm';
import { insertIgnoringKnown } from './typeorm-insert-rows.js';
import { MESSAGE_COLUMNS, toMessageRow, type ColumnValue } from './message-columns.js';
import { selectMessageIds } from './typeorm-message-query.js';
import { MessageEntity } from './message.entity.js';
import type { MessageFilter, MessageGroup } from './message-filter.js';
import { MessagePayloadEntity } from './message-payload.entity.js';

/** The tables that the store needs. */
export const entities: readonly EntityClass[] = [MessageEntity, MessagePayloadEntity];

/** Some rows on their way to the database. */
export interface MessageBatch {
  /** Values of MESSAGE_COLUMNS, row after row. */
  readonly messages: readonly ColumnValue[];
  /** Message id and sealed payload, by turns. */
  readonly payloads: readonly (string | Uint8Array)[];
}

/** A message as it is stored. */
export interface StoredMessage {
  readonly row: MessageRow;
  readonly sealedPayload: Uint8Array | null;
}

/** The journal's tables. */
export class Store {
  constructor(private readonly entityManager: EntityManager) {}

  /** Writes rows; those that an earlier try wrote already stay as they are. */
  async append(batch: MessageBatch): Promise<void> {
    await insertIgnoringKnown(this.entityManager, {
      table: 'messages',
      columns: MESSAGE_COLUMNS,
      values: batch.messages,
    });
    await insertIgnoringKnown(this.entityManager, {
      table: 'message_payloads',
      columns: ['id', 'sealed'],
      values: batch.payloads,
    });
  }

  /** Newest first, at most `limit`, older than `beforeId` when it is given; payloads are left out. */
  async list(filter: MessageFilter, beforeId: string | null, limit: number): Promise<MessageRow[]> {
    const ids = await selectMessageIds(this.entityManager, { filter, beforeId, limit });
    if (ids.length === 0) return [];
    const found = await this.entityManager
      .createQueryBuilder(MessageEntity, 'message')
      .where('message.id IN (:...ids)', { ids })
      .orderBy('message.id', 'DESC')
      .getMany();
    return found.map((entity) => toMessageRow(entity));
  }

  async find(id: string): Promise<StoredMessage | null> {
    const entity = await this.entityManager.findOneBy(MessageEntity, { id });
    if (entity === null) return null;
    const payload = await this.entityManager.findOneBy(MessagePayloadEntity, { id });
    return { row: toMessageRow(entity), sealedPayload: payload?.sealed ?? null };
  }

  /** Counts messages of a span of time; `untilMs` is exclusive. */
  async countGroups(sinceMs: number, untilMs: number): Promise<MessageGroup[]> {
    const groups = await this.entityManager
      .createQueryBuilder(MessageEntity, 'message')
      .select('message.outcome', 'outcome')
      .addSelect('message.plan', 'plan')
      .addSelect('message.module', 'module')
      .addSelect('COUNT(*)', 'count')
      .useIndex('ix_messages_time')
      .where('message.id >= :since AND message.id < :until', {
        since: messageIdTime(sinceMs),
        until: messageIdTime(untilMs),
      })
      .groupBy('message.outcome')
      .addGroupBy('message.plan')
      .addGroupBy('message.module')
      .getRawMany<MessageGroup>();
    return groups.map((group) => ({ ...group, count: Number(group.count) }));
  }

  /** Deletes the oldest messages from before that time, at most `limit`; returns how many there were. */
  deleteMessages(beforeMs: number, limit: number): Promise<number> {
    return this.deleteOldest(MessageEntity, beforeMs, limit);
  }

  /** The same for payloads. */
  deletePayloads(beforeMs: number, limit: number): Promise<number> {
    return this.deleteOldest(MessagePayloadEntity, beforeMs, limit);
  }

  /** MySQL knows no LIMIT in a subquery and SQLite none in a DELETE: the last id of the portion is looked up first. */
  private async deleteOldest(
    entity: typeof MessageEntity | typeof MessagePayloadEntity,
    beforeMs: number,
    limit: number,
  ): Promise<number> {
    const end = messageIdTime(beforeMs);
    const last = await this.entityManager
      .createQueryBuilder<MessageEntity | MessagePayloadEntity>(entity, 'old')
      .select('old.id', 'id')
      .where('old.id < :end', { end })
      .orderBy('old.id', 'ASC')
      .offset(limit - 1)
      .limit(1)
      .getRawOne<{ readonly id: string }>();
    const portion = this.entityManager.createQueryBuilder().delete().from(entity);
    if (last) portion.where('id <= :last', { last: last.id });
    else portion.where('id < :end', { end });
    const { affected } = await portion.execute();
    return affected ?? 0;
  }
}
