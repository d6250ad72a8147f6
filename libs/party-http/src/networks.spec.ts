import { describe, expect, it } from '@jest/globals';
import { Networks, parseCidr } from './networks.js';

describe('a CIDR block', () => {
  it.each([
    ['10.0.0.0/8', { address: '10.0.0.0', prefixBits: 8, family: 'ipv4' }],
    ['192.168.7.9', { address: '192.168.7.9', prefixBits: 32, family: 'ipv4' }],
    ['0.0.0.0/0', { address: '0.0.0.0', prefixBits: 0, family: 'ipv4' }],
    ['fd12::/32', { address: 'fd12::', prefixBits: 32, family: 'ipv6' }],
    ['::1', { address: '::1', prefixBits: 128, family: 'ipv6' }],
  ])('is read from %s', (text, cidr) => expect(parseCidr(text)).toEqual(cidr));

  it.each([
    '',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0/8',
    '010.0.0.0/8',
    'fd12::/129',
    'localhost',
    '10.0.0.0/-1',
    'fe80::1%eth0',
  ])('is not read from "%s"', (text) => expect(parseCidr(text)).toBeNull());
});

describe('a set of networks', () => {
  it('holds the addresses in its blocks, of either family, and no others', () => {
    const networks = new Networks(['10.1.0.0/16', 'fd12::/32', 'nonsense']);
    const all = ['10.1.255.255', '10.2.0.0', 'fd12::1', 'fd13::1', 'nonsense'];
    expect(all.filter((address) => networks.has(address))).toEqual(['10.1.255.255', 'fd12::1']);
  });

  it('is empty where nothing in it is a block', () => {
    expect(new Networks(['nonsense']).isEmpty).toBe(true);
    expect(new Networks(['10.0.0.0/8']).isEmpty).toBe(false);
  });
});
