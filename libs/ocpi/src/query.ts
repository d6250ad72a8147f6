/** One parameter of a raw query string: its decoded value and where the raw one stands. */
export interface QueryParameter {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds a parameter in a raw query (without `?`); `duplicate` when the key stands there twice. The specification's own example of
 * a `response_url` is not encoded and carries `?` and `&` of its own (Charging profiles > GET), so a value that starts with a bare
 * `http://` or `https://` runs up to the next parameter the method knows.
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
      if (/^https?:\/\//i.test(query.slice(from, from + 8))) end = endOfBareUrl(query, from);
      found = { value: decodeQuery(query.slice(from, end)), start: from, end };
    }
    start = end + 1;
  }
  return found;
}

/** The query with the raw value at `parameter` replaced by `value`, encoded; all other bytes stay. */
export function replaceQueryValue(query: string, parameter: QueryParameter, value: string): string {
  return query.slice(0, parameter.start) + encodeURIComponent(value) + query.slice(parameter.end);
}

/** The query without any parameter of these names; null when nothing is left. */
export function withoutParameters(query: string | null, names: readonly string[]): string | null {
  const kept = (query ?? '')
    .split('&')
    .filter((part) => part !== '' && !names.includes(decodeQuery(part.split('=', 1)[0] ?? '')));
  return kept.length === 0 ? null : kept.join('&');
}

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
