import {
  makesStale,
  messageIdTime,
  NEVER_REPLAYED,
  objectOf,
  PUSH_METHODS,
  type FailedPushFilter,
  type MessageRow,
  type ReplayCandidate,
} from '@busbar/core';
import type { EntityClass } from '@busbar/database';
import { partyKey } from '@busbar/ocpi';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { toMessageRow } from './message-columns.js';
import { MessageEntity } from './message.entity.js';
import { MessagePayloadEntity } from './message-payload.entity.js';
import type { StoredMessage } from './typeorm-message-store.js';

/** The tables that are read. */
export const entities: readonly EntityClass[] = [MessageEntity, MessagePayloadEntity];

/** One page that is asked for, newest first. */
export interface FailedPushPage {
  readonly filter: FailedPushFilter;
  /** Only messages older than this one. */
  readonly beforeId: string | null;
  readonly limit: number;
}

/** Answered pushes that are looked at together. */
const PORTION = 1_000;
const WRITES = [...PUSH_METHODS, 'POST'];

/** What is read of direct pushes: those that failed, and those that got through since. */
export class Store {
  constructor(private readonly entityManager: EntityManager) {}

  async list({ filter, beforeId, limit }: FailedPushPage): Promise<MessageRow[]> {
    const { platformId, party, module, sinceMs, untilMs } = filter;
    const query = this.messages('failed').andWhere('message.plan IN (:...plans)', { plans: ['direct', 'open'] });
    query.andWhere(
      `((message.method IN (:...methods) AND message.module NOT IN (:...never)) OR (message.method = 'POST' AND message.module = 'cdrs'))`,
      { methods: PUSH_METHODS, never: NEVER_REPLAYED },
    );
    if (beforeId !== null) query.andWhere('message.id < :beforeId', { beforeId });
    if (sinceMs !== null) query.andWhere('message.id >= :since', { since: messageIdTime(sinceMs) });
    if (untilMs !== null) query.andWhere('message.id < :until', { until: messageIdTime(untilMs) });
    if (module !== null) query.andWhere('message.module = :module', { module });
    if (platformId !== null) query.andWhere('message.toPlatformId = :platformId', { platformId });
    if (party !== null) query.andWhere('message.toParty = :to', { to: partyKey(party) });
    query.useIndex(party === null ? 'ix_messages_time' : 'ix_messages_to');
    const found = await query.orderBy('message.id', 'DESC').limit(limit).getMany();
    return found.map((entity) => toMessageRow(entity));
  }

  /** In order of arrival. */
  async load(ids: readonly string[]): Promise<StoredMessage[]> {
    if (ids.length === 0) return [];
    const rows = await this.messages('failed')
      .andWhere('message.id IN (:...ids)', { ids })
      .orderBy('message.id')
      .getMany();
    const payloads = await this.entityManager
      .createQueryBuilder(MessagePayloadEntity, 'payload')
      .where('payload.id IN (:...ids)', { ids })
      .getMany();
    const sealed = new Map(payloads.map((payload) => [payload.id, payload.sealed]));
    return rows.map((row) => ({ row: toMessageRow(row), sealedPayload: sealed.get(row.id) ?? null }));
  }

  /** How long what is kept of each message is; those of which nothing is are left out. */
  async keptBytes(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = await this.entityManager
      .createQueryBuilder(MessagePayloadEntity, 'payload')
      .select(['payload.id AS id', 'LENGTH(payload.sealed) AS bytes'])
      .where('payload.id IN (:...ids)', { ids })
      .getRawMany<{ readonly id: string; readonly bytes: number | string }>();
    return new Map(found.map(({ id, bytes }) => [id, Number(bytes)]));
  }

  /** Those of which the same owner has since pushed a newer version of the object to the same receiver. */
  async findStale(candidates: readonly ReplayCandidate[]): Promise<string[]> {
    const stale: string[] = [];
    for (const group of groupsOf(candidates)) stale.push(...(await this.staleIn(group)));
    return stale;
  }

  private async staleIn({ owner, to, module, candidates }: Group): Promise<string[]> {
    const since = messageIdTime(Math.min(...candidates.map(({ cameInAtMs }) => cameInAtMs)));
    const stale = new Set<string>();
    for (let before: string | null = null; stale.size < candidates.length;) {
      const query = this.messages('answered').andWhere('message.fromParty = :owner', { owner });
      query.andWhere('message.toParty = :to AND message.module = :module', { to, module });
      query.andWhere('message.id >= :since AND message.method IN (:...writes)', { since, writes: WRITES });
      query.andWhere('message.httpStatus BETWEEN 200 AND 299');
      query.andWhere('(message.ocpiStatus IS NULL OR message.ocpiStatus BETWEEN 1000 AND 1999)');
      if (before !== null) query.andWhere('message.id < :before', { before });
      const rows = await query.useIndex('ix_messages_from').orderBy('message.id', 'DESC').limit(PORTION).getMany();
      for (const row of rows) for (const each of candidates) if (passes(row, each)) stale.add(each.id);
      if (rows.length < PORTION) break;
      before = rows.at(-1)?.id ?? null;
    }
    return [...stale];
  }

  private messages(outcome: string): SelectQueryBuilder<MessageEntity> {
    const query = this.entityManager.createQueryBuilder(MessageEntity, 'message');
    return query.where('message.outcome = :outcome', { outcome }).andWhere(`message.interfaceRole = 'RECEIVER'`);
  }
}

/** Candidates whose newer versions are found together. */
interface Group {
  readonly owner: string;
  readonly to: string;
  readonly module: string;
  readonly candidates: ReplayCandidate[];
}

/** `NL/CPO` behind the module in an object's key. */
const OWNER = /^\S+ ([A-Z]{2}\/[A-Z0-9]{3})\//;

function groupsOf(candidates: readonly ReplayCandidate[]): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const candidate of candidates) {
    const [, owner] = OWNER.exec(candidate.object.key) ?? [];
    if (owner === undefined || candidate.to === null || candidate.object.write === 'post') continue;
    const { module } = candidate;
    const to = partyKey(candidate.to);
    const name = [owner, to, module].join(' ');
    const group = groups.get(name);
    if (group) group.candidates.push(candidate);
    else groups.set(name, { owner, to, module, candidates: [candidate] });
  }
  return groups.values();
}

function passes(row: MessageEntity, { object, module, cameInAtMs }: ReplayCandidate): boolean {
  if (row.atMs <= cameInAtMs) return false;
  const later = { module, method: row.method, rest: row.path, query: null, body: null, lastUpdated: undefined };
  const written = objectOf(later, row.id);
  // The journal does not say of which type a token was: any type of the same uid counts.
  const key = module === 'tokens' ? untyped(object.key) : object.key;
  const writtenKey = module === 'tokens' ? untyped(written.key) : written.key;
  return makesStale({ ...written, key: writtenKey }, { ...object, key });
}

function untyped(key: string): string {
  return key.slice(0, key.lastIndexOf(' '));
}
