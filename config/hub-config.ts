import type { Secret } from './secret.js';
import type { VARIABLES } from './variables.js';

type Key = keyof typeof VARIABLES;
type Value<K extends Key> =
  | Extract<ReturnType<(typeof VARIABLES)[K]['read']>, { readonly value: unknown }>['value']
  | (typeof VARIABLES)[K]['fallback'];

/** Each variable as it was read or its default, before what depends on several of them. */
export type GivenSettings = { readonly [K in Key]: Value<K> };

/** The hub's settings, checked: one property per variable of `VARIABLES`, in the unit that its name ends with. */
export interface HubConfig extends Omit<GivenSettings, 'publicUrl' | 'secretKey' | 'operatorKey' | 'drainGraceS'> {
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly drainGraceS: number;
  /** 32 bytes. */
  readonly secretKey: Secret<Buffer>;
  readonly operatorKey: Secret<string>;
}
