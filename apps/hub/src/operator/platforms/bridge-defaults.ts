const MAX_NAMES = 64;
const MAX_NAME_LENGTH = 128;
const MAX_TEXT_LENGTH = 255;

/** Whether the value may be a platform's `bridge_defaults`: few names, each with a short text, a finite number or a boolean. */
export function isBridgeDefaults(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= MAX_NAMES && entries.every(([name, scalar]) => isName(name) && isShortScalar(scalar));
}

function isName(name: string): boolean {
  return name.length > 0 && name.length <= MAX_NAME_LENGTH;
}

function isShortScalar(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= MAX_TEXT_LENGTH;
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}
