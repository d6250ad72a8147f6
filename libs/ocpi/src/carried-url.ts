/** Where a message carries a URL that must come back through the hub. */
export type CarriedPlace =
  { readonly in: 'body'; readonly key: 'response_url' } | { readonly in: 'query'; readonly key: 'response_url' };

interface CarriedRule {
  readonly module: string;
  readonly methods: readonly string[];
  readonly place: CarriedPlace;
}

/**
 * The one table of carried request URLs. OCPI 2.2.1: Commands > POST (body of all five commands); Charging profiles > PUT
 * (body), GET and DELETE (query).
 */
const CARRIED_URLS: readonly CarriedRule[] = [
  { module: 'commands', methods: ['POST'], place: { in: 'body', key: 'response_url' } },
  { module: 'chargingprofiles', methods: ['PUT'], place: { in: 'body', key: 'response_url' } },
  { module: 'chargingprofiles', methods: ['GET', 'DELETE'], place: { in: 'query', key: 'response_url' } },
];

/** Where a request on a Receiver interface carries its `response_url`, or null when it carries none. */
export function carriedPlace(module: string, interfaceRole: string, method: string): CarriedPlace | null {
  if (interfaceRole !== 'RECEIVER') return null;
  return CARRIED_URLS.find((rule) => rule.module === module && rule.methods.includes(method))?.place ?? null;
}

/** The longest URL that OCPI allows (OCPI 2.2.1, Types > URL). */
export const MAX_URL_LENGTH = 255;

/** One parameter of a raw query string, with its place in it. */
export interface QueryParameter {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds a parameter in a raw query (without `?`). `response_url` of the specification's own example is not encoded and carries
 * `?` and `&` of its own (Charging profiles > GET), so a value that starts with a bare `http://` or `https://` runs to the end.
 * `duplicate` when the key stands there twice.
 */
export function findQueryParameter(query: string, key: string): QueryParameter | 'duplicate' | null {
  let found: QueryParameter | null = null;
  let start = 0;
  while (start <= query.length) {
    const ampersand = query.indexOf('&', start);
    let end = ampersand < 0 ? query.length : ampersand;
    const equals = query.indexOf('=', start);
    const keyEnd = equals < 0 || equals > end ? end : equals;
    if (decodeQuery(query.slice(start, keyEnd)) === key) {
      if (found) return 'duplicate';
      const from = Math.min(keyEnd + 1, end);
      if (/^https?:\/\//i.test(query.slice(from))) end = endOfBareUrl(query, from);
      found = { value: decodeQuery(query.slice(from, end)), start: from, end };
    }
    start = end + 1;
  }
  return found;
}

/** A bare URL keeps what follows, except parameters of the request that the specification knows (`duration`). */
function endOfBareUrl(query: string, from: number): number {
  const next = query.slice(from).search(/&(?:duration|response_url)=/);
  return next < 0 ? query.length : from + next;
}

function decodeQuery(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
