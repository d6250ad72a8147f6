import { DEFAULT_PLATFORM_SETTINGS, RegistrySnapshot, type Party, type Platform } from '@busbar/core';
import type { PartyEntity } from './party.entity.js';
import type { StoredRegistry } from './registry-rows.js';
import type { Seals } from './sealing.js';
import { openRegistration } from './sealed-registration.js';
import { TokenBook, type BookedToken } from './token-book.js';

/** A snapshot and the tokens that belong to it: they change together. */
export interface Registry {
  readonly snapshot: RegistrySnapshot;
  readonly tokens: TokenBook;
  /** Platforms whose row does not open. Nothing is sent to them and their connection tokens are nobody's. */
  readonly unreadable: readonly string[];
}

/** Makes the registry that one state of the database stands for. */
export function buildRegistry(stored: StoredRegistry, seals: Seals): Registry {
  const parties = partiesByPlatform(stored.parties);
  const unreadable: string[] = [];
  const platforms = new Map<string, Platform>();
  for (const row of stored.platforms) {
    const registration = openRegistration(row, seals);
    if (registration === 'unreadable') unreadable.push(row.id);
    platforms.set(row.id, {
      id: row.id,
      name: row.name,
      revision: row.revision,
      status: row.status,
      parties: parties.get(row.id) ?? [],
      // A setting that a newer version of the hub added has its default in rows of older ones.
      settings: { ...DEFAULT_PLATFORM_SETTINGS, ...row.settings },
      registration: registration === 'unreadable' ? null : registration,
    });
  }
  const tokens = bookedTokens(stored, platforms, unreadable);
  return {
    snapshot: new RegistrySnapshot(stored.revision, [...platforms.values()], { departed: departedParties(stored) }),
    tokens: new TokenBook(tokens, (token) => seals.digestToken(token)),
    unreadable,
  };
}

function partiesByPlatform(rows: readonly PartyEntity[]): ReadonlyMap<string, Party[]> {
  const parties = new Map<string, Party[]>();
  for (const row of rows) {
    const party: Party = {
      id: { countryCode: row.countryCode, partyId: row.partyId },
      key: row.partyKey,
      role: row.role,
      platformId: row.platformId,
      businessDetails: row.businessDetails,
      lastUpdatedMs: row.lastUpdatedMs,
    };
    const ofPlatform = parties.get(row.platformId);
    if (ofPlatform) ofPlatform.push(party);
    else parties.set(row.platformId, [party]);
  }
  return parties;
}

function departedParties(stored: StoredRegistry): RegistrySnapshot['departed'] {
  return stored.departed.map(({ countryCode, partyId, partyKey, role, lastUpdatedMs }) => ({
    id: { countryCode, partyId },
    key: partyKey,
    role,
    lastUpdatedMs,
  }));
}

/** A registration token stays good for a platform whose row does not open: registering again is the way out. */
function bookedTokens(
  stored: StoredRegistry,
  platforms: ReadonlyMap<string, Platform>,
  unreadable: readonly string[],
): BookedToken[] {
  return stored.tokens.flatMap(({ digest, platformId, purpose, expiresAtMs, retiresOthers }) => {
    const platform = platforms.get(platformId);
    if (!platform || (purpose === 'connection' && unreadable.includes(platformId))) return [];
    return [{ digest, holder: { platform, purpose }, expiresAtMs, retiresOthers: Boolean(retiresOthers) }];
  });
}
