import { joinEndpoint, partyKey } from '@busbar/ocpi';
import { crossList } from '../bridging/cross-list.js';
import { listHeaders, listQuery, readListPage, type ListFault, type ListPage } from '../pulling/list-page.js';
import { ownershipOf } from '../pulling/pulled-object.js';
import { askersOwn } from './askers-own.js';
import type { GatherPorts } from './gather-ports.js';
import type { GatherRequest } from './gather-request.js';
import type { GatherPlan, Receiver, Routed } from './message.js';
import { isOnOwnHost } from './own-host.js';

/** What one party may answer to one page: several are in memory at once. */
const MAX_PAGE_BYTES = 8 * 1_048_576;

/** A gathering that is under way. */
export interface Asking {
  readonly message: Routed<GatherPlan>;
  readonly request: GatherRequest;
  readonly ports: GatherPorts;
  /** When the asker is answered at the latest, on the clock of durations. */
  readonly endsAt: number;
}

/** A page of one party's list. */
export interface PartyPage {
  /** As the party gave it; null asks by offset. */
  readonly url: string | null;
  readonly offset: number;
  readonly limit: number;
}

/**
 * Asks one party for one page in the asker's name, so that it answers as it would without a hub. Objects that are not its own, or cannot
 * be said in the asker's version, come as empty texts.
 */
export async function askPage(asking: Asking, source: Receiver, wanted: PartyPage): Promise<ListPage | ListFault> {
  const { message, ports, endsAt } = asking;
  const { platform, party } = source;
  const startedAt = ports.clock.elapsed();
  const leftMs = Math.floor(endsAt - startedAt);
  if (leftMs <= 0) return faultOf('was not asked any more: the others took too long');
  const url = urlOf(asking, source, wanted);
  if (url === null) return faultOf(`does not offer ${message.plan.module} any more`);
  const answer = await ports.parties.exchange({
    platform,
    method: 'GET',
    url,
    headers: listHeaders(message.from, source, { request: ports.ids.uuid(), correlation: message.correlationId }),
    body: null,
    deadlineMs: Math.min(leftMs, platform.settings.timeout_ms ?? leftMs),
  });
  const page = await readListPage(answer, { platform, url, maxBytes: MAX_PAGE_BYTES });
  ports.presence.exchangeEnded(platform, answer, startedAt);
  if (page.kind === 'fault') {
    if (page.defect !== null) ports.defects.note({ platformId: platform.id, kind: page.defect, detail: page.why });
    return page;
  }
  const version = platform.registration?.version ?? message.version;
  const owner = { party: party.key, version, module: message.plan.module };
  const texts = page.texts.map((text) => (ownershipOf(text, owner) === 'own' ? text : ''));
  if (texts.includes('')) {
    const detail = `its list of ${owner.module} for ${party.key} has objects of other parties, or of nobody`;
    ports.defects.note({ platformId: platform.id, kind: 'foreign-object', detail });
  }
  const { snapshot, from } = message;
  const own = await askersOwn(texts, {
    module: owner.module,
    source,
    asker: partyKey(from),
    snapshot,
    owners: ports.owners,
  });
  if (own === 'database-lost') return faultOf('has objects of which the hub cannot look up now whose they are');
  const crossed = await crossList(
    message,
    own.map((text) => ({ text, version, owner: source.id })),
    ports,
  );
  return crossed === 'database-lost'
    ? faultOf('speaks another OCPI version, and what translating takes cannot be looked up now')
    : { ...page, texts: crossed };
}

function urlOf({ message, request }: Asking, { platform }: Receiver, { url, offset, limit }: PartyPage): string | null {
  if (url !== null && isOnOwnHost(url, platform)) return url;
  const endpoint = message.snapshot.endpoint(platform.id, message.plan.module, 'SENDER');
  if (endpoint === null) return null;
  const query = listQuery({ offset, limit, filters: request.filters });
  return joinEndpoint(endpoint, { rest: '', query, trailingSlash: platform.settings.trailing_slash });
}

function faultOf(why: string): ListFault {
  return { kind: 'fault', why, isRefused: false, retryAfterS: null, defect: null };
}
