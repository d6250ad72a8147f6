import type { PartyId } from '@busbar/ocpi';
import type { CarriedUrl } from './carried-urls.js';
import type { AnswerBody } from './answer.js';
import type { Cancellation } from './cancellation.js';
import type { HubEvent } from './hub-events.js';
import type { MessageRow } from './journal.js';
import type { ConnectionStatus, Platform, RegistrySnapshot } from './registry.js';
import type { TokenPurpose, TokenWeIssued } from './registration/tokens.js';
import type { ModelBreach } from './validation/model-breach.js';

/** What time it is. */
export abstract class Clock {
  /** Milliseconds since the epoch, for what is written down. */
  abstract now(): number;
  /** Milliseconds that only grow, with fractions, for durations. */
  abstract elapsed(): number;
}

/** Where ids and secrets come from. */
export abstract class Ids {
  /** A request or correlation id: 36 characters, unique, not guessable (OCPI 2.2.1, Unique message IDs). */
  abstract uuid(): string;
  /** A message id that sorts by time: it begins with {@link messageIdTime}; at most 36 characters. */
  abstract messageId(atMs: number): string;
  /** Text of at least 128 random bits, URL-safe, 22 characters. */
  abstract carriedUrlId(): string;
  /** A token of 256 random bits with a prefix that secret scanners know, at most 64 characters. */
  abstract token(): TokenWeIssued;
  /** SHA-256 over all parts, hexadecimal; each part is set off from the next. */
  abstract fingerprint(parts: readonly (string | Uint8Array)[]): string;
}

/** Who presented a token. */
export interface TokenHolder {
  readonly platform: Platform;
  readonly purpose: TokenPurpose;
}

/** Parties and platforms as routing sees them. Reading never waits: the snapshot lies in memory. */
export abstract class PartyDirectory {
  /** The newest snapshot; null before the first one was loaded. */
  abstract snapshot(): RegistrySnapshot | null;
  /**
   * Whose Authorization header this is, in constant time over the stored hashes; null when nobody's. Raw and Base64 are both
   * tried (OCPI 2.2.1, Transport and format > Authorization header). A header seen before costs one look-up.
   */
  abstract whoPresents(authorization: string | undefined): TokenHolder | null;
}

/** One HTTP request to a party. */
export interface PartyRequest {
  readonly platform: Platform;
  readonly method: string;
  readonly url: string;
  /** Name and value by turns; the token is added by the client. */
  readonly headers: readonly string[];
  readonly body: Uint8Array | null;
  /** A whole Authorization value in place of the registration's: during a handshake there is none yet, or another one. */
  readonly authorization?: string;
  /** For the whole exchange, from the first packet to the last byte, in ms. */
  readonly deadlineMs: number;
  /** Ends the exchange as `asker-gone` when nobody waits for its answer any more. */
  readonly cancellation?: Cancellation;
}

/** Why nothing reached the party: a repetition is safe. */
export type NotSentReason =
  | 'refused'
  | 'dns'
  | 'tls'
  | 'connect-timeout'
  | 'in-flight-cap'
  | 'address-not-allowed'
  /** The hub's own network failed: it counts against nobody. */
  | 'hub-network';
/** Why no whole answer came although the request may have arrived. */
export type NoAnswerReason = 'timeout' | 'reset' | 'cut-off' | 'too-large' | 'asker-gone';

/** How an exchange with a party ended. */
export type PartyAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: AnswerHeaders; readonly body: AnswerBody }
  | { readonly kind: 'not-sent'; readonly reason: NotSentReason; readonly detail: string }
  | { readonly kind: 'no-answer'; readonly reason: NoAnswerReason; readonly detail: string };

/** Headers of an answer, lower-case names; repeated ones joined by a comma. */
export type AnswerHeaders = ReadonlyMap<string, string>;

/** The only door out to parties: guarded addresses, one pool and in-flight cap per platform, redirects never followed. */
export abstract class PartyClient {
  /** Never rejects: every ending is a value. */
  abstract exchange(request: PartyRequest): Promise<PartyAnswer>;
}

/** What routing asks and tells about connections. Everything here returns at once. */
export abstract class Presence {
  /** The status that routing obeys now. */
  abstract statusOf(platform: Platform): ConnectionStatus;
  /** An authenticated request came from this platform. */
  abstract heardFrom(platform: Platform): void;
  /**
   * An exchange with this platform ended; any answer is a sign of life. `startedAt` is `Clock.elapsed()` when it began: a timeout
   * counts only where nothing was answered since.
   */
  abstract exchangeEnded(platform: Platform, answer: PartyAnswer, startedAt: number): void;
}

/** One row per message. */
export abstract class Journal {
  /** Takes the row and returns at once; never throws. Rows are lost (and counted) while the database is away. */
  abstract record(row: MessageRow): void;
}

/** The outcome of a write that needs the database now. */
export type Stored = 'stored' | 'database-lost';

/** URLs that came into the hub inside messages and leave it as short hub URLs. */
export abstract class CarriedUrls {
  /** Resolves once the row is committed. */
  abstract save(url: CarriedUrl): Promise<Stored>;
  /** The row, or null when there is none (any more). */
  abstract find(id: string): Promise<CarriedUrl | null | 'database-lost'>;
}

/** Seals what must travel through others' hands; the platform is bound in, so that a text of one is none of another. */
export abstract class Sealer {
  /** URL-safe text. */
  abstract seal(text: string, platformId: string): string;
  /** Null for anything that was not sealed here for this platform. */
  abstract open(sealed: string, platformId: string): string | null;
}

/** What a peer does against the specification although the hub can live with it. */
export interface PeerDefect {
  readonly platformId: string;
  readonly kind: PeerDefectKind;
  /** One sentence for the peer's developers; no tokens, no bodies. */
  readonly detail: string;
  /** How often, where more than once. */
  readonly count?: number;
  /** Of kind `object-model` only: these are counted by party and by what is broken. */
  readonly breach?: ModelBreach;
}
/** What a peer was seen to do; each kind is counted by itself. */
export type PeerDefectKind =
  | 'callback-headers'
  | 'foreign-link'
  | 'missing-location'
  | 'foreign-location'
  | 'foreign-object'
  | 'unreadable-object'
  | 'token-encoding'
  | 'to-self'
  | 'reused-request-id'
  | 'unreadable-envelope'
  | 'foreign-authorization'
  | 'role-rule'
  | 'object-model';

/** Where defects of peers are counted for the operator and the peer's developers. */
export abstract class PeerDefects {
  /** Returns at once; never throws. */
  abstract note(defect: PeerDefect): void;
}

/** Takes an event; `isOurs` where this process published it. Returns at once and never throws. */
export type Hearer = (event: HubEvent, isOurs: boolean) => void;

/** What the processes of one hub tell one another. An event may be lost: whoever acts on one also looks by himself now and then. */
export abstract class EventBus {
  /** Returns at once and never throws; every subscriber of every process, this one included, hears the event once or never. */
  abstract publish(event: HubEvent): void;
  /** From now on `hear` is called with each event, never within a call of `publish`. */
  abstract subscribe(hear: Hearer): void;
  /** Whether other processes hear what is published now, as far as this one knows. */
  abstract isConnected(): boolean;
}

/** The processes that make up this hub, as far as this one has heard of them lately. */
export abstract class HubProcesses {
  /** Whether this process is to look after something that one process should do, such as the alive check of a platform. */
  abstract looksAfter(key: string): boolean;
  /** This process's part of a limit that holds for all of them together; at least 1. */
  abstract shareOf(limit: number): number;
}

/** The hub's own identity and addresses. */
export interface HubIdentity {
  readonly party: PartyId;
  readonly name: string;
  /** Without a slash at its end. */
  readonly publicUrl: string;
}
