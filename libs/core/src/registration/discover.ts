import { hostOf, isConfigurationModule, newestMutualVersion, OCPI_VERSIONS, type OcpiVersion } from '@busbar/ocpi';
import type { PeerDefects } from '../ports.js';
import type { Endpoint, Platform, Registration } from '../registry.js';
import { readDetailsDocument } from './details-document.js';
import { failure, isFailure, type HandshakeFailure } from './handshake-failure.js';
import type { PeerApi } from './peer-api.js';
import { ownUrlFault, peerUrlFault } from './peer-url.js';
import type { TokenTheyIssued } from './tokens.js';
import { isUnusable } from './unusable.js';
import { detailsUrlOf, readVersionsDocument, type VersionsDocument } from './versions-document.js';

/** Where to look, and for which version. */
export interface DiscoveryRequest {
  readonly platform: Platform;
  readonly versionsUrl: string;
  readonly token: TokenTheyIssued;
  /** The version whose credentials endpoint was called, or the newest that both sides have. */
  readonly version: OcpiVersion | 'newest';
  /** The hub's public URL, which is no peer's. */
  readonly hubUrl: string;
}

/** What a platform's versions and details say; its token is written the way it understands. */
export type Discovered = Registration;

/**
 * Fetches a platform's versions and details with the token it issued and turns them into what a registration keeps.
 * Every URL in them is checked before it is called or kept; the token's encoding is learned where the platform's settings leave it
 * open. OCPI 2.2.1, Credentials > Registration.
 */
export async function discover(
  api: PeerApi,
  defects: PeerDefects,
  request: DiscoveryRequest,
): Promise<Discovered | HandshakeFailure> {
  const { platform, versionsUrl } = request;
  const setting = platform.settings.token_encoding;
  const mayLearnEncoding = setting === 'auto';
  const usual = usualEncoding(request.version);
  const firstTry = mayLearnEncoding ? (platform.registration?.token.encoding ?? usual) : setting;

  const urlFault = peerUrlFault(versionsUrl) ?? ownUrlFault(versionsUrl, request.hubUrl);
  if (urlFault !== null) return failure('get-versions', 'api-unusable', `the versions URL ${urlFault}`);
  const listed = await api.getDocument({
    step: 'get-versions',
    url: versionsUrl,
    token: request.token.encodedAs(firstTry),
    mayLearnEncoding,
  });
  if (isFailure(listed)) return listed;
  const versions = readVersionsDocument(listed.data);
  if (isUnusable(versions)) {
    return failure('get-versions', 'api-unusable', `GET ${versionsUrl} answered versions where ${versions.unusable}`);
  }

  const version = chooseVersion(versions, request);
  if (typeof version !== 'string') return version;
  const detailsUrl = detailsUrlOf(versions, version, versionsUrl);
  if (typeof detailsUrl !== 'string') {
    return failure('choose-version', 'api-unusable', `in ${versionsUrl} ${detailsUrl.unusable}`);
  }

  const detailed = await api.getDocument({
    step: 'get-details',
    url: detailsUrl,
    token: mayLearnEncoding && isFirstOf211(version, platform) ? listed.token.encodedAs('raw') : listed.token,
    mayLearnEncoding,
  });
  if (isFailure(detailed)) return detailed;
  const endpoints = readDetailsDocument(detailed.data, version, versionsUrl);
  if (isUnusable(endpoints)) {
    return failure('get-details', 'api-unusable', `GET ${detailsUrl} answered details where ${endpoints.unusable}`);
  }
  const own = [detailsUrl, ...endpoints.map(({ url }) => url)].find((url) => ownUrlFault(url, request.hubUrl) !== null);
  if (own !== undefined) {
    const message = `the versions or details of ${versionsUrl} name ${own}, which leads to this hub itself`;
    return failure('get-details', 'api-unusable', message);
  }
  if (endpoints.every((endpoint) => isConfigurationModule(endpoint.module))) {
    const message = `the version details at ${detailsUrl} offer no functional module: there is nothing to exchange`;
    return failure('check-modules', 'no-functional-module', message);
  }

  if (mayLearnEncoding && detailed.token.encoding !== usualEncoding(version)) {
    noteOddToken(defects, platform.id, version);
  }
  const hosts = hostsOf([versionsUrl, ...usableUrlsOf(versions, versionsUrl)], endpoints);
  return { version, versionsUrl, endpoints, hosts, token: detailed.token };
}

/** OCPI 2.2.1, Credentials > PUT: the version is that of the credentials endpoint which was called. */
function chooseVersion(versions: VersionsDocument, request: DiscoveryRequest): OcpiVersion | HandshakeFailure {
  const listed = versions.versions.slice(0, 10).join(', ').slice(0, 100);
  if (request.version === 'newest') {
    const newest = newestMutualVersion(versions.versions);
    const message = `${request.versionsUrl} lists ${listed}; this hub has ${OCPI_VERSIONS.join(', ')}`;
    return newest ?? failure('choose-version', 'no-mutual-version', message);
  }
  if (versions.detailsUrls.has(request.version)) return request.version;
  const message = `${request.versionsUrl} does not list ${request.version}, the version in question; it lists ${listed}`;
  return failure('choose-version', 'no-mutual-version', message);
}

/** Details URLs of all versions listed that the platform's token could be sent to; where another one points is nobody's business. */
function usableUrlsOf(versions: VersionsDocument, versionsUrl: string): readonly string[] {
  return [...versions.detailsUrls.keys()]
    .map((version) => detailsUrlOf(versions, version, versionsUrl))
    .filter((url) => typeof url === 'string');
}

function hostsOf(urls: readonly string[], endpoints: readonly Endpoint[]): readonly string[] {
  const hosts = [...urls, ...endpoints.map((endpoint) => endpoint.url)].map(hostOf);
  return [...new Set(hosts.filter((host) => host !== null))];
}

/** OCPI 2.1.1 sends a token as it is (Transport and format > Security and authentication), later versions in Base64. */
function usualEncoding(version: OcpiVersion | 'newest'): 'base64' | 'raw' {
  return version === '2.1.1' ? 'raw' : 'base64';
}

/** The versions of a peer are read before it is known that 2.1.1 is all it has; a lenient one takes Base64 there and nowhere else. */
function isFirstOf211(version: OcpiVersion, { registration }: Platform): boolean {
  return version === '2.1.1' && registration?.version !== '2.1.1';
}

function noteOddToken(defects: PeerDefects, platformId: string, version: OcpiVersion): void {
  const detail =
    version === '2.1.1'
      ? `GET of versions or details of ${version} refuses the token as it is and takes it in Base64, which OCPI 2.1.1 does not know`
      : `GET of versions or details of ${version} refuses the token in Base64 and takes it raw; ` +
        'Base64 is asked for in Transport and format > Authorization header';
  defects.note({ platformId, kind: 'token-encoding', detail });
}
