/** Something a peer sent that cannot be used, and why, for its developers. No tokens. */
export interface Unusable {
  readonly unusable: string;
}

/** Says why something cannot be used. */
export function unusable(why: string): Unusable {
  return { unusable: why };
}

/** Whether reading ended in a complaint. */
export function isUnusable(value: object): value is Unusable {
  return 'unusable' in value;
}

/** Whether a JSON value is an object with named members. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
