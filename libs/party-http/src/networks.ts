import { BlockList, isIP } from 'node:net';

/** A block of addresses, as an operator writes it: `10.1.0.0/16`, `fd12::/32`, or one bare address. */
export interface Cidr {
  readonly address: string;
  readonly prefixBits: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** Reads a CIDR block or one bare address; null where it is neither. */
export function parseCidr(text: string): Cidr | null {
  const [address = '', prefix, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0 || address.includes('%')) return null;
  const maxBits = version === 4 ? 32 : 128;
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return null;
  const prefixBits = prefix === undefined ? maxBits : Number(prefix);
  return prefixBits > maxBits ? null : { address, prefixBits, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/** A set of address blocks; texts that are no CIDR hold nothing. */
export class Networks {
  readonly #blocks = { ipv4: new BlockList(), ipv6: new BlockList() };
  readonly isEmpty: boolean;

  constructor(texts: readonly string[]) {
    const cidrs = texts.map(parseCidr).filter((cidr) => cidr !== null);
    for (const { address, prefixBits, family } of cidrs) {
      this.#blocks[family].addSubnet(address, prefixBits, family);
    }
    this.isEmpty = cidrs.length === 0;
  }

  /** Whether the address lies in one of the blocks. IPv4 addresses mapped into IPv6 must be unwrapped before. */
  has(address: string): boolean {
    const version = isIP(address);
    if (version === 0) return false;
    const family = version === 4 ? 'ipv4' : 'ipv6';
    return this.#blocks[family].check(address, family);
  }
}
