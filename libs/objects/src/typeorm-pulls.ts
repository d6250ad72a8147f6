import {
  deltaSince,
  type KeptModule,
  type KeptPage,
  type PullClaim,
  type PullFailure,
  type PullKey,
  type PullOrder,
  type PullProgress,
  type PullState,
} from '@busbar/core';
import { Statements, type ColumnValue, type EntityClass } from '@busbar/database';
import type { OcpiVersion } from '@busbar/ocpi';
import type { EntityManager } from 'typeorm';
import { pullEntities, type PullEntity } from './pull.entity.js';
import { clearMarks, markListed, newestObject, removeUnmarked } from './typeorm-pull-marks.js';
import { entities as objectEntities } from './typeorm-objects.js';

/** The tables that the store needs. */
export const entities: readonly EntityClass[] = [...objectEntities, ...pullEntities];

/** What became of a change that only whoever has the pull may make. */
type Held = 'stored' | 'lost';

const SELECT = `SELECT number, platform_id AS platformId, module, party, version, full_started_at AS fullStartedMs,
  full_ended_at AS fullEndedMs, last_started_at AS lastStartedMs, objects, running, started_at AS startedMs, next_url AS nextUrl,
  pages, objects_read AS objectsRead, round, newest_at_start AS newestAtStart, is_wanted AS isWanted, failures,
  not_before AS notBeforeMs, last_error AS lastError, last_error_at AS lastErrorMs, fence, leased_until AS leasedUntilMs
  FROM pulls`;
const NEW_COLUMNS = [
  'platform_id',
  'module',
  'party',
  'version',
  'objects',
  'started_at',
  'pages',
  'objects_read',
  'round',
  'newest_at_start',
  'is_wanted',
  'failures',
  'not_before',
  'fence',
  'leased_until',
];

/** Where pulls stand, as tables; each call is one transaction. */
export class Store {
  private readonly statements: Statements;

  constructor(entityManager: EntityManager) {
    this.statements = new Statements(entityManager);
  }

  async states(platformId: string | null): Promise<PullState[]> {
    const [where, bound] = platformId === null ? ['', []] : [' WHERE platform_id = ?', [platformId]];
    const rows = await this.statements.select<PullEntity>(
      `${SELECT}${where} ORDER BY platform_id, module, party`,
      bound,
    );
    return rows.map((row) => stateOf(numbered(row)));
  }

  async claim(order: PullOrder): Promise<PullClaim | 'taken'> {
    const row = await this.lock(order, order.version);
    if (row.leasedUntilMs > order.nowMs) return 'taken';
    const fence = row.fence + 1;
    const begun = goesOn(row, order)
      ? { ...row, running: row.running ?? order.kind }
      : await this.begin(row, order, fence);
    // A crash behind the last page: nobody knows what follows, so the list is read again. What was marked stays so.
    const read = begun.nextUrl === null ? { pages: 0, objectsRead: 0 } : begun;
    await this.statements.change(
      `UPDATE pulls SET version = ?, running = ?, started_at = ?, next_url = ?, pages = ?, objects_read = ?, round = ?,
         newest_at_start = ?, fence = ?, leased_until = ? WHERE number = ?`,
      [
        order.version,
        begun.running,
        begun.startedMs,
        begun.nextUrl,
        read.pages,
        read.objectsRead,
        begun.round,
        begun.newestAtStart,
        fence,
        order.nowMs + order.leaseMs,
        row.number,
      ],
    );
    const progress: PullProgress = {
      kind: begun.running,
      startedMs: begun.startedMs,
      nextUrl: begun.nextUrl,
      pages: read.pages,
      objects: read.objectsRead,
    };
    const sinceMs = begun.running === 'full' || row.lastStartedMs === null ? null : deltaSince(row.lastStartedMs);
    return { ...keyOf(row), fence, progress, sinceMs, failures: row.failures };
  }

  async advance(claim: PullClaim, { progress, listed, leasedUntilMs }: KeptPage): Promise<Held> {
    const row = await this.held(claim);
    if (row === null) return 'lost';
    if (progress.kind === 'full') await markListed(this.statements, row, listed);
    await this.statements.change(
      `UPDATE pulls SET next_url = ?, pages = ?, objects_read = ?, leased_until = ?, failures = 0 WHERE number = ?`,
      [progress.nextUrl, progress.pages, progress.objects, leasedUntilMs, row.number],
    );
    return 'stored';
  }

  async removeUnlisted(claim: PullClaim, limit: number): Promise<number | 'lost'> {
    const row = await this.held(claim);
    return row === null ? 'lost' : removeUnmarked(this.statements, row, limit);
  }

  /** Forgets marks that nobody needs any more; resolves to how many. */
  async clearMarks(key: PullKey, limit: number): Promise<number> {
    const row = await this.find(key);
    return row === null || row.running !== null ? 0 : clearMarks(this.statements, row.number, limit);
  }

  async finish(claim: PullClaim, progress: PullProgress, atMs: number): Promise<Held> {
    const row = await this.held(claim);
    if (row === null) return 'lost';
    const isFull = progress.kind === 'full';
    const full: ColumnValue[] = isFull ? [progress.startedMs, atMs, progress.objects, 0] : [];
    await this.statements.change(
      `UPDATE pulls SET ${isFull ? 'full_started_at = ?, full_ended_at = ?, objects = ?, is_wanted = ?, ' : ''}
         last_started_at = ?, running = NULL, next_url = NULL, failures = 0, not_before = 0, last_error = NULL,
         last_error_at = NULL, leased_until = 0 WHERE number = ?`,
      [...full, progress.startedMs, row.number],
    );
    return 'stored';
  }

  async fail(claim: PullClaim, { why, atMs, notBeforeMs, restarts }: PullFailure): Promise<Held> {
    const row = await this.held(claim);
    if (row === null) return 'lost';
    const running = restarts ? 'running = NULL, next_url = NULL, ' : '';
    await this.statements.change(
      `UPDATE pulls SET ${running}failures = ?, not_before = ?, last_error = ?, last_error_at = ?, leased_until = 0
       WHERE number = ?`,
      [claim.failures + 1, notBeforeMs, why, atMs, row.number],
    );
    return 'stored';
  }

  async release(claim: PullClaim): Promise<Held> {
    const row = await this.held(claim);
    if (row === null) return 'lost';
    await this.statements.change('UPDATE pulls SET leased_until = 0 WHERE number = ?', [row.number]);
    return 'stored';
  }

  /** Ends the leases of all pulls; fences stay. */
  async endLeases(): Promise<void> {
    await this.statements.change('UPDATE pulls SET leased_until = 0 WHERE leased_until > 0', []);
  }

  async want(keys: readonly PullKey[], version: OcpiVersion): Promise<void> {
    for (const key of keys) {
      const { number } = await this.lock(key, version);
      await this.statements.change('UPDATE pulls SET is_wanted = 1, not_before = 0 WHERE number = ?', [number]);
    }
  }

  /** Forgets the lists of a platform, and marks of theirs, at most `limit`; resolves to how many rows. */
  async forget(platformId: string, limit: number): Promise<number> {
    const rows = await this.statements.select<{ readonly number: number | string }>(
      'SELECT number FROM pulls WHERE platform_id = ?',
      [platformId],
    );
    for (const { number } of rows) {
      const marks = await clearMarks(this.statements, Number(number), limit);
      if (marks > 0) return marks;
    }
    return this.statements.change('DELETE FROM pulls WHERE platform_id = ?', [platformId]);
  }

  /** A new start: an unfinished one that does not go on is given up. */
  private async begin(row: PullEntity, { kind, nowMs }: PullOrder, fence: number): Promise<Begun> {
    const newestAtStart = kind === 'full' ? await newestObject(this.statements) : 0;
    // There is nothing that a delta could be counted from before the first full pull.
    const running = row.lastStartedMs === null ? 'full' : kind;
    return { running, startedMs: nowMs, nextUrl: null, pages: 0, objectsRead: 0, round: fence, newestAtStart };
  }

  private async lock(key: PullKey, version: OcpiVersion): Promise<PullEntity> {
    const known = await this.find(key);
    if (known !== null) return known;
    const values: ColumnValue[] = [key.platformId, key.module, key.party, version, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    await this.statements.insert({ table: 'pulls', columns: NEW_COLUMNS, values, ignoringKnown: true });
    const made = await this.find(key);
    if (made === null) throw new Error('a pull that was just made is not there');
    return made;
  }

  private async find({ platformId, module, party }: PullKey): Promise<PullEntity | null> {
    const [row] = await this.statements.select<PullEntity>(
      `${SELECT} WHERE platform_id = ? AND module = ? AND party = ?${this.statements.forUpdate}`,
      [platformId, module, party],
    );
    return row === undefined ? null : numbered(row);
  }

  private async held(claim: PullClaim): Promise<PullEntity | null> {
    const row = await this.find(claim);
    return row?.fence === claim.fence ? row : null;
  }
}

type Begun = Pick<PullEntity, 'startedMs' | 'nextUrl' | 'pages' | 'objectsRead' | 'round' | 'newestAtStart'> & {
  readonly running: 'full' | 'delta';
};

function goesOn(row: PullEntity, { kind, version }: PullOrder): boolean {
  return row.running !== null && row.version === version && !(row.running === 'delta' && kind === 'full');
}

function keyOf({ platformId, module, party }: PullEntity): PullKey {
  return { platformId, module: module as KeptModule, party: party };
}

function stateOf(row: PullEntity): PullState {
  const { running: kind, startedMs, nextUrl, pages, objectsRead } = row;
  return {
    ...keyOf(row),
    version: row.version as OcpiVersion,
    fullStartedMs: row.fullStartedMs,
    fullEndedMs: row.fullEndedMs,
    lastStartedMs: row.lastStartedMs,
    objects: row.objects,
    running: kind === null ? null : { kind, startedMs, nextUrl, pages, objects: objectsRead },
    isWanted: row.isWanted === 1,
    failures: row.failures,
    notBeforeMs: row.notBeforeMs,
    lastError: row.lastError,
    lastErrorMs: row.lastErrorMs,
  };
}

const TEXTS = new Set(['platformId', 'module', 'party', 'version', 'running', 'nextUrl', 'lastError']);

/** MySQL hands wide numbers out as text. */
function numbered(row: PullEntity): PullEntity {
  const read = Object.entries(row).map(([name, value]: [string, unknown]) => [
    name,
    value === null || TEXTS.has(name) ? value : Number(value),
  ]);
  return Object.fromEntries(read) as PullEntity;
}
