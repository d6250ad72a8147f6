import { HEADER, nextPageLink, partyKey } from '@busbar/ocpi';
import { isKeptModule } from '../objects/write-of.js';
import { envelopeAround } from './around-data.js';
import { gatherLive } from './gather-live.js';
import type { GatheredPage, GatherPorts } from './gather-ports.js';
import { GATHER_LIMIT, nextQuery, readGatherRequest, type GatherRequest } from './gather-request.js';
import { gatherStored } from './gather-stored.js';
import type { GatherPlan, Routed } from './message.js';
import { isRefusal, type Refusal } from './refusal.js';

/** What is answered to a list's asker: headers beside the usual ones, and the body. */
export interface GatheredAnswer {
  readonly headers: readonly string[];
  readonly bytes: Uint8Array;
}

/**
 * Answers a whole list page by page: public objects from what the hub keeps, the others from those who have them. Never a part that could
 * be taken for the whole: a client deletes what a list leaves out. OCPI 2.2.1, Transport and format > GET All via Hubs.
 */
export async function gather(message: Routed<GatherPlan>, ports: GatherPorts): Promise<GatheredAnswer | Refusal> {
  const asked = readGatherRequest(message, ports.sealer);
  if (isRefusal(asked)) return asked;
  const list = listOf(message, asked);
  const place = asked.place ?? (asked.offset > 0 ? ports.places.find(list, asked.offset, message.atMs) : null);
  const request: GatherRequest = { ...asked, place };
  const { module } = message.plan;
  const page = isKeptModule(module)
    ? await gatherStored(message, { request, module }, ports)
    : await gatherLive(message, request, ports);
  if (isRefusal(page)) return page;
  if (page.next !== null) {
    ports.places.remember(list, page.next.offset, { place: page.next.place, nowMs: message.atMs });
  }
  return {
    headers: headersOf(message, { request, page }, ports),
    bytes: envelopeAround(`[${page.texts.join(',')}]`, message.atMs),
  };
}

/** Names a list as its asker sees it. */
function listOf(message: Routed<GatherPlan>, { filters }: GatherRequest): string {
  return `${message.platform.id} ${message.version} ${partyKey(message.from)} ${message.plan.module} ${filters ?? ''}`;
}

function headersOf(
  message: Routed<GatherPlan>,
  { request, page }: { readonly request: GatherRequest; readonly page: GatheredPage },
  { hub, sealer }: GatherPorts,
): string[] {
  const headers = [
    HEADER.contentType,
    'application/json',
    HEADER.totalCount,
    String(page.total),
    HEADER.limit,
    String(GATHER_LIMIT),
  ];
  if (page.next === null) return headers;
  const list = `${hub.publicUrl}/ocpi/${message.version}/sender/${message.plan.module}`;
  const query = nextQuery(message, request, { ...page.next, sealer });
  return [...headers, HEADER.link, nextPageLink(`${list}?${query}`)];
}
