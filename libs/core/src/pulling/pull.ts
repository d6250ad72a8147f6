import type { OcpiVersion, PartyKey } from '@busbar/ocpi';
import type { KeptModule } from '../objects/object-store.js';
import type { Receiver } from '../journey/message.js';

/** One list: what a party publishes of a module on a platform. */
export interface PullKey {
  readonly platformId: string;
  readonly module: KeptModule;
  readonly party: PartyKey;
}

/** All objects, or those that changed since the pull before. */
export type PullKind = 'full' | 'delta';

/** A pull that has begun and is not done; it goes on where it stands, whoever goes on with it. */
export interface PullProgress {
  readonly kind: PullKind;
  readonly startedMs: number;
  /** Null before the first page. */
  readonly nextUrl: string | null;
  readonly pages: number;
  /** Objects that were read. */
  readonly objects: number;
}

/** What is known of the pulls of one list. */
export interface PullState extends PullKey {
  /** The version in which its objects were pulled: those of another version are not served. */
  readonly version: OcpiVersion;
  /** When the last full pull that came to its end began and ended; null where none did. */
  readonly fullStartedMs: number | null;
  readonly fullEndedMs: number | null;
  /** When the last pull of either kind that came to its end began: what changes after it is asked for by the next delta. */
  readonly lastStartedMs: number | null;
  /** Objects that the last full pull read. */
  readonly objects: number;
  readonly running: PullProgress | null;
  /** An operator wants a full pull now. */
  readonly isWanted: boolean;
  /** In a row. */
  readonly failures: number;
  readonly notBeforeMs: number;
  /** Null where the last try did not fail. */
  readonly lastError: string | null;
  readonly lastErrorMs: number | null;
}

/** A pull that this process goes on with; whoever has an older fence has lost it. */
export interface PullClaim extends PullKey {
  readonly fence: number;
  readonly progress: PullProgress;
  /** What a delta asks for; null for a full pull. */
  readonly sinceMs: number | null;
  readonly failures: number;
}

/** What a claim is made for. */
export interface PullOrder extends PullKey {
  readonly kind: PullKind;
  readonly version: OcpiVersion;
  readonly nowMs: number;
  readonly leaseMs: number;
}

/** How a try failed. */
export interface PullFailure {
  readonly why: string;
  readonly atMs: number;
  readonly notBeforeMs: number;
  /** The next try begins at the first page. */
  readonly restarts: boolean;
}

/** An object as a list names it. */
export interface ListedName {
  readonly id: string;
  /** Of a token; empty otherwise. */
  readonly type: string;
}

/** A page that has been kept. */
export interface KeptPage {
  readonly progress: PullProgress;
  readonly listed: readonly ListedName[];
  readonly leasedUntilMs: number;
}

/** Where pulls stand. Every change is compare-and-set on the fence of a claim: `lost` where another process has it now. */
export abstract class PullStore {
  /** The states of one platform's lists, or of all. */
  abstract states(platformId: string | null): Promise<readonly PullState[] | 'database-lost'>;
  /** `taken` while another process goes on with it. One that has begun in the same version goes on, unless it is a delta and a full one is ordered. */
  abstract claim(order: PullOrder): Promise<PullClaim | 'taken' | 'database-lost'>;
  /** A page has been kept: its objects are marked as listed, and the lease is new. */
  abstract advance(claim: PullClaim, page: KeptPage): Promise<'stored' | 'lost' | 'database-lost'>;
  /**
   * Removes what the party had when a full pull began and does not list, at most `limit` objects; resolves to how many. What came to the
   * hub since it began stays.
   */
  abstract removeUnlisted(claim: PullClaim, limit: number): Promise<number | 'lost' | 'database-lost'>;
  /** The pull is done. */
  abstract finish(claim: PullClaim, progress: PullProgress, atMs: number): Promise<'stored' | 'lost' | 'database-lost'>;
  abstract fail(claim: PullClaim, failure: PullFailure): Promise<'stored' | 'lost' | 'database-lost'>;
  /** Lets go of it: whoever looks next goes on. */
  abstract release(claim: PullClaim): Promise<'stored' | 'lost' | 'database-lost'>;
  /** Ends all claims: whoever had them is no more, because this process is the only one. Fences stay. */
  abstract endClaims(): Promise<'stored' | 'database-lost'>;
  /** Wants a full pull of these lists as soon as may be. */
  abstract want(keys: readonly PullKey[], version: OcpiVersion): Promise<'stored' | 'database-lost'>;
  /** Forgets the lists of a platform that is no more. */
  abstract forget(platformId: string): Promise<'stored' | 'database-lost'>;
}

/** Whether lists that are kept are whole, as a message asks. */
export abstract class PulledLists {
  /** Whether everything that the party publishes of the module has been pulled once. Returns at once. */
  abstract isWhole(source: Receiver, module: KeptModule): boolean;
  /** Pulls it now and resolves to null once it is whole, else to why it is not after that time. One pull serves all who ask. */
  abstract complete(source: Receiver, module: KeptModule, withinMs: number): Promise<string | null>;
}

/** The same text for the same list. */
export function pullKeyText({ platformId, module, party }: PullKey): string {
  return `${platformId} ${module} ${party}`;
}
