/** What stands in a log line where a secret was. */
export const REDACTED = '[redacted]';

/** Names whose text is a secret, by their ending, so that `newToken` and `registration_token` are seen too. */
const SECRET_NAME = /(?:authorization|token|secret|password|cookie|(?:operator|secret|api)[_-]?key)$/i;
/** A credential inside running text; sixteen characters keep sentences about tokens readable. */
const CREDENTIAL_IN_TEXT = /\b(Token|Bearer|Basic)(\s+)[\x21-\x7e]{16,}/gi;
/** User and password of a database or Redis URL. */
const USER_INFO_IN_URL = /(\w:\/\/)[^\s/@]*@/g;
/** Deeper than any line of ours; ends walks through foreign objects that contain themselves. */
const MAX_DEPTH = 6;

/**
 * A copy of the value that is fit for a log: text under a secret name and credentials inside other text are replaced by
 * {@link REDACTED}, bytes by their length, errors by type, message, stack and cause. `set` and `unset` pass under any name.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return '[deeper]';
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  // Dates and our token classes know their own printable form.
  if (isPrintable(value)) return redact(value.toJSON(), depth + 1);
  return redactFields(value, depth);
}

/** The text without credentials and without user names and passwords of URLs. */
export function redactText(text: string): string {
  return text.replace(CREDENTIAL_IN_TEXT, `$1$2${REDACTED}`).replace(USER_INFO_IN_URL, `$1${REDACTED}@`);
}

function isPrintable(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

function redactFields(fields: object, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    copy[name] = isSecret(name, value) ? REDACTED : redact(value, depth + 1);
  }
  return copy;
}

function isSecret(name: string, value: unknown): boolean {
  const isPlainFact = value === 'set' || value === 'unset' || typeof value !== 'string';
  return !isPlainFact && SECRET_NAME.test(name);
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  return {
    type: error.name,
    message: redactText(error.message),
    stack: error.stack === undefined ? undefined : redactText(error.stack),
    ...('code' in error ? { code: error.code } : {}),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}
