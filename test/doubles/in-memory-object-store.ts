import {
  isBehindDeletion,
  mergeWrite,
  ObjectStore,
  type DeletionMark,
  type KeptModule,
  type KeptOutcome,
  type KeptScope,
  type ObjectPage,
  type ObjectPageQuery,
  type ObjectQuery,
  type ObjectWrite,
  type PagedObject,
} from '@busbar/core';
import { partyKey, type OcpiVersion, type PartyKey } from '@busbar/ocpi';

interface KeptObject {
  readonly number: number;
  readonly scope: KeptScope;
  readonly module: KeptModule;
  readonly version: OcpiVersion;
  readonly owner: PartyKey;
  readonly text: string;
  readonly lastUpdatedMs: number;
  readonly isTold: boolean;
}

/** Bounds of the double; generous ones where they are left out. */
export interface InMemoryObjectBounds {
  readonly perOwner?: number;
  readonly pageBytes?: number;
}

/** The newest version of each object, in memory. */
export class InMemoryObjectStore extends ObjectStore {
  databaseLost = false;
  private readonly objects = new Map<string, KeptObject>();
  private readonly deletions = new Map<string, DeletionMark>();
  private counter = 0;

  constructor(private readonly bounds: InMemoryObjectBounds = {}) {
    super();
  }

  override keep(writes: readonly ObjectWrite[]): Promise<readonly KeptOutcome[] | 'database-lost'> {
    return Promise.resolve(this.databaseLost ? 'database-lost' : writes.map((write) => this.keepOne(write)));
  }

  override noteTold(writes: readonly ObjectWrite[]): Promise<void> {
    for (const write of writes) {
      const kept = this.objects.get(keyOf(write));
      const merged = kept === undefined ? null : mergeWrite(kept.text, write);
      if (kept !== undefined && merged?.kind === 'text' && merged.text === kept.text) {
        this.objects.set(keyOf(write), { ...kept, isTold: true });
      }
    }
    return Promise.resolve();
  }

  override page(query: ObjectPageQuery): Promise<ObjectPage | 'database-lost'> {
    if (this.databaseLost) return Promise.resolve('database-lost');
    const { module, version, owners, fromMs, toMs } = query;
    const found = [...this.objects.values()]
      .filter(
        (each) => each.scope === 'public' && each.module === module && (version === null || each.version === version),
      )
      .filter(({ owner }) => owners.includes(owner))
      .filter(({ lastUpdatedMs: at }) => (fromMs === null || at >= fromMs) && (toMs === null || at < toMs))
      .sort((a, b) => (a.owner === b.owner ? a.number - b.number : a.owner < b.owner ? -1 : 1));
    const start = query.after === null ? query.offset : found.filter((each) => !isBehind(each, query.after)).length;
    const page = this.cut(found.slice(start, start + query.limit));
    const last = page.at(-1);
    const isLast = last === undefined || start + page.length >= found.length;
    return Promise.resolve({
      objects: page.map(({ text, version: written, owner }) => ({ text, version: written, owner })),
      total: found.length,
      after: isLast ? null : `${last.owner} ${last.number}`,
    });
  }

  override find({ module, owner, id }: ObjectQuery): Promise<PagedObject | null | 'database-lost'> {
    if (this.databaseLost) return Promise.resolve('database-lost');
    const named = (scope: KeptScope): readonly KeptObject[] => {
      const start = `${scope} ${module} ${owner} ${id.toUpperCase()} `;
      return [...this.objects].filter(([key]) => key.startsWith(start)).map(([, object]) => object);
    };
    const inScope = named('public').length > 0 ? named('public') : named('private');
    const [newest] = [...inScope].sort((a, b) => b.lastUpdatedMs - a.lastUpdatedMs || b.number - a.number);
    return Promise.resolve(newest === undefined ? null : { text: newest.text, version: newest.version, owner });
  }

  /** The texts that are kept of an owner, in no promised order. */
  textsOf(owner: PartyKey, scope: KeptScope = 'public'): readonly string[] {
    const all = [...this.objects.values()];
    return all.filter((each) => each.owner === owner && each.scope === scope).map(({ text }) => text);
  }

  private cut(page: readonly KeptObject[]): readonly KeptObject[] {
    let bytes = 0;
    const { pageBytes = Infinity } = this.bounds;
    return page.filter(({ text }, index) => (bytes += text.length) <= pageBytes || index === 0);
  }

  private keepOne(write: ObjectWrite): KeptOutcome {
    const { scope, module, version } = write;
    const owner = partyKey(write.owner);
    const key = keyOf(write);
    const before = this.objects.get(key);
    const kept = before === undefined || before.version !== version ? null : before.text;
    const merged = mergeWrite(kept, write);
    if (merged.kind === 'deleted') {
      this.objects.delete(key);
      this.deletions.set(key, { lastUpdatedMs: before?.lastUpdatedMs ?? 0, deletedMs: write.atMs });
    }
    if (merged.kind !== 'text') return merged.kind === 'deleted' ? 'kept' : merged.kind;
    const deletion = this.deletions.get(key);
    if (deletion !== undefined && isBehindDeletion(write, merged.lastUpdatedMs, deletion)) return 'older';
    if (before === undefined && this.isFull(write)) return 'full';
    this.deletions.delete(key);
    const isTold = before?.version === version && before.isTold && merged.isSame();
    const number = before?.version === version ? before.number : ++this.counter;
    const { text, lastUpdatedMs } = merged;
    this.objects.set(key, { number, scope, module, version, owner, text, lastUpdatedMs, isTold });
    return isTold ? 'unchanged' : 'kept';
  }

  private isFull({ scope, module, owner }: ObjectWrite): boolean {
    const key = partyKey(owner);
    const theirs = [...this.objects.values()].filter(
      (each) => each.owner === key && each.scope === scope && each.module === module,
    );
    return theirs.length >= (this.bounds.perOwner ?? Infinity);
  }
}

function keyOf({ scope, module, owner, ids, type }: ObjectWrite): string {
  return `${scope} ${module} ${partyKey(owner)} ${ids[0].toUpperCase()} ${type.toUpperCase()}`;
}

function isBehind({ owner, number }: KeptObject, after: string | null): boolean {
  const [lastOwner = '', lastNumber = ''] = (after ?? '').split(' ');
  return owner > lastOwner || (owner === lastOwner && number > Number(lastNumber));
}
