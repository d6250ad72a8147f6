import type { OcpiVersion } from '@busbar/ocpi';
import type { ConfigurationModule } from './journey/message.js';
import type { Refusal } from './journey/refusal.js';
import type { TokenHolder } from './ports.js';
import type { RegistrySnapshot } from './registry.js';

/** A request to a configuration module: authenticated, with its body read and known to be JSON where there is one. */
export interface ConfigurationRequest {
  readonly holder: TokenHolder;
  /** The token as the caller presented it, decoded: credentials GET returns it. */
  readonly presentedToken: string;
  readonly snapshot: RegistrySnapshot;
  readonly method: string;
  /** Null on the versions endpoint only. */
  readonly version: OcpiVersion | null;
  /** Path below the module, with its leading slash, or empty. */
  readonly rest: string;
  readonly query: string | null;
  readonly body: Uint8Array | null;
  readonly correlationId: string;
  /** When it arrived, ms since the epoch. */
  readonly atMs: number;
}

/** What a configuration module answers: HTTP 200 and OCPI 1000 around `data`, with extra headers by turns of name and value. */
export interface ConfigurationAnswer {
  readonly data: unknown;
  readonly headers?: readonly string[];
}

/** A module that the hub answers itself. */
export abstract class ConfigurationEndpoint {
  abstract readonly modules: readonly ConfigurationModule[];
  /** The methods it has; the journey answers 405 to every other one. */
  abstract readonly methods: readonly string[];
  /** Expected endings are refusals. */
  abstract answer(request: ConfigurationRequest): Promise<ConfigurationAnswer | Refusal>;
}
