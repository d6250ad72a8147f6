import { isIP } from 'node:net';
import { Networks } from './networks.js';

/** `public`: anybody may be reached there. `private`: only where an operator admits it. `forbidden`: never. */
export type AddressClass = 'public' | 'private' | 'forbidden';

const PRIVATE = new Networks([
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10', // carrier-grade NAT
  '198.18.0.0/15', // benchmarking
  '::1/128',
  'fc00::/7', // unique local
]);

/** From the IANA special-purpose registries, and where clouds keep instance credentials outside link-local. */
const FORBIDDEN = new Networks([
  '0.0.0.0/8',
  '169.254.0.0/16', // link-local, with the metadata service of most clouds
  '192.0.0.0/24',
  '192.0.2.0/24', // documentation, as the next two
  '198.51.100.0/24',
  '203.0.113.0/24',
  '192.88.99.0/24', // 6to4 relays
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, with 255.255.255.255
  '100.100.100.200', // metadata: Alibaba
  '168.63.129.16', // metadata: Azure
  'fd00:ec2::/32', // metadata: AWS
  'fd20:ce::254', // metadata: Google
  '2001::/23', // protocol assignments, with Teredo, which carries an IPv4 address
  '2001:db8::/32', // documentation, as the next
  '3fff::/20',
  '2002::/16', // 6to4 carries an IPv4 address
]);

/** The only IPv6 space that IANA gives out as global unicast: NAT64, link-local and all the rest lie outside. */
const GLOBAL_IPV6 = new Networks(['2000::/3']);

/** What kind of address this is; an IPv4 address mapped into IPv6 is judged as the IPv4 address that a packet would go to. */
export function classOf(address: string): AddressClass {
  const plain = unwrapMapped(address);
  const version = isIP(plain);
  if (version === 0 || plain.includes('%') || FORBIDDEN.has(plain)) return 'forbidden';
  if (PRIVATE.has(plain)) return 'private';
  return version === 4 || GLOBAL_IPV6.has(plain) ? 'public' : 'forbidden';
}

/** `::ffff:10.0.0.1`, in whichever spelling, as `10.0.0.1`; every other address as it is. */
export function unwrapMapped(address: string): string {
  if (isIP(address) !== 6 || address.includes('%')) return address;
  // The WHATWG parser knows every spelling and writes the shortest: [::ffff:a00:1].
  const hex = /^\[::ffff:([0-9a-f]+):([0-9a-f]+)\]$/.exec(new URL(`http://[${address}]`).hostname);
  if (hex === null) return address;
  const bits = (parseInt(hex[1] ?? '', 16) << 16) | parseInt(hex[2] ?? '', 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}
