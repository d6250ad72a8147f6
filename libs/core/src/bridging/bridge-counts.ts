import type { BridgeRefusal, Note } from '@busbar/bridge';
import type { OcpiVersion } from '@busbar/ocpi';

/** What translating cost one platform: a field that was filled, changed or lost, or what could not be said to it at all. */
export interface BridgeCount {
  /** The platform that got it, or should have. */
  readonly platformId: string;
  /** The versions it came from and went to. */
  readonly from: OcpiVersion;
  readonly to: OcpiVersion;
  readonly module: string;
  readonly kind: Note['kind'] | 'refused';
  /** The object's name; the module's where the whole was refused. */
  readonly object: string;
  /** In a refusal the path, without indexes. */
  readonly field: string;
  /** Where what was filled in came from; null for everything else. */
  readonly source: Note['from'] | null;
  /** Of the last one, in words; never a value. */
  readonly detail: string;
}

/** Where what translating costs is counted for the operator. */
export abstract class BridgeCounts {
  /** Returns at once; never throws. */
  abstract count(counts: readonly BridgeCount[]): void;
}

/** Between which versions, and for whom, something was translated. */
export type BridgedWay = Pick<BridgeCount, 'platformId' | 'from' | 'to' | 'module'>;

/** Notes as they are counted. */
export function countsOf(way: BridgedWay, notes: readonly Note[]): readonly BridgeCount[] {
  return notes.map(({ kind, object, field, from, detail = '' }) => ({
    platformId: way.platformId,
    from: way.from,
    to: way.to,
    module: way.module,
    kind,
    object,
    field,
    source: from ?? null,
    detail,
  }));
}

/** A refusal as it is counted: by its path without indexes, so that the same in two places counts as one. */
export function countOfRefusal(way: BridgedWay, { path, reason }: BridgeRefusal): BridgeCount {
  const field = path.replace(/\[\d+\]/g, '[]');
  return { ...way, kind: 'refused', object: way.module, field, source: null, detail: reason };
}
