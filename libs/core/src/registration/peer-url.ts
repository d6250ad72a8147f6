import { hostOf, MAX_URL_LENGTH } from '@busbar/ocpi';

/** Absolute, http or https, ASCII as RFC 3986 has it: no space, no backslash, no fragment that a path could not follow. */
const PLAIN_URL = /^https?:\/\/[!$-;=?-[\]_a-z~]+$/i;

/**
 * Why a URL cannot be one of a peer's API, or null. Where it leads is not judged here: the address guard does that on every
 * connection. The message does not repeat the URL, which may carry a password.
 */
export function peerUrlFault(url: string): string | null {
  if (url.length > MAX_URL_LENGTH) return `is longer than ${MAX_URL_LENGTH} characters (OCPI type URL)`;
  if (!PLAIN_URL.test(url) || !URL.canParse(url)) {
    return 'is no absolute http or https URL in ASCII (a fragment is not allowed, host names in Punycode)';
  }
  return hostOf(url) === null ? 'must not carry user info' : null;
}

/**
 * Why a URL cannot be a peer's because it is the hub's own, or null. A peer whose endpoints are the hub would make every message to
 * it go round until the bounds on requests in flight end it. Another name of the hub is found out by its documents, which hold this one.
 */
export function ownUrlFault(url: string, hubUrl: string): string | null {
  const target = new URL(url);
  const hub = new URL(hubUrl);
  const isOwn = hostNameOf(target) === hostNameOf(hub) && target.port === hub.port;
  const isBelow = target.pathname.startsWith(`${hub.pathname.replace(/\/$/, '')}/`);
  return isOwn && isBelow ? 'leads to this hub itself' : null;
}

/**
 * Why a URL that a peer published may not be called with that peer's token, or null.
 *
 * Anybody who registers decides which URLs the hub will call, with which path, for years. Left open, that makes the hub a tool
 * against third parties and against odd ports; closed to the very host of the versions URL, it shuts out platforms that serve
 * `cpo.example.com` and `emsp.example.com` under one versions URL. So: the host of the versions URL, or one under the same
 * parent domain; its port or the scheme's default one; never from https down to http.
 */
export function siteFault(url: string, versionsUrl: string): string | null {
  const target = new URL(url);
  const home = new URL(versionsUrl);
  if (home.protocol === 'https:' && target.protocol === 'http:') return 'is http although the versions URL is https';
  if (target.port !== '' && target.port !== home.port) {
    return `is on port ${target.port}: only the versions URL's port and the default one are called`;
  }
  if (isSameSite(target.hostname, home.hostname)) return null;
  return `is on ${target.hostname}, which has no parent domain in common with the versions URL's ${home.hostname}`;
}

/** Second levels under which registries sell names: two names there are two owners. Public suffixes of hosters are not known here. */
const REGISTRY_DOMAIN = /^(?:ac|co|com|edu|go|gob|gov|ne|net|or|org)\.[a-z]{2}$/;

function isSameSite(host: string, home: string): boolean {
  if (host === home) return true;
  if (isAddress(host) || isAddress(home)) return false;
  return host.endsWith(`.${home}`) || (parentOf(host) === parentOf(home) && isOwnable(parentOf(home)));
}

/** A dot at the end of a name changes nothing about where it leads. */
function hostNameOf(url: URL): string {
  return url.hostname.replace(/\.$/, '');
}

function isAddress(host: string): boolean {
  return host.startsWith('[') || /^[\d.]+$/.test(host);
}

function parentOf(host: string): string {
  const dot = host.indexOf('.');
  return dot < 0 ? '' : host.slice(dot + 1);
}

function isOwnable(domain: string): boolean {
  return domain.includes('.') && !REGISTRY_DOMAIN.test(domain);
}
