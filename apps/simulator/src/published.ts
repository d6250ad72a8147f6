import type { OcpiVersion } from '@busbar/ocpi';
import type { Aim, PublishedEndpoint } from './http/recorded-request.js';
import { typicalOffers, type PlatformOptions } from './platform-options.js';

const HAVE_NOTHING_BELOW = new Set(['versions', 'version-details', 'credentials']);

/** The URLs of a platform and the two documents that name them. */
export class Published {
  readonly versions: readonly OcpiVersion[];
  readonly versionsUrl: string;
  private readonly endpoints: readonly PublishedEndpoint[];

  constructor(
    private readonly options: PlatformOptions,
    private readonly origin: string,
  ) {
    this.versions = options.versions ?? ['2.2.1'];
    const versions = this.at({ module: 'versions', interfaceRole: 'SENDER', version: null });
    this.versionsUrl = versions.url;
    this.endpoints = [versions, ...this.versions.flatMap((version) => this.endpointsOf(version))];
  }

  /** `data` of the versions endpoint. OCPI 2.2.1, Version information endpoint > Version class. */
  versionsData(): unknown {
    const data = this.versions.map((version) => ({ version, url: this.url(version, 'version-details') }));
    return this.options.versionsData?.(data) ?? data;
  }

  /** `data` of a version's details. */
  detailsData(version: OcpiVersion): unknown {
    const listed = this.endpoints.filter((entry) => entry.version === version && entry.module !== 'version-details');
    const endpoints = listed.map(({ module, interfaceRole, url }) => ({
      identifier: module,
      // OCPI 2.1.1, Endpoint class: a CPO and an eMSP need no role.
      ...(version === '2.1.1' ? {} : { role: interfaceRole }),
      url,
    }));
    const data = { version, endpoints };
    return this.options.detailsData?.(data, version) ?? data;
  }

  /** The URL of an endpoint; throws when the platform does not publish it. */
  url(version: OcpiVersion, module: string, interfaceRole?: string): string {
    const found = this.endpoints.find(
      (entry) =>
        entry.version === version &&
        entry.module === module &&
        (interfaceRole === undefined || entry.interfaceRole === interfaceRole),
    );
    if (!found) throw new Error(`this platform publishes no ${module} ${interfaceRole ?? ''} in ${version}`);
    return found.url;
  }

  /** Which endpoint a request target belongs to: the one with the longest matching path. */
  aimOf(target: string): Aim {
    const path = target.split('?', 1)[0] ?? '';
    let best: Aim = { endpoint: null, rest: path };
    for (const endpoint of this.endpoints) {
      const base = pathOf(endpoint.url);
      const rest = path.slice(base.length).replace(/^\/$/, '');
      const belongs = rest === '' || (rest.startsWith('/') && !HAVE_NOTHING_BELOW.has(endpoint.module));
      if (path.startsWith(base) && belongs && rest.length < best.rest.length) best = { endpoint, rest };
    }
    return best;
  }

  private endpointsOf(version: OcpiVersion): readonly PublishedEndpoint[] {
    const offers = this.options.offers ?? typicalOffers(this.options.parties, version);
    return [
      this.at({ module: 'version-details', interfaceRole: 'SENDER', version }),
      this.at({ module: 'credentials', interfaceRole: 'SENDER', version }),
      ...[...offers, ...(this.options.alsoOffers ?? [])].map((offer) => this.at({ ...offer, version })),
    ];
  }

  private at(endpoint: Omit<PublishedEndpoint, 'url'>): PublishedEndpoint {
    const url = this.options.endpointUrl?.(endpoint, this.origin) ?? usualUrl(endpoint, this.origin);
    return { ...endpoint, url };
  }
}

/** Where endpoints lie unless a platform says otherwise. */
export function usualUrl(endpoint: Omit<PublishedEndpoint, 'url'>, origin: string): string {
  const { module, version, interfaceRole } = endpoint;
  if (version === null) return `${origin}/ocpi/versions`;
  if (module === 'version-details') return `${origin}/ocpi/${version}`;
  if (module === 'credentials') return `${origin}/ocpi/${version}/credentials`;
  return `${origin}/ocpi/${version}/${interfaceRole.toLowerCase()}/${module}`;
}

/** The path of an endpoint URL without the slash at its end. */
function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/$/, '');
}
