import { peerUrlFault, siteFault } from './peer-url.js';
import { isJsonObject, unusable, type Unusable } from './unusable.js';

/** More entries than any list of versions has. */
export const MAX_VERSIONS = 50;

/** A peer's versions, as far as they can be used. */
export interface VersionsDocument {
  /** Every version it lists, known here or not, in its order. */
  readonly versions: readonly string[];
  /** URLs of version details by version; of a version listed twice the first. */
  readonly detailsUrls: ReadonlyMap<string, string>;
}

/**
 * Reads the data of a versions endpoint. Versions nobody knows here, further fields and entries of versions that are not asked for
 * do no harm, whatever they hold. OCPI 2.2.1, Version information endpoint > Data.
 */
export function readVersionsDocument(data: unknown): VersionsDocument | Unusable {
  if (!Array.isArray(data)) return unusable('data is no list of versions');
  if (data.length > MAX_VERSIONS) return unusable(`data lists more than ${MAX_VERSIONS} versions`);
  const detailsUrls = new Map<string, string>();
  for (const [index, entry] of data.entries()) {
    const version: unknown = isJsonObject(entry) ? entry['version'] : undefined;
    const url: unknown = isJsonObject(entry) ? entry['url'] : undefined;
    if (typeof version !== 'string') return unusable(`data[${index}] has no version`);
    if (!detailsUrls.has(version)) detailsUrls.set(version, typeof url === 'string' ? url : '');
  }
  return { versions: [...detailsUrls.keys()], detailsUrls };
}

/** The URL of one version's details, which must be one the peer's token may be sent to. */
export function detailsUrlOf(document: VersionsDocument, version: string, versionsUrl: string): string | Unusable {
  const url = document.detailsUrls.get(version) ?? '';
  const fault = peerUrlFault(url) ?? siteFault(url, versionsUrl);
  return fault === null ? url : unusable(`the url of version ${version} ${fault}`);
}
