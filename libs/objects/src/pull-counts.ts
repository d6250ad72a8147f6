import type { PullEnding, PullKind } from '@busbar/core';

/** Pulls that ended, by module, kind and how. */
export interface PullCount {
  readonly module: string;
  readonly kind: PullKind;
  readonly outcome: 'done' | 'failed';
  readonly count: number;
}

/** What became of the pulls of this process, since its start. */
export class PullCounts {
  private readonly endings = new Map<string, PullCount>();
  private objectsPulled = 0;
  private objectsRemoved = 0;

  /** Objects that pulls read, and those that were removed because their owners list them no more. */
  get objects(): { readonly pulled: number; readonly removed: number } {
    return { pulled: this.objectsPulled, removed: this.objectsRemoved };
  }

  /** Takes note of an ending; one that goes on elsewhere is none. */
  ended(module: string, kind: PullKind, ending: PullEnding): void {
    if (ending.kind === 'left') return;
    const key = `${module} ${kind} ${ending.kind}`;
    const count = (this.endings.get(key)?.count ?? 0) + 1;
    this.endings.set(key, { module, kind, outcome: ending.kind, count });
    if (ending.kind !== 'done') return;
    this.objectsPulled += ending.objects;
    this.objectsRemoved += ending.removed;
  }

  all(): Iterable<PullCount> {
    return this.endings.values();
  }
}
