import type { OcpiVersion } from '@busbar/ocpi';
import type { FanOut, Owed } from '../delivery/delivery-store.js';
import { messageIdTime } from '../message-id.js';
import type { Ids } from '../ports.js';
import type { ConnectionStatus, Platform, RegistrySnapshot } from '../registry.js';
import { isTold, type DatedClientInfo } from './client-info.js';

/** What pushes are made with. */
export interface ClientInfoPushContext {
  readonly snapshot: RegistrySnapshot;
  readonly ids: Pick<Ids, 'fingerprint' | 'uuid'>;
  readonly atMs: number;
  /** How long a push is kept for a platform that cannot be reached, in ms. */
  readonly ttlMs: number;
}

const MODULE = 'hubclientinfo';
/** Whoever is PLANNED or SUSPENDED fetches the list once it is connected. */
const LISTENING: ReadonlySet<ConnectionStatus> = new Set(['CONNECTED', 'OFFLINE']);
const ID_LENGTH = 36;

/**
 * The news of one party for every platform that wants it: one PUT to `{hubclientinfo receiver}/{country_code}/{party_id}` each, without
 * routing headers. The same change makes the same messages in every process, so that the store takes only the first ones. OCPI 2.2.1,
 * HubClientInfo > Receiver Interface.
 */
export function clientInfoFanOuts(news: DatedClientInfo, context: ClientInfoPushContext): readonly FanOut[] {
  const owed = new Map<OcpiVersion, Owed[]>();
  for (const platform of context.snapshot.allPlatforms()) {
    const version = versionToTell(platform, news, context.snapshot);
    if (version !== null) owed.set(version, [...(owed.get(version) ?? []), { platformId: platform.id, to: null }]);
  }
  return [...owed].map(([version, platforms]) => fanOut(news, { version, owed: platforms }, context));
}

function versionToTell(platform: Platform, news: DatedClientInfo, snapshot: RegistrySnapshot): OcpiVersion | null {
  const wantsIt = LISTENING.has(platform.status) && snapshot.endpoint(platform.id, MODULE, 'RECEIVER') !== null;
  return wantsIt && isTold(platform, news) ? (platform.registration?.version ?? null) : null;
}

function fanOut(
  { key, info, lastUpdatedMs }: DatedClientInfo,
  { version, owed }: { readonly version: OcpiVersion; readonly owed: readonly Owed[] },
  { ids, atMs, ttlMs }: ClientInfoPushContext,
): FanOut {
  const fingerprint = ids.fingerprint([MODULE, version, key, info.status, String(lastUpdatedMs)]);
  return {
    content: {
      messageId: `${messageIdTime(lastUpdatedMs)}${fingerprint}`.slice(0, ID_LENGTH),
      correlationId: ids.uuid(),
      version,
      module: MODULE,
      interfaceRole: 'RECEIVER',
      method: 'PUT',
      rest: `/${info.country_code}/${info.party_id}`,
      query: null,
      contentType: 'application/json',
      body: new TextEncoder().encode(JSON.stringify(info)),
      from: null,
    },
    kind: 'client-info',
    // The URL names no role: two roles of one party are two objects all the same, or one would replace the other.
    object: { key: `${MODULE} ${key}`.toUpperCase(), path: [], write: 'put', lastUpdatedMs },
    owed,
    atMs,
    expiresAtMs: atMs + ttlMs,
    repeat: null,
  };
}
