import type { ConnectionStatus, NotChanged } from '@busbar/core';
import type { HeldTokenEntity } from './held-token.entity.js';
import type { DepartedPartyEntity, PartyEntity } from './party.entity.js';
import type { PlatformEntity } from './platform.entity.js';
import type { StoredAgreements } from './typeorm-agreements.js';

/** By platform: differs from what it was before whenever anything of the platform, its parties or its tokens does. */
export type PlatformStamps = ReadonlyMap<string, string>;

/** What a registry snapshot is made of, as it was at one moment; of platforms only those whose stamps the reader did not know. */
export interface StoredRegistry {
  readonly revision: number;
  /** Of all platforms, known or not. */
  readonly stamps: PlatformStamps;
  readonly platforms: readonly PlatformEntity[];
  readonly parties: readonly PartyEntity[];
  readonly departed: readonly DepartedPartyEntity[];
  readonly tokens: readonly HeldTokenEntity[];
  /** Null where the reader knows them already. */
  readonly agreements: StoredAgreements | null;
}

/** A party as its platform's operator lists it. */
export type PartyRow = Omit<PartyEntity, 'platformId' | 'position' | 'lastUpdatedMs'>;

/** A token as it is stored, before it is known which revision brings it. */
export type TokenRow = Pick<HeldTokenEntity, 'digest' | 'purpose' | 'expiresAtMs'>;

/** The columns that a registration fills. */
export type RegistrationColumns = Pick<
  PlatformEntity,
  'version' | 'versionsUrl' | 'endpoints' | 'hosts' | 'sealedToken' | 'tokenEncoding' | 'party'
>;

/** Which platform is changed, and the state it must still be in. */
export interface Target {
  readonly id: string;
  readonly revision: number;
  readonly status: ConnectionStatus;
  readonly atMs: number;
}

/** A platform to be made. */
export interface CreatedPlatform {
  readonly platform: Pick<PlatformEntity, 'id' | 'name' | 'settings'>;
  readonly parties: readonly PartyRow[];
  readonly token: TokenRow;
  readonly atMs: number;
}

/** What changes; a name that is left out stays as it is. */
export interface UpdatedPlatform {
  readonly columns: Partial<Pick<PlatformEntity, 'name' | 'settings'>>;
  readonly parties: readonly PartyRow[] | null;
}

/** A finished handshake. */
export interface RegisteredPlatform {
  readonly registration: RegistrationColumns;
  readonly parties: readonly PartyRow[];
  readonly newToken: TokenRow | null;
  readonly retireOthers: 'now' | 'when-next-is-used';
}

/** Null when the change was made. */
export type Change = NotChanged | null;
