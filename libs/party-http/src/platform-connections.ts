import type { Platform } from '@busbar/core';
import { AddressGuard } from './address-guard.js';
import type { ConnectorParts } from './guarded-connector.js';
import { HostLookups, type ResolveHost } from './host-lookups.js';
import { OriginConnections } from './origin-connections.js';

/** A platform's endpoints lie on one or two hosts; further ones cost the platform its oldest connections. */
const MOST_ORIGINS = 8;

/** What all platforms share. */
export interface SharedParts extends Pick<ConnectorParts, 'startTls' | 'onFault'> {
  readonly allowPrivateNetworks: boolean;
  readonly resolveHost: ResolveHost;
}

/** Everything the hub keeps open towards one platform, over all hosts that it names. */
export class PlatformConnections {
  /** Exchanges under way, of all origins together. */
  inFlight = 0;
  readonly #shared: SharedParts;
  readonly #lookups: HostLookups;
  #guard: AddressGuard;
  #revision: number;
  #allowedNetworks: readonly string[];
  readonly #origins = new Map<string, OriginConnections>();
  /** Origins that were closed while exchanges were under way. */
  readonly #leaving = new Set<OriginConnections>();

  constructor(platform: Platform, shared: SharedParts) {
    this.#shared = shared;
    this.#lookups = new HostLookups(shared.resolveHost);
    this.#revision = platform.revision;
    this.#allowedNetworks = platform.settings.allowed_networks;
    this.#guard = this.#newGuard();
  }

  /** How many scheme, host and port triples there are connections to. */
  get originCount(): number {
    return this.#origins.size;
  }

  /** Obeys changed settings: what was allowed before must not live on in a kept connection. Messages may still carry older ones. */
  follow(platform: Platform): void {
    if (platform.revision <= this.#revision) return;
    this.#revision = platform.revision;
    const networks = platform.settings.allowed_networks;
    if (networks.join() === this.#allowedNetworks.join()) return;
    this.#allowedNetworks = networks;
    this.#guard = this.#newGuard();
    this.#closeOrigins([...this.#origins.keys()]);
  }

  /** The connections to this authority (`https://host:port`), or why there may be none. */
  to(authority: string): OriginConnections | { readonly fault: string } {
    const known = this.#origins.get(authority);
    if (known !== undefined) return known;
    const fault = this.#guard.urlFault(authority);
    if (fault !== null) return { fault };
    if (this.#origins.size >= MOST_ORIGINS) this.#closeOrigins([...this.#origins.keys()].slice(0, 1));
    const { startTls, onFault } = this.#shared;
    const parts = { guard: this.#guard, lookups: this.#lookups, startTls, onFault };
    const opened = new OriginConnections(new URL(authority).origin, parts);
    this.#origins.set(authority, opened);
    return opened;
  }

  /** Drops what nobody needed since the last call; true when nothing is left. */
  sweep(): boolean {
    for (const [authority, origin] of this.#origins) if (origin.sweep()) this.#origins.delete(authority);
    for (const origin of this.#leaving) if (origin.sweep()) this.#leaving.delete(origin);
    return this.#origins.size === 0 && this.#leaving.size === 0;
  }

  /** Drops idle connections; the others follow when their exchange is over. */
  close(): void {
    this.#closeOrigins([...this.#origins.keys()]);
  }

  /** Drops every connection now. */
  abort(): void {
    this.close();
    for (const origin of this.#leaving) origin.abort();
  }

  #newGuard(): AddressGuard {
    const allowPrivateNetworks = this.#shared.allowPrivateNetworks;
    return new AddressGuard({ allowPrivateNetworks, allowedNetworks: this.#allowedNetworks });
  }

  #closeOrigins(authorities: readonly string[]): void {
    for (const authority of authorities) {
      const origin = this.#origins.get(authority);
      if (origin === undefined) continue;
      this.#origins.delete(authority);
      origin.close();
      this.#leaving.add(origin);
    }
  }
}
