/** What follows an endpoint URL: path and query as they were sent. */
export interface EndpointTail {
  readonly rest: string;
  readonly query: string | null;
  readonly trailingSlash?: boolean;
}

/**
 * Joins the endpoint URL that a party published with the rest of the path by exactly one slash, and adds the query as it was sent.
 * `trailingSlash` closes the path with one, for peers that insist. OCPI leaves open whether endpoint URLs end with a slash.
 */
export function joinEndpoint(endpoint: string, { rest, query, trailingSlash = false }: EndpointTail): string {
  const [base = '', ownQuery] = splitOnce(endpoint, '?');
  const path = rest === '' || rest === '/' ? '' : rest.startsWith('/') ? rest : `/${rest}`;
  let url = path === '' ? base : (base.endsWith('/') ? base.slice(0, -1) : base) + path;
  if (trailingSlash && !url.endsWith('/')) url += '/';
  const queries = [ownQuery, query].filter((part) => part !== undefined && part !== null && part !== '');
  return queries.length === 0 ? url : `${url}?${queries.join('&')}`;
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** `host:port` of an http(s) URL, default ports left out, lower-case; null for anything else or with user info in it. */
export function hostOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return null;
  return parsed.username === '' && parsed.password === '' ? parsed.host : null;
}
