import { isIP } from 'node:net';
import { classOf, unwrapMapped } from './address-class.js';
import { Networks } from './networks.js';
import { splitUrl } from './party-url.js';
import { isPortNotHttp } from './ports-not-http.js';

/** What an operator admits beyond https to public addresses. */
export interface AddressPolicy {
  /** Admits loopback, private ranges and plain http for every party: for development. */
  readonly allowPrivateNetworks: boolean;
  /** CIDR blocks of one platform, where private addresses and plain http are admitted. */
  readonly allowedNetworks: readonly string[];
}

const NOT_PUBLIC =
  'its address is not public; BUSBAR_ALLOW_PRIVATE_NETWORKS or allowed_networks of the platform may admit it';
const PLAIN_HTTP = 'plain http is not allowed; publish an https URL';

/** Decides where the hub may connect. It resolves nothing: names are judged by the addresses that they turned out to have. */
export class AddressGuard {
  readonly #allowPrivate: boolean;
  readonly #allowed: Networks;

  constructor(policy: AddressPolicy) {
    this.#allowPrivate = policy.allowPrivateNetworks;
    this.#allowed = new Networks(policy.allowedNetworks);
  }

  /** Why the hub may not connect to this address with this scheme (`https:` or `http:`), or null. */
  addressFault(address: string, scheme: string): string | null {
    const kind = classOf(address);
    if (kind === 'forbidden') return 'its address is link-local, multicast, reserved or a tunnel, and never allowed';
    if (this.#allowPrivate || this.#allowed.has(unwrapMapped(address))) return null;
    if (kind === 'private') return NOT_PUBLIC;
    return scheme === 'https:' ? null : PLAIN_HTTP;
  }

  /** Why the hub would not send a request to this URL, as far as the URL alone shows it, or null. */
  urlFault(url: string): string | null {
    const authority = splitUrl(url)?.authority;
    if (authority === undefined || !URL.canParse(authority)) return 'it is not an absolute http or https URL';
    const parsed = new URL(authority);
    if (parsed.username !== '' || parsed.password !== '') return 'it has a user name or password in it';
    if (isPortNotHttp(parsed.port)) return `port ${parsed.port} belongs to another protocol than HTTP`;
    const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1');
    return isIP(host) === 0 ? this.#nameFault(host, parsed.protocol) : this.addressFault(host, parsed.protocol);
  }

  /** A name may still turn out to lie in an allowed network: only what no address could heal is refused here. */
  #nameFault(host: string, scheme: string): string | null {
    if (this.#allowPrivate || !this.#allowed.isEmpty) return null;
    if (/(^|\.)localhost\.?$/.test(host)) return NOT_PUBLIC;
    return scheme === 'https:' ? null : PLAIN_HTTP;
  }
}

/**
 * Why the hub would not send a request to this URL, or null; no packet is sent to find out. For registration and the operator API:
 * the sentence completes "The URL is refused: …".
 */
export function urlFault(url: string, policy: AddressPolicy): string | null {
  return new AddressGuard(policy).urlFault(url);
}
