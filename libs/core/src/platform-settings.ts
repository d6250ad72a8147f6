/** How far messages of a platform are checked against the object model. */
export type ValidationMode = 'off' | 'observe' | 'enforce';

/** Functional modules whose direct pushes the hub may hold for a receiver. */
export type StoreAndForwardModule = 'sessions' | 'locations' | 'tariffs' | 'tokens' | 'cdrs';
/** Modules whose objects the hub may pull for its own store. */
export type PullModule = 'locations' | 'tariffs' | 'tokens';

/** What an operator may set for one platform; quirks of real peers are settings here, never a tolerance for all. */
export interface PlatformSettings {
  /** How the hub writes this platform's token: Base64, raw, or found out on GETs of versions and details. */
  readonly token_encoding: 'auto' | 'base64' | 'raw';
  /** A message that this platform addresses to its own party is meant for the hub. */
  readonly to_self_is_hub: boolean;
  /** Close every path sent to this platform with a slash. */
  readonly trailing_slash: boolean;
  /** Accept callbacks whose routing headers contradict the command they answer. */
  readonly lenient_callbacks: boolean;
  /** Further header names (lower-case) that pass to and from this platform. */
  readonly forward_headers: readonly string[];
  /** CIDR blocks that the hub may connect to for this platform although they are not public. */
  readonly allowed_networks: readonly string[];
  /** Requests that may be under way to this platform at once. */
  readonly in_flight: number;
  /** Deadline of a whole exchange with this platform in ms; null takes the hub's. */
  readonly timeout_ms: number | null;
  /** Null takes the hub's. */
  readonly validation: ValidationMode | null;
  readonly store_and_forward: readonly StoreAndForwardModule[];
  readonly pull: readonly PullModule[];
  /** Values the bridge may fill in, by field. */
  readonly bridge_defaults: Readonly<Record<string, unknown>>;
}

/** What holds for a platform whose operator set nothing. */
export const DEFAULT_PLATFORM_SETTINGS: PlatformSettings = {
  token_encoding: 'auto',
  to_self_is_hub: false,
  trailing_slash: false,
  lenient_callbacks: false,
  forward_headers: [],
  allowed_networks: [],
  in_flight: 100,
  timeout_ms: null,
  validation: null,
  store_and_forward: [],
  pull: ['locations', 'tariffs', 'tokens'],
  bridge_defaults: {},
};
