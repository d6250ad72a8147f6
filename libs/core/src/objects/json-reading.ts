/** A JSON object as it was parsed: read, never merged and never written again. */
export type JsonObject = Readonly<Record<string, unknown>>;

const UTF8 = new TextDecoder();

/** The object that these bytes are; null where they are none. */
export function readJsonObject(bytes: Uint8Array | null): JsonObject | null {
  if (bytes === null) return null;
  try {
    return asObject(JSON.parse(UTF8.decode(bytes)) as unknown);
  } catch {
    return null;
  }
}

/** The text at a key; null where there is none. Only own members: others may come from nowhere. */
export function textIn(object: JsonObject | null, key: string): string | null {
  const value = memberOf(object, key);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The objects at a key: the elements of a list, or the one that stands there. */
export function childrenOf(object: JsonObject | null, key: string): readonly JsonObject[] {
  const value = memberOf(object, key);
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map(asObject).filter((child) => child !== null);
}

function memberOf(object: JsonObject | null, key: string): unknown {
  return object !== null && Object.hasOwn(object, key) ? object[key] : undefined;
}

function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}
