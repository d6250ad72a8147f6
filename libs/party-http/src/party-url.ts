/** A URL of a party, split without being rewritten: what follows the authority goes out as it was given. */
export interface PartyUrl {
  /** Scheme, host and port as given: `https://Host:8443`. */
  readonly authority: string;
  /** Path and query, without a fragment. */
  readonly target: string;
}

/**
 * Splits an absolute http(s) URL after its authority; null for anything else. `new URL()` would rewrite the path (dot segments,
 * escapes), and a receiver must see the bytes that its own URL had.
 */
export function splitUrl(url: string): PartyUrl | null {
  const scheme = /^https?:\/\//i.exec(url);
  if (scheme === null) return null;
  let end = scheme[0].length;
  while (end < url.length && !endsAuthority(url.charCodeAt(end))) end += 1;
  if (end === scheme[0].length || url[end] === '\\') return null;
  return { authority: url.slice(0, end), target: targetOf(url.slice(end)) };
}

function endsAuthority(code: number): boolean {
  return code === 0x2f || code === 0x3f || code === 0x23 || code === 0x5c;
}

function targetOf(rest: string): string {
  const fragment = rest.indexOf('#');
  const sent = fragment < 0 ? rest : rest.slice(0, fragment);
  const target = sent.startsWith('/') ? sent : `/${sent}`;
  return /[^\x21-\x7e]/.test(target) ? percentEncode(target) : target;
}

/** Request targets that reach the hub are ASCII, so anything else stems from an endpoint URL in JSON and means UTF-8. */
function percentEncode(target: string): string {
  return target.replace(/[^\x21-\x7e]+/g, (part) =>
    Array.from(Buffer.from(part), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
