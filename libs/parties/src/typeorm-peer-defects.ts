import { PeerDefects, type Clock, type PeerDefect, type PeerDefectKind } from '@busbar/core';
import type { Database, StoreRef } from '@busbar/database';
import { newestExamples, subjectOf, type BreachSubject, type DatedExample } from './breach-row.js';
import { CountBatches } from './count-batches.js';
import type { DefectPage } from './defect-page.js';
import { orDatabaseLost } from './or-database-lost.js';
import type { PeerDefectEntity } from './peer-defect.entity.js';
import type { Store } from './typeorm-defect-counts.js';

/** Where the database thread finds the operations on counted defects. */
export const peerDefectStore: StoreRef<Store> = {
  name: 'peer-defects',
  url: new URL('./typeorm-defect-counts.js', import.meta.url).href,
  load: () => import('./typeorm-defect-counts.js'),
};

/** How often a peer did one thing against the specification. */
export interface CountedDefect {
  readonly kind: PeerDefectKind;
  readonly count: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** Of the last one. */
  readonly detail: string;
}

/** The same, of one of several platforms. */
export interface PlatformDefect extends CountedDefect {
  readonly platformId: string;
  /** Empty where the platform as a whole errs. */
  readonly party: string;
  readonly subject: string;
  /** Which rule of which object is broken, and the newest few examples; null for other kinds. */
  readonly breach: BreachSubject | null;
  readonly examples: readonly DatedExample[] | null;
}

/** A peer that errs on every message is spoken of once in this time for each kind. */
const SAID_EVERY_MS = 3_600_000;
const MAX_SAID = 20_000;
/** The column's length. */
const MAX_DETAIL_CHARACTERS = 500;

/** Counts defects in batches: a peer that errs on every message costs one row. */
export class TypeormPeerDefects extends PeerDefects {
  private readonly batches: CountBatches<PeerDefectEntity>;
  private readonly saidAt = new Map<string, number>();
  private readonly reader: Store;

  constructor(
    database: Database,
    private readonly clock: Clock,
    private readonly warn: (trouble: string) => void,
  ) {
    super();
    this.reader = database.reader(peerDefectStore);
    const writer = database.writer(peerDefectStore);
    this.batches = new CountBatches({
      nameOf: ({ platformId, kind, party, subject }) => `${platformId} ${kind} ${party} ${subject}`,
      sum: sumOf,
      add: async (defects) => {
        for (const defect of defects) this.say(defect);
        await writer.add(defects);
      },
      failed: (error) => this.warn(`defects of peers are not written yet: ${String(error)}`),
    });
  }

  override note(defect: PeerDefect): void {
    const { platformId, kind, detail, count = 1 } = defect;
    const nowMs = this.clock.now();
    const counted = { platformId, kind, count, firstAtMs: nowMs, lastAtMs: nowMs, ...subjectAt(defect, nowMs) };
    this.batches.count({ ...counted, detail: detail.slice(0, MAX_DETAIL_CHARACTERS) });
  }

  /** What is known of these platforms, the newest first. */
  async of(platformIds: readonly string[]): Promise<ReadonlyMap<string, readonly CountedDefect[]> | 'database-lost'> {
    await this.batches.write();
    return orDatabaseLost(async () => {
      const rows = await this.reader.of(platformIds);
      return new Map(platformIds.map((id) => [id, rows.filter((row) => row.platformId === id).map(countedDefect)]));
    });
  }

  /** One page, with what is not written yet. */
  async list(page: DefectPage): Promise<readonly PlatformDefect[] | 'database-lost'> {
    await this.batches.write();
    return orDatabaseLost(async () => {
      const rows = await this.reader.list(page);
      return rows.map(platformDefect);
    });
  }

  /** Writes what is still to be written, and ends. */
  close(): Promise<void> {
    return this.batches.close();
  }

  private say({ platformId, kind, detail }: PeerDefectEntity): void {
    const key = `${platformId} ${kind}`;
    const now = this.clock.elapsed();
    if (now - (this.saidAt.get(key) ?? Number.NEGATIVE_INFINITY) < SAID_EVERY_MS) return;
    if (this.saidAt.size >= MAX_SAID) this.saidAt.clear();
    this.saidAt.set(key, now);
    this.warn(`platform ${platformId} errs, ${kind}: ${detail}`);
  }
}

function countedDefect({ kind, count, firstAtMs, lastAtMs, detail }: PeerDefectEntity): CountedDefect {
  return { kind, count, firstAtMs, lastAtMs, detail };
}

function platformDefect(row: PeerDefectEntity): PlatformDefect {
  const { platformId, party, subject, breach, examples } = row;
  return { platformId, party, subject, breach, examples, ...countedDefect(row) };
}

type SubjectAt = Pick<PeerDefectEntity, 'party' | 'subject' | 'breach' | 'examples'>;

function subjectAt({ breach }: PeerDefect, atMs: number): SubjectAt {
  if (breach === undefined) return { party: '', subject: '', breach: null, examples: null };
  const { party, examples, ...subject } = breach;
  return {
    party,
    subject: subjectOf(subject),
    breach: subject,
    examples: examples.map((example) => ({ ...example, atMs })),
  };
}

function sumOf(
  known: PeerDefectEntity,
  { count, lastAtMs, detail, examples }: PeerDefectEntity,
): Partial<PeerDefectEntity> {
  const all = examples === null ? null : newestExamples(known.examples, examples);
  return { count: known.count + count, lastAtMs, detail, examples: all };
}
