/** RFC 9110, 5.6.2: a field name is a token. */
const FIELD_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/;

/**
 * Headers that no setting may let pass: what belongs to one connection (RFC 9110, 7.6.1), what authenticates or tells who is
 * before the hub, and what the hub writes itself or passes anyway, which would then be there twice.
 */
const NEVER_FORWARDED = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'expect'],
  ...['authorization', 'proxy-authenticate', 'proxy-authorization', 'www-authenticate', 'cookie', 'set-cookie'],
  ...['host', 'forwarded', 'via', 'content-length', 'content-encoding', 'accept-encoding', 'date', 'server'],
  ...['content-type', 'accept', 'x-total-count', 'x-limit', 'retry-after'],
  ...['link', 'location', 'x-request-id', 'x-correlation-id', 'x-real-ip', '__proto__'],
]);
const NEVER_FORWARDED_FAMILIES = ['ocpi-', 'x-forwarded-', 'sec-', 'access-control-'];

/** Whether a platform's `forward_headers` may name this header. */
export function isForwardableHeader(name: unknown): boolean {
  if (typeof name !== 'string' || !FIELD_NAME.test(name)) return false;
  const lower = name.toLowerCase();
  return !NEVER_FORWARDED.has(lower) && !NEVER_FORWARDED_FAMILIES.some((family) => lower.startsWith(family));
}
