import { HEADER, nextPageLink } from '@busbar/ocpi';
import { ConfigurationEndpoint, type ConfigurationAnswer, type ConfigurationRequest } from '../configuration.js';
import { isRefusal, refuse, type Refusal } from '../journey/refusal.js';
import type { HubIdentity, Presence } from '../ports.js';
import { clientInfosFor } from './client-info.js';
import { readPageRequest, type PageRequest } from './page-request.js';

/** The most ClientInfo objects in one answer. */
export const MAX_CLIENT_INFOS = 100;

/**
 * `GET hubclientinfo`, the Sender interface: who else is connected to the hub, as the caller may see it. The list is paginated and
 * filtered by `last_updated`. OCPI 2.2.1, HubClientInfo > Sender Interface.
 */
export class HubClientInfoEndpoint extends ConfigurationEndpoint {
  override readonly modules = ['hubclientinfo'] as const;
  override readonly methods = ['GET'] as const;

  constructor(
    private readonly presence: Presence,
    private readonly hub: Pick<HubIdentity, 'publicUrl'>,
  ) {
    super();
  }

  override answer(request: ConfigurationRequest): Promise<ConfigurationAnswer | Refusal> {
    return Promise.resolve(this.list(request));
  }

  private list(request: ConfigurationRequest): ConfigurationAnswer | Refusal {
    if (request.rest !== '' && request.rest !== '/') {
      return refuse('unknown-module', 'hubclientinfo of the hub has a list only; GET it without anything behind it');
    }
    const page = readPageRequest(request.query, MAX_CLIENT_INFOS);
    if (isRefusal(page)) return page;
    const { holder, snapshot, atMs: nowMs } = request;
    const matching = clientInfosFor(holder.platform, { snapshot, presence: this.presence, nowMs }).filter(
      ({ lastUpdatedMs }) => lastUpdatedMs >= page.fromMs && lastUpdatedMs < page.toMs,
    );
    const end = page.offset + page.limit;
    const headers = [HEADER.totalCount, String(matching.length), HEADER.limit, String(MAX_CLIENT_INFOS)];
    if (end < matching.length) headers.push(HEADER.link, nextPageLink(this.pageUrl(request, page, end)));
    return { data: matching.slice(page.offset, end).map(({ info }) => info), headers };
  }

  private pageUrl(request: ConfigurationRequest, page: PageRequest, offset: number): string {
    const filters = page.filters === '' ? '' : `&${page.filters}`;
    const list = `${this.hub.publicUrl}/ocpi/${request.version ?? ''}/sender/hubclientinfo`;
    return `${list}?offset=${offset}&limit=${page.limit}${filters}`;
  }
}
