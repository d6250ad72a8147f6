/** `Token`, one or more spaces, the rest. The scheme is matched without case, as HTTP asks (RFC 9110, 11.1). */
const SCHEME = /^token +([\x21-\x7e]+) *$/i;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/**
 * The tokens that an Authorization header may mean, likeliest first: the text as it stands (2.1.1 and 2.2 peers send it raw)
 * and its Base64 decoding (OCPI 2.2.1, Transport and format > Authorization header). At most two; none when the header is
 * missing or not of the Token scheme. A trailing line break is trimmed: the specification's own example carries one.
 */
export function tokenCandidates(header: string | undefined): readonly string[] {
  const text = header === undefined ? undefined : SCHEME.exec(header)?.[1];
  if (text === undefined) return [];
  const decoded = decodeBase64(text);
  return decoded === null || decoded === text ? [text] : [text, decoded];
}

/** The Authorization value for a token, Base64 (2.2.1 and later, 2.2-d2) or raw (older peers). */
export function authorizationHeader(token: string, encoding: 'base64' | 'raw'): string {
  return `Token ${encoding === 'raw' ? token : btoa(token)}`;
}

/** 1 to 64 characters, U+0021 to U+007E (OCPI 2.2.1, Credentials > Credentials object). */
export function isTokenText(text: string): boolean {
  return /^[\x21-\x7e]{1,64}$/.test(text);
}

/** Strict: Node's own decoder skips what is not Base64, and two texts would then be one token. */
function decodeBase64(text: string): string | null {
  if (!BASE64.test(text)) return null;
  const decoded = atob(text).trim();
  return /^[\x21-\x7e]+$/.test(decoded) ? decoded : null;
}
