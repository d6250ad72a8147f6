import {
  Agreements,
  DEFAULT_PLATFORM_SETTINGS,
  RegistrySnapshot,
  type DepartedParty,
  type Party,
  type Platform,
} from '@busbar/core';
import type { HeldTokenEntity } from './held-token.entity.js';
import type { PartyEntity } from './party.entity.js';
import type { PlatformStamps, StoredRegistry } from './registry-rows.js';
import type { Seals } from './sealing.js';
import { openRegistration } from './sealed-registration.js';
import { TokenBook, type BookedToken } from './token-book.js';
import type { StoredAgreements } from './typeorm-agreements.js';

/** A snapshot and the tokens that belong to it: they change together. */
export interface Registry {
  readonly snapshot: RegistrySnapshot;
  readonly tokens: TokenBook;
  /** What the snapshot shows, to be compared with the database. */
  readonly stamps: PlatformStamps;
  readonly entries: ReadonlyMap<string, RegistryEntry>;
  /** Which state of agreements and blocks the snapshot has. */
  readonly agreementsStamp: number;
}

/** One platform of a registry. */
export interface RegistryEntry {
  readonly platform: Platform;
  readonly tokens: readonly BookedToken[];
  /** Its row does not open. Nothing is sent to it and its connection tokens are nobody's. */
  readonly isUnreadable: boolean;
}

/** Makes the registry that one state of the database stands for; what did not change is taken from the one before. */
export function buildRegistry(stored: StoredRegistry, before: Registry | null, seals: Seals): Registry {
  const read = readEntries(stored, seals);
  const entries = new Map<string, RegistryEntry>();
  for (const id of stored.stamps.keys()) {
    const entry = read.get(id) ?? before?.entries.get(id);
    if (entry) entries.set(id, entry);
  }
  const all = [...entries.values()];
  const platforms = all.map(({ platform }) => platform);
  const tokens = all.flatMap((entry) => entry.tokens);
  const agreements = stored.agreements === null ? before?.snapshot.agreements : toAgreements(stored.agreements);
  return {
    snapshot: new RegistrySnapshot(stored.revision, platforms, {
      departed: departedParties(stored),
      agreements: agreements ?? Agreements.OPEN,
    }),
    tokens: new TokenBook(tokens, (token) => seals.digestToken(token)),
    stamps: stored.stamps,
    entries,
    agreementsStamp: stored.agreements?.stamp ?? before?.agreementsStamp ?? 0,
  };
}

function toAgreements({ policy, items, blocks, ...extras }: StoredAgreements): Agreements {
  return new Agreements(policy, items, blocks, extras);
}

function readEntries(stored: StoredRegistry, seals: Seals): ReadonlyMap<string, RegistryEntry> {
  const parties = partiesByPlatform(stored.parties);
  const tokens = rowsByPlatform(stored.tokens);
  return new Map(
    stored.platforms.map((row) => {
      const registration = openRegistration(row, seals);
      const isUnreadable = registration === 'unreadable';
      const platform: Platform = {
        id: row.id,
        name: row.name,
        revision: row.revision,
        status: row.status,
        parties: parties.get(row.id) ?? [],
        // A setting that a newer version of the hub added has its default in rows of older ones.
        settings: { ...DEFAULT_PLATFORM_SETTINGS, ...row.settings },
        registration: isUnreadable ? null : registration,
      };
      return [
        row.id,
        { platform, tokens: bookedTokens(tokens.get(row.id) ?? [], platform, isUnreadable), isUnreadable },
      ];
    }),
  );
}

function partiesByPlatform(rows: readonly PartyEntity[]): ReadonlyMap<string, readonly Party[]> {
  const parties = [...rowsByPlatform(rows)].map(
    ([id, ofPlatform]) => [id, ofPlatform.map((row) => toParty(row))] as const,
  );
  return new Map(parties);
}

function toParty(row: PartyEntity): Party {
  return {
    id: { countryCode: row.countryCode, partyId: row.partyId },
    key: row.partyKey,
    role: row.role,
    platformId: row.platformId,
    businessDetails: row.businessDetails,
    lastUpdatedMs: row.lastUpdatedMs,
  };
}

function rowsByPlatform<Row extends { readonly platformId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const byPlatform = new Map<string, Row[]>();
  for (const row of rows) {
    const ofPlatform = byPlatform.get(row.platformId);
    if (ofPlatform) ofPlatform.push(row);
    else byPlatform.set(row.platformId, [row]);
  }
  return byPlatform;
}

function departedParties(stored: StoredRegistry): readonly DepartedParty[] {
  return stored.departed.map(({ countryCode, partyId, partyKey, role, lastUpdatedMs }) => ({
    id: { countryCode, partyId },
    key: partyKey,
    role,
    lastUpdatedMs,
  }));
}

/** A registration token stays good for a platform whose row does not open: registering again is the way out. */
function bookedTokens(rows: readonly HeldTokenEntity[], platform: Platform, isUnreadable: boolean): BookedToken[] {
  return rows
    .filter(({ purpose }) => purpose !== 'connection' || !isUnreadable)
    .map(({ digest, purpose, expiresAtMs, retiresOthers }) => ({
      digest,
      holder: { platform, purpose },
      expiresAtMs,
      retiresOthers: Boolean(retiresOthers),
    }));
}
