import type { OcpiVersion, PartyId, PartyKey } from '@busbar/ocpi';

/** The modules whose objects the hub keeps: public ones, and nothing personal but tokens. */
export type KeptModule = 'locations' | 'tariffs' | 'tokens';

/** `public`: broadcast or pulled, served to all who may see it. `private`: seen in direct traffic, shown to nobody but its owner. */
export type KeptScope = 'public' | 'private';

/** A write to one object, or to a part of it, as its owner sent it. */
export interface ObjectWrite {
  readonly scope: KeptScope;
  readonly version: OcpiVersion;
  readonly module: KeptModule;
  readonly owner: PartyId;
  /** Decoded ids below the owner: the object, and for a Location its EVSE and Connector. */
  readonly ids: readonly [string, ...string[]];
  /** Of a token (`RFID` where none is named); empty otherwise. */
  readonly type: string;
  readonly method: 'PUT' | 'PATCH' | 'DELETE';
  readonly body: Uint8Array | null;
  readonly atMs: number;
  /** When the list was asked for that it was read in; left out for what its owner sent. */
  readonly askedMs?: number;
}

/**
 * What became of a write. `older`: not newer than what is kept, or from before its deletion. `unchanged`: says nothing but another `last_updated` of what all who
 * may know it were told.
 * `nothing-to-patch`: a part, or a deletion, of an object that is not kept. `unreadable`: its body is no object of this id and owner.
 * `full`: its owner, or the hub, keeps as many as may be.
 */
export type KeptOutcome = 'kept' | 'unchanged' | 'older' | 'nothing-to-patch' | 'unreadable' | 'full';

/** Which objects a page is of. */
export interface ObjectPageQuery {
  readonly module: KeptModule;
  /** Null for all of them. */
  readonly version: OcpiVersion | null;
  /** Whose objects; sorted. */
  readonly owners: readonly PartyKey[];
  /** On the objects' own `last_updated`: from inclusive, to exclusive (OCPI 2.2.1, Transport and format > Pagination). */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly offset: number;
  readonly limit: number;
  /** Where the page before ended, as that page said; null when the asker does not say. It decides over `offset`. */
  readonly after: string | null;
}

/** One object: its JSON as its owner wrote it, and in which version. */
export interface PagedObject {
  readonly text: string;
  readonly version: OcpiVersion;
  readonly owner: PartyKey;
}

/** Which one object is looked for; of a token whatever its type. */
export interface ObjectQuery {
  readonly module: KeptModule;
  readonly owner: PartyKey;
  /** In any case. */
  readonly id: string;
}

/** A page in an order that no write disturbs: by owner, and of one owner in the order in which the hub first saw them. */
export interface ObjectPage {
  /** Fewer than `limit` where they are large, never none while there are more. */
  readonly objects: readonly PagedObject[];
  /** How many objects the query finds in all, pages aside. */
  readonly total: number;
  /** Where the next page begins; null on the last one. */
  readonly after: string | null;
}

/** The newest version of each object. */
export abstract class ObjectStore {
  /** Resolves when all writes are committed, with what became of each; an older one never replaces a newer. */
  abstract keep(writes: readonly ObjectWrite[]): Promise<readonly KeptOutcome[] | 'database-lost'>;
  /** Notes that all who may know them were told of these public writes, as far as they are what is kept still. */
  abstract noteTold(writes: readonly ObjectWrite[]): Promise<void>;
  /** Public objects only. */
  abstract page(query: ObjectPageQuery): Promise<ObjectPage | 'database-lost'>;
  /** For its owner only: the public object, else the private copy; null where neither is kept. */
  abstract find(query: ObjectQuery): Promise<PagedObject | null | 'database-lost'>;
}
