import type { OcpiVersion } from '@busbar/ocpi';
import type { FanOut, Owed } from '../delivery/delivery-store.js';
import { messageIdTime } from '../message-id.js';
import type { Ids } from '../ports.js';
import type { ConnectionStatus, Platform, RegistrySnapshot } from '../registry.js';
import { clientInfoFor, farewell, type DatedClientInfo, type Viewing } from './client-info.js';

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
 * The news of one party for every platform that wants it, or of these only: one PUT to `{hubclientinfo receiver}/{country_code}/{party_id}`
 * each, without routing headers, with what that platform is told of the party. The same change makes the same messages in every
 * process, so that the store takes only the first ones. OCPI 2.2.1, HubClientInfo > Receiver Interface.
 */
export function clientInfoFanOuts(
  news: DatedClientInfo,
  context: ClientInfoPushContext,
  only: ReadonlySet<string> | null = null,
): readonly FanOut[] {
  const told = new Map<string, Told>();
  for (const platform of context.snapshot.allPlatforms()) {
    if (only !== null && !only.has(platform.id)) continue;
    const version = versionToTell(platform, context.snapshot);
    const info = version === null ? null : clientInfoFor(platform, news, viewing(context));
    if (version !== null && info !== null) add(told, { version, info, platform });
  }
  return [...told.values()].map((each) => fanOut(each, context));
}

/**
 * The last word about a party to platforms that are not told of it any more: OCPI knows no deletion, so its object becomes SUSPENDED
 * ("When the Hub invalidates a ClientInfo object", HubClientInfo > Push model). Nothing for a platform that is told of it after all.
 */
export function farewellFanOuts(
  news: DatedClientInfo,
  context: ClientInfoPushContext,
  to: ReadonlySet<string>,
): readonly FanOut[] {
  const told = new Map<string, Told>();
  for (const platform of context.snapshot.allPlatforms()) {
    const version = to.has(platform.id) ? versionToTell(platform, context.snapshot) : null;
    if (version === null || clientInfoFor(platform, news, viewing(context)) !== null) continue;
    add(told, { version, info: farewell(platform, news, viewing(context)), platform });
  }
  return [...told.values()].map((each) => fanOut(each, context));
}

/** One content and everybody who is owed it. */
interface Told {
  readonly version: OcpiVersion;
  readonly info: DatedClientInfo;
  readonly owed: Owed[];
}

function add(
  told: Map<string, Told>,
  { version, info, platform }: Omit<Told, 'owed'> & { readonly platform: Platform },
): void {
  const content = `${version} ${info.info.status} ${info.lastUpdatedMs}`;
  const owed = { platformId: platform.id, to: null };
  const known = told.get(content);
  if (known) known.owed.push(owed);
  else told.set(content, { version, info, owed: [owed] });
}

function viewing({ snapshot, atMs }: ClientInfoPushContext): Viewing {
  return { agreements: snapshot.agreements, nowMs: atMs };
}

function versionToTell(platform: Platform, snapshot: RegistrySnapshot): OcpiVersion | null {
  const wantsIt = LISTENING.has(platform.status) && snapshot.endpoint(platform.id, MODULE, 'RECEIVER') !== null;
  return wantsIt ? (platform.registration?.version ?? null) : null;
}

function fanOut({ info: told, version, owed }: Told, { ids, atMs, ttlMs }: ClientInfoPushContext): FanOut {
  const { key, info, lastUpdatedMs } = told;
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
