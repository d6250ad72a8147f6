import { messageIdTime } from '@busbar/core';
import { partyKey, type PartyId } from '@busbar/ocpi';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { correlationHash } from './correlation-hash.js';
import { MessageEntity } from './message.entity.js';
import type { MessageFilter } from './message-filter.js';

/** One page that is asked for. */
export interface MessagePageRequest {
  readonly filter: MessageFilter;
  /** Only messages older than this one. */
  readonly beforeId: string | null;
  readonly limit: number;
}

/** A condition on one side of the message. */
interface Side {
  readonly property: 'fromParty' | 'toParty';
  readonly key: string;
}

/**
 * The ids of a page, newest first. Only ids, because an index decides every filter and holds the order too: rows that a filter
 * rejects are never read.
 */
export async function selectMessageIds(entityManager: EntityManager, request: MessagePageRequest): Promise<string[]> {
  const { from, to, party } = request.filter;
  const sides = [...side('fromParty', from), ...side('toParty', to)];
  if (party === null) return selectOnSides(entityManager, request, sides);
  // OR over two columns would use no index: each half is a page of its own.
  const sent = await selectOnSides(entityManager, request, [...side('fromParty', party), ...sides]);
  const received = await selectOnSides(entityManager, request, [...side('toParty', party), ...sides]);
  return [...new Set([...sent, ...received])].sort(descending).slice(0, request.limit);
}

async function selectOnSides(
  entityManager: EntityManager,
  { filter, beforeId, limit }: MessagePageRequest,
  sides: readonly Side[],
): Promise<string[]> {
  const query = entityManager.createQueryBuilder(MessageEntity, 'message').select('message.id', 'id');
  const { sinceMs, untilMs, module, outcome, correlationId } = filter;
  if (beforeId !== null) query.andWhere('message.id < :beforeId', { beforeId });
  if (sinceMs !== null) query.andWhere('message.id >= :since', { since: messageIdTime(sinceMs) });
  if (untilMs !== null) query.andWhere('message.id < :until', { until: messageIdTime(untilMs) });
  if (module !== null) query.andWhere('message.module = :module', { module });
  if (outcome !== null) query.andWhere('message.outcome = :outcome', { outcome });
  if (correlationId !== null) {
    const hash = correlationHash(correlationId);
    query.andWhere('message.correlationHash = :hash', { hash });
    query.andWhere('message.correlationId = :correlationId', { correlationId });
  }
  addSides(query, sides, correlationId !== null);
  const rows = await query.orderBy('message.id', 'DESC').limit(limit).getRawMany<{ readonly id: string }>();
  return rows.map(({ id }) => id);
}

/**
 * Leads the database to the index that narrows most; both take another one now and then. MySQL is told by name; for SQLite the
 * other conditions are written so that no index fits them.
 */
function addSides(query: SelectQueryBuilder<MessageEntity>, sides: readonly Side[], hasCorrelation: boolean): void {
  const leading = hasCorrelation ? null : (sides[0] ?? null);
  sides.forEach(({ property, key }, index) => {
    const column = `message.${property}`;
    query.andWhere(sides[index] === leading ? `${column} = :side${index}` : `COALESCE(${column}, '') = :side${index}`, {
      [`side${index}`]: key,
    });
  });
  query.useIndex(indexFor(leading, hasCorrelation));
}

function indexFor(leading: Side | null, hasCorrelation: boolean): string {
  if (hasCorrelation) return 'ix_messages_correlation';
  if (leading === null) return 'ix_messages_time';
  return leading.property === 'fromParty' ? 'ix_messages_from' : 'ix_messages_to';
}

function side(property: Side['property'], party: PartyId | null): Side[] {
  return party === null ? [] : [{ property, key: partyKey(party) }];
}

function descending(a: string, b: string): number {
  return a < b ? 1 : -1;
}
