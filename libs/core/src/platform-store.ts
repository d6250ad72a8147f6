import type { PartyId, Role } from '@busbar/ocpi';
import type { PlatformSettings } from './platform-settings.js';
import type { BusinessDetails, ConnectionStatus, Platform, Registration } from './registry.js';
import type { TokenPurpose, TokenWeIssued } from './registration/tokens.js';

/** A party that the operator lets a platform claim. */
export interface ClaimedParty {
  readonly id: PartyId;
  readonly role: Role;
  readonly businessDetails: BusinessDetails;
}

/** A platform to be made; it starts PLANNED. */
export interface NewPlatform {
  readonly name: string;
  readonly parties: readonly ClaimedParty[];
  readonly settings: PlatformSettings;
}

/** Why a change was not made; nothing was changed then. */
export type NotChanged =
  | { readonly notChanged: 'unknown-platform' }
  /** Somebody else changed the platform since the revision was read. */
  | { readonly notChanged: 'changed-meanwhile' }
  /** A role, country code and party id that another platform of this hub holds. */
  | { readonly notChanged: 'party-taken'; readonly party: PartyId; readonly role: Role }
  /** Something is larger than the store takes; `limit` says what and how much, for who sent it. */
  | { readonly notChanged: 'too-large'; readonly limit: string }
  | { readonly notChanged: 'database-lost' };

/** A token of ours that a platform holds; only its hash is stored. */
export interface HeldToken {
  readonly token: TokenWeIssued;
  readonly purpose: TokenPurpose;
  /** Null: does not expire. */
  readonly expiresAtMs: number | null;
}

/** The result of a finished handshake. */
export interface CompletedRegistration {
  readonly registration: Registration;
  /** Business details as the platform gave them in its credentials, for parties it was allowed to claim. */
  readonly businessDetails: readonly ClaimedParty[];
  /**
   * The platform's next token; null where the hub was the sender of a PUT that kept the one they hold. One that was added before,
   * because they had to call back with it, takes this purpose and expiry.
   */
  readonly newToken: HeldToken | null;
  /**
   * What becomes of the tokens they held: `now` ends all of them with this commit; `when-next-is-used` keeps them until the new
   * token is first presented, so that a lost answer locks nobody out.
   */
  readonly retireOthers: 'now' | 'when-next-is-used';
}

/**
 * Platforms as they are stored. Every change is one transaction, compare-and-set on the platform's revision, and is in the
 * directory's snapshot of this process when the promise resolves; other processes follow by event.
 */
export abstract class PlatformStore {
  abstract create(platform: NewPlatform, atMs: number, registrationToken: HeldToken): Promise<Platform | NotChanged>;
  /** Names left out keep their value. A party that leaves frees its ids. */
  abstract update(
    platform: Platform,
    change: Partial<Pick<NewPlatform, 'name' | 'parties' | 'settings'>>,
    atMs: number,
  ): Promise<Platform | NotChanged>;
  /** Frees the parties; their ClientInfo stays SUSPENDED (RegistrySnapshot.departed). */
  abstract remove(platform: Platform, atMs: number): Promise<null | NotChanged>;
  /** Stores a finished handshake and makes the platform CONNECTED. */
  abstract completeRegistration(
    platform: Platform,
    completed: CompletedRegistration,
    atMs: number,
  ): Promise<Platform | NotChanged>;
  /** Ends the registration: tokens of both sides are gone, the status is SUSPENDED. */
  abstract endRegistration(platform: Platform, atMs: number): Promise<Platform | NotChanged>;
  /**
   * Adds a token; one of the same purpose that was there before ends with it unless `keepOthers`. The same token once more takes the
   * new purpose and expiry: an expiry of now ends it. Presenting it retires no other one.
   */
  abstract addToken(platform: Platform, token: HeldToken, keepOthers: boolean): Promise<Platform | NotChanged>;
  /** Only from the status in the given platform; `lastUpdated` of its parties follows. */
  abstract setStatus(platform: Platform, status: ConnectionStatus, atMs: number): Promise<Platform | NotChanged>;
}

/** Whether a change was refused. */
export function isNotChanged(value: object | null): value is NotChanged {
  return value !== null && 'notChanged' in value;
}
