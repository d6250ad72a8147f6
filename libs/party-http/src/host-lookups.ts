import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';

/** Finds every address of a host name; rejects with the codes of `dns.lookup`. */
export type ResolveHost = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Answers are kept this long, so that a peer that closes each connection does not cost a lookup per request. */
const KEEP_MS = 5_000;
const MOST_KEPT = 32;

/** The system's own resolver: hosts file, search domains and all. */
export const resolveBySystem: ResolveHost = (hostname) => lookup(hostname, { all: true, verbatim: true });

/**
 * Lookups of one platform, one at a time: getaddrinfo has two threads in a Node process, and a platform that publishes many names
 * on a silent name server must not take both.
 */
export class HostLookups {
  readonly #resolve: ResolveHost;
  readonly #kept = new Map<string, Promise<readonly LookupAddress[]>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(resolve: ResolveHost) {
    this.#resolve = resolve;
  }

  /** All addresses of a name; callers who ask meanwhile share one lookup. */
  addressesOf(hostname: string): Promise<readonly LookupAddress[]> {
    const kept = this.#kept.get(hostname);
    if (kept !== undefined) return kept;
    const found = this.#last.then(() => this.#resolve(hostname));
    this.#last = found.catch(() => undefined);
    this.#keep(hostname, found);
    return found;
  }

  #keep(hostname: string, found: Promise<readonly LookupAddress[]>): void {
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(hostname, found);
    const forget = (): void => {
      if (this.#kept.get(hostname) === found) this.#kept.delete(hostname);
    };
    found.then(() => setTimeout(forget, KEEP_MS).unref(), forget);
  }
}
